"""Heat, airflow and temperature rise of room air, at the density of its altitude."""

from __future__ import annotations

import numpy as np

from rackplan.units import (
    AIRFLOW,
    DENSITY,
    POWER,
    SPECIFIC_HEAT,
    TEMPERATURE_DIFFERENCE,
    Numbers,
    Quantity,
    UnitProblem,
    give,
    of,
    take,
)

__all__ = [
    "AIR_HEAT",
    "MOST_RISE_K",
    "air_capacity_kw_k",
    "air_flow",
    "air_heat",
    "air_rise",
]

AIR_HEAT: Quantity = of(1.006, SPECIFIC_HEAT)
"""Specific heat of dry air; vapour adds some 1.5 % at 8 g/kg, which is left on the safe side."""

MOST_RISE_K = 50.0
_LEAST_RISE_K = 0.5


def air_flow(
    heat: Quantity, rise: Quantity, density: Quantity, specific_heat: Quantity = AIR_HEAT
) -> Quantity:
    """Airflow that carries a heat at a temperature rise: ``V = Q / (rho cp dT)``.

    Parameters
    ----------
    heat : Quantity [kW]
        Q, one figure or an array.
    rise : Quantity [K]
        dT, 0.5 to 50 K.
    density : Quantity [kg/m3]
        rho where the airflow is measured, 0.5 to 1.6 kg/m3: 1.2 at sea level, less at altitude; see
        `rackplan.physics.moist_air.density` and `standard_pressure`.
    specific_heat : Quantity [kJ/kg/K]
        cp, 0.9 to 1.2 kJ/kg/K.

    Returns
    -------
    Quantity [m3/s]

    Notes
    -----
    Sensible heat; out of range is refused. Source: first law.

    Examples
    --------
    >>> from rackplan.units import DENSITY, POWER, TEMPERATURE_DIFFERENCE, parse
    >>> flow = air_flow(parse("20 kW", POWER), parse("12 K", TEMPERATURE_DIFFERENCE),
    ...                 parse("1.2 kg/m3", DENSITY))
    >>> round(flow.m_as("m**3/s"), 4), round(flow.m_as("cfm"))
    (1.3806, 2925)
    """
    heat_kw = take(heat, POWER, "heat")
    return give(heat_kw / (_held(density, specific_heat) * _rise(rise)), AIRFLOW)


def air_heat(
    airflow: Quantity, rise: Quantity, density: Quantity, specific_heat: Quantity = AIR_HEAT
) -> Quantity:
    """Heat that an airflow carries at a temperature rise: ``Q = rho cp V dT``.

    Parameters
    ----------
    airflow : Quantity [m3/s]
    rise : Quantity [K]
    density : Quantity [kg/m3]
    specific_heat : Quantity [kJ/kg/K]
        As for `air_flow`.

    Returns
    -------
    Quantity [kW]

    Notes
    -----
    Range and source as for `air_flow`.

    Examples
    --------
    >>> from rackplan.units import AIRFLOW, DENSITY, TEMPERATURE_DIFFERENCE, parse
    >>> heat = air_heat(parse("41.5 m3/s", AIRFLOW), parse("12 K", TEMPERATURE_DIFFERENCE),
    ...                 parse("1.2 kg/m3", DENSITY))
    >>> round(heat.m_as("kW"))
    601
    """
    flow_m3_s = take(airflow, AIRFLOW, "airflow")
    return give(flow_m3_s * _held(density, specific_heat) * _rise(rise), POWER)


def air_rise(
    heat: Quantity, airflow: Quantity, density: Quantity, specific_heat: Quantity = AIR_HEAT
) -> Quantity:
    """Temperature rise of an airflow that takes a heat: ``dT = Q / (rho cp V)``.

    Parameters
    ----------
    heat : Quantity [kW]
    airflow : Quantity [m3/s]
        Above zero.
    density : Quantity [kg/m3]
    specific_heat : Quantity [kJ/kg/K]
        As for `air_flow`.

    Returns
    -------
    Quantity [K]

    Notes
    -----
    Refused for no airflow and for a rise of more than 50 K. Source: first law.

    Examples
    --------
    The air of a GB300 rack at 500 m above the sea:

    >>> from rackplan.units import AIRFLOW, DENSITY, POWER, parse
    >>> rise = air_rise(parse("14.2 kW", POWER), parse("2000 cfm", AIRFLOW),
    ...                 parse("1.12 kg/m3", DENSITY))
    >>> round(rise.m_as("K"), 1)
    13.4
    """
    rate = air_capacity_kw_k(airflow, density, specific_heat)
    rise_k = take(heat, POWER, "heat") / rate
    most = float(np.max(rise_k, initial=0.0))
    if most > MOST_RISE_K:
        expected = f"airflow for a temperature rise of at most {MOST_RISE_K:g} K"
        raise UnitProblem(expected, f"a rise of {most:.6g} K", fits=True)
    return give(rise_k, TEMPERATURE_DIFFERENCE)


def air_capacity_kw_k(
    airflow: Quantity, density: Quantity, specific_heat: Quantity = AIR_HEAT
) -> Numbers:
    """Heat that an airflow takes for each kelvin, on plain numbers; no airflow is refused.

    Parameters
    ----------
    airflow : Quantity [m3/s]
    density : Quantity [kg/m3]
    specific_heat : Quantity [kJ/kg/K]

    Returns
    -------
    float64 array [kW/K]

    Examples
    --------
    >>> from rackplan.units import AIRFLOW, DENSITY, parse
    >>> round(float(air_capacity_kw_k(parse("1 m3/s", AIRFLOW), parse("1.2 kg/m3", DENSITY))), 4)
    1.2072
    """
    return take(airflow, AIRFLOW, "airflow", low=1e-6) * _held(density, specific_heat)


def _held(density: Quantity, specific_heat: Quantity) -> Numbers:
    """Heat that a cubic metre takes for each kelvin [kJ/m3/K]."""
    heavy = take(density, DENSITY, "density of air", low=0.5, high=1.6)
    return heavy * take(specific_heat, SPECIFIC_HEAT, "specific heat of air", low=0.9, high=1.2)


def _rise(rise: Quantity) -> Numbers:
    low, high = _LEAST_RISE_K, MOST_RISE_K
    return take(rise, TEMPERATURE_DIFFERENCE, "temperature rise", low=low, high=high)
