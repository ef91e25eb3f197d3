"""Positions, rows, busways, pods and racks of a hall."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from rackplan.exchange.floor_drawing.blocks import insert_rack
from rackplan.exchange.floor_drawing.lettering import fitted, write
from rackplan.handover.places import Box, RackPlace
from rackplan.model.plan import positions_taken
from rackplan.model.site import Row, Site
from rackplan.units import LENGTH, magnitude

if TYPE_CHECKING:
    from ezdxf.layouts.layout import Modelspace

__all__ = ["draw_rows"]

_ROW_LETTERS, _SMALL = 250.0, 90.0
_BUSWAYS = {"A": 120.0, "B": 240.0}
"""How far behind a row its busways are drawn [mm]."""
_POD_EDGE = 30.0


def draw_rows(space: Modelspace, site: Site, hall: str, places: Iterable[RackPlace]) -> None:
    """Draw all rows of a hall with what stands in them."""
    mine = [place for place in places if place.row.hall == hall]
    taken = {p.id for place in mine for p in positions_taken(site, place.placement)}
    for row in site.rows.values():
        if row.hall == hall:
            _positions(space, site, row, taken)
            _row(space, row)
            _pods(space, [place for place in mine if place.row is row])
    for place in mine:
        insert_rack(space, place)


def _positions(space: Modelspace, site: Site, row: Row, taken: set[str]) -> None:
    for position in row.positions:
        box = _cell(row, position.index, position.index)
        if position.blocked:
            _outline(space, box, "BLOCKED")
            _cross(space, box)
            _label(space, position.blocked, box, "BLOCKED")
        else:
            _outline(space, box, "POSITION")
            if position.id not in taken:
                _label(space, position.id, box, "POSITION-TEXT")
                _reserved(space, site, position.id, box)


def _reserved(space: Modelspace, site: Site, position: str, box: Box) -> None:
    """Say below its name what a free position is kept for on the planning date."""
    kept = site.reserved.get(position)
    if kept is None or not (kept.until is None or site.demand.date < kept.until):
        return
    until = "" if kept.until is None else f" until {kept.until.isoformat()}"
    words = f"{kept.why or 'kept free'}{until}"
    _outline(space, box, "RESERVED")
    below = Box(box.x, box.y - 2 * _SMALL, box.width, box.depth)
    _label(space, words, below, "RESERVED")


def _row(space: Modelspace, row: Row) -> None:
    """The name of a row at its west end, and its busways behind it."""
    box = _cell(row, 0, len(row.positions) - 1)
    room = 4 * _ROW_LETTERS
    height = fitted(row.id, _ROW_LETTERS, room)
    write(space, row.id, (box.x - room, box.y + box.depth / 2 - height / 2), height, "ROW-TEXT")
    for side, feed in zip("AB", row.feeds, strict=False):
        off = _BUSWAYS[side]
        y = box.y + box.depth + off if row.cold_aisle == "south" else box.y - off
        layer = f"BUSWAY-{side}-SCHEMATIC"
        space.add_line((box.x, y), (box.x + box.width, y), dxfattribs={"layer": layer})
        write(space, feed, (box.x + box.width + _SMALL, y - _SMALL / 2), _SMALL, layer)


def _pods(space: Modelspace, racks: list[RackPlace]) -> None:
    """An outline around neighbours of one pod, and its name at their fronts."""
    for name, box in _runs(racks):
        edge = Box(
            box.x - _POD_EDGE / 2,
            box.y - _POD_EDGE,
            box.width + _POD_EDGE,
            box.depth + 2 * _POD_EDGE,
        )
        _outline(space, edge, "POD")
        height = fitted(name, _SMALL, box.width)
        south = racks[0].row.cold_aisle == "south"
        y = edge.y - 1.5 * height if south else edge.y + edge.depth + 0.5 * height
        write(space, name, (box.x, y), height, "POD")


def _runs(racks: list[RackPlace]) -> Iterator[tuple[str, Box]]:
    """Runs of neighbours in one pod: its name, and their floor [mm]."""
    ordered = sorted(racks, key=lambda place: place.positions.x)
    edges: list[RackPlace | None] = [None, *ordered]
    runs = 0
    numbered = []
    for before, place in zip(edges, ordered, strict=False):
        runs += not (before and _touch(before, place))
        numbered.append((runs, place))
    for _, group in groupby(numbered, key=lambda pair: pair[0]):
        members = [place for _, place in group]
        first, last = members[0].positions, members[-1].positions
        pod = members[0].placement.pod
        if pod:
            width = last.x + last.width - first.x
            yield pod, _in_mm(Box(first.x, first.y, width, first.depth))


def _touch(before: RackPlace, place: RackPlace) -> bool:
    """Whether two racks are neighbours of one pod."""
    gap = place.positions.x - before.positions.x - before.positions.width
    return before.placement.pod == place.placement.pod and abs(gap) < 1e-6


def _outline(space: Modelspace, box: Box, layer: str) -> None:
    right, top = box.x + box.width, box.y + box.depth
    corners = [(box.x, box.y), (right, box.y), (right, top), (box.x, top)]
    space.add_lwpolyline(corners, close=True, dxfattribs={"layer": layer})


def _cross(space: Modelspace, box: Box) -> None:
    right, top = box.x + box.width, box.y + box.depth
    space.add_line((box.x, box.y), (right, top), dxfattribs={"layer": "BLOCKED"})
    space.add_line((box.x, top), (right, box.y), dxfattribs={"layer": "BLOCKED"})


def _label(space: Modelspace, text: str, box: Box, layer: str) -> None:
    height = fitted(text, _SMALL, 0.9 * box.width)
    write(space, text, (box.x + 0.05 * box.width, box.y + box.depth / 2), height, layer)


def _cell(row: Row, first: int, last: int) -> Box:
    """The floor of neighbouring positions [mm]."""
    pitch = magnitude(row.position_width, LENGTH)
    return _in_mm(
        Box(
            x=magnitude(row.x, LENGTH) + first * pitch,
            y=magnitude(row.y, LENGTH),
            width=(last - first + 1) * pitch,
            depth=magnitude(row.position_depth, LENGTH),
        )
    )


def _in_mm(box: Box) -> Box:
    return Box(1000.0 * box.x, 1000.0 * box.y, 1000.0 * box.width, 1000.0 * box.depth)
