"""Loss and voltage drop of cables and busways."""

from __future__ import annotations

import math

import numpy as np

from rackplan.physics.electrical.phases import taken_phases, vector_sum_a
from rackplan.physics.electrical.three_phase import LEAST_POWER_FACTOR
from rackplan.units import (
    CURRENT,
    FRACTION,
    LENGTH,
    LINE_IMPEDANCE,
    POWER,
    VOLTAGE,
    Numbers,
    Quantity,
    Ratio,
    give,
    take,
)

__all__ = ["line_loss", "phase_drops", "phase_line_loss", "voltage_drop"]

_W_PER_KW = 1000.0


def line_loss(current: Quantity, resistance: Quantity, length: Quantity) -> Quantity:
    """Loss of a balanced three-phase line: ``P = 3 I^2 R l``.

    Parameters
    ----------
    current : Quantity [A]
        In each line.
    resistance : Quantity [ohm/m]
        Of one line, at its working temperature (see `resistance_at`).
    length : Quantity [m]
        One way.

    Returns
    -------
    Quantity [kW]

    Notes
    -----
    For a busway with taps along it, reckon piece by piece, or take the full current over the full
    length, which is on the safe side. Source: Joule's law.

    Examples
    --------
    >>> from rackplan.units import CURRENT, LENGTH, LINE_IMPEDANCE, parse
    >>> round(line_loss(
    ...     parse("640 A", CURRENT), parse("0.0755 mohm/m", LINE_IMPEDANCE), parse("30 m", LENGTH)
    ... ).m_as("kW"), 3)
    2.783
    """
    amperes = take(current, CURRENT, "current")
    return give(3 * amperes**2 * _ohms(resistance, length, "resistance") / _W_PER_KW, POWER)


def phase_line_loss(
    phases: Quantity,
    resistance: Quantity,
    length: Quantity,
    *,
    neutral_resistance: Quantity | None = None,
) -> Quantity:
    """Loss of a line with unequal phases: ``P = (Ia^2 + Ib^2 + Ic^2) R l + In^2 Rn l``.

    Parameters
    ----------
    phases : Quantity [A]
        Currents of L1, L2 and L3 along the last axis.
    resistance : Quantity [ohm/m]
        Of one line, at its working temperature.
    length : Quantity [m]
        One way.
    neutral_resistance : Quantity [ohm/m], optional
        Of the neutral; as that of a line where not given.

    Returns
    -------
    Quantity [kW]
        One figure for each set of phases.

    Notes
    -----
    The neutral carries the vector sum of the phases (`neutral_current`): line-to-neutral loads of
    one power factor, without harmonics. Source: Joule's law.

    Examples
    --------
    >>> import numpy as np
    >>> from rackplan.units import CURRENT, LENGTH, LINE_IMPEDANCE, give, parse
    >>> round(phase_line_loss(
    ...     give(np.array([200.0, 160.0, 180.0]), CURRENT),
    ...     parse("0.0755 mohm/m", LINE_IMPEDANCE), parse("30 m", LENGTH),
    ... ).m_as("kW"), 4)
    0.2247
    """
    amperes = taken_phases(phases, CURRENT)
    line = _ohms(resistance, length, "resistance")
    neutral = line
    if neutral_resistance is not None:
        neutral = _ohms(neutral_resistance, length, "neutral resistance")
    heat_w = np.sum(amperes**2, axis=-1) * line + vector_sum_a(amperes) ** 2 * neutral
    return give(heat_w / _W_PER_KW, POWER)


def voltage_drop(
    current: Quantity,
    resistance: Quantity,
    reactance: Quantity,
    length: Quantity,
    power_factor: Ratio,
) -> Quantity:
    """Line-to-line voltage lost on a balanced three-phase line.

    ``dV = sqrt(3) I (R cos phi + X sin phi) l``

    Parameters
    ----------
    current : Quantity [A]
        In each line.
    resistance, reactance : Quantity [ohm/m]
        Of one line, resistance at its working temperature.
    length : Quantity [m]
        One way.
    power_factor : float or Quantity [dimensionless]
        cos phi of the load, 0.05 to 1, lagging.

    Returns
    -------
    Quantity [V]
        Line to line; over the nominal voltage it is the share to hold against 3 % for a feeder and
        5 % in all (NEC 210.19 and 215.2, informational notes). Line to neutral: 1 / sqrt(3) of it.

    Notes
    -----
    The long component only, without ``(X cos phi - R sin phi)^2 I^2 / 2 V``: within 0.13 % of the
    voltage for drops up to 5 %, X up to R, power factor from 0.9. `load_flow` is exact.
    With the load spread evenly over the length the end sees half of it. Source: IEEE 141 (Red Book)
    section 3.11.

    Examples
    --------
    An 800 A copper busway of 30 m at 640 A (2.30 and 1.20 milliohm per 100 ft):

    >>> from rackplan.units import CURRENT, LENGTH, LINE_IMPEDANCE, parse
    >>> round(voltage_drop(
    ...     parse("640 A", CURRENT), parse("0.07546 mohm/m", LINE_IMPEDANCE),
    ...     parse("0.03937 mohm/m", LINE_IMPEDANCE), parse("30 m", LENGTH), 0.98,
    ... ).m_as("V"), 3)
    2.72
    """
    amperes = take(current, CURRENT, "current")
    ohms = _effective_ohms(resistance, reactance, length, power_factor)
    return give(math.sqrt(3.0) * amperes * ohms, VOLTAGE)


def phase_drops(
    phases: Quantity,
    resistance: Quantity,
    reactance: Quantity,
    length: Quantity,
    power_factor: Ratio,
) -> Quantity:
    """Line-to-neutral voltage lost on each phase: ``dV_k = I_k (R cos phi + X sin phi) l``.

    Parameters
    ----------
    phases : Quantity [A]
        Currents of L1, L2 and L3 along the last axis.
    resistance, reactance, length, power_factor
        As for `voltage_drop`.

    Returns
    -------
    Quantity [V]
        Along the last axis as `phases`; the drop in the neutral comes on top on the heavy phase.

    Notes
    -----
    Source: as for `voltage_drop`.

    Examples
    --------
    >>> import numpy as np
    >>> from rackplan.units import CURRENT, LENGTH, LINE_IMPEDANCE, give, parse
    >>> drops = phase_drops(
    ...     give(np.array([640.0, 600.0, 500.0]), CURRENT), parse("0.07546 mohm/m", LINE_IMPEDANCE),
    ...     parse("0.03937 mohm/m", LINE_IMPEDANCE), parse("30 m", LENGTH), 0.98,
    ... )
    >>> drops.m_as("V").round(3).tolist()
    [1.57, 1.472, 1.227]
    """
    ohms = _effective_ohms(resistance, reactance, length, power_factor)
    return give(taken_phases(phases, CURRENT) * np.expand_dims(ohms, -1), VOLTAGE)


def _ohms(impedance: Quantity, length: Quantity, name: str) -> Numbers:
    metres = take(length, LENGTH, "length")
    return np.asarray(take(impedance, LINE_IMPEDANCE, name) * metres, dtype=np.float64)


def _effective_ohms(
    resistance: Quantity, reactance: Quantity, length: Quantity, power_factor: Ratio
) -> Numbers:
    cosine = take(power_factor, FRACTION, "power factor", low=LEAST_POWER_FACTOR, high=1)
    along = _ohms(resistance, length, "resistance") * cosine
    across = _ohms(reactance, length, "reactance") * np.sqrt(1 - cosine**2)
    return np.asarray(along + across, dtype=np.float64)
