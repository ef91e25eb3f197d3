"""Orders that are alike as one kind, and the places in which each could be filled.

Orders of as many racks of a type, to stand together in the same way, differ by name only: one
column counts how many of them a row, line or hall fills, and names are given by `extract`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rackplan.model.filled import place_of
from rackplan.model.order import Together
from rackplan.model.site import Site
from rackplan.optimize.row import Ints
from rackplan.optimize.segments import Segment

__all__ = ["SCOPES", "OrderKind", "OrderPlace", "Orders", "orders_of"]

SCOPES: tuple[Together, ...] = ("row", "line", "hall")
"""From the narrowest to the widest: each lies in one of the next."""


@dataclass(frozen=True, slots=True)
class OrderKind:
    """Orders that are alike but for their names.

    Attributes
    ----------
    rack : int
        Index of the type.
    racks : int
        How many racks each asks for.
    names, musts : tuple of str
        All of them, and those that have to be filled.
    """

    rack: int
    racks: int
    together: Together
    names: tuple[str, ...]
    musts: tuple[str, ...]

    @property
    def label(self) -> str:
        """The orders in a few words: ``A7``, ``A7 and 3 alike``."""
        more = len(self.names) - 1
        return f"{self.names[0]} and {more} alike" if more else self.names[0]


@dataclass(frozen=True, slots=True)
class OrderPlace:
    """A row, line or hall in which so many orders of a kind have room by the space alone.

    Attributes
    ----------
    kind : int
        Index of the kind.
    """

    kind: int
    name: str
    most: int


@dataclass(frozen=True)
class Orders:
    """The orders of a site.

    Attributes
    ----------
    kinds : tuple of OrderKind
    places : tuple of OrderPlace
        With room for orders, kind by kind: in the order of their columns.
    rows : mapping of str to mapping of str to tuple of int
        Rows of each row, line and hall, by what they are to stand in together.
    """

    kinds: tuple[OrderKind, ...]
    places: tuple[OrderPlace, ...]
    rows: Mapping[Together, Mapping[str, tuple[int, ...]]]


def orders_of(site: Site, types: Sequence[str], segments: Sequence[Segment], span: Ints) -> Orders:
    """The orders of a site, and where those of each kind have room."""
    rows, kinds = _rows_by_place(site), _kinds(site, types)
    fits = {t: _fits(segments, span[t], types[t], len(site.rows)) for t in {k.rack for k in kinds}}
    places = tuple(
        OrderPlace(k, name, min(most, len(kind.names)))
        for k, kind in enumerate(kinds)
        for name, members in rows[kind.together].items()
        if (most := sum(fits[kind.rack][r] for r in members) // kind.racks)
    )
    return Orders(kinds, places, rows)


def _kinds(site: Site, types: Sequence[str]) -> tuple[OrderKind, ...]:
    """The kinds of orders of a site, in the order of their first names."""
    named: dict[tuple[str, int, Together], list[str]] = {}
    orders = site.demand.orders
    for name, order in orders.items():
        named.setdefault((order.rack, order.racks, order.together), []).append(name)
    return tuple(
        OrderKind(
            types.index(rack),
            racks,
            together,
            tuple(names),
            tuple(name for name in names if orders[name].must),
        )
        for (rack, racks, together), names in named.items()
    )


def _rows_by_place(site: Site) -> dict[Together, dict[str, tuple[int, ...]]]:
    """Rows of each row, line and hall, by what they are to stand in together."""
    found: dict[Together, dict[str, tuple[int, ...]]] = {scope: {} for scope in SCOPES}
    for r, row in enumerate(site.rows.values()):
        for scope in SCOPES:
            name = place_of(row, scope)
            found[scope][name] = (*found[scope].get(name, ()), r)
    return found


def _fits(segments: Sequence[Segment], span: Ints, rack: str, rows: int) -> list[int]:
    """New racks of a type that each row has room for [r]."""
    fits = [0] * rows
    for segment in segments:
        if not segment.is_given:
            fits[segment.row] += segment.most(int(span[segment.row]), rack)
    return fits
