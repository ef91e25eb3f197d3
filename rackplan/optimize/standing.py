"""Rows of a floor that is not empty: racks that must stand, and racks that may not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection

from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Emission, Row

__all__ = ["keep_off", "must_stand"]


def must_stand(problem: Problem, rule: str, *, are_given: bool) -> Emission:
    """Emit ``x[t, s] >= n`` for the racks that have a segment of their own.

    Parameters
    ----------
    are_given : bool
        Those that stand already, or those that are pinned.
    """
    rows: list[Row] = []
    looked_at = 0
    for s, segment in enumerate(problem.segments):
        if segment.is_given == are_given:
            for rack, count in Counter(name for _, name in segment.must).items():
                looked_at += count
                where = f"{rack} in row {problem.rows[segment.row].id}"
                terms = {problem.columns.x(problem.index[rack], s): 1}
                rows.append(Row(rule, where, terms, lower=count, unit="racks"))
    return Emission(tuple(rows), looked_at)


def keep_off(
    problem: Problem,
    rule: str,
    is_kept_off: Callable[[str, str], bool],
    positions: Collection[str],
) -> Emission:
    """Emit ``x[t, s] <= n`` where racks of a type would cover positions that they may not.

    Parameters
    ----------
    is_kept_off : callable of (position, rack type)
    positions : collection of str
        The positions that the rule is about.
    """
    rows: list[Row] = []
    for s in problem.added:
        row = problem.rows[problem.segments[s].row].id
        for t, rack in enumerate(problem.types):
            most = problem.places_of(t, s)
            free = sum(not any(is_kept_off(p, rack) for p in covers) for covers in most)
            if free < len(most):
                where = f"{rack} in row {row}"
                terms = {problem.columns.x(t, s): 1}
                kept_out = "" if free else rack
                rows.append(Row(rule, where, terms, upper=free, unit="racks", kept_out=kept_out))
    return Emission(tuple(rows), len(positions))
