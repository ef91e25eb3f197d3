"""Racks of each type: at least and at most as asked."""

from __future__ import annotations

from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Emission, Row

__all__ = ["emit"]


def emit(problem: Problem) -> Emission:
    """Emit one row a type of the demand that has a bound."""
    everywhere = range(len(problem.rows))
    rows = [
        Row(
            "demand.racks",
            rack,
            problem.count_terms(problem.index[rack], everywhere),
            lower=bounds.at_least or None,
            upper=bounds.at_most,
            unit="racks",
        )
        for rack, bounds in problem.site.demand.racks.items()
        if bounds.at_least or bounds.at_most is not None
    ]
    return Emission(tuple(rows), len(problem.site.demand.racks))
