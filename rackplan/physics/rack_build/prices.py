"""What a rack costs by its pieces, and from when all of them can be had."""

from __future__ import annotations

from datetime import date
from typing import Any

from rackplan.model.catalog import Term
from rackplan.physics.rack_build.figures import Figure, Item
from rackplan.physics.rack_build.pieces import Kit
from rackplan.physics.rack_build.sums import Sums
from rackplan.units import MONEY

__all__ = ["available_from", "prices_of"]

_PRICES = ("price", "price_low", "price_high")
_MOST = 0.9
"""Share of a price that makes its year that of the whole."""


def prices_of(kit: Kit, sums: Sums) -> dict[str, Any]:
    """The price that the build states, else the sum of those of all pieces, the frame included.

    Low and high are sums too, with the central price of what states no other; all three are not
    known where one piece has no price. The year is that of nearly all of it.
    """
    if kit.build.price is not None:
        return {key: getattr(kit.build, key) for key in (*_PRICES, "price_year")}
    items = [piece.item for piece in sums.pieces]
    silent = [item.id for item in items if item.price is None]
    if silent:
        sums.remark_silent("price", silent)
        return {}
    stated = [key for key in _PRICES if any(getattr(item, key) is not None for item in items)]
    totals = {key: sums.total(key, MONEY, _price_of(key)) for key in stated}
    prices = {key: None if total is None else total.to("kUSD") for key, total in totals.items()}
    return {**prices, "price_year": _year(sums)}


def _year(sums: Sums) -> int | None:
    """The year that pieces name which make nearly all of the price; None where they differ."""
    dated = [piece for piece in sums.pieces if piece.item.price_year is not None]
    years = {piece.item.price_year for piece in dated}
    part, whole = (
        sum(p.count * float(p.item.price.m_as("USD")) for p in pieces if p.item.price is not None)
        for pieces in (dated, sums.pieces)
    )
    if len(years) != 1 or part < _MOST * whole:
        return None
    terms = [Term(product=piece.item.id, path="price_year") for piece in dated]
    sums.note("price_year", terms, "greatest")
    return years.pop()


def available_from(kit: Kit, sums: Sums) -> date | None:
    """The latest day that the build and the pieces of it state."""
    items = [piece.item for piece in sums.pieces if piece.item.available_from is not None]
    days = [item.available_from for item in items if item.available_from is not None]
    own = kit.build.available_from
    latest = max(days, default=None)
    if latest is None or (own is not None and own >= latest):
        return own
    sums.pick("available_from", "latest", items)
    return latest


def _price_of(key: str) -> Any:
    def figure(item: Item) -> Figure:
        path = key if getattr(item, key) is not None else "price"
        return Figure(path, getattr(item, path))

    return figure
