"""A broken limit in the user's words."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Sequence

from rackplan.model.verdict import Contributor, Failure

__all__ = ["largest", "sentence"]

_COUNTED = frozenset({"feeds", "loops", "phases", "places", "pods", "positions", "racks", "types"})
_MOST_DECIMALS = 6


def largest(contributors: Iterable[Contributor]) -> tuple[Contributor, ...]:
    """The three largest contributors; of equal ones those that come first."""
    loading = (c for c in contributors if c.value > 0)
    return tuple(heapq.nlargest(3, loading, key=lambda contributor: contributor.value))


def sentence(
    says: str,
    *,
    subject: str,
    figures: tuple[float, float, float],
    unit: str,
    failure: Failure | None,
    contributors: Sequence[Contributor],
    states: int,
) -> str:
    """Fill in the sentence of a check.

    Parameters
    ----------
    says : str
        With ``{subject} {after} {value} {limit} {short} {most}`` open.
    figures : tuple of float [unit]
        Value, limit and margin (negative).
    states : int
        In how many states the limit is broken; this is the worst of them.
    """
    decimals = _decimals(figures)
    value, limit, margin = figures
    text = says.format(
        subject=subject,
        after=f" after losing {_loss(failure)}" if failure else "",
        value=_figure(value, "" if unit in _COUNTED else unit, decimals),
        limit=_figure(limit, unit, decimals),
        short=_figure(-margin, "" if unit in _COUNTED else unit, decimals),
        most=_most(subject, contributors, unit),
    )
    return text + (f"; this is the worst of {states} states that break it" if states > 1 else "")


def _loss(failure: Failure) -> str:
    return str(failure).replace("_", " ", 1) if "_" in failure.kind else str(failure)


def _most(subject: str, contributors: Sequence[Contributor], unit: str) -> str:
    """Name the largest contributors, unless the subject is all there is to blame."""
    named = [c for c in contributors if c.name not in subject]
    if not named:
        return ""
    unit = "" if unit in _COUNTED else unit
    listed = (f"{c.name} ({_figure(c.value, unit, _digits(c.value, 2))})" for c in named)
    return f"; most from {', '.join(listed)}"


def _decimals(figures: tuple[float, float, float]) -> int:
    """Decimals at which a margin shows two digits, so that value and limit never look alike."""
    if all(float(number).is_integer() for number in figures):
        return 0
    return _digits(figures[2], 2)


def _digits(number: float, significant: int) -> int:
    if float(number).is_integer() or not math.isfinite(number):
        return 0
    leading = math.floor(math.log10(abs(number)))
    return min(max(significant - 1 - leading, 0), _MOST_DECIMALS)


def _figure(number: float, unit: str, decimals: int) -> str:
    name = unit[:-1] if unit in _COUNTED and number == 1 else unit
    return f"{number:,.{decimals}f} {name}".rstrip()
