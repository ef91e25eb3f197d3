"""Currents of three-phase and single-phase loads, and what a circuit carries."""

from __future__ import annotations

import math

import numpy as np

from rackplan.units import (
    APPARENT_POWER,
    CURRENT,
    FRACTION,
    POWER,
    VOLTAGE,
    Numbers,
    Quantity,
    Ratio,
    give,
    take,
)

__all__ = [
    "LEAST_POWER_FACTOR",
    "single_phase_current",
    "three_phase_capacity",
    "three_phase_current",
]

LEAST_POWER_FACTOR = 0.05
"""Below this a power factor is a slip of the pen (a percentage taken for a fraction)."""

_ROOT_3 = math.sqrt(3.0)
_W_PER_KW = 1000.0


def three_phase_capacity(current: Quantity, voltage: Quantity, usable: Ratio) -> Quantity:
    """Apparent power that a balanced three-phase circuit carries.

    ``S = sqrt(3) * V * I * u``

    Parameters
    ----------
    current : Quantity [A]
        Rating of the circuit.
    voltage : Quantity [V]
        Line to line.
    usable : float or Quantity [dimensionless]
        Share of the rating for continuous load, 0 to 1; 0.8 where the assembly is not 100 % rated.

    Returns
    -------
    Quantity [kVA]

    Notes
    -----
    Valid for balanced three-phase load; less than 1 V is refused. Source: definition of three-phase
    apparent power; the 80 % is NEC 210.20 and 215.3.

    Examples
    --------
    A 250 A tap at 415 V carries 143.8 kVA continuously:

    >>> from rackplan.units import CURRENT, FRACTION, VOLTAGE, parse
    >>> tap = three_phase_capacity(
    ...     parse("250 A", CURRENT), parse("415 V", VOLTAGE), parse("80 %", FRACTION)
    ... )
    >>> round(tap.m_as("kVA"), 1)
    143.8
    """
    current_a = take(current, CURRENT, "current")
    voltage_v = take(voltage, VOLTAGE, "voltage", low=1)
    share = take(usable, FRACTION, "usable share", low=0, high=1)
    return give(_ROOT_3 * voltage_v * current_a * share / _W_PER_KW, APPARENT_POWER)


def three_phase_current(power: Quantity, voltage: Quantity, power_factor: Ratio) -> Quantity:
    """Line current of a balanced three-phase load: ``I = P / (sqrt(3) V pf)``.

    Parameters
    ----------
    power : Quantity [kW]
        Real power of the three phases together.
    voltage : Quantity [V]
        Line to line, where the load is: below nominal a load of constant power draws more.
    power_factor : float or Quantity [dimensionless]
        Real over apparent power, 0.05 to 1.

    Returns
    -------
    Quantity [A]

    Notes
    -----
    Source: definition of three-phase power.

    Examples
    --------
    >>> from rackplan.units import POWER, VOLTAGE, parse
    >>> round(
    ...     three_phase_current(parse("132 kW", POWER), parse("415 V", VOLTAGE), 0.98).m_as("A"), 3
    ... )
    187.387
    """
    return give(_apparent_va(power, power_factor) / (_ROOT_3 * _volts(voltage)), CURRENT)


def single_phase_current(power: Quantity, voltage: Quantity, power_factor: Ratio) -> Quantity:
    """Current of a load between two conductors: ``I = P / (V pf)``.

    Parameters
    ----------
    power : Quantity [kW]
    voltage : Quantity [V]
        Between the two conductors: line to neutral (240 V of 415 V), or line to line (208 V).
    power_factor : float or Quantity [dimensionless]
        Real over apparent power, 0.05 to 1.

    Returns
    -------
    Quantity [A]

    Notes
    -----
    Source: definition of power.

    Examples
    --------
    >>> from rackplan.units import POWER, VOLTAGE, parse
    >>> round(
    ...     single_phase_current(parse("3.3 kW", POWER), parse("240 V", VOLTAGE), 0.98).m_as("A"), 2
    ... )
    14.03
    """
    return give(_apparent_va(power, power_factor) / _volts(voltage), CURRENT)


def _apparent_va(power: Quantity, power_factor: Ratio) -> Numbers:
    factor = take(power_factor, FRACTION, "power factor", low=LEAST_POWER_FACTOR, high=1)
    return np.asarray(take(power, POWER, "power") * _W_PER_KW / factor, dtype=np.float64)


def _volts(voltage: Quantity) -> Numbers:
    return take(voltage, VOLTAGE, "voltage", low=1)
