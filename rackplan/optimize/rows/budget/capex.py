"""Price of all racks against the capital budget."""

from __future__ import annotations

from rackplan.optimize.problem import Problem, floor_units
from rackplan.optimize.row import Emission, Row

__all__ = ["emit"]


def emit(problem: Problem) -> Emission:
    """Emit one row when a budget is set."""
    budget = problem.site.budget.capex
    if budget is None:
        return Emission((), 0)
    terms = problem.load_terms(problem.prices(), range(len(problem.rows)))
    row = Row("budget.capex", "plan", terms, upper=floor_units(budget, "USD"), unit="USD")
    return Emission((row,), 1)
