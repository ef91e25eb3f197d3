"""Reserved positions: ``x = 0`` for types that they are not kept for, as long as they are kept."""

from __future__ import annotations

from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Emission
from rackplan.optimize.standing import keep_off

__all__ = ["emit"]


def emit(problem: Problem) -> Emission:
    """Emit one row a type and segment on which it would cover a position kept from it."""
    return keep_off(problem, "space.reserved", problem.site.is_held, problem.site.reserved)
