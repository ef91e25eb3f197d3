"""High-bandwidth memory of the plan."""

from __future__ import annotations

from rackplan.optimize.problem import Problem, ceil_units, floor_units
from rackplan.optimize.row import Emission, Row

__all__ = ["emit"]


def emit(problem: Problem) -> Emission:
    """Emit one row when memory is asked for; memory rounded down to GB, the lower bound up."""
    bounds = problem.site.demand.hbm
    if bounds.at_least is None and bounds.at_most is None:
        return Emission((), 0)
    memory = problem.memory_gb()
    row = Row(
        "demand.hbm",
        "plan",
        problem.load_terms(memory, range(len(problem.rows))),
        lower=None if bounds.at_least is None else ceil_units(bounds.at_least, "GB"),
        upper=None if bounds.at_most is None else floor_units(bounds.at_most, "GB"),
        scale=1e3,
        unit="TB",
    )
    return Emission((row,), 1)
