"""Dense compute rate of the plan at each precision with a bound."""

from __future__ import annotations

from rackplan.optimize.problem import Problem, ceil_units, floor_units
from rackplan.optimize.row import Emission, Row

__all__ = ["emit"]


def emit(problem: Problem) -> Emission:
    """Emit one row a precision; rates rounded down to TFLOPS, the lower bound up."""
    everywhere = range(len(problem.rows))
    demand = problem.site.demand.capability
    rows = [
        Row(
            "demand.capability",
            precision,
            problem.load_terms(problem.capability(precision), everywhere),
            lower=None if bounds.at_least is None else ceil_units(bounds.at_least, "TFLOPS"),
            upper=None if bounds.at_most is None else floor_units(bounds.at_most, "TFLOPS"),
            scale=1e3,
            unit="PFLOPS",
        )
        for precision, bounds in demand.items()
    ]
    return Emission(tuple(rows), len(demand))
