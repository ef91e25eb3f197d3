"""A cooling tower by Merkel's theory."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rackplan.physics.rejection.conditions import WATER_J_KG_K, Duty, Flags, Outdoors, Work, rated_w
from rackplan.physics.rejection.fill import HOTTEST_AIR_C, Fill, rated_fill
from rackplan.physics.rejection.secant import bracketed_root
from rackplan.physics.rejection.water import take_cycles
from rackplan.units import (
    FRACTION,
    TEMPERATURE,
    TEMPERATURE_DIFFERENCE,
    Numbers,
    Quantity,
    of,
    take,
)

__all__ = ["CoolingTower"]


@dataclass(frozen=True)
class CoolingTower:
    """An open cooling tower as its maker rates it.

    Merkel: air is an equivalent gas with ``c_pe = dh_s / dT_wb`` of saturated air, and
    ``Q = eps C_min (T_water - T_wb)`` in counterflow. Off the rating ``UA = UA0 a^0.6 b^0.35
    (1 + 0.0082 (T_wb - T_wb0)) c_pe / c_pe0``, with a and b the mass flows of air and water over
    their rating. The air leaves saturated, and takes up ``E = m_air (W_s - W)``. Fans:
    ``P = P0 y^3 rho / rho0``. Makeup is ``E COC / (COC - 1)`` and drift.

    Attributes
    ----------
    heat : Quantity [kW]
        Rated heat of a unit.
    wet_bulb : Quantity [degC]
        Of the rating, at sea level, 5 to 35 degC.
    approach : Quantity [K]
        Leaving water less wet bulb at rating, 1.5 to 20 K.
    water_range : Quantity [K]
        Entering less leaving water at rating, 2 to 25 K.
    water_to_air : Quantity [kg/kg, dimensionless]
        Mass flow of water over dry air at rating, 0.3 to 3.
    fan_share : Quantity [percent]
        Fan power at full speed over rated heat, 0.1 to 10 %.
    pump_share : Quantity [percent]
        Power of the pumps of tower water over rated heat, while there is heat, 0 to 10 %.
    cycles : Quantity [dimensionless]
        Cycles of concentration, 1.05 to 20.
    drift_share : Quantity [percent]
        Droplets lost, of the circulating water, 0 to 1 %.
    speed_min : Quantity [percent]
        Slowest fan speed; what is then too much is let by.
    units : int
        How many run in parallel, at one speed.

    Notes
    -----
    Basin heaters and frost control are not reckoned. A rating that no counterflow fill can reach
    is refused. Within 0.1 K of an EnergyPlus run. Source: EnergyPlus Engineering Reference,
    CoolingTower:VariableSpeed:Merkel; Merkel 1925; the exponents stand for its curves. Fans of 1.0
    to 1.3 % and drift of 0.005 % are usual; pumps of 0.6 % are our assumption.

    Examples
    --------
    >>> from rackplan.units import POWER, parse
    >>> tower = CoolingTower(parse("2 MW", POWER))
    >>> round(float(tower.fill.conductance_w_k) / 1000)
    538
    """

    heat: Quantity
    wet_bulb: Quantity = of(25.6, TEMPERATURE)
    approach: Quantity = of(4.0, TEMPERATURE_DIFFERENCE)
    water_range: Quantity = of(5.6, TEMPERATURE_DIFFERENCE)
    water_to_air: Quantity = of(1.3, FRACTION)
    fan_share: Quantity = of(0.012, FRACTION)
    pump_share: Quantity = of(0.006, FRACTION)
    cycles: Quantity = of(5.0, FRACTION)
    drift_share: Quantity = of(0.00005, FRACTION)
    speed_min: Quantity = of(0.1, FRACTION)
    units: int = 1

    def __post_init__(self) -> None:
        _ = self.fill, self._shares

    @cached_property
    def fill(self) -> Fill:
        """The rating in plain numbers, all units together."""
        kelvin = TEMPERATURE_DIFFERENCE
        return rated_fill(
            heat_w=rated_w(self.heat, self.units),
            wet_c=take(self.wet_bulb, TEMPERATURE, "rated wet bulb", low=5.0, high=35.0),
            range_k=take(self.water_range, kelvin, "water range", low=2.0, high=25.0),
            approach_k=take(self.approach, kelvin, "approach", low=1.5, high=20.0),
            water_to_air=take(self.water_to_air, FRACTION, "water to air", low=0.3, high=3.0),
        )

    @cached_property
    def _shares(self) -> tuple[Numbers, Numbers, Numbers, Numbers, Numbers]:
        """Fan and pump power, makeup over evaporation, drift, slowest speed."""
        cycles, heat_w = take_cycles(self.cycles), self.fill.heat_w
        return (
            heat_w * take(self.fan_share, FRACTION, "fan share", low=1e-3, high=0.1),
            heat_w * take(self.pump_share, FRACTION, "pump share", low=0.0, high=0.1),
            cycles / (cycles - 1.0),
            take(self.drift_share, FRACTION, "drift share", low=0.0, high=0.01),
            take(self.speed_min, FRACTION, "slowest speed", low=0.01, high=1.0),
        )

    def coldest_c(self, air: Outdoors, heat_w: Numbers, range_k: Numbers) -> Numbers:
        """Leaving water that it holds at full speed."""
        fill, heat = self.fill, np.maximum(heat_w, 1.0)
        leaving_c = fill.leaving_air_c(air, self._full_kg_s(air), heat)
        return air.wet_c + fill.driving_k(air, leaving_c, heat, heat / range_k) - range_k

    def hold(self, air: Outdoors, duty: Duty) -> Work:
        """As fast as the supply asks for; at full speed, and warmer, where that is not enough."""
        fill, heat, water = self.fill, np.maximum(duty.heat_w, 1.0), duty.capacity_w_k
        full = self._full_kg_s(air)
        fastest_c = fill.leaving_air_c(air, full, heat)
        given_k = duty.return_c - air.wet_c
        held = np.asarray(fill.driving_k(air, fastest_c, heat, water) <= given_k)
        hottest_c = np.clip(duty.return_c, fastest_c, HOTTEST_AIR_C)
        warmest_c = np.where(held, hottest_c, fastest_c)
        found_c = bracketed_root(
            lambda leaving_c: given_k - fill.driving_k(air, leaving_c, heat, water),
            fastest_c,
            warmest_c,
            steps=12,
        )
        wanted = fill.air_kg_s(air, np.clip(found_c, fastest_c, warmest_c), heat)
        moved = np.where(held, np.clip(wanted, self._shares[4] * full, full), full)
        return self._work(air, duty, (held, moved, duty.heat_w))

    def precool(self, air: Outdoors, duty: Duty) -> Work:
        """At full speed on water at the return temperature; off where the air is warmer."""
        full = self._full_kg_s(air)
        most_w = self.fill.taken_w(air, full, duty.capacity_w_k, duty.return_c)
        held = np.asarray(most_w >= duty.heat_w)
        return self._work(air, duty, (held, full, np.minimum(most_w, duty.heat_w)))

    def _full_kg_s(self, air: Outdoors) -> Numbers:
        return self.fill.rated_air_kg_s * air.density_kg_m3 / self.fill.density_kg_m3

    def _work(self, air: Outdoors, duty: Duty, run: tuple[Flags, Numbers, Numbers]) -> Work:
        held, moved, taken_w = run
        fan_w, pump_w, fed, drift, _ = self._shares
        full, runs = self._full_kg_s(air), taken_w > 0.0
        fans = fan_w * (moved / full) ** 3 * air.density_kg_m3 / self.fill.density_kg_m3
        vapour = np.where(runs, self.fill.evaporated_kg_s(air, moved, taken_w), 0.0)
        lost = np.where(runs, drift * duty.capacity_w_k / WATER_J_KG_K, 0.0)
        none = np.zeros_like(vapour)
        return Work(
            held=held,
            taken_w=taken_w + none,
            fan_w=np.where(runs, fans, 0.0),
            pump_w=np.where(runs, pump_w, 0.0) + none,
            evaporated_kg_s=vapour,
            makeup_kg_s=vapour * fed + lost,
            wet=none.astype(bool),
        )
