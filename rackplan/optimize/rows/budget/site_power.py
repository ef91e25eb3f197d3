"""Power at the meters on the design day against its budget."""

from __future__ import annotations

from rackplan.optimize.cap_rows import cap_rows
from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Emission

__all__ = ["emit"]


def emit(problem: Problem) -> Emission:
    """Emit ``sum(draw at the meters) <= budget - base`` for lines above what each plant draws."""
    budget = problem.site.budget.site_power
    is_real = budget is None or budget.is_compatible_with("kW")
    unit = "kW" if is_real else "kVA"
    return cap_rows(problem, "budget.site_power", scale=1e3, unit=unit)
