"""Heat, flow and temperatures of a liquid stream."""

from __future__ import annotations

import numpy as np

from rackplan.physics.liquid.coolant_table import Coolant, coolant_named
from rackplan.physics.liquid.coolants import L_MIN_PER_M3_S
from rackplan.units import (
    FLOW,
    POWER,
    TEMPERATURE,
    TEMPERATURE_DIFFERENCE,
    Numbers,
    Quantity,
    UnitProblem,
    give,
    take,
)

__all__ = [
    "coolant_flow",
    "coolant_heat",
    "coolant_rise",
    "mixed_temperature",
    "return_temperature",
]

_LEAST_RISE_K = 0.1
_MOST_RISE_K = 60.0
_LEAST_FLOW_L_MIN = 1e-6
_ROUNDS = 12
"""Properties hardly depend on temperature: each round settles two digits or more."""


def coolant_flow(
    heat: Quantity, rise: Quantity, coolant: str, mean_temperature: Quantity
) -> Quantity:
    """Flow that carries a heat at a temperature rise: ``V = Q / (rho cp dT)``.

    Parameters
    ----------
    heat : Quantity [kW]
        Q, one figure or an array.
    rise : Quantity [K]
        dT, return less supply.
    coolant : str
        "PG25", "water" and others: see `rackplan.physics.liquid.coolants.density`.
    mean_temperature : Quantity [degC]
        Mean of supply and return, where rho and cp are taken.

    Returns
    -------
    Quantity [L/min]

    Notes
    -----
    Holds for rises of 0.1 to 60 K and in the coolant's range; outside it is refused. Source: first
    law; OCP guideline: 1.5 L/min per kW at 10 K.

    Examples
    --------
    120 kW at a rise of 10 K:

    >>> from rackplan.units import POWER, TEMPERATURE, TEMPERATURE_DIFFERENCE, parse
    >>> flow = coolant_flow(parse("120 kW", POWER), parse("10 K", TEMPERATURE_DIFFERENCE),
    ...                     "PG25", parse("45 degC", TEMPERATURE))
    >>> round(flow.m_as("L/min"), 2)
    179.04
    """
    capacity = _capacity(coolant, mean_temperature)
    return give(L_MIN_PER_M3_S * take(heat, POWER, "heat") / (capacity * _rise(rise)), FLOW)


def coolant_heat(
    flow: Quantity, rise: Quantity, coolant: str, mean_temperature: Quantity
) -> Quantity:
    """Heat that a flow carries at a temperature rise: ``Q = rho cp V dT``.

    Parameters
    ----------
    flow : Quantity [L/min]
    rise : Quantity [K]
    coolant : str
    mean_temperature : Quantity [degC]
        As for `coolant_flow`.

    Returns
    -------
    Quantity [kW]

    Notes
    -----
    Range and source as for `coolant_flow`.

    Examples
    --------
    >>> from rackplan.units import FLOW, TEMPERATURE, TEMPERATURE_DIFFERENCE, parse
    >>> heat = coolant_heat(parse("1500 L/min", FLOW), parse("10 K", TEMPERATURE_DIFFERENCE),
    ...                     "PG25", parse("45 degC", TEMPERATURE))
    >>> round(heat.m_as("kW"), 1)
    1005.4
    """
    flow_m3_s = take(flow, FLOW, "flow") / L_MIN_PER_M3_S
    return give(flow_m3_s * _capacity(coolant, mean_temperature) * _rise(rise), POWER)


def coolant_rise(
    heat: Quantity, flow: Quantity, coolant: str, mean_temperature: Quantity
) -> Quantity:
    """Temperature rise of a flow that takes a heat: ``dT = Q / (rho cp V)``.

    Parameters
    ----------
    heat : Quantity [kW]
    flow : Quantity [L/min]
        Above zero.
    coolant : str
    mean_temperature : Quantity [degC]
        As for `coolant_flow`.

    Returns
    -------
    Quantity [K]

    Notes
    -----
    Refused for no flow and for a rise of more than 60 K. Source: first law.

    Examples
    --------
    >>> from rackplan.units import FLOW, POWER, TEMPERATURE, parse
    >>> rise = coolant_rise(parse("120 kW", POWER), parse("179.04 L/min", FLOW),
    ...                     "PG25", parse("45 degC", TEMPERATURE))
    >>> round(rise.m_as("K"), 2)
    10.0
    """
    flow_m3_s = take(flow, FLOW, "flow", low=_LEAST_FLOW_L_MIN) / L_MIN_PER_M3_S
    rise_k = take(heat, POWER, "heat") / (flow_m3_s * _capacity(coolant, mean_temperature))
    _refuse_rise(rise_k)
    return give(rise_k, TEMPERATURE_DIFFERENCE)


