"""Water of a typical year against its budget."""

from __future__ import annotations

from rackplan.optimize.cap_rows import cap_rows
from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Emission

__all__ = ["emit"]


def emit(problem: Problem) -> Emission:
    """Emit ``sum(water of a rack's heat) <= budget`` for lines above what each plant takes."""
    return cap_rows(problem, "budget.water", scale=1e3, unit="m3/year")
