"""Properties of coolants: density, specific heat, viscosity, conductivity."""

from __future__ import annotations

from rackplan.physics.liquid.coolant_table import coolant_named
from rackplan.units import (
    CONDUCTANCE,
    CONDUCTIVITY,
    DENSITY,
    FLOW,
    SPECIFIC_HEAT,
    VISCOSITY,
    Quantity,
    give,
    take,
)

__all__ = ["capacity_rate", "conductivity", "density", "specific_heat", "viscosity"]

L_MIN_PER_M3_S = 60_000.0
"""Litres a minute in a cubic metre a second."""


def density(coolant: str, temperature: Quantity) -> Quantity:
    """Density of a coolant: ``rho(T)``, a polynomial of the temperature.

    Parameters
    ----------
    coolant : str
        "water", or propylene glycol by volume as "PG25" ("PG20", "PG30", "PG40", "PG50"), or by
        mass as "MPG25" ("MPG30").
    temperature : Quantity [degC]
        One figure or an array.

    Returns
    -------
    Quantity [kg/m3]

    Notes
    -----
    Holds from 1 (water) or 5 K above freezing (mixtures, -5 degC for PG25) to 95 degC; outside, and
    for other names, it is refused. Sources: CoolProp 8.0.0, for water IAPWS-95 at 300 kPa (within
    2e-6), for mixtures ``INCOMP::APG`` by volume after ASHRAE, ``INCOMP::MPG`` by mass after
    Melinder (within 1e-9). Airedale's table of 25 % propylene glycol differs by 0.02 %.

    Examples
    --------
    >>> from rackplan.units import TEMPERATURE, parse
    >>> round(density("PG25", parse("40 degC", TEMPERATURE)).m_as("kg/m**3"), 3)
    1014.474
    """
    liquid = coolant_named(coolant)
    return give(liquid.density_kg_m3(liquid.take(temperature)), DENSITY)


def specific_heat(coolant: str, temperature: Quantity) -> Quantity:
    """Specific heat of a coolant at constant pressure: ``cp(T)``, a polynomial.

    Parameters
    ----------
    coolant : str
        As for `density`.
    temperature : Quantity [degC]

    Returns
    -------
    Quantity [kJ/kg/K]

    Notes
    -----
    Range and sources as for `density`; Airedale's table of 25 % propylene glycol differs by 0.12 %.

    Examples
    --------
    >>> from rackplan.units import TEMPERATURE, parse
    >>> round(specific_heat("PG25", parse("40 degC", TEMPERATURE)).m_as("kJ/kg/K"), 5)
    3.96223
    """
    liquid = coolant_named(coolant)
    return give(liquid.heat_kj_kg_k(liquid.take(temperature)), SPECIFIC_HEAT)


def viscosity(coolant: str, temperature: Quantity) -> Quantity:
    """Dynamic viscosity of a coolant: ``mu = exp(polynomial of T)``.

    Parameters
    ----------
    coolant : str
        As for `density`.
    temperature : Quantity [degC]

    Returns
    -------
    Quantity [Pa*s]

    Notes
    -----
    Range and sources as for `density` (water: IAPWS 2008). Used mixtures with inhibitors differ by
    several per cent from fresh ones.

    Examples
    --------
    >>> from rackplan.units import TEMPERATURE, parse
    >>> round(viscosity("PG25", parse("40 degC", TEMPERATURE)).m_as("mPa*s"), 4)
    1.3677
    """
    liquid = coolant_named(coolant)
    return give(liquid.viscosity_pa_s(liquid.take(temperature)), VISCOSITY)


def conductivity(coolant: str, temperature: Quantity) -> Quantity:
    """Thermal conductivity of a coolant: ``k(T)``, a polynomial.

    Parameters
    ----------
    coolant : str
        As for `density`.
    temperature : Quantity [degC]

    Returns
    -------
    Quantity [W/m/K]

    Notes
    -----
    Range and sources as for `density` (water: IAPWS 2011).

    Examples
    --------
    >>> from rackplan.units import TEMPERATURE, parse
    >>> round(conductivity("PG25", parse("40 degC", TEMPERATURE)).m_as("W/m/K"), 4)
    0.4871
    """
    liquid = coolant_named(coolant)
    return give(liquid.conductivity_w_m_k(liquid.take(temperature)), CONDUCTIVITY)


def capacity_rate(coolant: str, flow: Quantity, temperature: Quantity) -> Quantity:
    """Heat that a flow takes for a rise of one kelvin: ``C = rho(T) cp(T) V``.

    Parameters
    ----------
    coolant : str
        As for `density`.
    flow : Quantity [L/min]
        Volume flow, measured at `temperature`.
    temperature : Quantity [degC]

    Returns
    -------
    Quantity [kW/K]

    Notes
    -----
    Range as for `density`. Source: definition of the heat capacity rate.

    Examples
    --------
    A litre a minute of PG25 takes 67 W for each kelvin:

    >>> from rackplan.units import FLOW, TEMPERATURE, parse
    >>> rate = capacity_rate("PG25", parse("1 L/min", FLOW), parse("45 degC", TEMPERATURE))
    >>> round(rate.m_as("W/K"), 2)
    67.02
    """
    liquid = coolant_named(coolant)
    flow_m3_s = take(flow, FLOW, "flow") / L_MIN_PER_M3_S
    return give(flow_m3_s * liquid.capacity_kj_m3_k(liquid.take(temperature)), CONDUCTANCE)
