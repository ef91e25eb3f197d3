"""Pressures: of saturated vapour, and of the standard atmosphere."""

from __future__ import annotations

from rackplan.physics.moist_air import kernel
from rackplan.physics.moist_air.ranges import take_temperature_c
from rackplan.units import LENGTH, PRESSURE, Quantity, give, take

__all__ = ["saturation_pressure", "standard_pressure"]


def saturation_pressure(temperature: Quantity) -> Quantity:
    """Saturation pressure of water vapour (Hyland and Wexler).

    ``ln p = C8/T + C9 + C10 T + C11 T^2 + C12 T^3 + C13 ln T`` over water, and seven terms of the
    same kind over ice at and below the triple point (0.01 degC); T in K, p in Pa.

    Parameters
    ----------
    temperature : Quantity [degC]
        -100 to 200 degC, one figure or an array; anything else is refused.

    Returns
    -------
    Quantity [kPa]

    Notes
    -----
    Source: ASHRAE Handbook Fundamentals 2017, chapter 1, equations 5 and 6. Within 0.03 % of its
    table 3.

    Examples
    --------
    >>> from rackplan.units import TEMPERATURE, parse
    >>> round(saturation_pressure(parse("25 degC", TEMPERATURE)).m_as("Pa"), 1)
    3169.2
    """
    at_c = take_temperature_c(temperature, "temperature")
    return give(kernel.saturation_pa(at_c) / 1000.0, PRESSURE)


def standard_pressure(altitude: Quantity) -> Quantity:
    """Pressure of the standard atmosphere: ``p = 101.325 (1 - 2.25577e-5 z)^5.2559``.

    Parameters
    ----------
    altitude : Quantity [m]
        z above sea level, 0 to 11,000 m, one figure or an array.

    Returns
    -------
    Quantity [kPa]

    Notes
    -----
    Source: ASHRAE Handbook Fundamentals 2017, chapter 1, equation 3; the US standard atmosphere.

    Examples
    --------
    >>> from rackplan.units import LENGTH, parse
    >>> round(standard_pressure(parse("500 m", LENGTH)).m_as("Pa"))
    95461
    """
    metres = take(altitude, LENGTH, "altitude", low=0.0, high=11_000.0)
    return give(101.325 * (1.0 - 2.25577e-5 * metres) ** 5.2559, PRESSURE)
