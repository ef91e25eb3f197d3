"""Limits of air zones by their physics: heat at the real return, airflow, inlets by a matrix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rackplan.model.catalog import AirUnit
from rackplan.model.facility import FacilityLoop
from rackplan.model.site import AirZone, Unit
from rackplan.model.verdict import Failure
from rackplan.optimize.power_states import PowerStates
from rackplan.optimize.reduction.caps import Cap
from rackplan.optimize.reduction.drawn import Drawn
from rackplan.optimize.reduction.gauge import Floats, shares, undominated
from rackplan.optimize.reduction.hall_heat import other_loads
from rackplan.optimize.reduction.layout import Layout
from rackplan.optimize.reduction.rounding import ceil_units, floor_units
from rackplan.optimize.row import Ints
from rackplan.physics.machines import (
    inlet_limit,
    lacks_of_coil,
    leaked_inlet,
    return_temperature_of,
    room_density,
    unit_heat,
)
from rackplan.physics.room_air import SEA_LEVEL
from rackplan.units import (
    AIRFLOW,
    DENSITY,
    POWER,
    TEMPERATURE,
    THERMAL_RESISTANCE,
    Quantity,
    give,
    magnitude,
)

__all__ = ["air_flow_caps", "air_heat_caps", "inlet_caps", "too_warm"]

_SPARE = 1e-6
_MICRO = 1e6
"""Kelvins are counted in millionths."""


@dataclass(frozen=True)
class _Zone:
    """A zone with the racks that could stand in it."""

    zone: AirZone
    layout: Layout

    @cached_property
    def rows(self) -> tuple[int, ...]:
        """Its rows."""
        return self.layout.rows_of_zone[self.zone.id]

    @property
    def water(self) -> FacilityLoop | None:
        """The facility water of its units."""
        return None if self.zone.facility is None else self.layout.site.facility[self.zone.facility]

    @property
    def has_coils(self) -> bool:
        """Whether what some unit takes depends on the air that returns to it."""
        units = self.layout.site.catalog.air_units
        return any(not lacks_of_coil(units[unit.product]) for unit in self.zone.units)

    @cached_property
    def heats(self) -> Floats:
        """Heat that a rack of each type gives to air [kW], float64[t]."""
        return np.array([magnitude(rack.air.heat, POWER) for rack in self.layout.racks])

    @cached_property
    def airflows(self) -> Floats:
        """Airflow through a rack of each type as stated [m3/s], float64[t]."""
        return np.array([magnitude(rack.air.airflow, AIRFLOW) for rack in self.layout.racks])

    @cached_property
    def density(self) -> Quantity:
        """Of the air that it supplies [kg/m3]."""
        return room_density(self.layout.site.elevation)

    @cached_property
    def by_cdu(self) -> Floats:
        """Heat of a rack that a CDU gives to the room's air [kW], float64[t, k]."""
        layout, found = self.layout, np.zeros((len(self.layout.racks), len(self.rows)))
        for k, r in enumerate(self.rows):
            loop = layout.site.loops.get(layout.rows[r].loop or "")
            if loop is None or any(
                layout.site.cdu(unit).form != "liquid-to-air" for unit in loop.cdus
            ):
                continue
            found[:, k] = [
                0.0 if rack.liquid is None else magnitude(rack.liquid.heat, POWER)
                for rack in layout.racks
            ]
        return found

    @cached_property
    def states(self) -> list[tuple[Failure | None, tuple[Unit, ...]]]:
        """The units that run, whole and after each loss; like states once."""
        layout, units = self.layout, self.zone.units
        losses: list[tuple[Failure | None, frozenset[str]]] = [(None, frozenset())]
        if "air_unit" in layout.site.policy.survive:
            losses += [(Failure("air_unit", unit.id), frozenset({unit.id})) for unit in units]
        losses += layout.dark
        found: dict[object, tuple[Failure | None, tuple[Unit, ...]]] = {}
        for failure, gone in losses:
            left = tuple(unit for unit in units if unit.id not in gone)
            alike = frozenset(Counter(unit.product for unit in left).items())
            found.setdefault(alike, (failure, left))
        return list(found.values())

    def fans_w(self, units: Sequence[Unit]) -> int:
        """What the fans of some units draw at full speed [W]."""
        products = (self.layout.site.catalog.air_units[unit.product] for unit in units)
        return sum(0 if p.power is None else ceil_units(p.power, "W") for p in products)

    def taken_kw(self, units: Sequence[Unit], heats: Floats, airflows: Floats) -> Floats:
        """What some units take where racks give off some heat at some airflow [kW]."""
        total = np.zeros_like(heats)
        counts = Counter(unit.product for unit in units)
        water = self.water
        for name, count in counts.items():
            product = self.layout.site.catalog.air_units[name]
            if water is None:
                total = total + count * magnitude(product.heat, POWER)
                continue
            total = total + count * self._taken_by_one(product, water, heats, airflows)
        return total

    def _taken_by_one(
        self, product: AirUnit, water: FacilityLoop, heats: Floats, airflows: Floats
    ) -> Floats:
        """What a unit takes there [kW]; altitude and water are those of all that is alike."""
        supply = self.zone.supply

        def find() -> Floats:
            back = return_temperature_of(supply, give(heats, POWER), give(airflows, AIRFLOW))
            taken = unit_heat(
                product, back, supply, water.supply, self.density, water=water.coolant
            )
            return np.asarray(taken.m_as("kW"))

        degc = magnitude(supply, TEMPERATURE)
        key = ("coil", product.id, water.id, degc, heats.tobytes(), airflows.tobytes())
        return self.layout.once(key, find)