def return_temperature(heat: Quantity, flow: Quantity, supply: Quantity, coolant: str) -> Quantity:
    """Return temperature of a flow: ``T_r = T_s + Q / (rho cp V)``, rho and cp at their mean.

    Parameters
    ----------
    heat : Quantity [kW]
    flow : Quantity [L/min]
        Above zero, measured at the mean temperature.
    supply : Quantity [degC]
    coolant : str
        As for `coolant_flow`.

    Returns
    -------
    Quantity [degC]

    Notes
    -----
    The mean is found by repetition. Refused for no flow, for a rise of more than 60 K, and where
    the return leaves the coolant's range. Source: first law.

    Examples
    --------
    >>> from rackplan.units import FLOW, POWER, TEMPERATURE, parse
    >>> back = return_temperature(parse("120 kW", POWER), parse("179.04 L/min", FLOW),
    ...                           parse("40 degC", TEMPERATURE), "PG25")
    >>> round(back.m_as("degC"), 2)
    50.0
    """
    liquid = coolant_named(coolant)
    supply_degc = liquid.take(supply, "supply temperature")
    heat_kw = take(heat, POWER, "heat")
    flow_m3_s = take(flow, FLOW, "flow", low=_LEAST_FLOW_L_MIN) / L_MIN_PER_M3_S
    rise_k = np.zeros(np.broadcast_shapes(heat_kw.shape, flow_m3_s.shape, supply_degc.shape))
    for _ in range(_ROUNDS):
        mean_degc = np.minimum(supply_degc + 0.5 * rise_k, liquid.warmest)
        rise_k = heat_kw / (flow_m3_s * liquid.capacity_kj_m3_k(mean_degc))
    _refuse_rise(rise_k)
    back = give(supply_degc + rise_k, TEMPERATURE)
    liquid.take(back, "return temperature")
    return back


def mixed_temperature(flows: Quantity, temperatures: Quantity, coolant: str) -> Quantity:
    """Temperature of streams that mix: ``h(T) = sum(m_i h(T_i)) / sum(m_i)``, ``m = rho(T) V``.

    Parameters
    ----------
    flows : Quantity [L/min]
        An array; the streams are along the last axis. Each is measured at its own temperature.
    temperatures : Quantity [degC]
        Of each stream.
    coolant : str
        As for `coolant_flow`.

    Returns
    -------
    Quantity [degC]

    Notes
    -----
    Exact: masses and enthalpies add up. Refused where nothing flows, and outside the coolant's
    range. Source: first law.

    Examples
    --------
    Two racks of 100 and 50 L/min, one of which returns at 55, the other at 40 degC:

    >>> from rackplan.units import FLOW, TEMPERATURE, give
    >>> mixed = mixed_temperature(give([100, 50], FLOW), give([55, 40], TEMPERATURE), "PG25")
    >>> round(mixed.m_as("degC"), 2)
    49.99
    """
    liquid = coolant_named(coolant)
    at_degc = liquid.take(temperatures)
    mass = take(flows, FLOW, "flow") * liquid.density_kg_m3(at_degc)
    if np.any(mass.sum(axis=-1) <= 0.0):
        raise UnitProblem("streams of which one flows", "no flow", fits=True)
    enthalpy = (mass * liquid.enthalpy_kj_kg(at_degc)).sum(axis=-1) / mass.sum(axis=-1)
    mixed_degc = (mass * at_degc).sum(axis=-1) / mass.sum(axis=-1)
    for _ in range(_ROUNDS):  # Newton on a nearly straight line
        missing = enthalpy - liquid.enthalpy_kj_kg(mixed_degc)
        mixed_degc += missing / liquid.heat_kj_kg_k(mixed_degc)
    return give(mixed_degc, TEMPERATURE)


def _capacity(coolant: str, mean_temperature: Quantity) -> Numbers:
    """Heat for a volume and a kelvin [kJ/m3/K]."""
    liquid: Coolant = coolant_named(coolant)
    return liquid.capacity_kj_m3_k(liquid.take(mean_temperature, "mean temperature"))


def _rise(rise: Quantity) -> Numbers:
    return take(
        rise, TEMPERATURE_DIFFERENCE, "temperature rise", low=_LEAST_RISE_K, high=_MOST_RISE_K
    )


def _refuse_rise(rise_k: Numbers) -> None:
    most = float(np.max(rise_k, initial=0.0))
    if most > _MOST_RISE_K:
        expected = f"flow for a temperature rise of at most {_MOST_RISE_K:g} K"
        raise UnitProblem(expected, f"a rise of {most:.6g} K", fits=True)
