"""Roots on a bracket, elementwise: in few steps for every hour of a year, and thresholds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from rackplan.units import Numbers

__all__ = ["bracketed_root", "threshold"]

_LEAST_STEP = 1e-9


def bracketed_root(
    function: Callable[[Numbers], Numbers], low: Numbers, high: Numbers, steps: int = 14
) -> Numbers:
    """Where a function changes its sign between `low` and `high` (Chandrupatla 1997).

    Inverse quadratic interpolation through three points where these say that it is safe, halving
    elsewhere: never slower than halving, and mostly done in eight steps. Without a change of sign
    the result lies anywhere between the ends; callers know and use it only where there is one.
    """
    new, other = np.broadcast_arrays(high, low)
    at_new, at_other = function(high), function(low)
    share: Numbers = np.full(new.shape, 0.5)
    for _ in range(steps):
        tried = new + share * (other - new)
        at_tried = function(tried)
        same = (at_tried > 0.0) == (at_new > 0.0)
        old, at_old = np.where(same, new, other), np.where(same, at_new, at_other)
        other, at_other = np.where(same, other, new), np.where(same, at_other, at_new)
        new, at_new = tried, at_tried
        share = _share((new, other, old), (at_new, at_other, at_old))
    return np.where(np.abs(at_new) < np.abs(at_other), new, other)


def _share(
    points: tuple[Numbers, Numbers, Numbers], values: tuple[Numbers, Numbers, Numbers]
) -> Numbers:
    """How far to go from the newest point to the one beyond the root."""
    (new, other, old), (at_new, at_other, at_old) = points, values
    place = _over(new - other, old - other)
    height = _over(at_new - at_other, at_old - at_other)
    is_safe = (height**2 < place) & ((1.0 - height) ** 2 < 1.0 - place)
    first = _over(at_new, at_other - at_new) * _over(at_old, at_other - at_old)
    second = _over(old - new, other - new) * _over(at_new, at_old - at_new)
    guess = first + second * _over(at_other, at_old - at_other)
    return np.clip(np.where(is_safe, guess, 0.5), _LEAST_STEP, 1.0 - _LEAST_STEP)


def _over(part: Numbers, whole: Numbers) -> Numbers:
    """A ratio; none where there is nothing to divide by."""
    return part / np.where(whole == 0.0, np.inf, whole)


def threshold(
    holds: Callable[[Numbers], np.ndarray[Any, np.dtype[np.bool_]]], low: Numbers, high: Numbers
) -> Numbers:
    """The least value from which on something holds, by halving; `high` where it never does."""
    for _ in range(40):
        middle = 0.5 * (low + high)
        yes = holds(middle)
        low, high = np.where(yes, low, middle), np.where(yes, middle, high)
    return high
