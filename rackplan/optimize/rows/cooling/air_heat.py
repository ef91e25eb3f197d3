"""Heat to the air of a zone against its units, one lost."""

from __future__ import annotations

from rackplan.optimize.cap_rows import cap_rows
from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Emission

__all__ = ["emit"]


def emit(problem: Problem) -> Emission:
    """Emit one row a zone and state that may bind: racks, and what power nodes lose to its air."""
    return cap_rows(problem, "cooling.air_heat", scale=1e3, unit="kW")
