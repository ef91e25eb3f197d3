"""Conductors at their working temperature."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from rackplan.physics.electrical.ampacity import Conductor
from rackplan.units import (
    CURRENT,
    LINE_IMPEDANCE,
    TEMPERATURE,
    Quantity,
    UnitProblem,
    give,
    take,
)

__all__ = ["RESISTANCE_RISE_PER_K", "conductor_temperature", "resistance_at"]

RESISTANCE_RISE_PER_K: Mapping[str, float] = MappingProxyType(
    {"copper": 0.00393, "aluminum": 0.00403}
)
"""Rise of the resistance with temperature, from 20 degC (IEC 60228, IEC 60287-1-1)."""


def resistance_at(
    resistance: Quantity,
    temperature: Quantity,
    *,
    reference: Quantity | None = None,
    material: Conductor = "copper",
) -> Quantity:
    """Resistance of a conductor at its working temperature.

    ``R(T) = R_ref (1 + a (T - 20)) / (1 + a (T_ref - 20))``

    Parameters
    ----------
    resistance : Quantity [ohm/m]
        At the reference temperature.
    temperature : Quantity [degC]
        Of the conductor, -40 to 250 degC; its limit (75 degC) is on the safe side.
    reference : Quantity [degC], optional
        Temperature at which `resistance` is stated; 20 degC where not given.
    material : "copper" or "aluminum"

    Returns
    -------
    Quantity [ohm/m]

    Notes
    -----
    a is 0.00393 per K for copper and 0.00403 for aluminum. Source: IEC 60287-1-1.

    Examples
    --------
    >>> from rackplan.units import LINE_IMPEDANCE, TEMPERATURE, parse
    >>> warm = resistance_at(parse("0.1 mohm/m", LINE_IMPEDANCE), parse("75 degC", TEMPERATURE))
    >>> round(warm.m_as("milliohm/m"), 5)
    0.12162
    """
    if material not in RESISTANCE_RISE_PER_K:
        raise UnitProblem("conductors of copper or aluminum", f'"{material}"')
    rise = RESISTANCE_RISE_PER_K[material]
    now = take(temperature, TEMPERATURE, "conductor temperature", low=-40, high=250)
    stated = 20.0
    if reference is not None:
        stated = float(take(reference, TEMPERATURE, "reference temperature", low=-40, high=250))
    ohm_m = take(resistance, LINE_IMPEDANCE, "resistance")
    return give(ohm_m * (1 + rise * (now - 20)) / (1 + rise * (stated - 20)), LINE_IMPEDANCE)


def conductor_temperature(
    current: Quantity, rating: Quantity, *, ambient: Quantity, limit: Quantity
) -> Quantity:
    """Temperature of a conductor at a current: ``T = T_a + (T_max - T_a) (I / I_rated)^2``.

    Parameters
    ----------
    current : Quantity [A]
        Up to the rating; more is refused.
    rating : Quantity [A]
        At which the conductor reaches its limit in this ambient.
    ambient, limit : Quantity [degC]
        Of the room; of the conductor at its rating.

    Returns
    -------
    Quantity [degC]

    Notes
    -----
    Steady state; heat goes with the square of the current. Source: IEC 60287-1-1, without the
    feedback of temperature on resistance, which makes it a little too warm: the safe side.

    Examples
    --------
    >>> from rackplan.units import CURRENT, TEMPERATURE, parse
    >>> round(conductor_temperature(
    ...     parse("150 A", CURRENT), parse("200 A", CURRENT),
    ...     ambient=parse("30 degC", TEMPERATURE), limit=parse("75 degC", TEMPERATURE),
    ... ).m_as("degC"), 2)
    55.31
    """
    share = take(current, CURRENT, "current") / take(rating, CURRENT, "rating", low=1e-3)
    if np.any(share > 1 + 1e-9):
        raise UnitProblem("a current up to the rating", f"{float(np.max(share)):g} times it")
    cold = take(ambient, TEMPERATURE, "ambient", low=-40, high=100)
    hot = take(limit, TEMPERATURE, "temperature limit", low=float(np.max(cold)), high=250)
    return give(cold + (hot - cold) * share**2, TEMPERATURE)
