"""What stands, and places that are spoken for, unfolded to single positions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from rackplan.model.figures import FrozenDict
from rackplan.model.site import Row
from rackplan.model.standing import Placed
from rackplan.reading.folded import FoldedSite
from rackplan.reading.folded_standing import FoldedPlaced
from rackplan.reading.ranges import unfold_ids

__all__ = ["feed_of", "unfold_standing"]

_Entry = TypeVar("_Entry")


def unfold_standing(folded: FoldedSite, rows: Mapping[str, Row]) -> dict[str, Any]:
    """The four maps of a site by position: placed, pins, reserved, forbidden."""
    row_of = {position.id: row for row in rows.values() for position in row.positions}
    forbidden: dict[str, tuple[str, ...]] = {}
    for name, types in _each(folded.forbidden):
        places = [p.id for p in rows[name].positions] if name in rows else [name]
        for place in places:
            forbidden[place] = tuple(dict.fromkeys((*forbidden.get(place, ()), *types)))
    placed = {p: _placed(entry, row_of[p]) for p, entry in _each(folded.placed)}
    return {
        "placed": FrozenDict(placed),
        "pins": FrozenDict(_each(folded.pins)),
        "reserved": FrozenDict(_each(folded.reserved)),
        "forbidden": FrozenDict(forbidden),
    }


def feed_of(row: str, name: str) -> str:
    """The busway that a feed of a standing rack means: ``B`` is ``R1.B`` in row R1."""
    return f"{row}.{name}" if name in ("A", "B") else name


def _placed(entry: FoldedPlaced, row: Row) -> Placed:
    feeds = tuple(feed_of(row.id, name) for name in entry.feeds)
    return Placed.model_construct(rack=entry.rack, feeds=feeds)


def _each(entries: Mapping[str, _Entry]) -> Iterator[tuple[str, _Entry]]:
    return ((name, entry) for text, entry in entries.items() for name in unfold_ids(text))
