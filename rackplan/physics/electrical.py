"""Three-phase capacity."""

from __future__ import annotations

import math

from rackplan.units import VA_PER_WATT, Quantity

__all__ = ["three_phase_capacity"]


def three_phase_capacity(current: Quantity, voltage: Quantity, usable: Quantity) -> Quantity:
    """Apparent power that a balanced three-phase circuit carries.

    ``S = sqrt(3) * V * I * u``

    Parameters
    ----------
    current : Quantity [A]
        Rating of the circuit.
    voltage : Quantity [V]
        Line to line.
    usable : Quantity [dimensionless]
        Share of the rating for continuous load; 0.8 where the assembly is not 100 % rated.

    Returns
    -------
    Quantity [kVA]

    Notes
    -----
    Valid for balanced three-phase load. Source: definition of three-phase apparent power;
    the 80 % is NEC 210.20 and 215.3.

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
    capacity: Quantity = (math.sqrt(3.0) * current * voltage * usable * VA_PER_WATT).to("kVA")
    return capacity
