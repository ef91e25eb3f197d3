"""Head of the pumps against racks and pipes, one CDU or pump lost."""

from __future__ import annotations

from rackplan.optimize.cap_rows import cap_rows
from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Emission

__all__ = ["emit"]


def emit(problem: Problem) -> Emission:
    """Emit what a loop may move: in all, and while racks stand on it that need more head."""
    return cap_rows(problem, "cooling.liquid_head", scale=1e3, unit="L/min")
