"""A dry cooler: fans draw outdoor air across finned coils."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rackplan.physics.moist_air import kernel
from rackplan.physics.rejection.conditions import Duty, Flags, Outdoors, Work, rated_w
from rackplan.physics.rejection.effectiveness import crossflow, crossflow_ntu
from rackplan.physics.rejection.secant import bracketed_root
from rackplan.units import (
    FRACTION,
    TEMPERATURE,
    TEMPERATURE_DIFFERENCE,
    Numbers,
    Quantity,
    UnitProblem,
    of,
    take,
)

__all__ = ["Coil", "DryCooler"]

_RATED_PRESSURE_PA = 101_325.0
_RATED_HUMIDITY = 0.01
_CLOSE_K = 1e-6


@dataclass(frozen=True)
class DryCooler:
    """A dry cooler as its maker rates it.

    Crossflow effectiveness ``Q = eps C_min (T_return - T_air)``; conductance off the rating
    ``UA = UA0 (1 + r) / (a^-0.65 + r b^-0.8)`` with a and b the mass flows of air and water over
    their rating and r the water side's share of resistance; air mass flow ``a = y rho / rho0``;
    fan power ``P = P0 y^3 rho / rho0`` at the fan speed y.

    Attributes
    ----------
    heat : Quantity [kW]
        Rated heat of a unit.
    approach : Quantity [K]
        Leaving water less entering air at rated heat, 0.5 to 40 K.
    water_range : Quantity [K]
        Return less supply at rated heat, 1 to 40 K.
    air_rise : Quantity [K]
        Leaving less entering air at rated heat, 1 to 40 K: it says how much air is moved.
    fan_share : Quantity [percent]
        Fan power at full speed over rated heat, 0.1 to 15 %.
    rated_dry_bulb : Quantity [degC]
        Entering air of the rating, at sea level.
    speed_min : Quantity [percent]
        Slowest fan speed; what is then too much air is let by.
    resistance_ratio : Quantity [dimensionless]
        r, thermal resistance of the water side over that of the air side at rating, 0 to 5.
    units : int
        How many run in parallel, at one speed.

    Notes
    -----
    Holds for dry coils without frost. A rating that no crossflow coil can reach is refused.
    Source: Incropera, Fundamentals of Heat and Mass Transfer, chapter 11; fan laws. 8 K and 2.25 %
    are an analyst's figures of a 2 MW cooler; r, exponents and air rise are our assumption, near
    those of the Modelica Buildings library (r 0.5, exponents 0.8 and 0.85; BAC Trillium: approach
    5.6 K at range 5.6 K, 4 % fan power).

    Examples
    --------
    >>> from rackplan.units import POWER, parse
    >>> round(float(DryCooler(parse("2 MW", POWER)).coil.conductance_w_k) / 1000, 1)
    272.4
    """

    heat: Quantity
    approach: Quantity = of(8.0, TEMPERATURE_DIFFERENCE)
    water_range: Quantity = of(10.0, TEMPERATURE_DIFFERENCE)
    air_rise: Quantity = of(9.0, TEMPERATURE_DIFFERENCE)
    fan_share: Quantity = of(0.025, FRACTION)
    rated_dry_bulb: Quantity = of(35.0, TEMPERATURE)
    speed_min: Quantity = of(0.1, FRACTION)
    resistance_ratio: Quantity = of(0.5, FRACTION)
    units: int = 1

    def __post_init__(self) -> None:
        _ = self.coil

    @cached_property
    def coil(self) -> Coil:
        """The rating in plain numbers, all units together."""
        heat_w = rated_w(self.heat, self.units)
        kelvin = TEMPERATURE_DIFFERENCE
        approach = take(self.approach, kelvin, "approach", low=0.5, high=40.0)
        water = take(self.water_range, kelvin, "water range", low=1.0, high=40.0)
        rise = take(self.air_rise, kelvin, "air rise", low=1.0, high=40.0)
        dry_c = take(self.rated_dry_bulb, TEMPERATURE, "rated dry bulb", low=-20.0, high=55.0)
        pressure, humidity = np.array(_RATED_PRESSURE_PA), np.array(_RATED_HUMIDITY)
        fans = take(self.fan_share, FRACTION, "fan share", low=1e-3, high=0.15)
        return Coil(
            conductance_w_k=_rated_conductance(heat_w, approach, water, rise),
            air_w_k=heat_w / rise,
            water_w_k=heat_w / water,
            density_kg_m3=kernel.density_kg_m3(dry_c, humidity, pressure),
            fan_w=fans * heat_w,
            speed_min=take(self.speed_min, FRACTION, "slowest speed", low=0.01, high=1.0),
            resistance=take(self.resistance_ratio, FRACTION, "resistance", low=0.0, high=5.0),
        )

    def coldest_c(self, air: Outdoors, heat_w: Numbers, range_k: Numbers) -> Numbers:
        """Supply temperature that it holds at full speed."""
        return self.coil.coldest_c(air.dry_c, air.density_kg_m3, heat_w, range_k)

    def hold(self, air: Outdoors, duty: Duty) -> Work:
        """As fast as the supply asks for; at full speed, and warmer, where that is not enough."""
        return dry_work(*self.coil.hold(air.dry_c, air.density_kg_m3, duty), duty.heat_w)

    def precool(self, air: Outdoors, duty: Duty) -> Work:
        """At full speed on water at the return temperature; off where the air is warmer."""
        return dry_work(*self.coil.precool(air.dry_c, air.density_kg_m3, duty))


@dataclass(frozen=True)
class Coil:
    """A rated coil with its fans, all units together, in plain numbers."""

    conductance_w_k: Numbers
    air_w_k: Numbers
    water_w_k: Numbers
    density_kg_m3: Numbers
    fan_w: Numbers
    speed_min: Numbers
    resistance: Numbers

    def exchange_w_k(self, air: Numbers, water_w_k: Numbers) -> Numbers:
        """``eps C_min``: heat for a kelvin between entering water and entering air."""
        air_w_k = self.air_w_k * air
        least, most = np.minimum(air_w_k, water_w_k), np.maximum(air_w_k, water_w_k)
        over_water = self.resistance * (water_w_k / self.water_w_k) ** -0.8
        conductance = self.conductance_w_k * (1.0 + self.resistance) / (air**-0.65 + over_water)
        return crossflow(conductance / least, least / most) * least

    def coldest_c(
        self, entering_c: Numbers, density: Numbers, heat_w: Numbers, range_k: Numbers
    ) -> Numbers:
        """Supply temperature at full speed: ``T_air + Q / (eps C_min) - range``."""
        water_w_k = np.maximum(heat_w, 1.0) / range_k
        full = self.exchange_w_k(density / self.density_kg_m3, water_w_k)
        return entering_c + heat_w / full - range_k

    def hold(
        self, entering_c: Numbers, density: Numbers, duty: Duty
    ) -> tuple[Flags, Numbers, Numbers]:
        """Whether the supply is held, air over its rating, and fan power."""
        full, water_w_k = density / self.density_kg_m3, duty.capacity_w_k
        most = self.exchange_w_k(full, water_w_k)
        need = duty.heat_w / np.maximum(duty.return_c - entering_c, _CLOSE_K)
        held = np.asarray(need <= most)
        slow = self.speed_min * full
        idle = need <= self.exchange_w_k(slow, water_w_k)
        found = bracketed_root(
            lambda log: self.exchange_w_k(np.exp(log), water_w_k) - np.where(held, need, most),
            np.log(slow),
            np.log(full),
            steps=7,
        )
        air = np.where(idle, slow, np.where(held, np.clip(np.exp(found), slow, full), full))
        return held, air, self.fans_w(air, density, duty.heat_w > 0.0)

    def precool(
        self, entering_c: Numbers, density: Numbers, duty: Duty
    ) -> tuple[Flags, Numbers, Numbers, Numbers]:
        """Whether the supply is held, air over its rating, fan power and heat taken."""
        full = density / self.density_kg_m3
        most = self.exchange_w_k(full, duty.capacity_w_k) * (duty.return_c - entering_c)
        taken = np.clip(most, 0.0, duty.heat_w)
        return np.asarray(most >= duty.heat_w), full, self.fans_w(full, density, taken > 0.0), taken

    def fans_w(self, air: Numbers, density: Numbers, runs: Flags) -> Numbers:
        """Cube law at the speed that moves the air, and as heavy as it is."""
        speed = air * self.density_kg_m3 / density
        return np.where(runs, self.fan_w * speed**3 * density / self.density_kg_m3, 0.0)


def dry_work(held: Flags, air: Numbers, fan_w: Numbers, taken_w: Numbers) -> Work:
    """Work without water."""
    none = np.zeros_like(air)
    return Work(held, taken_w + none, fan_w, none, none, none, none.astype(bool))


def _rated_conductance(
    heat_w: Numbers, approach: Numbers, water: Numbers, rise: Numbers
) -> Numbers:
    """UA0 of a rating."""
    air_w_k, water_w_k = heat_w / rise, heat_w / water
    least, most = np.minimum(air_w_k, water_w_k), np.maximum(air_w_k, water_w_k)
    effectiveness = heat_w / (least * (approach + water))
    best = crossflow(np.array(60.0), least / most)
    if effectiveness >= best:
        text = f"rating of a dry cooler with an effectiveness below {float(best):.3f}"
        raise UnitProblem(text, f"{float(effectiveness):.3f}", "Raise approach or lower air rise.")
    return crossflow_ntu(effectiveness, least / most) * least
