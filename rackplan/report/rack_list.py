"""`plan.csv`: a line per rack, for the contractor's spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from rackplan.model.catalog import RackType
from rackplan.model.plan import Placement, Plan, stands_already
from rackplan.model.site import Row, Site
from rackplan.physics.liquid import rack_flow
from rackplan.units import FLOW, MASS, POWER, Quantity, magnitude
from rackplan.writing import as_cell

__all__ = ["HEADER", "rack_list"]

HEADER = (
    "position",
    "hall",
    "row",
    "rack type",
    "role",
    "pod",
    "order",
    "feed A",
    "feed B",
    "loop",
    "zone",
    "planned [kW]",
    "failover [kW]",
    "on the floor [kg]",
    "heat to liquid [kW]",
    "coolant [L/min]",
    "heat to air [kW]",
    "state",
)


def rack_list(site: Site, plan: Plan) -> str:
    """All racks of a plan as comma-separated text, in the order of the plan.

    Text that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(_cells(site, placement) for placement in plan.placements)
    return sheet.getvalue()


def _cells(site: Site, placement: Placement) -> Iterator[str]:
    rack = site.catalog.racks[placement.rack]
    row = _row(site, placement)
    feed_a, feed_b = _feeds(placement, row)
    words = (
        placement.position,
        row.hall if row else "",
        row.id if row else "",
        placement.rack,
        rack.role,
        placement.pod or "",
        placement.order or "",
        feed_a,
        feed_b,
        placement.loop or "",
        row.zone if row else "",
    )
    yield from map(as_cell, words)
    yield from map(_number, _figures(site, placement, rack))
    yield "stands" if stands_already(site, placement) else "new"


def _row(site: Site, placement: Placement) -> Row | None:
    position = site.positions.get(placement.position)
    return None if position is None else site.rows[position.row]


def _feeds(placement: Placement, row: Row | None) -> tuple[str, str]:
    """Feed A and feed B of a rack: by the side of the row, not by the order in the plan."""
    if row is None or not set(placement.feeds) <= set(row.feeds):
        named = (*placement.feeds, "", "")
        return named[0], named[1]
    side_a, side_b = [side if side in placement.feeds else "" for side in (*row.feeds, "", "")[:2]]
    return side_a, side_b


def _figures(site: Site, placement: Placement, rack: RackType) -> tuple[float, ...]:
    """The figures of a line, in the units of the header."""
    heat = 0.0 if rack.liquid is None else magnitude(rack.liquid.heat, POWER)
    return (
        magnitude(rack.planned_power, POWER),
        magnitude(site.failover(rack), POWER),
        magnitude(rack.standing_mass, MASS),
        heat,
        _flow(site, placement, rack),
        magnitude(rack.air.heat, POWER),
    )


def _flow(site: Site, placement: Placement, rack: RackType) -> float:
    """Coolant that a rack draws at the supply temperature of its loop [L/min]."""
    loop = site.loops.get(placement.loop) if placement.loop else None
    if rack.liquid is None or loop is None:
        return 0.0
    flow: Quantity = rack_flow(rack.liquid, loop.supply)
    return magnitude(flow, FLOW)


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")
