"""How long coolant carries the heat when its flow or its cooling stops."""

from __future__ import annotations

from rackplan.physics.liquid.coolant_table import coolant_named
from rackplan.units import (
    DURATION,
    MASS,
    POWER,
    TEMPERATURE_DIFFERENCE,
    VOLUME,
    Numbers,
    Quantity,
    give,
    take,
)

__all__ = ["coolant_mass", "needed_mass", "ride_through"]


def ride_through(
    mass: Quantity, allowed_rise: Quantity, heat: Quantity, coolant: str, mean_temperature: Quantity
) -> Quantity:
    """Time until a body of coolant has warmed by what is allowed: ``t = m cp dT / Q``.

    Parameters
    ----------
    mass : Quantity [kg]
        m, coolant that takes the heat: what a rack holds where its flow stops, what the loop holds
        where its pumps run on and the cooling stops.
    allowed_rise : Quantity [K]
        dT, 0 to 60 K.
    heat : Quantity [kW]
        Q, above zero.
    coolant : str
        "PG25", "water" and others: see `density`.
    mean_temperature : Quantity [degC]
        Where cp is taken: that before the loss and half the rise.

    Returns
    -------
    Quantity [s]

    Notes
    -----
    The coolant warms evenly; metal, which holds heat too, is left out, so the time is on the safe
    side for the mean. It is not for chips under a plate through which nothing flows: their makers
    throttle within seconds. Out of range is refused. Source: first law.

    Examples
    --------
    50 kg in a rack of 115 kW, 15 K allowed:

    >>> from rackplan.units import MASS, POWER, TEMPERATURE, TEMPERATURE_DIFFERENCE, parse
    >>> time = ride_through(parse("50 kg", MASS), parse("15 K", TEMPERATURE_DIFFERENCE),
    ...                     parse("115 kW", POWER), "PG25", parse("45 degC", TEMPERATURE))
    >>> round(time.m_as("s"), 1)
    25.9
    """
    held_kj = take(mass, MASS, "mass of coolant") * _held(allowed_rise, coolant, mean_temperature)
    return give(held_kj / take(heat, POWER, "heat", low=1e-9), DURATION)


def needed_mass(
    time: Quantity, allowed_rise: Quantity, heat: Quantity, coolant: str, mean_temperature: Quantity
) -> Quantity:
    """Coolant that a ride-through takes, as in a buffer tank: ``m = Q t / (cp dT)``.

    Parameters
    ----------
    time : Quantity [s]
        t, until pumps or cooling are back.
    allowed_rise : Quantity [K]
        dT, 0.1 to 60 K.
    heat : Quantity [kW]
        Q.
    coolant : str
    mean_temperature : Quantity [degC]
        Where cp is taken: that before the loss and half the rise.

    Returns
    -------
    Quantity [kg]

    Notes
    -----
    Range and source as for `ride_through`.

    Examples
    --------
    >>> from rackplan.units import DURATION, POWER, TEMPERATURE, TEMPERATURE_DIFFERENCE, parse
    >>> mass = needed_mass(parse("60 s", DURATION), parse("10 K", TEMPERATURE_DIFFERENCE),
    ...                    parse("1 MW", POWER), "PG25", parse("45 degC", TEMPERATURE))
    >>> round(mass.m_as("kg"))
    1510
    """
    take(allowed_rise, TEMPERATURE_DIFFERENCE, "allowed rise", low=0.1)
    needed_kj = take(heat, POWER, "heat") * take(time, DURATION, "time")
    return give(needed_kj / _held(allowed_rise, coolant, mean_temperature), MASS)


def coolant_mass(volume: Quantity, coolant: str, temperature: Quantity) -> Quantity:
    """Mass of a volume of coolant: ``m = rho(T) V``.

    Parameters
    ----------
    volume : Quantity [m3]
    coolant : str
    temperature : Quantity [degC]

    Returns
    -------
    Quantity [kg]

    Notes
    -----
    Range and source as for `density`.

    Examples
    --------
    >>> from rackplan.units import TEMPERATURE, VOLUME, parse
    >>> mass = coolant_mass(parse("50 L", VOLUME), "PG25", parse("40 degC", TEMPERATURE))
    >>> round(mass.m_as("kg"), 2)
    50.72
    """
    liquid = coolant_named(coolant)
    volume_m3 = take(volume, VOLUME, "volume")
    return give(volume_m3 * liquid.density_kg_m3(liquid.take(temperature)), MASS)


def _held(allowed_rise: Quantity, coolant: str, mean_temperature: Quantity) -> Numbers:
    """Heat that a kilogram takes on its way up [kJ/kg]."""
    liquid = coolant_named(coolant)
    rise = take(allowed_rise, TEMPERATURE_DIFFERENCE, "allowed rise", low=0.0, high=60.0)
    return liquid.heat_kj_kg_k(liquid.take(mean_temperature, "mean temperature")) * rise
