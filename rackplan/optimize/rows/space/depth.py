"""Depth of the rack against its position: ``x = 0`` where it is too deep."""

from __future__ import annotations

from rackplan.optimize.exclusion import exclude
from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Emission

__all__ = ["emit"]


def emit(problem: Problem) -> Emission:
    """Exclude racks that are deeper than the positions of a row."""

    def breaks(t: int, r: int) -> bool:
        return bool(problem.racks[t].depth > problem.rows[r].position_depth)

    return exclude(problem, "space.depth", "m", breaks)
