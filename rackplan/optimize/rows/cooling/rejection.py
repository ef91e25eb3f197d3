"""Heat of all that a plant serves against what it takes on the design day, one unit lost."""

from __future__ import annotations

from rackplan.optimize.cap_rows import cap_rows
from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Emission

__all__ = ["emit"]


def emit(problem: Problem) -> Emission:
    """Emit one row a plant: what comes to it against what is left after the worst loss."""
    return cap_rows(problem, "cooling.rejection", scale=1e3, unit="kW")
