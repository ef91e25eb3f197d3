"""Three phases with unequal loads: currents of lines and neutral, and how unequal they are."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from rackplan.physics.electrical.three_phase import LEAST_POWER_FACTOR
from rackplan.units import (
    CURRENT,
    FRACTION,
    POWER,
    VOLTAGE,
    Dimension,
    Numbers,
    Quantity,
    Ratio,
    UnitProblem,
    give,
    take,
)

__all__ = [
    "CONNECTIONS",
    "PhaseCurrents",
    "amperes_per_va",
    "nema_unbalance",
    "neutral_current",
    "phase_currents",
    "taken_phases",
    "vector_sum_a",
]

CONNECTIONS: Mapping[str, tuple[int, ...]] = MappingProxyType(
    {
        "L1": (0,),
        "L2": (1,),
        "L3": (2,),
        "L1-L2": (0, 1),
        "L2-L3": (1, 2),
        "L3-L1": (2, 0),
        "L1-L2-L3": (0, 1, 2),
    }
)
"""How a load may be connected: line to neutral, line to line, or to all three."""

_ANGLES = np.exp(-2j * math.pi / 3 * np.arange(3))
_W_PER_KW = 1000.0


@dataclass(frozen=True)
class PhaseCurrents:
    """Currents of a circuit whose phases differ.

    Attributes
    ----------
    lines : Quantity [A]
        Of L1, L2 and L3, along the last axis.
    neutral : Quantity [A]
    """

    lines: Quantity
    neutral: Quantity


def neutral_current(phases: Quantity) -> Quantity:
    """Current of the neutral: ``In = sqrt(a^2 + b^2 + c^2 - a b - b c - c a)``.

    Parameters
    ----------
    phases : Quantity [A]
        Currents of L1, L2 and L3 along the last axis.

    Returns
    -------
    Quantity [A]
        One figure for each set of phases.

    Notes
    -----
    For line-to-neutral loads of one power factor, fundamental only: harmonics of the third order
    add up in the neutral and come on top. Source: vector sum of three currents 120 degrees apart.

    Examples
    --------
    >>> from rackplan.units import CURRENT, give
    >>> round(neutral_current(give([10.0, 15.0, 20.0], CURRENT)).m_as("A"), 3)
    8.66
    """
    return give(vector_sum_a(taken_phases(phases, CURRENT)), CURRENT)


def nema_unbalance(phases: Quantity) -> Quantity:
    """Unbalance of three phases: largest deviation from their mean, over the mean.

    Parameters
    ----------
    phases : Quantity [V or A]
        Of L1, L2 and L3 along the last axis; their mean above 0.

    Returns
    -------
    Quantity [dimensionless]
        0.02 is the limit for voltages at motors; 0.05 to 0.10 a target for currents.

    Notes
    -----
    Source: NEMA MG-1 section 14.36 (there for line-to-line voltages).

    Examples
    --------
    >>> from rackplan.units import VOLTAGE, give
    >>> round(nema_unbalance(give([462.0, 463.0, 455.0], VOLTAGE)).m_as("percent"), 2)
    1.09
    """
    kind = VOLTAGE if _is_voltage(phases) else CURRENT
    values = taken_phases(phases, kind)
    mean = values.mean(axis=-1)
    if np.any(mean <= 0):
        raise UnitProblem("phases that are not all 0", "a mean of 0", fits=True)
    spread = np.max(np.abs(values - mean[..., None]), axis=-1)
    return give(spread / mean, FRACTION)


def phase_currents(
    loads: Quantity, connections: Sequence[str], voltage: Quantity, power_factor: Ratio = 1.0
) -> PhaseCurrents:
    """Currents of lines and neutral that single-, two- and three-phase loads draw together.

    ``I = sum conj(S_k / V_k)`` with V_k between the conductors of load k, as phasors

    Parameters
    ----------
    loads : Quantity [kW]
        Real power of each load, along the last axis.
    connections : sequence of str
        One a load: "L1", "L2", "L3" (line to neutral), "L1-L2", "L2-L3", "L3-L1" (line to line),
        "L1-L2-L3" (balanced three-phase).
    voltage : Quantity [V]
        Line to line.
    power_factor : float, list or Quantity [dimensionless]
        Of all loads or one a load, 0.05 to 1, lagging.

    Returns
    -------
    PhaseCurrents

    Notes
    -----
    Voltages balanced and at nominal, fundamental only. A line-to-line load draws
    ``S / V_LL`` from both its lines, 30 degrees off; so two of them that share a line add to
    sqrt(3), not to 2. Source: Kirchhoff's law on phasors.

    Examples
    --------
    Three equal line-to-line loads make a balanced delta: each line carries sqrt(3) of one.

    >>> from rackplan.units import POWER, VOLTAGE, give, parse
    >>> drawn = phase_currents(
    ...     give([2.08] * 3, POWER), ["L1-L2", "L2-L3", "L3-L1"], parse("208 V", VOLTAGE)
    ... )
    >>> drawn.lines.m_as("A").round(2).tolist(), round(drawn.neutral.m_as("A"), 6)
    ([17.32, 17.32, 17.32], 0.0)
    """
    volts = float(take(voltage, VOLTAGE, "voltage", low=1))
    cosine = take(power_factor, FRACTION, "power factor", low=LEAST_POWER_FACTOR, high=1)
    watts = np.atleast_1d(take(loads, POWER, "load")) * _W_PER_KW
    if watts.shape[-1] != len(connections):
        raise UnitProblem(f"a connection for each of {watts.shape[-1]} loads", str(connections))
    if cosine.ndim and cosine.shape[-1] not in (1, watts.shape[-1]):
        raise UnitProblem(f"a power factor for each of {watts.shape[-1]} loads", str(cosine))
    apparent_va = watts * (1 + 1j * np.sqrt(1 / cosine**2 - 1))
    drawn = np.conj(apparent_va) @ amperes_per_va(connections, volts)
    neutral = np.abs(drawn.sum(axis=-1))
    return PhaseCurrents(give(np.abs(drawn), CURRENT), give(neutral, CURRENT))


def taken_phases(phases: Quantity, dimension: Dimension) -> Numbers:
    """The numbers of three phases along the last axis, for a kernel.

    Parameters
    ----------
    phases : Quantity [A or V]
        Of L1, L2 and L3 along the last axis.
    dimension : Dimension
        What they are.

    Returns
    -------
    float64[..., 3]

    Examples
    --------
    >>> from rackplan.units import CURRENT, give
    >>> taken_phases(give([1.0, 2.0, 3.0], CURRENT), CURRENT).tolist()
    [1.0, 2.0, 3.0]
    """
    values = take(phases, dimension, "phases", low=0)
    if values.ndim == 0 or values.shape[-1] != 3:
        raise UnitProblem("three phases along the last axis", f"shape {values.shape}")
    return values


def vector_sum_a(amperes: Numbers) -> Numbers:
    """Length of the sum of three currents 120 degrees apart, phases along the last axis."""
    sizes = np.abs(amperes @ _ANGLES)
    return np.asarray(sizes, dtype=np.float64)


def amperes_per_va(connections: Sequence[str], volts: float) -> npt.NDArray[np.complex128]:
    """Line currents of 1 VA in each connection at a line voltage, for a kernel.

    Examples
    --------
    >>> abs(amperes_per_va(["L1", "L1-L2-L3"], 300.0)[:, 0]).round(6).tolist()
    [0.005774, 0.001925]
    """
    phase = volts / math.sqrt(3.0) * _ANGLES
    rows = np.zeros((len(connections), 3), dtype=np.complex128)
    for row, name in zip(rows, connections, strict=True):
        lines = CONNECTIONS.get(name)
        if lines is None:
            raise UnitProblem(f"a connection of {', '.join(CONNECTIONS)}", f'"{name}"')
        if len(lines) == 2:
            across = 1.0 / np.conj(phase[lines[0]] - phase[lines[1]])
            row[lines[0]], row[lines[1]] = across, -across
        else:
            row[list(lines)] = 1.0 / np.conj(phase[list(lines)]) / len(lines)
    return rows


def _is_voltage(quantity: Quantity) -> bool:
    found = getattr(quantity, "dimensionality", None)
    return bool(found == give(0.0, VOLTAGE).dimensionality)
