"""Forbidden positions: ``x = 0`` for the types that may not stand there."""

from __future__ import annotations

from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Emission
from rackplan.optimize.standing import keep_off

__all__ = ["emit"]


def emit(problem: Problem) -> Emission:
    """Emit one row a type and segment on which it would cover a position forbidden to it."""
    forbidden = problem.site.forbidden

    def is_forbidden(position: str, rack: str) -> bool:
        return rack in forbidden.get(position, ())

    return keep_off(problem, "space.forbidden", is_forbidden, forbidden)
