"""The equations of moist air on plain arrays: degC, Pa, kg/kg, J/kg. Nothing is checked here."""

from __future__ import annotations

import numpy as np

from rackplan.units import Numbers

__all__ = [
    "DRIEST",
    "density_kg_m3",
    "dew_point_c",
    "enthalpy_j_kg",
    "humidity_at_wet_bulb",
    "humidity_of_vapour",
    "log_slope_per_k",
    "saturation_humidity",
    "saturation_pa",
    "vapour_pa",
    "volume_m3_kg",
    "wet_bulb_c",
]

DRIEST = 1e-7
"""The lowest humidity ratio that is told from none, as in PsychroLib."""

_ZERO_C = 273.15
_TRIPLE_C = 0.01
_MOLAR_RATIO = 0.621945
_DRY_AIR_GAS_J_KG_K = 287.042
_BRACKET_K = 1e-3


def saturation_pa(temperature_c: Numbers) -> Numbers:
    """Saturation pressure over ice below the triple point, over water above."""
    kelvin = temperature_c + _ZERO_C
    log, inverse = np.log(kelvin), 1.0 / kelvin
    ice = (
        -5.6745359e3 * inverse
        + 6.3925247
        + kelvin
        * (-9.677843e-3 + kelvin * (6.2215701e-7 + kelvin * (2.0747825e-9 - 9.484024e-13 * kelvin)))
        + 4.1635019 * log
    )
    water = (
        -5.8002206e3 * inverse
        + 1.3914993
        + kelvin * (-4.8640239e-2 + kelvin * (4.1764768e-5 - 1.4452093e-8 * kelvin))
        + 6.5459673 * log
    )
    return np.exp(np.where(temperature_c <= _TRIPLE_C, ice, water))


def log_slope_per_k(temperature_c: Numbers) -> Numbers:
    """Slope of ln(p_ws), near enough to steer a Newton step (Magnus' form, within 2 %)."""
    ice = 22.587 * 273.86 / (temperature_c + 273.86) ** 2
    water = 17.625 * 243.04 / (temperature_c + 243.04) ** 2
    return np.where(temperature_c <= _TRIPLE_C, ice, water)


def humidity_of_vapour(vapour_pa: Numbers, pressure_pa: Numbers) -> Numbers:
    """Humidity ratio of air whose vapour has a partial pressure."""
    return _MOLAR_RATIO * vapour_pa / (pressure_pa - vapour_pa)


def vapour_pa(humidity: Numbers, pressure_pa: Numbers) -> Numbers:
    """Partial pressure of vapour; the inverse of `humidity_of_vapour`."""
    return pressure_pa * humidity / (_MOLAR_RATIO + humidity)


def saturation_humidity(temperature_c: Numbers, pressure_pa: Numbers) -> Numbers:
    """Humidity ratio of saturated air."""
    return humidity_of_vapour(saturation_pa(temperature_c), pressure_pa)


def humidity_at_wet_bulb(dry_c: Numbers, wet_c: Numbers, pressure_pa: Numbers) -> Numbers:
    """Humidity ratio of air with a wet bulb: over ice below 0 degC, over water from there on."""
    saturated = saturation_humidity(wet_c, pressure_pa)
    fall = 1.006 * (dry_c - wet_c)
    water = ((2501.0 - 2.326 * wet_c) * saturated - fall) / (2501.0 + 1.86 * dry_c - 4.186 * wet_c)
    ice = ((2830.0 - 0.24 * wet_c) * saturated - fall) / (2830.0 + 1.86 * dry_c - 2.1 * wet_c)
    return np.where(wet_c >= 0.0, water, ice)


def dew_point_c(humidity: Numbers, pressure_pa: Numbers) -> Numbers:
    """Temperature at which the vapour saturates: Newton's method on the logarithm of pressure."""
    wanted = np.log(vapour_pa(np.maximum(humidity, DRIEST), pressure_pa))
    shifted = wanted - np.log(611.2)
    over_ice = 273.86 * shifted / (22.587 - shifted)
    guess: Numbers = np.where(shifted <= 0.0, over_ice, 243.04 * shifted / (17.625 - shifted))
    for _ in range(5):
        guess = guess - (np.log(saturation_pa(guess)) - wanted) / log_slope_per_k(guess)
    return guess


def wet_bulb_c(dry_c: Numbers, humidity: Numbers, pressure_pa: Numbers) -> Numbers:
    """Wet bulb between dew point and dry bulb, halved as PsychroLib does, then interpolated.

    Just around 0 degC the equation holds twice, with ice and with water on the wick. Halving from
    the same ends then picks the same of the two.
    """
    bound = np.maximum(humidity, DRIEST)
    low = np.minimum(dew_point_c(bound, pressure_pa), dry_c)
    high = dry_c + np.zeros_like(low)
    while np.max(high - low, initial=0.0) > _BRACKET_K:
        middle = 0.5 * (low + high)
        above = humidity_at_wet_bulb(dry_c, middle, pressure_pa) > bound
        low, high = np.where(above, low, middle), np.where(above, middle, high)
    below = humidity_at_wet_bulb(dry_c, low, pressure_pa) - bound
    above_by = humidity_at_wet_bulb(dry_c, high, pressure_pa) - bound
    span = above_by - below
    share = np.clip(-below / np.where(span > 0.0, span, 1.0), 0.0, 1.0)
    return low + share * (high - low)


def enthalpy_j_kg(dry_c: Numbers, humidity: Numbers) -> Numbers:
    """Enthalpy per kg of dry air, zero for dry air at 0 degC."""
    return 1006.0 * dry_c + humidity * (2.501e6 + 1860.0 * dry_c)


def volume_m3_kg(dry_c: Numbers, humidity: Numbers, pressure_pa: Numbers) -> Numbers:
    """Volume of moist air per kg of dry air."""
    kelvin = dry_c + _ZERO_C
    return _DRY_AIR_GAS_J_KG_K * kelvin * (1.0 + 1.607858 * humidity) / pressure_pa


def density_kg_m3(dry_c: Numbers, humidity: Numbers, pressure_pa: Numbers) -> Numbers:
    """Mass of moist air per volume."""
    return (1.0 + humidity) / volume_m3_kg(dry_c, humidity, pressure_pa)
