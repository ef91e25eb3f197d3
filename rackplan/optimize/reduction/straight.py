"""Figures that go straight with the racks, and straight lines over curves that do not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

__all__ = ["Floats", "Line", "Straight", "every_choice", "lines_above"]

Floats: TypeAlias = npt.NDArray[np.float64]

Line: TypeAlias = tuple[float, float]
"""What there is at nothing, and the slope."""

_SPARE = 1e-7
_ROUND_OFF = 1e-9
_HIDDEN = 0.01
"""Share of a curve's top that a jump between two samples may hide."""


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


def lines_above(at: Floats, values: Floats, count: int, top: float) -> tuple[Line, ...]:
    """Straight lines of which the highest lies on or above a curve everywhere.

    Parameters
    ----------
    at, values : float64[n]
        The curve, sampled from its left end to its right.
    count : int
        How many lines at most.
    top : float
        Beyond that nothing else lets a plan go, so that the lines may lie far above the curve.

    Notes
    -----
    Chords of the samples, between points that are put one by one where the curve lies deepest under
    them; all raised by the most that it lies above the highest of them. A curve that bends upward
    lies under its chords, so that this is nothing but rounding. Any other may jump up between two
    samples: it is taken to be as high as the highest of all up to the right one; and one that falls
    somewhere a hundredth of its top higher, as it may jump up and down again.
    """
    hull = np.asarray(values, dtype=np.float64)
    if not _bends_upward(at, hull):
        falls = bool(np.any(np.diff(hull) < 0.0))
        hull = np.maximum.accumulate(hull)
        hull = np.append(hull[1:], hull[-1]) + falls * _HIDDEN * float(np.max(hull))
    last = min(int(np.searchsorted(at, top)), len(at) - 1)
    knots = _knots(at[: last + 1], hull[: last + 1], count)
    lines = [_chord(at, hull, low, high) for low, high in pairwise(knots)]
    highest = np.max([base + slope * at for base, slope in lines], axis=0)
    raised = float(np.max(hull - highest)) + _SPARE * max(1.0, float(np.max(hull)))
    return tuple(dict.fromkeys((base + max(raised, 0.0), slope) for base, slope in lines))


def _bends_upward(at: Floats, values: Floats) -> bool:
    """Whether a curve rises throughout, and ever more."""
    slopes = np.diff(values) / np.diff(at)
    small = _ROUND_OFF * max(1.0, float(np.max(np.abs(slopes))))
    return bool(np.all(slopes >= -small) and np.all(np.diff(slopes) >= -small))


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
