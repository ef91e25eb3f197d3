"""Positions of a segment: ``sum(t) span * x[t, s] <= length``.

Any mix that fits the length packs into the run, because racks need no alignment.
"""

from __future__ import annotations

from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Emission, Row

__all__ = ["emit"]


def emit(problem: Problem) -> Emission:
    """Emit one row a segment."""
    rows = [
        Row(
            "space.position",
            problem.rows[segment.row].id,
            {
                problem.columns.x(t, s): int(problem.span[t, segment.row])
                for t in range(len(problem.types))
            },
            upper=segment.length,
            unit="positions",
        )
        for s, segment in enumerate(problem.segments)
    ]
    return Emission(tuple(rows), len(rows))
