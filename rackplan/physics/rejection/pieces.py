"""Single steps of heat rejection: pads, a coil at a fan speed, partial free cooling."""

from __future__ import annotations

import numpy as np

from rackplan.physics.moist_air import kernel
from rackplan.physics.rejection.conditions import free_share, take_outdoors
from rackplan.physics.rejection.dry_cooler import DryCooler
from rackplan.units import (
    CONDUCTANCE,
    FRACTION,
    POWER,
    PRESSURE,
    TEMPERATURE,
    Quantity,
    UnitProblem,
    give,
    take,
)

__all__ = ["dry_cooler_heat", "free_cooling_share", "pad_temperature"]


def pad_temperature(dry_bulb: Quantity, wet_bulb: Quantity, saturation: Quantity) -> Quantity:
    """Temperature of air behind wetted pads: ``T = T_db - e (T_db - T_wb)``.

    Parameters
    ----------
    dry_bulb : Quantity [degC]
        Of the entering air, -60 to 60 degC.
    wet_bulb : Quantity [degC]
        At most the dry bulb; it stays what it is through the pads.
    saturation : Quantity [percent]
        e, effectiveness of the pads, 0 to 100 %.

    Returns
    -------
    Quantity [degC]

    Notes
    -----
    Out of range is refused. Source: adiabatic saturation, ASHRAE HVAC Systems and Equipment,
    evaporative air cooling.

    Examples
    --------
    >>> from rackplan.units import FRACTION, TEMPERATURE, parse
    >>> dry, wet = parse("38 degC", TEMPERATURE), parse("22 degC", TEMPERATURE)
    >>> pad_temperature(dry, wet, parse("75 %", FRACTION)).m_as("degC")
    26.0
    """
    sea_level = give(101.325, PRESSURE)
    air = take_outdoors(dry_bulb, wet_bulb, sea_level)
    share = take(saturation, FRACTION, "saturation", low=0.0, high=1.0)
    return give(air.dry_c - share * (air.dry_c - air.wet_c), TEMPERATURE)


def dry_cooler_heat(
    cooler: DryCooler,
    *,
    entering_water: Quantity,
    water_capacity: Quantity,
    dry_bulb: Quantity,
    pressure: Quantity,
    fan_speed: Quantity,
) -> Quantity:
    """Heat that a dry cooler takes at a fan speed: ``Q = eps C_min (T_water - T_air)``.

    Parameters
    ----------
    cooler : DryCooler
        Its rating; how eps moves with air and water is said there.
    entering_water : Quantity [degC]
        At least the dry bulb, at most 95 degC.
    water_capacity : Quantity [kW/K]
        Mass flow times specific heat, above zero.
    dry_bulb : Quantity [degC]
        -60 to 60 degC.
    pressure : Quantity [kPa]
        50 to 110 kPa.
    fan_speed : Quantity [percent]
        5 to 120 % of full speed; fan power goes with its cube.

    Returns
    -------
    Quantity [kW]

    Notes
    -----
    Out of range is refused. Source: as `DryCooler`.

    Examples
    --------
    At its rating it takes its rated heat, at half speed more than two thirds of that:

    >>> from rackplan.units import CONDUCTANCE, FRACTION, POWER, PRESSURE, TEMPERATURE, give, parse
    >>> heat = dry_cooler_heat(
    ...     DryCooler(parse("2 MW", POWER)),
    ...     entering_water=parse("53 degC", TEMPERATURE),
    ...     water_capacity=parse("200 kW/K", CONDUCTANCE),
    ...     dry_bulb=parse("35 degC", TEMPERATURE), pressure=parse("101.325 kPa", PRESSURE),
    ...     fan_speed=give([1.0, 0.5], FRACTION),
    ... )
    >>> heat.m_as("kW").round().tolist()
    [2000.0, 1390.0]
    """
    dry_c = take(dry_bulb, TEMPERATURE, "dry bulb", low=-60.0, high=60.0)
    pressure_pa = 1000.0 * take(pressure, PRESSURE, "air pressure", low=50.0, high=110.0)
    entering_c = take(entering_water, TEMPERATURE, "entering water", high=95.0)
    water_w_k = 1000.0 * take(water_capacity, CONDUCTANCE, "water capacity", low=1e-6)
    speed = take(fan_speed, FRACTION, "fan speed", low=0.05, high=1.2)
    if np.any(entering_c < dry_c):
        text = f"{np.min(entering_c - dry_c):.4g} K"
        raise UnitProblem("entering water no colder than the dry bulb", text, fits=True)
    density = kernel.density_kg_m3(dry_c, np.asarray(0.01), pressure_pa)
    air = speed * density / cooler.coil.density_kg_m3
    heat_w = cooler.coil.exchange_w_k(air, water_w_k) * (entering_c - dry_c)
    return give(heat_w / 1000.0, POWER)


def free_cooling_share(free_supply: Quantity, supply: Quantity, return_: Quantity) -> Quantity:
    """Share of a loop's heat that free cooling takes before a trim chiller.

    ``f = (T_return - max(T_free, T_supply)) / (T_return - T_supply)``, none where the free cooler
    gives no colder water than the return.

    Parameters
    ----------
    free_supply : Quantity [degC]
        Water that the free cooler gives, from water at the return temperature.
    supply, return_ : Quantity [degC]
        Of the loop; the return lies at least 0.5 K above.

    Returns
    -------
    Quantity [dimensionless]
        0 to 1.

    Notes
    -----
    Source: energy balance of machines in series at one flow. Out of range is refused.

    Examples
    --------
    >>> from rackplan.units import TEMPERATURE, parse
    >>> free, supply = parse("36 degC", TEMPERATURE), parse("30 degC", TEMPERATURE)
    >>> free_cooling_share(free, supply, parse("40 degC", TEMPERATURE)).m
    0.4
    """
    free_c = take(free_supply, TEMPERATURE, "water of the free cooler")
    supply_c = take(supply, TEMPERATURE, "supply temperature")
    return_c = take(return_, TEMPERATURE, "return temperature")
    if np.any(return_c - supply_c < 0.5):
        text = f"{np.min(return_c - supply_c):.4g} K above it"
        raise UnitProblem("return temperature at least 0.5 K above the supply", text, fits=True)
    return give(free_share(free_c, supply_c, return_c), FRACTION)
