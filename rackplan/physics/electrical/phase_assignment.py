"""Which phases single- and two-phase loads hang on."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rackplan.physics.electrical.phases import CONNECTIONS, phase_currents
from rackplan.units import POWER, VOLTAGE, Numbers, Quantity, UnitProblem, give, of, take

__all__ = ["assign_phases"]

_CHOICES = {
    1: tuple(name for name, lines in CONNECTIONS.items() if len(lines) == 1),
    2: tuple(name for name, lines in CONNECTIONS.items() if len(lines) == 2),
    3: tuple(name for name, lines in CONNECTIONS.items() if len(lines) == 3),
}


def assign_phases(loads: Quantity, poles: Sequence[int]) -> tuple[str, ...]:
    """Connect loads so that the heaviest line carries little: largest first, lightest place first.

    Parameters
    ----------
    loads : Quantity [kW]
        One a load.
    poles : sequence of int
        One a load: 1 line to neutral, 2 line to line, 3 balanced three-phase.

    Returns
    -------
    tuple of str
        A connection of `phase_currents` for each load, in the order given.

    Notes
    -----
    A greedy rule, not the best assignment; the same loads are always assigned alike. For equal
    single-phase loads no line carries more than one load above the mean. Source: list scheduling by
    longest load first (Graham 1969).

    Examples
    --------
    >>> from rackplan.units import POWER, give
    >>> assign_phases(give([5.0, 3.0, 4.0, 2.0], POWER), [1, 1, 1, 1])
    ('L1', 'L3', 'L2', 'L3')
    """
    kw = np.atleast_1d(take(loads, POWER, "load"))
    if kw.ndim != 1 or len(kw) != len(poles) or not set(poles) <= set(_CHOICES):
        raise UnitProblem("a list of loads, and 1, 2 or 3 poles for each", f"{list(poles)}")
    placed: dict[int, str] = {}
    for index in sorted(range(len(kw)), key=lambda i: (-kw[i], i)):
        trials = [(*_heaviest(kw, {**placed, index: c}), c) for c in _CHOICES[poles[index]]]
        placed[index] = min(trials, key=lambda trial: trial[:2])[2]
    return tuple(placed[index] for index in range(len(kw)))


def _heaviest(kw: Numbers, placed: dict[int, str]) -> tuple[float, float]:
    """The largest line current, then the sum of their squares; rounded, so that ties are ties."""
    drawn = phase_currents(give(kw[list(placed)], POWER), list(placed.values()), of(400.0, VOLTAGE))
    amperes = drawn.lines.magnitude
    return round(float(amperes.max()), 9), round(float((amperes**2).sum()), 6)
