"""Roots on a bracket, elementwise: in few steps for every hour of a year, and thresholds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from rackplan.units import Numbers

__all__ = ["bracketed_root", "threshold"]


def bracketed_root(
    function: Callable[[Numbers], Numbers], low: Numbers, high: Numbers, steps: int = 14
) -> Numbers:
    """Where a smooth function changes its sign between `low` and `high` (Anderson and Bjorck).

    A regula falsi that shrinks the weight of the end that stays, so that both ends close in: about
    1.7 times as many digits a step. Without a change of sign the result lies anywhere between the
    ends; callers know and use it only where there is one.
    """
    stay, moved = low, high
    at_stay, at_moved = function(stay), function(moved)
    for _ in range(steps):
        fall = at_moved - at_stay
        steep = np.where(fall == 0.0, 1.0, fall)
        straight = np.where(fall == 0.0, moved, moved - at_moved * (moved - stay) / steep)
        new = np.clip(straight, np.minimum(stay, moved), np.maximum(stay, moved))
        at_new = function(new)
        crossed = at_new * at_moved < 0.0
        weight = 1.0 - at_new / np.where(at_moved == 0.0, 1.0, at_moved)
        kept = at_stay * np.where(weight > 0.0, weight, 0.5)
        stay, at_stay = np.where(crossed, moved, stay), np.where(crossed, at_moved, kept)
        moved, at_moved = new, at_new
    return moved


def threshold(
    holds: Callable[[Numbers], np.ndarray[Any, np.dtype[np.bool_]]], low: Numbers, high: Numbers
) -> Numbers:
    """The least value from which on something holds, by halving; `high` where it never does."""
    for _ in range(50):
        middle = 0.5 * (low + high)
        yes = holds(middle)
        low, high = np.where(yes, low, middle), np.where(yes, middle, high)
    return high
