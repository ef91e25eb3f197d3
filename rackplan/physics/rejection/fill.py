"""The fill of a cooling tower by Merkel: heat between water and saturated air, on plain arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rackplan.physics.moist_air import kernel
from rackplan.physics.rejection.conditions import WATER_J_KG_K, Outdoors, outdoors_of
from rackplan.physics.rejection.effectiveness import counterflow, counterflow_ntu
from rackplan.physics.rejection.secant import bracketed_root
from rackplan.units import Numbers, UnitProblem

__all__ = ["HOTTEST_AIR_C", "Fill", "rated_fill", "saturated_j_kg"]

_RATED_PRESSURE_PA = 101_325.0
_AIR_EXPONENT = 0.6
_WATER_EXPONENT = 0.35
_WET_BULB_PER_K = 0.0082
_CLOSE_K = 1e-6
HOTTEST_AIR_C = 75.0
"""Air of a tower never gets there: its water is 70 degC at most. A tower that is far too small for
its heat is taken to stop here; it is short of capacity anyway."""


@dataclass(frozen=True)
class Fill:
    """A rated fill, all units together.

    Attributes
    ----------
    heat_w, wet_c : Numbers [W, degC]
        Of the rating.
    conductance_w_k : Numbers [W/K]
        UA0 of the equivalent gas.
    gas_j_kg_k : Numbers [J/kg/K]
        Its specific heat at rating.
    water_w_k, rated_air_kg_s, density_kg_m3 : Numbers
        Capacity of the water, dry air and its density at rating.
    """

    heat_w: Numbers
    wet_c: Numbers
    conductance_w_k: Numbers
    gas_j_kg_k: Numbers
    water_w_k: Numbers
    rated_air_kg_s: Numbers
    density_kg_m3: Numbers

    def air_kg_s(self, air: Outdoors, leaving_c: Numbers, heat_w: Numbers) -> Numbers:
        """Dry air that takes a heat when it leaves saturated at a temperature."""
        return heat_w / _enthalpy_rise(air, leaving_c)

    def leaving_air_c(self, air: Outdoors, air_kg_s: Numbers, heat_w: Numbers) -> Numbers:
        """Temperature at which air leaves saturated with a heat: Newton's method on enthalpy."""
        wanted = saturated_j_kg(air.wet_c, air.pressure_pa) + heat_w / air_kg_s
        guess = np.minimum(air.wet_c + heat_w / air_kg_s / self.gas_j_kg_k, HOTTEST_AIR_C)
        for _ in range(5):
            slope, now = _slope(guess, air.pressure_pa)
            guess = np.minimum(guess + (wanted - now) / slope, HOTTEST_AIR_C)
        return np.maximum(guess, air.wet_c + _CLOSE_K)

    def driving_k(
        self, air: Outdoors, leaving_c: Numbers, heat_w: Numbers, water_w_k: Numbers
    ) -> Numbers:
        """Entering water less wet bulb that a heat needs, by the temperature of leaving air.

        The warmer the air leaves, the less of it there is: that is how the fan speed comes in.
        """
        air_w_k = heat_w / (leaving_c - air.wet_c)
        rise = _enthalpy_rise(air, leaving_c)
        gas = rise / (leaving_c - air.wet_c)
        conductance = self.conductance_now(air, heat_w / rise, water_w_k) * gas / self.gas_j_kg_k
        least, most = np.minimum(air_w_k, water_w_k), np.maximum(air_w_k, water_w_k)
        return heat_w / (counterflow(conductance / least, least / most) * least)

    def conductance_now(self, air: Outdoors, air_kg_s: Numbers, water_w_k: Numbers) -> Numbers:
        """UA off the rating, of the equivalent gas at rating."""
        by_air = (air_kg_s / self.rated_air_kg_s) ** _AIR_EXPONENT
        by_water = (water_w_k / self.water_w_k) ** _WATER_EXPONENT
        by_wet_bulb = np.maximum(1.0 + _WET_BULB_PER_K * (air.wet_c - self.wet_c), 0.1)
        return self.conductance_w_k * by_air * by_water * by_wet_bulb

    def taken_w(
        self, air: Outdoors, air_kg_s: Numbers, water_w_k: Numbers, entering_c: Numbers
    ) -> Numbers:
        """Heat that air takes out of water that enters at a temperature; none where it is warm."""
        given_k = np.maximum(entering_c - air.wet_c, _CLOSE_K)
        coldest_c = air.wet_c + 1e-3 * given_k

        def missing_k(leaving_c: Numbers) -> Numbers:
            heat_w = air_kg_s * _enthalpy_rise(air, leaving_c)
            return self.driving_k(air, leaving_c, heat_w, water_w_k) - given_k

        found_c = bracketed_root(missing_k, coldest_c, air.wet_c + given_k, steps=12)
        heat_w = air_kg_s * _enthalpy_rise(air, found_c)
        return np.where(entering_c - air.wet_c > _CLOSE_K, heat_w, 0.0)

    def evaporated_kg_s(self, air: Outdoors, air_kg_s: Numbers, heat_w: Numbers) -> Numbers:
        """Vapour that the air takes up between entering and leaving saturated."""
        leaving_c = self.leaving_air_c(air, air_kg_s, np.maximum(heat_w, 1.0))
        leaving = kernel.saturation_humidity(leaving_c, air.pressure_pa)
        return np.maximum(air_kg_s * (leaving - air.humidity), 0.0)


