"""Heat exchangers: mean temperature difference, heat and outlets, conductance off rated flows."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np

from rackplan.physics.liquid.ntu import MOST_NTU, Arrangement, effectiveness_of
from rackplan.units import (
    CONDUCTANCE,
    FRACTION,
    POWER,
    TEMPERATURE,
    TEMPERATURE_DIFFERENCE,
    Numbers,
    Quantity,
    Ratio,
    UnitProblem,
    give,
    take,
)

__all__ = [
    "Exchange",
    "exchange_heat",
    "log_mean_difference",
    "scale_conductance",
    "scale_of",
]


class Exchange(NamedTuple):
    """What an exchanger does.

    Attributes
    ----------
    heat : Quantity [kW]
    hot_out, cold_out : Quantity [degC]
    effectiveness : Quantity [dimensionless]
    """

    heat: Quantity
    hot_out: Quantity
    cold_out: Quantity
    effectiveness: Quantity


def log_mean_difference(
    hot_in: Quantity,
    hot_out: Quantity,
    cold_in: Quantity,
    cold_out: Quantity,
    arrangement: Literal["counterflow", "parallel"] = "counterflow",
) -> Quantity:
    """Logarithmic mean temperature difference: ``(d1 - d2) / ln(d1 / d2)``.

    In counterflow d1 = hot_in - cold_out and d2 = hot_out - cold_in; in parallel flow
    d1 = hot_in - cold_in and d2 = hot_out - cold_out. Equal differences are their own mean.

    Parameters
    ----------
    hot_in, hot_out, cold_in, cold_out : Quantity [degC]
    arrangement : {'counterflow', 'parallel'}

    Returns
    -------
    Quantity [K]
        ``Q = UA LMTD``.

    Notes
    -----
    Temperatures that cross, so that a difference is not above zero, are refused. Source: Incropera
    chapter 11.

    Examples
    --------
    >>> from rackplan.units import TEMPERATURE, parse
    >>> ends = (parse(f"{t} degC", TEMPERATURE) for t in (100, 60, 30, 40.2))
    >>> round(log_mean_difference(*ends).m_as("K"), 4)
    43.2004
    """
    hot_1, hot_2 = _degc(hot_in, "hot inlet"), _degc(hot_out, "hot outlet")
    cold_1, cold_2 = _degc(cold_in, "cold inlet"), _degc(cold_out, "cold outlet")
    if arrangement == "counterflow":
        cold_1, cold_2 = cold_2, cold_1
    elif arrangement != "parallel":
        raise UnitProblem("counterflow or parallel flow", f'"{arrangement}"', fits=True)
    one, two = np.broadcast_arrays(hot_1 - cold_1, hot_2 - cold_2)
    if np.any(np.minimum(one, two) <= 0.0):
        least = f"{np.min(np.minimum(one, two)):.6g} K between them at one end"
        raise UnitProblem("a hot side that is warmer than the cold one", least, fits=True)
    change = (two - one) / one
    is_even = np.abs(change) < 1e-9
    mean_k = (two - one) / np.log1p(np.where(is_even, 1.0, change))
    return give(np.where(is_even, 0.5 * (one + two), mean_k), TEMPERATURE_DIFFERENCE)


def exchange_heat(
    conductance: Quantity,
    hot_in: Quantity,
    cold_in: Quantity,
    hot_capacity: Quantity,
    cold_capacity: Quantity,
    *,
    arrangement: Arrangement = "counterflow",
) -> Exchange:
    """Heat and outlets of an exchanger: ``Q = eps(UA / C_min, C_min / C_max) C_min (T_h - T_c)``.

    Parameters
    ----------
    conductance : Quantity [kW/K]
        UA.
    hot_in, cold_in : Quantity [degC]
        Inlets; the hot one at least as warm.
    hot_capacity, cold_capacity : Quantity [kW/K]
        Capacity rates ``rho cp V`` of the two streams, above zero: see `capacity_rate`.
    arrangement : {'counterflow', 'parallel', 'crossflow'}

    Returns
    -------
    Exchange [heat kW, hot_out degC, cold_out degC, effectiveness]

    Notes
    -----
    Steady, no loss to the room. More than 100 transfer units and a hot inlet that is colder than
    the cold one are refused. Source: Kays & London.

    Examples
    --------
    A megawatt through a balanced plate exchanger of 250 kW/K:

    >>> from rackplan.units import CONDUCTANCE, TEMPERATURE, parse
    >>> rate = parse("100 kW/K", CONDUCTANCE)
    >>> done = exchange_heat(parse("250 kW/K", CONDUCTANCE), parse("50 degC", TEMPERATURE),
    ...                      parse("36 degC", TEMPERATURE), rate, rate)
    >>> round(done.heat.m_as("kW"), 6), round(done.hot_out.m_as("degC"), 6)
    (1000.0, 40.0)
    """
    hot, cold = _degc(hot_in, "hot inlet"), _degc(cold_in, "cold inlet")
    if np.any(hot < cold):
        raise UnitProblem("a hot inlet that is not colder than the cold one", "a colder one")
    hot_kw_k = take(hot_capacity, CONDUCTANCE, "hot capacity rate", low=1e-9)
    cold_kw_k = take(cold_capacity, CONDUCTANCE, "cold capacity rate", low=1e-9)
    least = np.minimum(hot_kw_k, cold_kw_k)
    units = take(conductance, CONDUCTANCE, "conductance") / least
    take(units, FRACTION, "number of transfer units", high=MOST_NTU)
    share = effectiveness_of(units, least / np.maximum(hot_kw_k, cold_kw_k), arrangement)
    heat_kw = share * least * (hot - cold)
    return Exchange(
        give(heat_kw, POWER),
        give(hot - heat_kw / hot_kw_k, TEMPERATURE),
        give(cold + heat_kw / cold_kw_k, TEMPERATURE),
        give(share, FRACTION),
    )


def scale_conductance(
    conductance: Quantity,
    hot_flow_ratio: Ratio,
    cold_flow_ratio: Ratio,
    resistance_ratio: Ratio = 1.0,
    exponent: Ratio = 0.7,
) -> Quantity:
    """Conductance at flows other than rated: ``UA = UA0 (1 + r) / (h**-n + r c**-n)``.

    Parameters
    ----------
    conductance : Quantity [kW/K]
        UA0, at rated flows.
    hot_flow_ratio, cold_flow_ratio : float or Quantity [dimensionless]
        h and c, flow over rated flow of each side, 0.05 to 3.
    resistance_ratio : float or Quantity [dimensionless]
        r, resistance of the cold side over that of the hot side at rated flows; 1 where both sides
        are liquids, about 0.05 or 20 where one is air.
    exponent : float or Quantity [dimensionless]
        n of the film coefficient against flow, 0 to 1: 0.65 to 0.7 for plates, 0.8 inside pipes,
        about 0.6 for air through fins.

    Returns
    -------
    Quantity [kW/K]

    Notes
    -----
    The wall counts as part of the films. Turbulent on both sides; outside the ranges it is refused.
    Source: film coefficients ``h ~ V**n`` in series, as in the Modelica Buildings library.

    Examples
    --------
    >>> from rackplan.units import CONDUCTANCE, parse
    >>> half = scale_conductance(parse("250 kW/K", CONDUCTANCE), 1.0, 0.5)
    >>> round(half.m_as("kW/K"), 1)
    190.5
    """
    hot = take(hot_flow_ratio, FRACTION, "hot flow over rated", low=0.05, high=3.0)
    cold = take(cold_flow_ratio, FRACTION, "cold flow over rated", low=0.05, high=3.0)
    ratio = take(resistance_ratio, FRACTION, "ratio of resistances", high=1e3)
    power = take(exponent, FRACTION, "exponent of the film coefficient", high=1.0)
    rated = take(conductance, CONDUCTANCE, "conductance")
    return give(rated * scale_of(hot, cold, ratio, power), CONDUCTANCE)


def scale_of(hot: Numbers, cold: Numbers, ratio: Numbers, exponent: Numbers) -> Numbers:
    """Conductance over rated on plain numbers."""
    return (1.0 + ratio) / (hot**-exponent + ratio * cold**-exponent)


def _degc(temperature: Quantity, name: str) -> Numbers:
    return take(temperature, TEMPERATURE, name)
