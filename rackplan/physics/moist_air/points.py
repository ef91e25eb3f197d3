"""Dew point and wet bulb."""

from __future__ import annotations

from rackplan.physics.moist_air import kernel
from rackplan.physics.moist_air.humidity import humidity_ratio_from_relative_humidity
from rackplan.physics.moist_air.ranges import (
    refuse_above_saturation,
    take_humidity,
    take_pressure_pa,
    take_temperature_c,
)
from rackplan.units import FRACTION, TEMPERATURE, Quantity, give, take

__all__ = ["dew_point", "wet_bulb", "wet_bulb_from_relative_humidity"]


def dew_point(humidity_ratio: Quantity, pressure: Quantity) -> Quantity:
    """Temperature at which air saturates when it is cooled: ``p_ws(t_d) = p W / (0.621945 + W)``.

    Parameters
    ----------
    humidity_ratio : Quantity [kg/kg, dimensionless]
        1e-7 to 1; air without any vapour has no dew point and is refused.
    pressure : Quantity [kPa]
        20 to 120 kPa.

    Returns
    -------
    Quantity [degC]

    Notes
    -----
    Below 0.01 degC it is the frost point, over ice. Source: ASHRAE Handbook Fundamentals 2017,
    chapter 1, equations 5, 6 and 36; solved to 1e-9 K by Newton's method.

    Examples
    --------
    >>> from rackplan.units import FRACTION, PRESSURE, parse
    >>> round(dew_point(parse("0.0108", FRACTION), parse("1 bar", PRESSURE)).m, 1)
    15.0
    """
    humidity = take(humidity_ratio, FRACTION, "humidity ratio", low=kernel.DRIEST, high=1.0)
    return give(kernel.dew_point_c(humidity, take_pressure_pa(pressure)), TEMPERATURE)


def wet_bulb(dry_bulb: Quantity, humidity_ratio: Quantity, pressure: Quantity) -> Quantity:
    """Thermodynamic wet bulb of air, single or for all hours of a year.

    The temperature t* at which the equation of `humidity_ratio_from_wet_bulb` gives W.

    Parameters
    ----------
    dry_bulb : Quantity [degC]
        -100 to 200 degC.
    humidity_ratio : Quantity [kg/kg, dimensionless]
        0 to what saturates the air; above that is refused.
    pressure : Quantity [kPa]
        20 to 120 kPa.

    Returns
    -------
    Quantity [degC]
        Between dew point and dry bulb.

    Notes
    -----
    Source: ASHRAE Handbook Fundamentals 2017, chapter 1, equations 33 and 35. Around 0 degC both
    hold at once, half a kelvin apart; as in PsychroLib the halving of the bracket decides, and the
    result is within 0.001 K of PsychroLib's on either side.

    Examples
    --------
    >>> from rackplan.units import FRACTION, PRESSURE, TEMPERATURE, parse
    >>> wet = wet_bulb(
    ...     parse("30 degC", TEMPERATURE), parse("0.0192281", FRACTION), parse("95461 Pa", PRESSURE)
    ... )
    >>> round(wet.m, 2)
    25.0
    """
    dry_c = take_temperature_c(dry_bulb, "dry bulb")
    humidity, pressure_pa = take_humidity(humidity_ratio), take_pressure_pa(pressure)
    refuse_above_saturation(dry_c, humidity, pressure_pa)
    return give(kernel.wet_bulb_c(dry_c, humidity, pressure_pa), TEMPERATURE)


def wet_bulb_from_relative_humidity(
    dry_bulb: Quantity, relative_humidity: Quantity, pressure: Quantity
) -> Quantity:
    """Thermodynamic wet bulb of air whose relative humidity was measured.

    `wet_bulb` of `humidity_ratio_from_relative_humidity`; ranges, sources and refusals are theirs.

    Parameters
    ----------
    dry_bulb : Quantity [degC]
    relative_humidity : Quantity [percent]
    pressure : Quantity [kPa]

    Returns
    -------
    Quantity [degC]

    Examples
    --------
    >>> from rackplan.units import FRACTION, PRESSURE, TEMPERATURE, parse
    >>> wet = wet_bulb_from_relative_humidity(
    ...     parse("35 degC", TEMPERATURE), parse("40 %", FRACTION), parse("101325 Pa", PRESSURE)
    ... )
    >>> round(wet.m, 2)
    23.93
    """
    ratio = humidity_ratio_from_relative_humidity(dry_bulb, relative_humidity, pressure)
    return wet_bulb(dry_bulb, ratio, pressure)
