"""Roots of rising functions, elementwise: for what no formula inverts."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from rackplan.units import Numbers

__all__ = ["rising_root"]

_ROUNDS = 120


def rising_root(rises: Callable[[Numbers], Numbers], low: Numbers, high: Numbers) -> Numbers:
    """Where a rising function passes zero between `low` and `high`, by halving.

    Halving also holds where the function jumps (a pipe that turns turbulent): the place of the
    jump is the answer then. A function that is above zero throughout gives `low`, one that is
    below gives `high`.
    """
    low, high = np.broadcast_arrays(low, high)
    below, above = low.astype(np.float64), high.astype(np.float64)
    for _ in range(_ROUNDS):
        middle = 0.5 * (below + above)
        if np.all((middle <= below) | (middle >= above)):
            break
        is_below = rises(middle) < 0.0
        below, above = np.where(is_below, middle, below), np.where(is_below, above, middle)
    return 0.5 * (below + above)
