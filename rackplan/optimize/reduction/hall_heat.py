"""Machines in the hall and the heat of each plant, as straight figures on the safe side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rackplan.model.catalog import RackType
from rackplan.model.site import AirZone, CoolingLoop, Site
from rackplan.optimize.reduction.drawn import Drawn
from rackplan.optimize.reduction.straight import Floats, Line, Straight
from rackplan.physics.liquid import rack_flow
from rackplan.physics.plant import (
    cdu_rated_power,
    facility_pump_power,
    following_fans,
    following_pumps,
)
from rackplan.units import AIRFLOW, FLOW, POWER, Quantity, magnitude, of

__all__ = ["HallHeat", "other_loads"]

_MEGAWATT = 1000.0


@dataclass(frozen=True)
class HallHeat:
    """A hall with racks at a share of their planned power.

    Attributes
    ----------
    plants_kw : mapping of str to float
        The most that plants draw, for what the chain loses for them in zones.
    """

    drawn: Drawn
    share: float
    plants_kw: Mapping[str, float]

    @cached_property
    def machines(self) -> dict[str, Straight]:
        """What CDUs of each loop and fan walls of each zone draw [kW]."""
        site = self.drawn.site
        found = {loop.id: self._pumps(loop) for loop in site.loops.values()}
        return found | {zone.id: self._fans(zone) for zone in site.zones.values()}

    @cached_property
    def plants(self) -> dict[str, Straight]:
        """Heat of each plant, that of its loops' pumps included [kW]."""
        facilities = self.drawn.site.facility
        found: dict[str, Straight] = {}
        for name, heat in self._by_facility().items():
            loop = facilities[name]
            whole = heat.times(1.0 + self._pump_share(name))
            if loop.plant is not None:
                found[loop.plant] = found.get(loop.plant, self.drawn.none) + whole
        return found

    @cached_property
    def pumps(self) -> Straight:
        """What the pumps of all facility loops draw [kW]."""
        shares = ((heat, self._pump_share(name)) for name, heat in self._by_facility().items())
        return sum((heat.times(share) for heat, share in shares), self.drawn.none)

    def fed(self, *, real: bool) -> Straight:
        """What CDUs and fan walls draw from the meters [kW or kVA]."""
        site, total = self.drawn.site, self.drawn.none
        groups = [(loop.id, self._rated_cdus(loop)) for loop in site.loops.values()]
        groups += [(zone.id, self._rated_fans(zone)) for zone in site.zones.values()]
        for name, rated in groups:
            total += self.machines[name].times(self._gain(rated, real=real))
        return total

    def plant_gain(self, plant: str, *, real: bool) -> float:
        """What a kW of a plant comes to at the meters."""
        return self._gain(self.rated_units(plant), real=real)

    def rated_units(self, plant: str) -> dict[str, float]:
        """Nameplates of the machines of a plant [kW]."""
        products = self.drawn.site.catalog.products
        found = {}
        for unit in self.drawn.site.plants[plant].units:
            item = products[unit.product]
            power = getattr(item, "power", None) or getattr(item, "fan_power", None)
            found[unit.id] = 0.0 if power is None else magnitude(power, POWER)
        return found

    def _by_facility(self) -> dict[str, Straight]:
        site = self.drawn.site
        found: dict[str, Straight] = defaultdict(lambda: self.drawn.none)
        for loop in site.loops.values():
            if loop.facility is not None:
                found[loop.facility] += self._liquid(loop) + self.machines[loop.id]
        lost = self._lost()
        other = other_loads(self.drawn.site)
        for zone in site.zones.values():
            if zone.facility is not None:
                heat = self._air(zone) + self.machines[zone.id] + lost.get(zone.id, self.drawn.none)
                found[zone.facility] += heat + self._constant(other[zone.id])
        return found

    def _pump_share(self, facility: str) -> float:
        """Power of the pumps of a facility loop over its heat."""
        loop = self.drawn.site.facility[facility]
        return magnitude(facility_pump_power(loop, of(_MEGAWATT, POWER)), POWER) / _MEGAWATT

    def _pumps(self, loop: CoolingLoop) -> Straight:
        rated = sum(self._rated_cdus(loop).values())
        whole = sum(magnitude(self.drawn.site.cdu(unit).flow, FLOW) for unit in loop.cdus)
        line = _chord(following_pumps, rated, 1.0)
        return self._on(self._rows_of(loop), lambda rack: _flow(rack, loop) / whole).along(line)

    def _fans(self, zone: AirZone) -> Straight:
        site, rated = self.drawn.site, sum(self._rated_fans(zone).values())
        whole = sum(magnitude(site.air_unit(unit).airflow, AIRFLOW) for unit in zone.units)
        line = _chord(following_fans, rated, self._busiest(zone))
        rows = self.drawn.layout.rows_of_zone[zone.id]
        return self._on(rows, lambda rack: magnitude(rack.air.airflow, AIRFLOW) / whole).along(line)

    def _busiest(self, zone: AirZone) -> float:
        """The largest share of its airflow that a zone may need, as a unit may have to be lost."""
        site = self.drawn.site
        flows = [magnitude(site.air_unit(unit).airflow, AIRFLOW) for unit in zone.units]
        if "air_unit" not in site.policy.survive or len(flows) == 1:
            return 1.0
        return 1.0 - max(flows) / sum(flows)

    def _liquid(self, loop: CoolingLoop) -> Straight:
        if self._gives_to_room(loop):
            return self.drawn.none
        return self._on(self._rows_of(loop), _to_liquid)

    def _air(self, zone: AirZone) -> Straight:
        """What liquid does not take of the heat of racks in a zone."""
        layout, loops = self.drawn.layout, self.drawn.site.loops
        each = self.drawn.none.each.copy()
        for r in layout.rows_of_zone[zone.id]:
            loop = loops.get(layout.rows[r].loop or "")
            has_liquid = loop is not None and not self._gives_to_room(loop)
            each[:, r] = self._left if has_liquid else self._planned
        return Straight(each)

    @cached_property
    def _planned(self) -> Floats:
        racks = self.drawn.layout.racks
        return self.share * np.array([magnitude(rack.planned_power, POWER) for rack in racks])

    @cached_property
    def _left(self) -> Floats:
        """Planned power less what liquid takes [t]."""
        taken = np.array([_to_liquid(rack) for rack in self.drawn.layout.racks])
        return self._planned - self.share * taken

    def _lost(self) -> dict[str, Straight]:
        """What the chain loses in each zone."""
        found = defaultdict(lambda: self.drawn.none, self.drawn.racks_lost(self.share))
        for zone, kw in self.drawn.base_lost().items():
            found[zone] += self._constant(kw)
        for name, rated in self._all_machines():
            whole = sum(rated.values()) or 1.0
            most = self._constant(self.plants_kw.get(name, 0.0))
            drawn = self.machines.get(name, most)
            for unit, power in rated.items():
                for zone, (of_kw, of_kva) in self.drawn.way(unit).lost.items():
                    found[zone] += drawn.times((of_kw + of_kva) * power / whole)
        return dict(found)

    def _all_machines(self) -> Iterator[tuple[str, dict[str, float]]]:
        site = self.drawn.site
        for loop in site.loops.values():
            yield loop.id, self._rated_cdus(loop)
        for zone in site.zones.values():
            yield zone.id, self._rated_fans(zone)
        for plant in site.plants:
            yield plant, self.rated_units(plant)

    def _gain(self, rated: Mapping[str, float], *, real: bool) -> float:
        """What a kW that machines draw, each by its nameplate, comes to at the meters."""
        whole, total = sum(rated.values()), 0.0
        for unit, power in rated.items():
            way = self.drawn.way(unit)
            total += sum(way.real if real else way.apparent) * (power if whole else 1.0)
        return total / (whole or max(len(rated), 1))

    def _rated_cdus(self, loop: CoolingLoop) -> dict[str, float]:
        site = self.drawn.site
        return {unit.id: _kw(cdu_rated_power(site.cdu(unit))) for unit in loop.cdus}

    def _rated_fans(self, zone: AirZone) -> dict[str, float]:
        site = self.drawn.site
        return {unit.id: _kw(site.air_unit(unit).power) for unit in zone.units}

    def _gives_to_room(self, loop: CoolingLoop) -> bool:
        return all(self.drawn.site.cdu(unit).form == "liquid-to-air" for unit in loop.cdus)

    def _rows_of(self, loop: CoolingLoop) -> tuple[int, ...]:
        return self.drawn.layout.rows_of_loop[loop.id]

    def _constant(self, kw: float) -> Straight:
        return Straight(self.drawn.none.each, kw)

    def _on(self, rows: tuple[int, ...], figure: Callable[[RackType], float]) -> Straight:
        """A figure of each type on some rows, at the share of its planned power."""
        each = self.drawn.none.each.copy()
        each[:, list(rows)] = np.array(
            [[self.share * figure(rack)] for rack in self.drawn.layout.racks]
        )
        return Straight(each)


