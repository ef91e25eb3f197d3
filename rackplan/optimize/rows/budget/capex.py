"""Price of all new racks, and of what else is bought, against the capital budget."""

from __future__ import annotations

from rackplan.optimize.problem import Problem, floor_units
from rackplan.optimize.row import Emission, Row, Terms

__all__ = ["emit"]


def emit(problem: Problem) -> Emission:
    """Emit one row when a budget is set."""
    budget = problem.site.budget.capex
    if budget is None:
        return Emission((), 0)
    terms: Terms = problem.offer_terms()
    for t, price in enumerate(problem.prices().tolist()):
        terms |= problem.added_terms(t, price)
    row = Row("budget.capex", "plan", terms, upper=floor_units(budget, "USD"), unit="USD")
    return Emission((row,), 1)
