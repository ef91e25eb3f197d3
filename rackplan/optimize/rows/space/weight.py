"""Load on the floor: ``x = 0`` where the rack is too heavy for the row."""

from __future__ import annotations

from rackplan.optimize.exclusion import exclude
from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Emission

__all__ = ["emit"]


def emit(problem: Problem) -> Emission:
    """Exclude racks that press harder than the floor of a row carries."""

    def breaks(t: int, r: int) -> bool:
        return bool(problem.pressure_pa[t, r] > problem.floor_pa[r])

    return exclude(problem, "space.weight", "kPa", breaks)