def rated_fill(
    *,
    heat_w: Numbers,
    wet_c: Numbers,
    range_k: Numbers,
    approach_k: Numbers,
    water_to_air: Numbers,
) -> Fill:
    """The fill that does what a rating says.

    Raises
    ------
    UnitProblem
        For a rating that no counterflow of this much air can reach.
    """
    pressure = np.array(_RATED_PRESSURE_PA)
    air = outdoors_of(wet_c, wet_c, pressure)
    water_w_k = heat_w / range_k
    air_kg_s = water_w_k / WATER_J_KG_K / water_to_air
    bare = Fill(heat_w, wet_c, water_w_k, np.array(4500.0), water_w_k, air_kg_s, air.density_kg_m3)
    leaving_c = bare.leaving_air_c(air, air_kg_s, heat_w)
    gas = _enthalpy_rise(air, leaving_c) / (leaving_c - wet_c)
    least, most = np.minimum(air_kg_s * gas, water_w_k), np.maximum(air_kg_s * gas, water_w_k)
    effectiveness = heat_w / (least * (range_k + approach_k))
    if effectiveness >= 0.999:
        text = "rating of a cooling tower with an effectiveness below 0.999"
        raise UnitProblem(text, f"{float(effectiveness):.4f}", "Lower water_to_air.", fits=True)
    conductance = counterflow_ntu(effectiveness, least / most) * least
    return Fill(heat_w, wet_c, conductance, gas, water_w_k, air_kg_s, air.density_kg_m3)


def saturated_j_kg(temperature_c: Numbers, pressure_pa: Numbers) -> Numbers:
    """Enthalpy of saturated air."""
    humidity = kernel.saturation_humidity(temperature_c, pressure_pa)
    return kernel.enthalpy_j_kg(temperature_c, humidity)


def _enthalpy_rise(air: Outdoors, leaving_c: Numbers) -> Numbers:
    """Merkel's: of saturated air at both ends."""
    entering = saturated_j_kg(air.wet_c, air.pressure_pa)
    return saturated_j_kg(leaving_c, air.pressure_pa) - entering


def _slope(temperature_c: Numbers, pressure_pa: Numbers) -> tuple[Numbers, Numbers]:
    """Slope of the enthalpy of saturated air, and that enthalpy."""
    humidity = kernel.saturation_humidity(temperature_c, pressure_pa)
    vapour = kernel.vapour_pa(humidity, pressure_pa)
    wetter = kernel.log_slope_per_k(temperature_c) * humidity * pressure_pa / (pressure_pa - vapour)
    slope = 1006.0 + 1860.0 * humidity + (2.501e6 + 1860.0 * temperature_c) * wetter
    return slope, kernel.enthalpy_j_kg(temperature_c, humidity)
