"""Racks of each type: at least and at most as asked."""

from __future__ import annotations

from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Emission, Row

__all__ = ["emit"]


def emit(problem: Problem) -> Emission:
    """Emit one row a type of the demand that has a bound, and a compute type nobody asks for."""
    everywhere = range(len(problem.rows))
    asked = problem.site.demand.racks
    rows = [
        Row(
            "demand.racks",
            rack,
            problem.count_terms(problem.index[rack], everywhere),
            lower=bounds.at_least or None,
            upper=bounds.at_most,
            unit="racks",
        )
        for rack, bounds in asked.items()
        if bounds.at_least or bounds.at_most is not None
    ]
    rows += [
        Row(
            "demand.racks",
            rack.id,
            problem.count_terms(t, everywhere),
            upper=problem.standing(t),
            unit="racks",
        )
        for t, rack in enumerate(problem.racks)
        if not problem.is_bought(rack)
    ]
    return Emission(tuple(rows), len(problem.site.demand.asked))
