"""The cooling schedules: what racks ask of every loop and air zone, and what stands there for it.

Capacities are those of the products at their ratings; at other temperatures they are others, which
the verifier looks at: `rackplan.handover.schedules.limits`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from rackplan.handover.table import Cell, Column, Formula, Schedule, count_where, sum_where
from rackplan.model.site import AirZone, CoolingLoop, Site, Unit
from rackplan.model.thermal import Thermal
from rackplan.units import AIRFLOW, FLOW, POWER, TEMPERATURE, magnitude

__all__ = ["LOOPS", "ZONES", "loop_schedule", "zone_schedule"]

LOOPS = Schedule(
    id="loops",
    title="Liquid cooling",
    about="Every cooling loop: heat and flow of its racks, and its CDUs at their rating.",
    columns=(
        Column("loop", "loop", "Its id."),
        Column("coolant", "coolant", "What runs in it."),
        Column("supply", "supply", "Temperature at the racks.", "figure", "degC"),
        Column("back", "return", "Of all racks mixed, where it is known.", "figure", "degC"),
        Column("product", "CDU", "The product, or the products."),
        Column("units", "CDUs", "How many.", "count", total=True),
        Column("racks", "racks", "Liquid-cooled racks that hang on it.", "count", total=True),
        Column("heat", "heat", "Of its racks to liquid.", "figure", "kW", total=True),
        Column("flow", "flow", "That its racks draw.", "figure", "L/min", total=True),
        Column("heat_all", "CDUs, heat", "All of them, at their rating.", "figure", "kW"),
        Column("heat_left", "one lost, heat", "Without the largest of them.", "figure", "kW"),
        Column("flow_all", "CDUs, flow", "All of them, at their rating.", "figure", "L/min"),
        Column("flow_left", "one lost, flow", "Without the largest of them.", "figure", "L/min"),
        Column("heat_use", "heat, one lost", "Heat, over what is left.", "share"),
        Column("flow_use", "flow, one lost", "Flow, over what is left.", "share"),
    ),
)
"""The table of loops without rows."""

ZONES = Schedule(
    id="zones",
    title="Air cooling",
    about="Every air zone: heat and airflow of its racks, and its air units at their rating.",
    columns=(
        Column("zone", "zone", "Its id."),
        Column("supply", "supply", "Of the air that the units give.", "figure", "degC"),
        Column("inlet", "warmest inlet", "Of any rack.", "figure", "degC"),
        Column("back", "return", "Of what all racks give back.", "figure", "degC"),
        Column("product", "air unit", "The product, or the products."),
        Column("units", "air units", "How many.", "count", total=True),
        Column("racks", "racks", "Racks that stand in it.", "count", total=True),
        Column("heat", "heat", "Of its racks to air.", "figure", "kW", total=True),
        Column("flow", "airflow", "Through its racks.", "figure", "m3/s", total=True),
        Column("heat_all", "units, heat", "All of them, at their rating.", "figure", "kW"),
        Column("heat_left", "one lost, heat", "Without the largest of them.", "figure", "kW"),
        Column("flow_all", "units, airflow", "All of them, at their rating.", "figure", "m3/s"),
        Column("flow_left", "one lost, airflow", "Without the largest.", "figure", "m3/s"),
        Column("heat_use", "heat, one lost", "Heat, over what is left.", "share"),
        Column("flow_use", "airflow, one lost", "Airflow, over what is left.", "share"),
    ),
)
"""The table of zones without rows."""


def loop_schedule(site: Site, racks: Schedule, thermal: Thermal) -> Schedule:
    """All loops, in the order of the site, out of the rack schedule."""
    back = {each.loop: each.return_degc for each in thermal.loops}
    sums = _Sums(racks, "loop", ("liquid", "flow"))
    return LOOPS.filled(
        [_loop(site, loop, back.get(loop.id), sums) for loop in site.loops.values()]
    )


def zone_schedule(site: Site, racks: Schedule, thermal: Thermal) -> Schedule:
    """All zones, in the order of the site, out of the rack schedule."""
    warm = {each.zone: (each.inlet_degc, each.return_degc) for each in thermal.zones}
    unknown = (None, None)
    sums = _Sums(racks, "zone", ("air", "airflow"))
    return ZONES.filled(
        [_zone(site, z, warm.get(z.id, unknown), sums) for z in site.zones.values()]
    )


class _Sums:
    """Racks, heat and flow by loop or zone: as values, and as formulas over the rack schedule."""

    def __init__(self, racks: Schedule, by: str, keys: tuple[str, str]) -> None:
        self.by, self.keys = by, keys
        names = racks.values(by)
        self._counts = Counter(names)
        self._totals: dict[tuple[str, object], float] = defaultdict(float)
        for key in keys:
            for name, value in zip(names, racks.values(key), strict=True):
                self._totals[key, name] += float(value) if isinstance(value, (int, float)) else 0.0

    def cells(self, name: str) -> tuple[Formula, Formula, Formula]:
        count = Formula(count_where(f"racks:{self.by}", self.by), self._counts[name])
        heat, flow = (self._sum(key, name) for key in self.keys)
        return count, heat, flow

    def _sum(self, key: str, name: str) -> Formula:
        text = sum_where(f"racks:{key}", f"racks:{self.by}", self.by)
        return Formula(text, self._totals[key, name])


def _loop(site: Site, loop: CoolingLoop, back: float | None, sums: _Sums) -> tuple[Cell, ...]:
    heats = [magnitude(site.cdu(unit).heat, POWER) for unit in loop.cdus]
    flows = [magnitude(site.cdu(unit).flow, FLOW) for unit in loop.cdus]
    count, heat, flow = sums.cells(loop.id)
    return (
        loop.id,
        loop.coolant,
        magnitude(loop.supply, TEMPERATURE),
        back,
        _products(loop.cdus),
        len(loop.cdus),
        count,
        heat,
        flow,
        *_capacities(heats, flows, heat, flow),
    )


def _zone(site: Site, zone: AirZone, warm: tuple[Cell, Cell], sums: _Sums) -> tuple[Cell, ...]:
    heats = [magnitude(site.air_unit(unit).heat, POWER) for unit in zone.units]
    flows = [magnitude(site.air_unit(unit).airflow, AIRFLOW) for unit in zone.units]
    count, heat, flow = sums.cells(zone.id)
    return (
        zone.id,
        magnitude(zone.supply, TEMPERATURE),
        *warm,
        _products(zone.units),
        len(zone.units),
        count,
        heat,
        flow,
        *_capacities(heats, flows, heat, flow),
    )


def _capacities(
    heats: list[float], flows: list[float], heat: Formula, flow: Formula
) -> tuple[Cell, ...]:
    """All units, all but the largest, and what share of those is used."""
    heat_left, flow_left = sum(heats) - max(heats), sum(flows) - max(flows)
    return (
        sum(heats),
        heat_left,
        sum(flows),
        flow_left,
        Formula("[heat]/[heat_left]", heat.value / heat_left) if heat_left > 0 else None,
        Formula("[flow]/[flow_left]", flow.value / flow_left) if flow_left > 0 else None,
    )


def _products(units: Iterable[Unit]) -> str:
    return ", ".join(Counter(unit.product for unit in units))
