"""Heat that exchangers pass between rack loop and facility water, one CDU or pump lost."""

from __future__ import annotations

from rackplan.optimize.cap_rows import cap_rows
from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Emission

__all__ = ["emit"]


def emit(problem: Problem) -> Emission:
    """Emit one row a loop and state: each rack takes its share of what the exchangers pass."""
    return cap_rows(problem, "cooling.approach", scale=1e3, unit="kW")
