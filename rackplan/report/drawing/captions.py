"""The words on the floor of a hall: rows, feeds, pods, aisles, codes of racks."""

from __future__ import annotations

from itertools import zip_longest

from rackplan.model.site import Row
from rackplan.report.drawing.aisles import Aisle
from rackplan.report.drawing.lettering import Anchor, Box, Spot
from rackplan.report.drawing.sheet import Sheet
from rackplan.report.drawing.standing import Run, runs_of_blocked

__all__ = ["write_captions"]

_SMALLEST = 7.0
_PAD = 5.0
_FLAT_CODE = 12.5
_LEAST_CODE = 5.5


def write_captions(sheet: Sheet) -> None:
    """Write what matters most first: what stands in the way later is left out."""
    for row in sheet.rows:
        _name(sheet, row)
    for row in sheet.rows:
        _boards(sheet, row)
    for row in sheet.rows:
        _services(sheet, row)
    for run, following in zip_longest(sheet.pods, sheet.pods[1:]):
        beside = following is not None and following.row == run.row
        last = len(sheet.site.rows[run.row].positions) - 1
        _pod(sheet, run, following.first - 1 if beside else last)
    for aisle in sheet.aisles:
        _aisle(sheet, aisle)
    for row in sheet.rows:
        for run in runs_of_blocked(row):
            _blocked(sheet, run)
    for rack in sheet.racks:
        box = sheet.pixels(rack.row.id, rack.first, rack.last)
        _code(sheet, sheet.look.codes[rack.placement.rack], box)


def _name(sheet: Sheet, row: Row) -> None:
    """The row's id, on the left of it."""
    box, grow = sheet.row_box(row), sheet.grow
    y = box.middle - 4.5 * grow
    spot = Spot(box.left - _PAD, y, 10 * grow, "end", _SMALLEST, _room_left(sheet, row))
    sheet.letters.put(row.id, spot, "bold")


def _services(sheet: Sheet, row: Row) -> None:
    """Loop and air zone under the row's id; where there is little room, the loop alone."""
    box, grow, room = sheet.row_box(row), sheet.grow, _room_left(sheet, row)
    both = f"{row.loop} · {row.zone}" if row.loop else row.zone
    y = box.middle + 5.5 * grow
    spot = Spot(box.left - _PAD, y, 8 * grow, "end", 7.5, room, whole=True)
    if not sheet.letters.put(both, spot, "water-ink") and row.loop:
        sheet.letters.put(row.loop, spot, "water-ink")


def _boards(sheet: Sheet, row: Row) -> None:
    """The boards that feed busway A, at its left end, and B, at its right."""
    for side, feed in zip("AB", row.feeds, strict=False):
        node = sheet.site.power.get(feed)
        board = "/".join(node.fed_by) if node is not None and node.fed_by else feed
        spots = _a_spots(sheet, row) if side == "A" else _b_spots(sheet, row)
        sheet.letters.put_first(f"{side} {board}", spots, f"{side.lower()}-ink")


def _a_spots(sheet: Sheet, row: Row) -> tuple[Spot, ...]:
    """At the left end of the line if there is room beside the row, else in the aisle above it."""
    box, size, room = sheet.row_box(row), 8 * sheet.grow, _room_left(sheet, row)
    line = box.top - sheet.feed_offset * sheet.frame.scale
    return (
        Spot(box.left - _PAD, line - 0.5, size, "end", 7.5, room, whole=True),
        Spot(box.left, line - 0.7 * size, size, "start", 7, (box.right - box.left) / 2),
    )


def _b_spots(sheet: Sheet, row: Row) -> tuple[Spot, ...]:
    """At the right end of the line if there is room beside the row, else in the aisle below it."""
    box, size, room = sheet.row_box(row), 8 * sheet.grow, _room_right(sheet, row)
    line = box.bottom + sheet.feed_offset * sheet.frame.scale
    return (
        Spot(box.right + _PAD, line + 0.5, size, "start", 7.5, room, whole=True),
        Spot(box.right, line + 0.7 * size, size, "end", 7, (box.right - box.left) / 2),
    )


