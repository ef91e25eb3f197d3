"""High-bandwidth memory of the plan."""

from __future__ import annotations

from collections.abc import Iterator

from rackplan.optimize.problem import Problem, ceil_units, floor_units
from rackplan.optimize.row import Emission, Row, Terms

__all__ = ["emit"]


def emit(problem: Problem) -> Emission:
    """Emit one row a bound; memory rounded away from the bound, in GB."""
    rows = tuple(_rows(problem))
    return Emission(rows, len(rows))


def _rows(problem: Problem) -> Iterator[Row]:
    bounds, everywhere = problem.site.demand.hbm, range(len(problem.rows))
    if bounds.at_least is not None:
        terms = problem.load_terms(problem.memory_gb(), everywhere)
        yield _row(terms, lower=ceil_units(bounds.at_least, "GB"))
    if bounds.at_most is not None:
        terms = problem.load_terms(problem.memory_gb(ceil_units), everywhere)
        yield _row(terms, upper=floor_units(bounds.at_most, "GB"))


def _row(terms: Terms, *, lower: int | None = None, upper: int | None = None) -> Row:
    return Row("demand.hbm", "plan", terms, lower=lower, upper=upper, scale=1e3, unit="TB")