def other_loads(site: Site) -> dict[str, float]:
    """Lights, controls and the like by zone [kW]: those of no zone go by the size of air units."""
    at_home: dict[str, float] = defaultdict(float)
    spread = 0.0
    for node in site.power.values():
        if node.kind == "machine" or node.base_load is None:
            continue
        kw = magnitude(node.base_load, POWER)
        if node.zone is None:
            spread += kw
        else:
            at_home[node.zone] += kw
    sizes = {
        zone.id: sum(magnitude(site.air_unit(unit).heat, POWER) for unit in zone.units)
        for zone in site.zones.values()
    }
    whole = sum(sizes.values()) or 1.0
    return {zone: at_home[zone] + spread * size / whole for zone, size in sizes.items()}


def _chord(law: Callable[[Quantity, float], Quantity], rated_kw: float, top: float) -> Line:
    """The line from standstill to a ratio over a law of pumps or fans, which bends upward."""
    slow, fast = (_kw(law(of(rated_kw, POWER), ratio)) for ratio in (0.0, top))
    return slow, (fast - slow) / top


def _flow(rack: RackType, loop: CoolingLoop) -> float:
    return 0.0 if rack.liquid is None else magnitude(rack_flow(rack.liquid, loop.supply), FLOW)


def _to_liquid(rack: RackType) -> float:
    """Heat that liquid takes of a rack at planned power [kW]."""
    if rack.liquid is None:
        return 0.0
    return min(magnitude(rack.liquid.heat, POWER), magnitude(rack.planned_power, POWER))


def _kw(power: Quantity | None) -> float:
    return 0.0 if power is None else float(magnitude(power, POWER))
