"""CDUs and air units, drawn beside a hall and grouped: which loop, which zone, how many.

Where they stand is not part of a plan, so they are drawn outside of the walls: CDUs on the right,
loop by loop, air units on the left, zone by zone, from north to south like the rows they serve.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from statistics import mean

from rackplan.model.site import AirZone, CoolingLoop, Row, Site
from rackplan.report.drawing.aisles import strip_of
from rackplan.report.drawing.ink import card, draw
from rackplan.report.drawing.lettering import Spot
from rackplan.report.drawing.sheet import Sheet
from rackplan.units import TEMPERATURE, show

__all__ = ["draw_air_units", "draw_cdus"]

_LOOP_GAP = 10.0
_LOOP_WIDTH = 98.0
_LOOP_HEAD, _LOOP_FOOT = 19.0, 16.0
_CDUS_A_LINE = 5
_CDU_PITCH = 18.0
_FAN = 11.0
_SPACE = 5.0


def draw_cdus(sheet: Sheet) -> None:
    """Draw the loops of a hall with their CDUs."""
    frame, loops = sheet.frame, sheet.site.loops
    names = _here(sheet.site, loops, lambda row: row.loop, frame.hall.id)
    share = (frame.bottom - frame.top + _SPACE) / max(len(names), 1)
    for n, name in enumerate(names):
        _loop(sheet, loops[name], frame.top + n * share, share - _SPACE)


def draw_air_units(sheet: Sheet) -> None:
    """Draw the air units of a hall along its wall."""
    frame, zones = sheet.frame, sheet.site.zones
    mine = [zones[n] for n in _here(sheet.site, zones, lambda row: row.zone, frame.hall.id)]
    each = (frame.bottom - frame.top) / max(sum(len(zone.units) for zone in mine), 1)
    top = frame.top
    for zone in mine:
        _zone(sheet, zone, top, each)
        top += each * len(zone.units)


def _loop(sheet: Sheet, loop: CoolingLoop, top: float, height: float) -> None:
    """A box with the loop's name, its CDUs as squares, and what they are."""
    left = sheet.frame.right + _LOOP_GAP
    lines = -(-len(loop.cdus) // _CDUS_A_LINE)
    units_end = _LOOP_HEAD + lines * _CDU_PITCH
    box = min(height, units_end + _LOOP_FOOT)
    draw(
        sheet.page,
        "rect",
        x=left,
        y=top,
        width=_LOOP_WIDTH,
        height=box,
        rx=3.0,
        class_="rule",
        stroke_width=0.8,
        data_loop=loop.id,
    )
    _loop_head(sheet, loop, left, top + min(9.0, box / 2))
    if box >= units_end:
        _cdus(sheet, loop, left + 5, top + _LOOP_HEAD)
    if box >= units_end + _LOOP_FOOT:
        products = ", ".join(sorted({unit.product for unit in loop.cdus}))
        spot = Spot(left + 5, top + box - 8, 8, "start", 7, _LOOP_WIDTH - 10)
        sheet.letters.put(f"{len(loop.cdus)} x {products}", spot, "soft")


def _loop_head(sheet: Sheet, loop: CoolingLoop, left: float, y: float) -> None:
    supply = show(loop.supply, TEMPERATURE).replace("deg", "°")
    sheet.letters.put(loop.id, Spot(left + 5, y, 10, "start", 7, 36), "bold water-ink")
    right = Spot(left + _LOOP_WIDTH - 5, y, 8.5, "end", 7, _LOOP_WIDTH - 46)
    sheet.letters.put(f"{supply} {loop.coolant}", right, "soft")


def _cdus(sheet: Sheet, loop: CoolingLoop, left: float, top: float) -> None:
    for n, unit in enumerate(loop.cdus):
        rect = draw(
            sheet.page,
            "rect",
            x=left + n % _CDUS_A_LINE * _CDU_PITCH,
            y=top + n // _CDUS_A_LINE * _CDU_PITCH,
            width=_CDU_PITCH - 3,
            height=_CDU_PITCH - 3,
            class_="machine",
            stroke_width=0.8,
            data_unit=unit.id,
        )
        card(rect, f"{unit.id}: {unit.product}")


def _zone(sheet: Sheet, zone: AirZone, top: float, pitch: float) -> None:
    """The units of a zone end to end along the wall, and what they give."""
    space = min(2.0, pitch * 0.1)
    left = sheet.frame.left - _FAN - 3
    for n, unit in enumerate(zone.units):
        rect = draw(
            sheet.page,
            "rect",
            x=left,
            y=top + n * pitch + space,
            width=_FAN,
            height=pitch - 2 * space,
            class_="fan",
            stroke_width=0.8,
            data_unit=unit.id,
        )
        card(rect, f"{unit.id}: {unit.product}")
    height = pitch * len(zone.units)
    supply = show(zone.supply, TEMPERATURE).replace("deg", "°")
    spot = Spot(left - 8, top + height / 2, 9, "middle", 7, height - 4, turned=True)
    sheet.letters.put(f"{zone.id} · {supply} · {len(zone.units)} air units", spot, "air-ink")


def _here(
    site: Site, names: Iterable[str], of: Callable[[Row], str | None], hall: str
) -> list[str]:
    """Loops or zones drawn at a hall, from north to south: each at the first hall that it serves.

    One that serves no row is drawn at the first hall.
    """
    levels: dict[str, dict[str, list[float]]] = {}
    for row in site.rows.values():
        levels.setdefault(of(row) or "", {}).setdefault(row.hall, []).append(strip_of(row).y)
    first = next(iter(site.halls))
    mine = [name for name in names if next(iter(levels.get(name, {})), first) == hall]
    return sorted(mine, key=lambda name: -mean(levels[name][hall]) if name in levels else 0.0)
