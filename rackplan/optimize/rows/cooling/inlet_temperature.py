"""Air that reaches a rack against what it accepts at its inlet."""

from __future__ import annotations

from rackplan.optimize.cap_rows import cap_rows
from rackplan.optimize.exclusion import exclude
from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Emission

__all__ = ["emit"]

_RULE = "cooling.inlet_temperature"


def emit(problem: Problem) -> Emission:
    """Exclude racks from rows whose air is too warm; limit rows that a matrix says are warmed."""
    told = problem.cooling.too_warm

    def breaks(t: int, r: int) -> bool | None:
        return None if told[t, r] < 0 else bool(told[t, r])

    kept_out = exclude(problem, _RULE, "degC", breaks)
    warmed = cap_rows(problem, _RULE, scale=1e6, unit="degC")
    return Emission((*kept_out.rows, *warmed.rows), kept_out.looked_at + warmed.looked_at)
