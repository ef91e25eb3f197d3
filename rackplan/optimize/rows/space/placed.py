"""Racks that stand already: ``x[t, s] >= n`` on the segment that is theirs."""

from __future__ import annotations

from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Emission
from rackplan.optimize.standing import must_stand

__all__ = ["emit"]


def emit(problem: Problem) -> Emission:
    """Emit one row a row of positions and type that stands there."""
    return must_stand(problem, "space.placed", are_given=True)
