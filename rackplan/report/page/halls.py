"""The floor as the page draws it: halls, aisles, rows and machines in metres, racks in columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from math import ceil, sqrt
from typing import Any

from rackplan.handover import Handover
from rackplan.model.site import Row, Site, Unit
from rackplan.report.drawing.aisles import aisles_of
from rackplan.report.drawing.palette import palette_of
from rackplan.report.drawing.standing import racks_standing
from rackplan.report.page.columns import packed, rounded
from rackplan.report.shown import Shown
from rackplan.report.tables import rack_order
from rackplan.rules import RULES
from rackplan.units import LENGTH, TEMPERATURE, magnitude
from rackplan.verify.checks import CHECKS
from rackplan.verify.facts import Facts

__all__ = ["floor_content"]

_GAP = 6.0
"""Between halls on the drawing; their place to each other is not known [m]."""


def floor_content(handover: Handover, facts: Facts, shown: Shown) -> dict[str, Any]:
    """All that the floor plan needs beside the rack schedule."""
    site = handover.site
    names = list(site.rows)
    return {
        "halls": list(_halls(site)),
        "aisles": [_aisle(hall, aisle) for hall in site.halls for aisle in aisles_of(site, hall)],
        "rows": [_row(site, row) for row in site.rows.values()],
        "types": _types(handover),
        "racks": _racks(handover, facts, names, shown),
        "machines": [*_units(site, "cdu"), *_units(site, "air_unit")],
    }


def _halls(site: Site) -> Iterator[dict[str, Any]]:
    """Halls side by side in lines, each where the drawing has it."""
    halls = list(site.halls.values())
    across = ceil(sqrt(len(halls) * 0.75))
    y = 0.0
    for start in range(0, len(halls), across):
        x, line = 0.0, halls[start : start + across]
        for hall in line:
            width, depth = magnitude(hall.width, LENGTH), magnitude(hall.depth, LENGTH)
            yield {"id": hall.id, "x": x, "y": y, "width": width, "depth": depth}
            x += width + _GAP
        y -= max(magnitude(hall.depth, LENGTH) for hall in line) + _GAP


def _aisle(hall: str, aisle: Any) -> dict[str, Any]:
    box = [rounded(each) for each in (aisle.x, aisle.y, aisle.width, aisle.depth)]
    return {"hall": hall, "kind": aisle.kind, "box": box}


def _row(site: Site, row: Row) -> dict[str, Any]:
    """A row with its positions, and why some of them are not free."""
    held = {
        position.index: text
        for position in row.positions
        for text in (_held(site, position.id, position.blocked),)
        if text
    }
    return {
        "id": row.id,
        "hall": row.hall,
        "x": rounded(magnitude(row.x, LENGTH)),
        "y": rounded(magnitude(row.y, LENGTH)),
        "pitch": rounded(magnitude(row.position_width, LENGTH)),
        "depth": rounded(magnitude(row.position_depth, LENGTH)),
        "south": row.cold_aisle == "south",
        "feeds": list(row.feeds[:2]),
        "positions": [position.id for position in row.positions],
        "held": held,
    }


def _held(site: Site, position: str, blocked: str) -> str:
    if blocked:
        return blocked
    reservation = site.reserved.get(position)
    if reservation is None:
        return ""
    until = "" if reservation.until is None else f" until {reservation.until.isoformat()}"
    return f"reserved{until}"


def _types(handover: Handover) -> list[dict[str, Any]]:
    site = handover.site
    counts = handover.plan.counts()
    look = palette_of(site, rack_order(site, handover.plan))
    return [
        {
            "id": rack,
            "name": site.catalog.racks[rack].name,
            "role": site.catalog.racks[rack].role,
            "code": look.codes[rack],
            "fill": look.fills[rack],
        }
        for rack in rack_order(site, handover.plan)
        if counts[rack]
    ]


def _racks(
    handover: Handover, facts: Facts, rows: list[str], shown: Shown
) -> dict[str, dict[str, Any]]:
    """What the schedule does not say: where a rack begins and ends, its inlet, its weight."""
    standing = racks_standing(handover.site, handover.plan)
    number = {row: n for n, row in enumerate(rows)}
    inlets = _worst(facts, "cooling.inlet_temperature")
    weights = _worst(facts, "space.weight")
    places = [rack.placement.position for rack in standing]
    return {
        "row": packed([number[rack.row.id] for rack in standing]),
        "first": packed([rack.first for rack in standing]),
        "last": packed([rack.last for rack in standing]),
        "inlet": packed([_temperature(inlets.get(place), shown) for place in places]),
        "weight": packed([_share(weights.get(place)) for place in places]),
    }


def _worst(facts: Facts, rule: str) -> dict[str, tuple[float, float]]:
    """By position what the check of a rule found, used and limit, at its tightest."""
    found: dict[str, tuple[float, float]] = {}
    for comparison in CHECKS[rule](facts):
        used, limit = comparison.numbers(RULES[rule].unit)
        for where, value, most in zip(comparison.where, used.tolist(), limit.tolist(), strict=True):
            if where not in found or most - value < found[where][1] - found[where][0]:
                found[where] = value, most
    return found


def _temperature(found: tuple[float, float] | None, shown: Shown) -> float | None:
    return None if found is None else rounded(shown.value(found[0], TEMPERATURE.unit))


def _share(found: tuple[float, float] | None) -> float | None:
    return None if found is None or not found[1] else rounded(found[0] / found[1])


def _units(site: Site, kind: str) -> Iterator[dict[str, Any]]:
    """Machines beside the walls of their halls: where they stand is no part of a plan."""
    if kind == "cdu":
        groups = {loop.id: loop.cdus for loop in site.loops.values()}
        yield from _beside(site, kind, groups, lambda row: row.loop)
    else:
        groups = {zone.id: zone.units for zone in site.zones.values()}
        yield from _beside(site, kind, groups, lambda row: row.zone)


def _beside(
    site: Site, kind: str, groups: dict[str, tuple[Unit, ...]], of: Callable[[Row], str | None]
) -> Iterator[dict[str, Any]]:
    for hall in site.halls.values():
        names = _here(site, hall.id, groups, of)
        units = [(name, unit) for name in names for unit in groups[name]]
        depth = magnitude(hall.depth, LENGTH)
        size = min(1.2, depth / max(len(units), 1))
        side = magnitude(hall.width, LENGTH) + 0.6 if kind == "cdu" else -0.6 - size
        lines = max(1, int(depth / size))
        for n, (name, unit) in enumerate(units):
            column, line = divmod(n, lines)
            step = column * size * (1 if kind == "cdu" else -1)
            yield {
                "id": unit.id,
                "kind": kind,
                "product": unit.product,
                "serves": name,
                "hall": hall.id,
                "box": [rounded(side + step), rounded(depth - (line + 1) * size), size, size],
            }


def _here(
    site: Site, hall: str, groups: Iterable[str], of: Callable[[Row], str | None]
) -> list[str]:
    """Groups drawn at a hall, north to south: each at the first hall that it serves."""
    first: dict[str, tuple[str, float]] = {}
    for row in site.rows.values():
        first.setdefault(of(row) or "", (row.hall, magnitude(row.y, LENGTH)))
    home = (next(iter(site.halls)), 0.0)
    mine = [name for name in groups if first.get(name, home)[0] == hall]
    return sorted(mine, key=lambda name: -first.get(name, home)[1])