def air_heat_caps(layout: Layout, power: PowerStates) -> Iterator[Cap]:
    """Heat that the units of each zone take of its air, in states that may bind [W]."""
    drawn = Drawn(layout, power)
    racks_lost, base_lost = drawn.racks_lost(1.0), _base_lost(drawn)
    other = other_loads(layout.site)
    for zone in layout.site.zones.values():
        on = _Zone(zone, layout)
        beside = on.by_cdu.copy()
        if zone.id in racks_lost:
            beside += racks_lost[zone.id].each[:, list(on.rows)]
        base_kw = base_lost.get(zone.id, 0.0) + other[zone.id]
        base_w = ceil_units(give(base_kw, POWER), "W")
        if on.water is None or not on.has_coils:
            yield _by_rating(on, beside, base_w)
        else:
            yield from _by_coil(on, beside, base_w)


def air_flow_caps(layout: Layout) -> Iterator[Cap]:
    """Air that the units of each zone move, one lost [mL/s]."""
    for zone in layout.site.zones.values():
        on = _Zone(zone, layout)
        stretch = 1.0
        if on.water is not None:
            stretch = magnitude(SEA_LEVEL, DENSITY) / magnitude(on.density, DENSITY)
        flows = [ceil_units(rack.air.airflow * stretch, "mL/s") for rack in layout.racks]
        each = layout.on_rows(np.array(flows, dtype=np.int64), on.rows)
        units = layout.site.catalog.air_units
        limit, failure = min(
            (
                (sum(floor_units(units[u.product].airflow, "mL/s") for u in left), failure)
                for failure, left in on.states
            ),
            key=lambda pair: pair[0],
        )
        beyond = layout.beyond(each, on.rows)
        yield Cap(zone.id, each, limit, beyond, failure=failure, rows=on.rows)


def inlet_caps(layout: Layout) -> Iterator[Cap]:
    """Warming of the inlets of each row of a zone by a matrix, while limited racks stand there."""
    for zone in layout.site.zones.values():
        on = _Zone(zone, layout)
        air = zone.recirculation
        if air is None or not air.matrix:
            continue
        heats = np.array([magnitude(rack.air.heat, POWER) for rack in layout.racks])
        for i, r in enumerate(on.rows):
            warming = [magnitude(each, THERMAL_RESISTANCE) for each in air.matrix[i]]
            each = np.ceil(np.outer(heats, warming) * _MICRO - _SPARE).astype(np.int64)
            beyond = layout.beyond(each, on.rows)
            for t, rack in enumerate(layout.racks):
                warmest = inlet_limit(rack.air, by_class=True)
                if warmest is not None:
                    spare = magnitude(warmest, TEMPERATURE) - magnitude(zone.supply, TEMPERATURE)
                    limit = int(np.floor(spare * _MICRO + _SPARE))
                    yield Cap(layout.rows[r].id, each, limit, beyond, stand=(t, (r,)), rows=on.rows)


