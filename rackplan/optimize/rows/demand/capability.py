"""Dense compute rate of the plan at each precision with a bound."""

from __future__ import annotations

from collections.abc import Iterator

from rackplan.model.catalog import Precision
from rackplan.model.demand import CapabilityBounds
from rackplan.optimize.problem import Problem, ceil_units, floor_units
from rackplan.optimize.row import Emission, Row, Terms

__all__ = ["emit"]


def emit(problem: Problem) -> Emission:
    """Emit one row a precision and bound; rates rounded away from the bound, in TFLOPS."""
    demand = problem.site.demand.capability
    rows = [row for p, bounds in demand.items() for row in _rows(problem, p, bounds)]
    return Emission(tuple(rows), len(demand))


def _rows(problem: Problem, precision: Precision, bounds: CapabilityBounds) -> Iterator[Row]:
    everywhere = range(len(problem.rows))
    if bounds.at_least is not None:
        terms = problem.load_terms(problem.capability(precision), everywhere)
        yield _row(precision, terms, lower=ceil_units(bounds.at_least, "TFLOPS"))
    if bounds.at_most is not None:
        terms = problem.load_terms(problem.capability(precision, ceil_units), everywhere)
        yield _row(precision, terms, upper=floor_units(bounds.at_most, "TFLOPS"))


def _row(where: str, terms: Terms, *, lower: int | None = None, upper: int | None = None) -> Row:
    return Row(
        "demand.capability", where, terms, lower=lower, upper=upper, scale=1e3, unit="PFLOPS"
    )
