"""Heat that a loop's coolant carries alone for a while."""

from __future__ import annotations

from rackplan.optimize.cap_rows import cap_rows
from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Emission

__all__ = ["emit"]


def emit(problem: Problem) -> Emission:
    """Emit what heat a loop may get: in all, and while racks stand on it that take less rise."""
    return cap_rows(problem, "cooling.ride_through", scale=1e3, unit="kW")
