"""Rows that keep a rack type out of a row of positions."""

from __future__ import annotations

from collections.abc import Callable

from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Emission, Row

__all__ = ["exclude"]


def exclude(
    problem: Problem, rule: str, unit: str, breaks: Callable[[int, int], bool | None]
) -> Emission:
    """Emit ``x[t, all segments of r] <= 0`` wherever a type in a row breaks the rule.

    Parameters
    ----------
    breaks : callable of (t, r)
        True where it breaks, False where it holds, None where the rule does not apply.
    """
    rows: list[Row] = []
    looked_at = 0
    for t, rack in enumerate(problem.types):
        for r, row in enumerate(problem.rows):
            broken = breaks(t, r)
            looked_at += broken is not None
            if broken:
                terms = problem.count_terms(t, [r])
                where = f"{rack} in row {row.id}"
                rows.append(Row(rule, where, terms, upper=0, unit=unit, kept_out=rack))
    return Emission(tuple(rows), looked_at)
