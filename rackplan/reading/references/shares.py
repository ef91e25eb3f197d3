"""Shares of a policy are of somebody that racks of the demand state."""

from __future__ import annotations

from rackplan.model.catalog import RackType
from rackplan.model.demand import SHARES, ShareBounds
from rackplan.model.names import counts_for, stated
from rackplan.reading.complaints import did_you_mean
from rackplan.reading.folded import FoldedSite
from rackplan.reading.products import Products
from rackplan.reading.references.power import Say

__all__ = ["check_shares"]

_SAID = {
    "vendor_share": ("is by", "silicon_vendor"),
    "fab_share": ("has chips from", "fab"),
    "builder_share": ("is built by", "builders"),
}
"""How a rack is somebody's, and which key of a product says so."""


def check_shares(folded: FoldedSite, products: Products, say: Say) -> None:
    """Complain of vendors, fabs and builders that no rack of the demand states."""
    racks = [products.rack(name) for name in folded.demand.asked]
    known = [rack for rack in racks if rack is not None]
    if len(known) < len(racks):
        return
    computing = [rack for rack in known if rack.computing is not None]
    for share in SHARES:
        for name, bounds in folded.policy.shares(share).items():
            _check(share, name, bounds, computing, say)


def _check(share: str, name: str, bounds: ShareBounds, racks: list[RackType], say: Say) -> None:
    is_so, key = _SAID[share]
    at = ("policy", share, name)
    if not any(counts_for(share, name, rack) for rack in racks):
        say(at, f'no rack of the demand {is_so} "{name}". {_hint(share, name, key, racks)}')
    elif bounds.at_least and not any(counts_for(share, name, r, alone=True) for r in racks):
        others = "every rack that states it has other `builders` beside it"
        say((*at, "at_least"), f'no rack of the demand {is_so} "{name}" alone: {others}')


def _hint(share: str, name: str, key: str, racks: list[RackType]) -> str:
    """The way out: the nearest name, the fab without its process among them."""
    texts = [text for rack in racks for text in stated(share, rack)]
    if not texts:
        return f"None of them states `{key}`."
    if share == "vendor_share":
        return did_you_mean(name, texts)
    return did_you_mean(name, [*(text.split()[0] for text in texts), *texts])
