"""Pumps and fans of a hall at a load, and the heat that each plant has to reject for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from rackplan.model.facility import FacilityLoop
from rackplan.model.site import AirZone, CoolingLoop, Site
from rackplan.physics.plant import (
    cdu_rated_power,
    facility_pump_power,
    following_fans,
    following_pumps,
)
from rackplan.units import AIRFLOW, FLOW, POWER, Quantity, give, magnitude, of
from rackplan.verify.year.asked import Asked
from rackplan.verify.year.chain import Chain, Everyday

__all__ = ["HallHeat", "Machines", "hall_heat", "indoor_machines", "other_loads", "unserved"]


@dataclass(frozen=True)
class Machines:
    """Cooling machines in the hall at a load.

    Attributes
    ----------
    cdu_kw, fan_kw : mapping of str to float
        By loop, and by zone.
    unit_kw : mapping of str to float
        By machine.
    """

    cdu_kw: Mapping[str, float]
    fan_kw: Mapping[str, float]
    unit_kw: Mapping[str, float]


@dataclass(frozen=True)
class HallHeat:
    """Where the heat of a hall goes.

    Attributes
    ----------
    plant_kw, pumps_kw : mapping of str to float
        By plant: heat of its loops, their pumps included; electric power of those pumps.
    loss_indoors_kw : float
        What the power chain loses in zones.
    """

    plant_kw: Mapping[str, float]
    pumps_kw: Mapping[str, float]
    loss_indoors_kw: float


def indoor_machines(site: Site, asked: Asked, share: float) -> Machines:
    """CDU pumps and fan walls at a share of the planned load."""
    cdu_kw, fan_kw, unit_kw = {}, {}, {}
    for loop in site.loops.values():
        flow = sum(magnitude(site.cdu(unit).flow, FLOW) for unit in loop.cdus)
        ratio = share * asked.flow_l_min.get(loop.id, 0.0) / flow
        rated = {unit.id: cdu_rated_power(site.cdu(unit)) for unit in loop.cdus}
        running = _running(following_pumps, rated, ratio)
        cdu_kw[loop.id] = sum(running.values())
        unit_kw.update(running)
    for zone in site.zones.values():
        airflow = sum(magnitude(site.air_unit(unit).airflow, AIRFLOW) for unit in zone.units)
        ratio = share * asked.airflow_m3_s.get(zone.id, 0.0) / airflow
        rated = {unit.id: site.air_unit(unit).power for unit in zone.units}
        running = _running(following_fans, rated, ratio)
        fan_kw[zone.id] = sum(running.values())
        unit_kw.update(running)
    return Machines(cdu_kw, fan_kw, unit_kw)


def _running(
    law: Callable[[Quantity, float], Quantity],
    rated: Mapping[str, Quantity | None],
    ratio: float,
) -> dict[str, float]:
    """What machines draw at a share of their flow; one that states no power draws none."""
    known = [0.0 if power is None else magnitude(power, POWER) for power in rated.values()]
    drawn = law(give(known, POWER), ratio)
    return dict(zip(rated, drawn.m_as("kW").tolist(), strict=True))


def hall_heat(
    site: Site,
    asked: Asked,
    share: float,
    *,
    machines: Machines,
    chain: Chain,
    running: Everyday,
) -> HallHeat:
    """Heat of each plant; every loop and zone that gives heat has one.

    Liquid takes its part of the racks' heat and what CDU pumps add; air takes the rest, the fans,
    the other loads of the hall, and what the power chain loses in a zone.
    """
    by_facility: dict[str, float] = defaultdict(float)
    for loop in site.loops.values():
        taken = share * asked.liquid_kw.get(loop.id, 0.0) + machines.cdu_kw[loop.id]
        by_facility[loop.facility or ""] += taken
    other = other_loads(site, running)
    for zone in site.zones.values():
        taken = share * asked.air_kw.get(zone.id, 0.0) + machines.fan_kw[zone.id]
        taken += other[zone.id] + chain.lost_in_zone_kw.get(zone.id, 0.0)
        by_facility[zone.facility or ""] += taken
    plant_kw: dict[str, float] = defaultdict(float)
    pumps_kw: dict[str, float] = defaultdict(float)
    for name, kw in by_facility.items():
        facility = site.facility.get(name)
        if facility is not None:
            pumps = _kw(facility_pump_power(facility, of(kw, POWER)))
            plant_kw[facility.plant or ""] += kw + pumps
            pumps_kw[facility.plant or ""] += pumps
    return HallHeat(plant_kw, pumps_kw, sum(chain.lost_in_zone_kw.values()))


def other_loads(site: Site, running: Everyday) -> dict[str, float]:
    """Lights, controls and the like by zone [kW]: those of no zone go by the size of air units."""
    at_home = running.base_in_zone_kw
    spread = running.base_kw - sum(at_home.values())
    sizes = {
        zone.id: sum(magnitude(site.air_unit(unit).heat, POWER) for unit in zone.units)
        for zone in site.zones.values()
    }
    whole = sum(sizes.values())
    return {
        zone: at_home.get(zone, 0.0) + (spread * size / whole if whole else 0.0)
        for zone, size in sizes.items()
    }


def unserved(site: Site, asked: Asked) -> Iterator[str]:
    """Loops and zones whose heat no plant takes, in words."""
    for loop in site.loops.values():
        if asked.flow_l_min.get(loop.id, 0.0) > 0.0 and loop.id in asked.liquid_kw:
            yield from _without_plant(site, loop)
    for zone in site.zones.values():
        yield from _without_plant(site, zone)


def _without_plant(site: Site, group: CoolingLoop | AirZone) -> Iterator[str]:
    if group.facility is None:
        yield f"{group.id} names no facility loop"
    elif (facility := _facility(site, group)) is None or facility.plant is None:
        yield f"facility loop {group.facility} names no plant"


def _facility(site: Site, group: CoolingLoop | AirZone) -> FacilityLoop | None:
    return site.facility.get(group.facility or "")


def _kw(power: Quantity) -> float:
    return float(magnitude(power, POWER))
