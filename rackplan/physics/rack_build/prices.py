"""What a rack costs by its pieces, and from when all of them can be had."""

from __future__ import annotations

from datetime import date
from typing import Any

from rackplan.model.catalog import Term
from rackplan.physics.rack_build.pieces import Figure, Kit
from rackplan.physics.rack_build.sums import Sums
from rackplan.units import Quantity

__all__ = ["available_from", "prices_of"]

_PRICES = ("price", "price_low", "price_high")


def prices_of(kit: Kit, sums: Sums) -> dict[str, Any]:
    """The price that the build states, else the sum of those of its pieces and its frame.

    Low and high are sums too, of pieces whose sources disagree and the central price of the rest;
    all are unknown where one piece has no price.
    """
    build = kit.build
    if build.price is not None:
        return {key: getattr(build, key) for key in _PRICES}
    products = [kit.frame, *(piece.product for piece in sums.pieces)]
    silent = [product.id for product in products if product.price is None]
    if silent:
        sums.remarks.append(f"no price: {sums.named(silent)} none")
        return {}
    keys = [key for key in _PRICES if any(getattr(each, key) is not None for each in products)]
    return {key: _sum(kit, sums, key) for key in keys}


def available_from(kit: Kit, sums: Sums) -> date | None:
    """The latest day of the build and of all that goes into it, where they state one."""
    products = [kit.frame, *(piece.product for piece in sums.pieces)]
    known = [product for product in products if product.available_from is not None]
    latest = max((p.available_from for p in known if p.available_from is not None), default=None)
    own = kit.build.available_from
    if latest is None or (own is not None and own >= latest):
        return own
    terms = [Term(product=product.id, path="available_from") for product in known]
    sums.note("available_from", terms, "latest" if len(terms) > 1 else "sum")
    return latest


def _sum(kit: Kit, sums: Sums, key: str) -> Quantity:
    """The sum of a price, of the central one where a piece states no other."""
    frame_key = key if getattr(kit.frame, key) is not None else "price"

    def price(piece: Any) -> Figure:
        path = key if getattr(piece.product, key) is not None else "price"
        return Figure(path, getattr(piece.product, path))

    total = sums.total(key, price)
    assert total is not None, "every piece has a price"
    terms = (*sums.derived[key].terms, Term(product=kit.frame.id, path=frame_key))
    sums.note(key, terms)
    own: Quantity = getattr(kit.frame, frame_key)
    whole: Quantity = total + own
    return whole
