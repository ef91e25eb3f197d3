"""Busways with racks along them: currents of their lines, and the voltage left at each tap.

Currents are phasors, so that single-phase racks, their neutral and three-phase racks add up as they
do; a moment is a current times the distance from the feed to the tap where it leaves the busway.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from rackplan.physics.electrical.phases import amperes_per_va
from rackplan.physics.electrical.three_phase import LEAST_POWER_FACTOR
from rackplan.units import (
    FRACTION,
    LENGTH,
    LINE_IMPEDANCE,
    POWER,
    VOLTAGE,
    Numbers,
    Quantity,
    Ratio,
    UnitProblem,
    give,
    take,
)

__all__ = ["Phasors", "amperes_per_kw", "busway_drop", "drop_v", "tap_drops_v"]

Phasors: TypeAlias = npt.NDArray[np.complex128]
"""Currents or their moments, of L1, L2 and L3 along the last axis."""

_LINES = np.exp(-2j * math.pi / 3 * np.arange(3))
_PAIRS = ((0, 1), (1, 2), (2, 0))


def busway_drop(
    loads: Quantity,
    connections: Sequence[str],
    distances: Quantity,
    *,
    voltage: Quantity,
    resistance: Quantity,
    reactance: Quantity,
    power_factor: Ratio = 1.0,
    current: Literal["ac", "dc"] = "ac",
) -> Quantity:
    """Voltage that is lost between the feed of a busway and the load that loses most.

    ``dV = max(d) z sum I_k min(d_k, d)`` along each line and back on the neutral, d the tap of any
    load, of direct current ``dV = 2 R sum I_k d_k``

    Parameters
    ----------
    loads : Quantity [kW]
        Of each rack, along the last axis.
    connections : sequence of str
        One a load, as for `phase_currents`; "L1-L2-L3" for three-phase and for direct current.
    distances : Quantity [m]
        From the feed to the tap of each load.
    voltage : Quantity [V]
        Nominal, line to line or between the poles.
    resistance, reactance : Quantity [ohm/m]
        Of one conductor; the neutral is like a line.
    power_factor : float, list or Quantity [dimensionless]
        Of all loads or one a load, 0.05 to 1, lagging.
    current : {'ac', 'dc'}

    Returns
    -------
    Quantity [V]
        Line to line, of the line or the pair of lines that loses most; a drop between a line and
        the neutral counts times the root of 3, so that it compares with the line voltage.

    Notes
    -----
    The farthest load need not lose most: what comes back on the neutral beyond a tap, from other
    lines, lowers the drop of a line there. Between taps the drop is straight: its most is at a tap.
    Nominal currents, and the part of the drop along the voltage only: see `voltage_drop` for how
    near that is. Source: Kirchhoff's laws on phasors; IEEE 141 section 3.11.

    Examples
    --------
    640 A at the end of 30 m, as one load and as two, one of them half way:

    >>> from rackplan.units import LENGTH, LINE_IMPEDANCE, POWER, VOLTAGE, parse
    >>> line = {
    ...     "voltage": parse("415 V", VOLTAGE), "power_factor": 0.98,
    ...     "resistance": parse("0.07546 mohm/m", LINE_IMPEDANCE),
    ...     "reactance": parse("0.03937 mohm/m", LINE_IMPEDANCE),
    ... }
    >>> whole, half = ["L1-L2-L3"], ["L1-L2-L3", "L1-L2-L3"]
    >>> at_end = busway_drop(give([450.8321], POWER), whole, give([30.0], LENGTH), **line)
    >>> spread = busway_drop(give([225.416] * 2, POWER), half, give([15.0, 30.0], LENGTH), **line)
    >>> round(at_end.m_as("V"), 3), round(spread.m_as("V"), 3)
    (2.72, 2.04)
    """
    volts = float(take(voltage, VOLTAGE, "voltage", low=1))
    ohm_m = float(take(resistance, LINE_IMPEDANCE, "resistance", low=0))
    across = float(take(reactance, LINE_IMPEDANCE, "reactance", low=0))
    kw = np.atleast_1d(take(loads, POWER, "load", low=0))
    metres = take(distances, LENGTH, "distance", low=0)
    if kw.shape[-1:] != np.shape(metres) or kw.shape[-1] != len(connections):
        raise UnitProblem(f"a distance and a connection for each of {kw.shape[-1]} loads", "others")
    if current == "dc":
        return give(2 * ohm_m * (kw * 1e3 / volts) @ metres, VOLTAGE)
    per_kw = amperes_per_kw(connections, volts, power_factor)
    drops = tap_drops_v(kw, metres, per_kw, complex(ohm_m, across))
    return give(np.max(drops, axis=-1, initial=0.0), VOLTAGE)


def amperes_per_kw(connections: Sequence[str], volts: float, power_factor: Ratio) -> Phasors:
    """Line currents of 1 kW in each connection at a line voltage, for a kernel: complex[load, 3].

    Examples
    --------
    >>> abs(amperes_per_kw(["L1", "L1-L2-L3"], 415.0, 0.9)).round(3).tolist()
    [[4.637, 0.0, 0.0], [1.546, 1.546, 1.546]]
    """
    cosine = take(power_factor, FRACTION, "power factor", low=LEAST_POWER_FACTOR, high=1)
    lagging = np.broadcast_to(1 - 1j * np.sqrt(1 / cosine**2 - 1), len(connections))
    return np.asarray(1e3 * lagging[:, None] * amperes_per_va(connections, volts))


def tap_drops_v(loads_kw: Numbers, metres: Numbers, per_kw: Phasors, ohm_m: complex) -> Numbers:
    """Line voltage that is lost up to the tap of each load, for a kernel: float64[..., load].

    Parameters
    ----------
    loads_kw : float64[..., load]
    metres : float64[load]
        From the feed to the tap of each load.
    per_kw : complex[load, 3]
        Line currents of 1 kW: `amperes_per_kw`.
    ohm_m : complex
        Resistance and reactance of one conductor [ohm/m].

    Examples
    --------
    30 kW on L1 at 10 m and 10 kW on L2 at 30 m: the near rack loses more than the far one.

    >>> per_kw = amperes_per_kw(["L1", "L2"], 415.0, 1.0)
    >>> drops = tap_drops_v(np.array([30.0, 10.0]), np.array([10.0, 30.0]), per_kw, 1e-4)
    >>> drops.round(3).tolist()
    [0.398, 0.325]
    """
    shared_m = np.minimum(metres[:, None], metres)
    return drop_v((loads_kw[..., None, :] * shared_m) @ per_kw, ohm_m)


def drop_v(moments: Phasors, ohm_m: complex) -> Numbers:
    """Line voltage that is lost on the worst line or pair of lines, for a kernel.

    Parameters
    ----------
    moments : complex[..., 3]
        Currents times distances [A m], of L1, L2 and L3 along the last axis.
    ohm_m : complex
        Resistance and reactance of one conductor [ohm/m].

    Examples
    --------
    A single-phase current goes along its line and comes back on the neutral:

    >>> one = drop_v(np.array([100.0 + 0j, 0, 0]), 0.001)
    >>> three = drop_v(100.0 * np.exp(-2j * np.pi / 3 * np.arange(3)), 0.001)
    >>> round(float(one), 4), round(float(three), 4)
    (0.3464, 0.1732)
    """
    along = ohm_m * moments
    back = along.sum(axis=-1, keepdims=True)
    to_neutral = math.sqrt(3.0) * ((along + back) * _LINES.conj()).real
    pairs = [_between(along, first, second) for first, second in _PAIRS]
    worst = np.maximum(np.max(to_neutral, axis=-1), np.max(pairs, axis=0))
    return np.asarray(worst, dtype=np.float64)


def _between(along: Phasors, first: int, second: int) -> Numbers:
    """What two lines lose together, along their own voltage."""
    way = _LINES[first] - _LINES[second]
    lost = (along[..., first] - along[..., second]) * np.conj(way) / abs(way)
    return np.asarray(lost.real, dtype=np.float64)
