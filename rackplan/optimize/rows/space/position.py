"""Positions of a segment: ``sum(t) span * x[t, s] <= length``.

Any mix that fits the length packs into the run, because racks need no alignment. On single
positions of a run, what covers each of them counts: ``sum(t, s' that reaches s) x[t, s'] <= 1``.
"""

from __future__ import annotations

from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Emission, Row, Terms

__all__ = ["emit"]


def emit(problem: Problem) -> Emission:
    """Emit one row a segment."""
    rows = [
        Row(
            "space.position",
            problem.rows[segment.row].id,
            _covering(problem, s) if segment.is_single else _filling(problem, s),
            upper=segment.length,
            unit="positions",
        )
        for s, segment in enumerate(problem.segments)
    ]
    return Emission(tuple(rows), len(rows))


def _filling(problem: Problem, s: int) -> Terms:
    row = problem.segments[s].row
    return {problem.columns.x(t, s): int(problem.span[t, row]) for t in range(len(problem.types))}


def _covering(problem: Problem, s: int) -> Terms:
    """Racks that begin here, or before and reach this position; 2 for those past the run's end."""
    segment = problem.segments[s]
    terms: Terms = {}
    for t in range(len(problem.types)):
        span = int(problem.span[t, segment.row])
        for away in range(min(span, segment.before + 1)):
            terms[problem.columns.x(t, s - away)] = 1
        if span > 1 + segment.past:
            terms[problem.columns.x(t, s)] = 2
    return terms
