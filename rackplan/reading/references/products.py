"""What must be sound between a site and its products: they exist, and are of the right kind."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from rackplan.model.catalog import AirUnit, Cdu, PowerShelf, RackType
from rackplan.reading.complaints import Complaints, did_you_mean
from rackplan.reading.folded import FoldedSite
from rackplan.reading.nodes import Location
from rackplan.reading.products import KINDS, AnyProduct, Product, Products
from rackplan.reading.references.power import Say

__all__ = ["check_product", "check_products"]

_NAMES = {kind: name for name, kind in KINDS.items()}


def check_products(folded: FoldedSite, products: Products, say: Say) -> None:
    """Complain of references from the site to products, and of vendors that no rack has."""
    for name, kind, at in _references(folded):
        _check_reference(name, kind, products, at, say)
    if folded.policy is not None and folded.demand is not None:
        _check_vendors(folded, products, say)


def check_product(product: Product, products: Products, complaints: Complaints) -> None:
    """Complain of what one rack's document says about other products, and of its counts."""
    say = partial(complaints.about, product.stripped)
    rack = product.item
    if not isinstance(rack, RackType):
        return
    if rack.supplies is not None:
        at = ("supplies", "product")
        _check_reference(rack.supplies.product, PowerShelf, products, at, say)
        _check_counts(rack, say)
    for name in rack.pod.support if rack.pod is not None else ():
        _check_reference(name, RackType, products, ("pod", "support", name), say)
    if rack.role == "compute" and rack.computing is None:
        say((), 'a compute rack misses "computing"')


def _references(folded: FoldedSite) -> Iterator[tuple[str, type[AnyProduct], Location]]:
    if folded.demand is not None:
        for name in folded.demand.racks:
            yield name, RackType, ("demand", "racks", name)
    for name in folded.supply or ():
        yield name, RackType, ("supply", name)
    if folded.cooling is not None:
        for i, loop in enumerate(folded.cooling.loops):
            for k, cdu in enumerate(loop.cdus):
                yield cdu.product, Cdu, ("cooling", "loops", i, "cdus", k, "product")
        for i, zone in enumerate(folded.cooling.zones):
            for k, unit in enumerate(zone.units):
                yield unit.product, AirUnit, ("cooling", "zones", i, "units", k, "product")


def _check_reference(
    name: str,
    kind: type[AnyProduct],
    products: Products,
    at: Location,
    say: Say,
) -> None:
    is_key = at[-1] == name
    if not products.library.has(name):
        hint = did_you_mean(name, products.library.ids())
        say(at, f'unknown product "{name}". {hint}', key=is_key)
        return
    product = products.found.get(name)
    if product is not None and not isinstance(product.item, kind):
        wanted, got = _NAMES[kind], _NAMES[type(product.item)]
        say(at, f'expected a product of kind {wanted}; "{name}" is of kind {got}', key=is_key)


def _check_counts(rack: RackType, say: Say) -> None:
    supplies = rack.supplies
    assert supplies is not None
    if rack.cords == 1 and supplies.on_feed_b:
        say(
            ("supplies", "on_feed_b"), f"{supplies.on_feed_b} supplies on B of a rack with one cord"
        )
    for key in ("on_feed_a", "on_feed_b"):
        count = getattr(supplies, key)
        if count % supplies.groups:
            message = f"{count} supplies cannot be divided evenly among {supplies.groups} groups"
            say(("supplies", key), message)


def _check_vendors(folded: FoldedSite, products: Products, say: Say) -> None:
    known: dict[str, None] = {}
    for name in folded.demand.racks:
        product = products.found.get(name)
        if product is None:
            return
        rack = product.item
        if isinstance(rack, RackType) and rack.computing is not None:
            known[rack.computing.silicon_vendor] = None
    for vendor in folded.policy.vendor_share:
        if vendor not in known:
            hint = did_you_mean(vendor, known)
            say(
                ("policy", "vendor_share", vendor),
                f'no rack of the demand is by "{vendor}". {hint}',
            )
