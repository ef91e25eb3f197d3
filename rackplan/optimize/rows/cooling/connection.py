"""Liquid-cooled racks only where the row has a loop with their coolant."""

from __future__ import annotations

from rackplan.optimize.exclusion import exclude
from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Emission

__all__ = ["emit"]


def emit(problem: Problem) -> Emission:
    """Exclude liquid-cooled racks from rows without a loop, or with another coolant."""
    loops = problem.site.loops

    def breaks(t: int, r: int) -> bool | None:
        liquid, loop = problem.racks[t].liquid, problem.rows[r].loop
        if liquid is None:
            return None
        return loop is None or loops[loop].coolant != liquid.coolant

    return exclude(problem, "cooling.connection", "loops", breaks)
