"""Enthalpy, density and volume of moist air."""

from __future__ import annotations

from rackplan.physics.moist_air import kernel
from rackplan.physics.moist_air.ranges import take_humidity, take_pressure_pa, take_temperature_c
from rackplan.units import DENSITY, ENTHALPY, Dimension, Quantity, give

__all__ = ["SPECIFIC_VOLUME", "density", "enthalpy", "specific_volume"]

SPECIFIC_VOLUME = Dimension("a specific volume", "m3/kg", ("m3/kg", "L/kg"), "0.87 m3/kg")


def enthalpy(dry_bulb: Quantity, humidity_ratio: Quantity) -> Quantity:
    """Enthalpy of moist air: ``h = 1.006 t + W (2501 + 1.86 t)``.

    Parameters
    ----------
    dry_bulb : Quantity [degC]
        t, -100 to 200 degC.
    humidity_ratio : Quantity [kg/kg, dimensionless]
        W, 0 to 1.

    Returns
    -------
    Quantity [kJ/kg]
        Per kg of dry air; zero for dry air at 0 degC.

    Notes
    -----
    Source: ASHRAE Handbook Fundamentals 2017, chapter 1, equation 30. Out of range is refused.

    Examples
    --------
    >>> from rackplan.units import FRACTION, TEMPERATURE, parse
    >>> round(enthalpy(parse("30 degC", TEMPERATURE), parse("0.02", FRACTION)).m, 3)
    81.316
    """
    dry_c, humidity = take_temperature_c(dry_bulb, "dry bulb"), take_humidity(humidity_ratio)
    return give(kernel.enthalpy_j_kg(dry_c, humidity) / 1000.0, ENTHALPY)


def density(dry_bulb: Quantity, humidity_ratio: Quantity, pressure: Quantity) -> Quantity:
    """Density of moist air: ``rho = (1 + W) / v``, v of `specific_volume`.

    Parameters
    ----------
    dry_bulb : Quantity [degC]
        -100 to 200 degC.
    humidity_ratio : Quantity [kg/kg, dimensionless]
        0 to 1.
    pressure : Quantity [kPa]
        20 to 120 kPa.

    Returns
    -------
    Quantity [kg/m3]
        Of the air with its vapour.

    Notes
    -----
    Source: ASHRAE Handbook Fundamentals 2017, chapter 1, equation 11. Out of range is refused.

    Examples
    --------
    >>> from rackplan.units import FRACTION, PRESSURE, TEMPERATURE, parse
    >>> round(density(
    ...     parse("30 degC", TEMPERATURE), parse("0.02", FRACTION), parse("95461 Pa", PRESSURE)
    ... ).m, 4)
    1.0841
    """
    dry_c, humidity = take_temperature_c(dry_bulb, "dry bulb"), take_humidity(humidity_ratio)
    return give(kernel.density_kg_m3(dry_c, humidity, take_pressure_pa(pressure)), DENSITY)


def specific_volume(dry_bulb: Quantity, humidity_ratio: Quantity, pressure: Quantity) -> Quantity:
    """Volume of moist air per kg of dry air: ``v = 0.287042 (t + 273.15)(1 + 1.607858 W) / p``.

    Parameters
    ----------
    dry_bulb : Quantity [degC]
        t, -100 to 200 degC.
    humidity_ratio : Quantity [kg/kg, dimensionless]
        W, 0 to 1.
    pressure : Quantity [kPa]
        p, 20 to 120 kPa.

    Returns
    -------
    Quantity [m3/kg]

    Notes
    -----
    Source: ASHRAE Handbook Fundamentals 2017, chapter 1, equation 26. Out of range is refused.

    Examples
    --------
    >>> from rackplan.units import FRACTION, PRESSURE, TEMPERATURE, parse
    >>> round(specific_volume(
    ...     parse("40 degC", TEMPERATURE), parse("0.0065", FRACTION), parse("1.01325 bar", PRESSURE)
    ... ).m, 3)
    0.896
    """
    dry_c, humidity = take_temperature_c(dry_bulb, "dry bulb"), take_humidity(humidity_ratio)
    volume = kernel.volume_m3_kg(dry_c, humidity, take_pressure_pa(pressure))
    return give(volume, SPECIFIC_VOLUME)
