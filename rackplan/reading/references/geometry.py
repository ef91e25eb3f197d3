"""What must be sound in the geometry: rows stand inside their halls and not in each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from rackplan.model.site import Hall
from rackplan.reading.folded import FoldedRow, FoldedSite
from rackplan.reading.references.power import Say
from rackplan.reading.unfold_power import spread
from rackplan.reading.unfold_rows import places, row_length_m
from rackplan.units import LENGTH, magnitude

__all__ = ["check_geometry"]

_SLACK_M = 1e-6
"""Lengths that add up to a wall, or to the next row, differ from it by floating point only."""


@dataclass(frozen=True, order=True)
class _Rectangle:
    """The floor of a row, in metres, and the entry that the row belongs to."""

    hall: str
    left_m: float
    bottom_m: float
    right_m: float
    top_m: float
    row: str
    entry: int


def check_geometry(folded: FoldedSite, say: Say) -> None:
    """Complain of rows that leave their hall or stand in another; once an entry."""
    rectangles = [r for i, row in enumerate(folded.rows or ()) for r in _rectangles(row, i)]
    halls = {hall.id: hall for hall in folded.halls or ()}
    faults = [*_outside(rectangles, halls), *_overlapping(rectangles)]
    told: set[int] = set()
    for entry, message in faults:
        if entry not in told:
            told.add(entry)
            say(("rows", entry, "at"), message)


def _rectangles(row: FoldedRow, entry: int) -> Iterator[_Rectangle]:
    length_m = row_length_m(row)
    depth_m = magnitude(row.position_depth, LENGTH)
    for index, (name, place) in enumerate(zip(row.id, places(row), strict=True)):
        yield _Rectangle(
            spread(row.hall, index, len(row.id)),
            place.x_m,
            place.y_m,
            place.x_m + length_m,
            place.y_m + depth_m,
            name,
            entry,
        )


def _outside(rectangles: list[_Rectangle], halls: dict[str, Hall]) -> Iterator[tuple[int, str]]:
    for rectangle in rectangles:
        hall = halls.get(rectangle.hall)
        if hall is None:
            continue
        width_m, depth_m = magnitude(hall.width, LENGTH), magnitude(hall.depth, LENGTH)
        row, right_m, top_m = rectangle.row, rectangle.right_m, rectangle.top_m
        if right_m > width_m + _SLACK_M:
            limit = f"the width of {width_m:.6g} m of hall {hall.id}"
            yield rectangle.entry, f"row {row} ends at x = {right_m:.6g} m, beyond {limit}"
        elif top_m > depth_m + _SLACK_M:
            limit = f"the depth of {depth_m:.6g} m of hall {hall.id}"
            yield rectangle.entry, f"row {row} ends at y = {top_m:.6g} m, beyond {limit}"


def _stands_in(second: _Rectangle, first: _Rectangle) -> str:
    by_columns = second.entry == first.entry
    way_out = '; the "spacing" of columns runs from corner to corner' if by_columns else ""
    return f"row {second.row} stands in row {first.row}{way_out}"


def _overlapping(rectangles: list[_Rectangle]) -> Iterator[tuple[int, str]]:
    """Sweep each hall from left to right, with the rows that are still under the sweep."""
    for _, group in groupby(sorted(rectangles), key=lambda r: r.hall):
        under: list[_Rectangle] = []
        for new in group:
            under = [old for old in under if old.right_m > new.left_m + _SLACK_M]
            for old in under:
                if old.bottom_m < new.top_m - _SLACK_M and new.bottom_m < old.top_m - _SLACK_M:
                    first, second = sorted((old, new), key=lambda r: (r.entry, r.row))
                    yield second.entry, _stands_in(second, first)
            under.append(new)
