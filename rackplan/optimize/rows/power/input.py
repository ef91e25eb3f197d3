"""Current and voltage: ``x = 0`` where a rack does not take what its row gives."""

from __future__ import annotations

from rackplan.optimize.exclusion import exclude
from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Emission

__all__ = ["emit"]


def emit(problem: Problem) -> Emission:
    """Exclude racks from rows of another current, or of a voltage that they do not take."""
    return exclude(problem, "power.input", "feeds", lambda t, r: bool(problem.poles[t, r] == 0))
