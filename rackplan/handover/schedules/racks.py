"""The rack schedule: a line per rack, with all that a contractor asks of it."""

from __future__ import annotations

from rackplan.handover.places import RackPlace
from rackplan.handover.table import Cell, Column, Formula, Schedule
from rackplan.model.site import Site
from rackplan.physics.liquid import rack_flow
from rackplan.units import AIRFLOW, FLOW, FRACTION, MASS, POWER, magnitude

__all__ = ["RACKS", "rack_schedule"]

RACKS = Schedule(
    id="racks",
    title="Racks",
    about="Every rack of the plan: where it stands, what feeds and cools it, what it weighs.",
    columns=(
        Column("position", "position", "The position, or the first of those that it takes."),
        Column("hall", "hall", "The hall."),
        Column("row", "row", "The row."),
        Column("rack", "rack type", "The product: an id of the catalog."),
        Column("role", "role", "What it is there for."),
        Column("pod", "pod", "The pod that it belongs to; empty for none."),
        Column(
            "new",
            "new",
            "1 for a rack that the plan adds, 0 for one that stands.",
            "count",
            total=True,
        ),
        Column("feed_a", "feed A", "The busway on side A that it hangs on; empty for none."),
        Column("feed_b", "feed B", "The busway on side B; empty for none."),
        Column("phase", "phase", "The line or lines of a single-phase rack; empty for others."),
        Column("loop", "loop", "The cooling loop; empty for a rack cooled by air alone."),
        Column("zone", "zone", "The air zone of its row."),
        Column(
            "planned", "planned", "Power that the plan reckons with.", "figure", "kW", total=True
        ),
        Column(
            "failover", "failover", "Power drawn once a feed is lost.", "figure", "kW", total=True
        ),
        Column("share_a", "share on A", "Of the planned power, with both feeds there.", "share"),
        Column("share_b", "share on B", "Of the planned power, with both feeds there.", "share"),
        Column("on_a", "on A", "Planned power on feed A.", "figure", "kW", total=True),
        Column("on_b", "on B", "Planned power on feed B.", "figure", "kW", total=True),
        Column("power_factor", "power factor", "At its inlet.", "share"),
        Column("mass", "on the floor", "Mass, with coolant if known.", "figure", "kg", total=True),
        Column("liquid", "heat to liquid", "At the planned power.", "figure", "kW", total=True),
        Column(
            "flow", "coolant", "At the loop's supply temperature.", "figure", "L/min", total=True
        ),
        Column("air", "heat to air", "At the planned power.", "figure", "kW", total=True),
        Column("airflow", "airflow", "Through the rack.", "figure", "m3/s", total=True),
        Column("x", "x", "West edge of its positions, from the hall's corner.", "figure", "m"),
        Column("y", "y", "South edge of its positions, from the hall's corner.", "figure", "m"),
        Column("order", "order", "The order that it helps to fill; empty for none."),
    ),
)
"""The table without rows."""


def rack_schedule(site: Site, places: tuple[RackPlace, ...]) -> Schedule:
    """All racks, in the order of the plan; figures of racks that are alike are reckoned once."""
    known: dict[tuple[object, ...], tuple[Cell, ...]] = {}
    rows = []
    for place in places:
        alike = (place.kind.id, place.share_a, place.share_b, place.placement.loop)
        if alike not in known:
            known[alike] = (*_electrical(site, place), *_thermal(site, place))
        corner, order = (place.positions.x, place.positions.y), place.placement.order or ""
        rows.append((*_words(place), *known[alike], *corner, order))
    return RACKS.filled(rows)


def _words(place: RackPlace) -> tuple[Cell, ...]:
    placement = place.placement
    return (
        placement.position,
        place.row.hall,
        place.row.id,
        placement.rack,
        place.kind.role,
        placement.pod or "",
        int(not place.stands),
        place.feed_a,
        place.feed_b,
        placement.phase or "",
        placement.loop or "",
        place.row.zone,
    )


def _electrical(site: Site, place: RackPlace) -> tuple[Cell, ...]:
    kind = place.kind
    planned = magnitude(kind.planned_power, POWER)
    return (
        planned,
        magnitude(site.failover(kind), POWER),
        place.share_a,
        place.share_b,
        Formula("[planned]*[share_a]", planned * place.share_a),
        Formula("[planned]*[share_b]", planned * place.share_b),
        magnitude(kind.power_factor, FRACTION),
        magnitude(kind.standing_mass, MASS),
    )


def _thermal(site: Site, place: RackPlace) -> tuple[Cell, ...]:
    kind = place.kind
    return (
        0.0 if kind.liquid is None else magnitude(kind.liquid.heat, POWER),
        _flow(site, place),
        magnitude(kind.air.heat, POWER),
        magnitude(kind.air.airflow, AIRFLOW),
    )


def _flow(site: Site, place: RackPlace) -> float:
    """Coolant that a rack draws at the supply temperature of its loop [L/min]."""
    loop = site.loops.get(place.placement.loop or "")
    if place.kind.liquid is None or loop is None:
        return 0.0
    return magnitude(rack_flow(place.kind.liquid, loop.supply), FLOW)