def too_warm(layout: Layout) -> Ints:
    """Whether the air of a zone is too warm for a rack, leaks included: int64[t, r].

    1 where it is, 0 where it is not, -1 where no limit is known or a matrix says how warm it is.
    """
    found = np.full(layout.span.shape, -1, dtype=np.int64)
    for zone in layout.site.zones.values():
        air = zone.recirculation
        if air is not None and air.matrix:
            continue
        for t, rack in enumerate(layout.racks):
            warmest = inlet_limit(rack.air, by_class=air is not None)
            if warmest is None:
                continue
            inlet = zone.supply
            if air is not None and air.leakage is not None:
                inlet = leaked_inlet(rack.air, zone.supply, air.leakage)
            for r in layout.rows_of_zone[zone.id]:
                found[t, r] = int(inlet > warmest)
    return found


def _by_rating(on: _Zone, beside: Floats, base_w: int) -> Cap:
    """Rated heat of the units, one lost: the state that leaves least."""
    layout, units = on.layout, on.layout.site.catalog.air_units
    own = [ceil_units(rack.air.heat, "W") for rack in layout.racks]
    each = layout.on_rows(np.array(own, dtype=np.int64), on.rows) + _watts(beside)
    limit, failure = min(
        (
            (
                sum(floor_units(units[u.product].heat, "W") for u in left) - on.fans_w(left),
                failure,
            )
            for failure, left in on.states
        ),
        key=lambda pair: pair[0],
    )
    beyond = layout.beyond(each, on.rows)
    return Cap(on.zone.id, each, limit - base_w, beyond, base=base_w, failure=failure, rows=on.rows)


def _by_coil(on: _Zone, beside: Floats, base_w: int) -> Iterator[Cap]:
    """Shares of what coils take at the return of each type, in states of which none is implied.

    What else heats the air counts at the least that any type leaves the coils; the fans count as
    those of the whole zone do, where its units differ.
    """
    alike = len({unit.product for unit in on.zone.units}) == 1
    fans_w = {failure: on.fans_w(left if alike else on.zone.units) for failure, left in on.states}
    points = np.stack([on.heats, on.airflows], axis=1)
    most = on.layout.most[:, on.rows].sum(axis=1)
    found = []
    for failure, units in on.states:

        def reach(at: Floats, running: tuple[Unit, ...] = units) -> Floats:
            taken = on.taken_kw(running, at[:, 0], at[:, 1])
            return np.where(at[:, 0] > 0.0, taken / np.maximum(at[:, 0], 1e-300), np.inf)

        found.append((failure, shares(points, most, reach)))
    for failure, taken in undominated(found):
        real = np.isfinite(taken) & (taken > 0.0) & (on.heats > 0.0)
        passed = on.heats[real] / taken[real]
        limit = int(1000.0 * np.max(passed, initial=0.0))
        least = 1000.0 * float(np.min(passed, initial=np.inf))
        fits = np.isfinite(taken)
        own = np.where(fits, np.ceil(np.where(fits, taken, 0.0) * limit), limit + 1)
        weight = limit / least if 0.0 < least < np.inf else 1.0
        each = on.layout.on_rows(own.astype(np.int64), on.rows) + _watts(beside * weight)
        base = int(np.ceil((base_w + fans_w[failure]) * weight))
        beyond = on.layout.beyond(each, on.rows)
        yield Cap(on.zone.id, each, limit - base, beyond, base=base, failure=failure, rows=on.rows)


def _base_lost(drawn: Drawn) -> dict[str, float]:
    """What power nodes lose in each zone without racks, for machines too [kW]."""
    found = dict(drawn.base_lost())
    for start, (watts, volt_amperes) in drawn.power.base.items():
        node = drawn.site.power.get(start)
        if node is not None and node.kind == "machine":
            for zone, (of_w, of_va) in drawn.way(start).lost.items():
                more = (of_w * watts + of_va * volt_amperes) / 1e3
                found[zone] = found.get(zone, 0.0) + more
    return found


def _watts(kilowatts: Floats) -> Ints:
    return np.ceil(1000.0 * kilowatts - 1e-6).astype(np.int64)
