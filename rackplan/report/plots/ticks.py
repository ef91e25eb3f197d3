"""Where an axis has its lines: at round numbers."""

from __future__ import annotations

import math
from dataclasses import dataclass

__all__ = ["Axis", "axis_of", "decimals_of"]

_ROUND = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True)
class Axis:
    """An axis on the page.

    Attributes
    ----------
    low, high : float
        Its ends, in the unit of what it shows.
    start, end : float [px]
        Where the ends are.
    ticks : tuple of float
        Round numbers between the ends.
    step : float
        Between two of them.
    """

    low: float
    high: float
    start: float
    end: float
    ticks: tuple[float, ...]
    step: float = 1.0

    def at(self, value: float) -> float:
        """Where a value is on the page [px]."""
        share = (value - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)


def axis_of(
    values: list[float], start: float, end: float, *, about: int = 6, ends: bool = False
) -> Axis:
    """An axis that has room for values.

    Parameters
    ----------
    about : int
        So many lines, more or less.
    ends : bool
        Whether it ends exactly where the values do, and not at round numbers.
    """
    low, high = min(values), max(values)
    if high - low <= 1e-9 * max(abs(low), abs(high), 1e-9):
        room = 0.05 * abs(low)
        low, high = (low - room, high + room) if room else (0.0, 1.0)
    step = _step((high - low) / about)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    if not ends:
        low, high = first * step, last * step
    ticks = [n * step for n in range(first, last + 1)]
    inside = tuple(t for t in ticks if low - 1e-9 * step <= t <= high + 1e-9 * step)
    return Axis(low, high, start, end, inside, step)


def decimals_of(step: float) -> int:
    """Digits behind the point with which lines so far apart are written exactly.

    Examples
    --------
    >>> decimals_of(50.0), decimals_of(0.2), decimals_of(0.25), decimals_of(0.001)
    (0, 1, 2, 3)
    """
    behind = -math.floor(math.log10(step) + 1e-9)
    size = 10.0**-behind
    return max(0, behind + (abs(step / size - 2.5) < 1e-6))


def _step(rough: float) -> float:
    """The round number next above a rough step.

    >>> _step(0.7), _step(130.0)
    (1.0, 200.0)
    """
    size = 10.0 ** math.floor(math.log10(rough))
    return next(size * each for each in _ROUND if size * each >= rough * (1.0 - 1e-9))
