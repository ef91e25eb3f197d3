"""Figures of loops, zones and plants, out of what the checks of cooling compared."""

from __future__ import annotations

from collections.abc import Mapping

from rackplan.model.thermal import LoopFigures, PlantFigures, Thermal, Used, ZoneFigures
from rackplan.physics.liquid import COOLANTS, return_temperature
from rackplan.physics.machines import loop_ride_through
from rackplan.units import DURATION, POWER, TEMPERATURE, UnitProblem, magnitude
from rackplan.verify.facts import Facts
from rackplan.verify.loops import LoopUse, loops_in_use
from rackplan.verify.unchecked import unchecked
from rackplan.verify.zones import ZoneUse, zones_in_use

__all__ = ["Worst", "thermal_of"]

Worst = Mapping[str, Mapping[str, Used]]
"""By rule and place what is used of a limit in its tightest state."""


def thermal_of(facts: Facts, worst: Worst) -> Thermal:
    """Tell of loops and zones with racks, and of plants that something leads to.

    Parameters
    ----------
    facts : Facts
    worst : mapping of rule to mapping of place to Used
        A rule that was not asked tells nothing.
    """
    flows, heats = worst.get("cooling.liquid_flow", {}), worst.get("cooling.air_heat", {})
    loops = (use for use in loops_in_use(facts) if use.loop.id in flows)
    zones = (use for use in zones_in_use(facts) if len(use.racks) and use.zone.id in heats)
    plants = worst.get("cooling.rejection", {})
    return Thermal(
        loops=tuple(_loop(facts, use, worst) for use in loops),
        zones=tuple(_zone(use, worst) for use in zones),
        plants=tuple(PlantFigures(plant, heat) for plant, heat in plants.items()),
        unchecked=unchecked(facts),
    )


def _loop(facts: Facts, use: LoopUse, worst: Worst) -> LoopFigures:
    name = use.loop.id
    return LoopFigures(
        loop=name,
        supply_degc=magnitude(use.loop.supply, TEMPERATURE),
        return_degc=_return_degc(use),
        heat_kw=magnitude(use.heat, POWER),
        flow=worst["cooling.liquid_flow"].get(name),
        head=worst["cooling.liquid_head"].get(name),
        approach=worst["cooling.approach"].get(name),
        ride_through_s=_ride_through_s(facts, use),
    )


def _return_degc(use: LoopUse) -> float | None:
    """Of all racks together; None where that is no temperature of a liquid loop."""
    if use.loop.coolant not in COOLANTS or not use.flow.magnitude:
        return None
    try:
        back = return_temperature(use.heat, use.flow, use.loop.supply, use.loop.coolant)
    except UnitProblem:
        return None
    return float(magnitude(back, TEMPERATURE))


def _ride_through_s(facts: Facts, use: LoopUse) -> float | None:
    loop = use.loop
    if loop.volume is None or not use.heat.magnitude:
        return None
    rise = use.rise(facts.site.policy)
    time = loop_ride_through(loop.volume, loop.coolant, loop.supply, rise, use.heat)
    return float(magnitude(time, DURATION))


def _zone(use: ZoneUse, worst: Worst) -> ZoneFigures:
    name, supply = use.zone.id, magnitude(use.zone.supply, TEMPERATURE)
    inlets = worst["cooling.inlet_temperature"]
    told = (inlets[place].used for place in use.racks.where if place in inlets)
    return ZoneFigures(
        zone=name,
        supply_degc=supply,
        return_degc=magnitude(use.return_temperature, TEMPERATURE),
        inlet_degc=max(told, default=supply),
        heat=worst["cooling.air_heat"].get(name),
        airflow=worst["cooling.air_flow"].get(name),
    )