def _pod(sheet: Sheet, run: Run, end: int) -> None:
    """The name of a pod, in front of it, on the side of the cold aisle; it may go on to `end`."""
    box, size = sheet.pixels(run.row, run.first, run.last), 8.5 * sheet.grow
    off = sheet.feed_offset * sheet.frame.scale + 0.72 * size
    south = sheet.site.rows[run.row].cold_aisle == "south"
    y = box.bottom + off if south else box.top - off
    room = sheet.pixels(run.row, run.first, end).right - box.left - 2
    spots = (
        Spot(box.left + 1, y, size, "start", 7, room, whole=True),
        Spot(box.left + 1, y, 7.5, "start", 7.5, room, keep_end=True),
        Spot(box.right - 1, y, 7.5, "end", 7.5, box.right - box.left - 2, keep_end=True),
    )
    sheet.letters.put_first(_short(sheet, run.name), spots)


def _short(sheet: Sheet, pod: str) -> str:
    """A pod's name with the code of the rack type in place of its id: "G3/07"."""
    codes = sheet.look.codes
    kinds = [rack for rack in codes if pod.startswith(rack) and pod != rack]
    kind = max(kinds, key=len, default="")
    return codes[kind] + pod.removeprefix(kind) if kind else pod


def _aisle(sheet: Sheet, aisle: Aisle) -> None:
    """The kind of an aisle and its width, wherever in the aisle there is room."""
    frame = sheet.frame
    y, height = frame.py(aisle.y + aisle.depth / 2), aisle.depth * frame.scale
    left, right = frame.px(aisle.x), frame.px(aisle.x + aisle.width)
    size = min(8.5 * sheet.grow, height * 0.8)
    places: tuple[tuple[Anchor, float], ...] = (
        ("middle", (left + right) / 2),
        ("end", right - 2),
        ("start", left + 2),
    )
    for text in (f"{aisle.kind} {aisle.depth:.2g} m", aisle.kind):
        spots = [Spot(x, y, size, anchor, 7, right - left, whole=True) for anchor, x in places]
        if sheet.letters.put_first(text, spots, f"{aisle.kind}-ink"):
            return


def _blocked(sheet: Sheet, run: Run) -> None:
    """Why positions are blocked: along the run where it is long, else upwards inside it."""
    box = sheet.pixels(run.row, run.first, run.last)
    x, wide, deep = (box.left + box.right) / 2, box.right - box.left - 2, box.bottom - box.top - 2
    along = Spot(x, box.middle, 8.5 * sheet.grow, "middle", 7, wide, whole=True)
    upwards = Spot(x, box.middle, 8.5 * sheet.grow, "middle", 6, deep, turned=True, whole=True)
    sheet.letters.put_first(run.name, (along, upwards), "halo")


def _code(sheet: Sheet, code: str, box: Box) -> None:
    """A code in one line where racks are wide enough, else one letter under the other."""
    x, width, depth = (box.left + box.right) / 2, box.right - box.left, box.bottom - box.top
    if width >= _FLAT_CODE:
        flat = Spot(
            x, box.middle, min(11.0 * sheet.grow, depth * 0.8), "middle", 6.5, width - 3, whole=True
        )
        sheet.letters.put(code, flat, "code")
        return
    size = min(width / 0.88, depth / len(code) / 1.14, 10.5)
    if size < _LEAST_CODE:
        return
    for n, letter in enumerate(code):
        line = box.middle + (n - (len(code) - 1) / 2) * size * 1.08
        sheet.letters.put(letter, Spot(x, line, size, "middle", size), "code")


def _room_left(sheet: Sheet, row: Row) -> float:
    """Free floor on the left of a row, up to the next row or the wall [px]."""
    strip = sheet.strips[row.id]
    ends = [
        other.right
        for other in sheet.strips.values()
        if other.right <= strip.x and min(other.top, strip.top) > max(other.y, strip.y)
    ]
    return (strip.x - max(ends, default=0.0)) * sheet.frame.scale - _PAD - 1


def _room_right(sheet: Sheet, row: Row) -> float:
    """Free floor on the right of a row, up to the next row or the wall [px]."""
    strip = sheet.strips[row.id]
    starts = [
        other.x
        for other in sheet.strips.values()
        if other.x >= strip.right and min(other.top, strip.top) > max(other.y, strip.y)
    ]
    return (min(starts, default=sheet.frame.width) - strip.right) * sheet.frame.scale - _PAD - 1
