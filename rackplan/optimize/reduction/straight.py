"""Figures that go straight with the racks, and straight lines over curves that do not."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

__all__ = ["Floats", "Line", "Straight", "every_choice", "lines_above"]

Floats: TypeAlias = npt.NDArray[np.float64]

Flags: TypeAlias = npt.NDArray[np.bool_]

Line: TypeAlias = tuple[float, float]
"""What there is at nothing, and the slope."""

_SPARE = 1e-7
_ROUND_OFF = 1e-9
_STARTS = 12
_EARLY = 0.4
"""Share of the reach in which it matters less how high the lines lie."""


@dataclass(frozen=True, eq=False)
class Straight:
    """``sum(each x) + base``, in one unit.

    Attributes
    ----------
    each : float64[t, r]
        What a rack of type t in row r brings.
    base : float
        What is there without racks.
    """

    each: Floats
    base: float = 0.0

    def __add__(self, other: Straight) -> Straight:
        return Straight(self.each + other.each, self.base + other.base)

    def times(self, factor: float) -> Straight:
        """All of it so many times."""
        return Straight(factor * self.each, factor * self.base)

    def along(self, line: Line) -> Straight:
        """What a line makes of it."""
        at_nothing, slope = line
        return Straight(slope * self.each, slope * self.base + at_nothing)


def lines_above(at: Floats, values: Floats, count: int, near: float = math.inf) -> tuple[Line, ...]:
    """Straight lines of which the highest lies on or above a curve.

    Parameters
    ----------
    at, values : float64[n]
        The curve, sampled evenly; beyond the last sample it is taken to rise no more.
    count : int
        How many lines at most.
    near : float
        The value about which lines should lie close; beyond the curve, all of its later part.

    Notes
    -----
    Chords of the samples right of some point, raised by the most that the curve lies above them
    there, and a level line over all that lies left of it: of some points the best one. A jump
    between two samples shows in their second differences: each sample is taken to be higher by the
    largest of those about it, unless the curve bends upward throughout.
    """
    hull = np.asarray(values, dtype=np.float64)
    if not _bends_upward(hull):
        hull = hull + _jumps(hull)
    late = _of_interest(at, hull, near)
    starts = range(0, len(at) - 1, max(1, len(at) // _STARTS))
    found = [lines for start in starts for lines in _from(at, hull, start, count)]
    return min(found, key=lambda lines: float(np.mean(_highest(lines, at[late]))))


def _of_interest(at: Floats, hull: Floats, near: float) -> Flags:
    """The sample at which a curve comes to a value; its later part where it never does."""
    below = hull <= near
    if below.all() or not below.any():
        return np.asarray(at >= at[0] + _EARLY * (at[-1] - at[0]))
    last = int(np.flatnonzero(below)[-1])
    return np.asarray(np.arange(len(at)) == last)


def _from(at: Floats, hull: Floats, start: int, count: int) -> Iterator[tuple[Line, ...]]:
    """Chords from a sample on, as few and as many as there may be, and a level line before it."""
    right, on = at[start:], hull[start:]
    for number in range(1, count + (start == 0)):
        lines = _chords(right, on, _knots(right, on, number))
        under = hull > _highest(lines, at)
        level = ((float(np.max(hull[under])), 0.0),) if under.any() else ()
        yield (*lines, *level)


def _jumps(values: Floats) -> Floats:
    """The largest second difference about each sample."""
    second = np.pad(np.abs(np.diff(values, 2)), 1, mode="edge")
    padded = np.pad(second, 1, mode="edge")
    return np.asarray(np.maximum(np.maximum(padded[:-2], padded[2:]), second), dtype=np.float64)


def _chords(at: Floats, hull: Floats, knots: list[int]) -> tuple[Line, ...]:
    """Chords between knots, raised so that the highest lies on or above the whole curve."""
    lines = [_chord(at, hull, low, high) for low, high in pairwise(knots)]
    raised = float(np.max(hull - _highest(lines, at)))
    raised = max(raised, 0.0) + _SPARE * max(1.0, float(np.max(hull)))
    return tuple(dict.fromkeys((base + raised, slope) for base, slope in lines))


def _highest(lines: Sequence[Line], at: Floats) -> Floats:
    return np.asarray(np.max([base + slope * at for base, slope in lines], axis=0))


def _bends_upward(values: Floats) -> bool:
    """Whether a curve rises throughout, and ever more."""
    rises = np.diff(values)
    small = _ROUND_OFF * max(1.0, float(np.max(np.abs(values))))
    return bool(np.all(rises >= -small) and np.all(np.diff(rises) >= -small))


def _knots(at: Floats, hull: Floats, count: int) -> list[int]:
    """Where chords meet: the ends, and one by one where the curve lies deepest under its chord."""
    knots = [0, max(len(at) - 1, 1)]
    while len(knots) <= count:
        depth = np.interp(at, at[knots], hull[knots]) - hull
        deepest = int(np.argmax(depth))
        if depth[deepest] <= _SPARE * max(1.0, float(hull[-1])) or deepest in knots:
            break
        knots = sorted([*knots, deepest])
    return knots


def _chord(at: Floats, hull: Floats, low: int, high: int) -> Line:
    slope = float(hull[high] - hull[low]) / max(float(at[high] - at[low]), 1e-12)
    return float(hull[low]) - slope * float(at[low]), slope


def every_choice(parts: list[tuple[Line, ...]]) -> Iterator[tuple[Line, ...]]:
    """One line of each part, in every way."""
    if not parts:
        yield ()
        return
    first, *rest = parts
    for line in first:
        yield from ((line, *others) for others in every_choice(rest))
