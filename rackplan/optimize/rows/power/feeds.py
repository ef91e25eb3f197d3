"""Cords against feeds: ``x = 0`` where a row has fewer feeds than the rack has cords."""

from __future__ import annotations

from rackplan.optimize.exclusion import exclude
from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Emission

__all__ = ["emit"]


def emit(problem: Problem) -> Emission:
    """Exclude racks with more cords than their row has different feeds."""

    def breaks(t: int, r: int) -> bool:
        return problem.racks[t].cords > len(set(problem.rows[r].feeds))

    return exclude(problem, "power.feeds", "feeds", breaks)
