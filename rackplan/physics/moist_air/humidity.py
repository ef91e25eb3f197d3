"""How much vapour air holds: humidity ratio out of what was measured, and relative humidity."""

from __future__ import annotations

import numpy as np

from rackplan.physics.moist_air import kernel
from rackplan.physics.moist_air.ranges import (
    refuse_above_saturation,
    take_humidity,
    take_pressure_pa,
    take_temperature_c,
)
from rackplan.units import FRACTION, Numbers, Quantity, UnitProblem, give, take

__all__ = [
    "humidity_ratio_from_dew_point",
    "humidity_ratio_from_relative_humidity",
    "humidity_ratio_from_wet_bulb",
    "relative_humidity",
]


def humidity_ratio_from_relative_humidity(
    dry_bulb: Quantity, relative_humidity: Quantity, pressure: Quantity
) -> Quantity:
    """Humidity ratio from relative humidity: ``W = 0.621945 p_w / (p - p_w)``, ``p_w = RH p_ws``.

    Parameters
    ----------
    dry_bulb : Quantity [degC]
        -100 to 200 degC.
    relative_humidity : Quantity [percent]
        0 to 100 %.
    pressure : Quantity [kPa]
        20 to 120 kPa; the vapour's own pressure has to stay below it.

    Returns
    -------
    Quantity [kg/kg, dimensionless]

    Notes
    -----
    Source: ASHRAE Handbook Fundamentals 2017, chapter 1, equations 12 and 20. Anything out of
    range is refused.

    Examples
    --------
    >>> from rackplan.units import FRACTION, PRESSURE, TEMPERATURE, parse
    >>> ratio = humidity_ratio_from_relative_humidity(
    ...     parse("30 degC", TEMPERATURE), parse("50 %", FRACTION), parse("101325 Pa", PRESSURE)
    ... )
    >>> round(ratio.m, 5)
    0.01331
    """
    dry_c = take_temperature_c(dry_bulb, "dry bulb")
    share = take(relative_humidity, FRACTION, "relative humidity", low=0.0, high=1.0)
    pressure_pa = take_pressure_pa(pressure)
    return give(_of_vapour(share * kernel.saturation_pa(dry_c), pressure_pa), FRACTION)


def humidity_ratio_from_wet_bulb(
    dry_bulb: Quantity, wet_bulb: Quantity, pressure: Quantity
) -> Quantity:
    """Humidity ratio from the thermodynamic wet bulb.

    ``W = ((2501 - 2.326 t*) Ws* - 1.006 (t - t*)) / (2501 + 1.86 t - 4.186 t*)`` from 0 degC on,
    ``W = ((2830 - 0.24 t*) Ws* - 1.006 (t - t*)) / (2830 + 1.86 t - 2.1 t*)`` below, over ice.

    Parameters
    ----------
    dry_bulb : Quantity [degC]
        t, -100 to 200 degC.
    wet_bulb : Quantity [degC]
        t*, at most the dry bulb, and not so low that W would fall below zero.
    pressure : Quantity [kPa]
        20 to 120 kPa.

    Returns
    -------
    Quantity [kg/kg, dimensionless]

    Notes
    -----
    Source: ASHRAE Handbook Fundamentals 2017, chapter 1, equations 33 and 35. Anything out of
    range is refused.

    Examples
    --------
    >>> from rackplan.units import PRESSURE, TEMPERATURE, parse
    >>> dry, wet = parse("30 degC", TEMPERATURE), parse("25 degC", TEMPERATURE)
    >>> ratio = humidity_ratio_from_wet_bulb(dry, wet, parse("95461 Pa", PRESSURE))
    >>> round(ratio.m, 5)
    0.01922
    """
    dry_c = take_temperature_c(dry_bulb, "dry bulb")
    wet_c = take_temperature_c(wet_bulb, "wet bulb")
    if np.any(wet_c > dry_c):
        warmest = f"{np.max(wet_c - dry_c):.6g} K above it"
        raise UnitProblem("wet bulb of at most the dry bulb", warmest, fits=True)
    ratio = kernel.humidity_at_wet_bulb(dry_c, wet_c, take_pressure_pa(pressure))
    if np.any(ratio < 0.0):
        text = "wet bulb that air can have at its dry bulb"
        raise UnitProblem(text, f"one so low that the humidity ratio is {np.min(ratio):.4g}")
    return give(ratio, FRACTION)


def humidity_ratio_from_dew_point(dew_point: Quantity, pressure: Quantity) -> Quantity:
    """Humidity ratio of air that saturates at a dew point: ``W = 0.621945 p_ws / (p - p_ws)``.

    Parameters
    ----------
    dew_point : Quantity [degC]
        -100 to 200 degC, where the vapour's own pressure stays below that of the air.
    pressure : Quantity [kPa]
        20 to 120 kPa.

    Returns
    -------
    Quantity [kg/kg, dimensionless]

    Notes
    -----
    Source: ASHRAE Handbook Fundamentals 2017, chapter 1, equation 20 at ``t_d``. Out of range is
    refused.

    Examples
    --------
    >>> from rackplan.units import PRESSURE, TEMPERATURE, parse
    >>> ratio = humidity_ratio_from_dew_point(
    ...     parse("15 degC", TEMPERATURE), parse("1 bar", PRESSURE)
    ... )
    >>> round(ratio.m, 5)
    0.01079
    """
    dew_c = take_temperature_c(dew_point, "dew point")
    return give(_of_vapour(kernel.saturation_pa(dew_c), take_pressure_pa(pressure)), FRACTION)


def relative_humidity(dry_bulb: Quantity, humidity_ratio: Quantity, pressure: Quantity) -> Quantity:
    """Relative humidity: ``RH = p_w / p_ws(t)``, ``p_w = p W / (0.621945 + W)``.

    Parameters
    ----------
    dry_bulb : Quantity [degC]
        -100 to 200 degC.
    humidity_ratio : Quantity [kg/kg, dimensionless]
        At most what saturates the air.
    pressure : Quantity [kPa]
        20 to 120 kPa.

    Returns
    -------
    Quantity [dimensionless]
        0 to 1.

    Notes
    -----
    Source: ASHRAE Handbook Fundamentals 2017, chapter 1, equations 12 and 20. Out of range is
    refused.

    Examples
    --------
    >>> from rackplan.units import FRACTION, PRESSURE, TEMPERATURE, parse
    >>> share = relative_humidity(
    ...     parse("40 degC", TEMPERATURE), parse("0.0065", FRACTION), parse("101325 Pa", PRESSURE)
    ... )
    >>> round(share.m, 2)
    0.14
    """
    dry_c = take_temperature_c(dry_bulb, "dry bulb")
    humidity, pressure_pa = take_humidity(humidity_ratio), take_pressure_pa(pressure)
    refuse_above_saturation(dry_c, humidity, pressure_pa)
    share = kernel.vapour_pa(humidity, pressure_pa) / kernel.saturation_pa(dry_c)
    return give(np.minimum(share, 1.0), FRACTION)


def _of_vapour(vapour_pa: Numbers, pressure_pa: Numbers) -> Numbers:
    if np.any(vapour_pa >= pressure_pa):
        most = f"{np.max(vapour_pa / pressure_pa):.4g} times that of the air"
        raise UnitProblem("vapour of less pressure than the air", most, fits=True)
    return kernel.humidity_of_vapour(vapour_pa, pressure_pa)
