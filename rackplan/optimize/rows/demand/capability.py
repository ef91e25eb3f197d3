"""Dense compute rate at each precision with a bound: of the plan, and of each workload."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from rackplan.model.catalog import Precision
from rackplan.model.demand import CapabilityBounds
from rackplan.optimize.problem import Problem, ceil_units, floor_units
from rackplan.optimize.row import Emission, Ints, Row, Terms

__all__ = ["emit"]


def emit(problem: Problem) -> Emission:
    """Emit one row a precision and bound; rates rounded away from the bound, in TFLOPS."""
    demand, everywhere = problem.site.demand, range(len(problem.rows))
    rows = [
        *_rows(problem, demand.capability, "", lambda load: problem.load_terms(load, everywhere))
    ]
    looked_at = len(demand.capability)
    for name, workload in demand.workloads.items():
        rows += _rows(problem, workload.capability, f" for {name}", _serving(problem, name))
        looked_at += len(workload.capability)
    return Emission(tuple(rows), looked_at)


def _serving(problem: Problem, workload: str) -> Callable[[Ints], Terms]:
    return lambda load: problem.serving_terms(workload, load)


def _rows(
    problem: Problem,
    asked: Mapping[Precision, CapabilityBounds],
    whom: str,
    terms: Callable[[Ints], Terms],
) -> Iterator[Row]:
    for precision, bounds in asked.items():
        where = f"{precision}{whom}"
        if bounds.at_least is not None:
            least = ceil_units(bounds.at_least, "TFLOPS")
            yield _row(where, terms(problem.capability(precision)), lower=least)
        if bounds.at_most is not None:
            most = floor_units(bounds.at_most, "TFLOPS")
            yield _row(where, terms(problem.capability(precision, ceil_units)), upper=most)


def _row(where: str, terms: Terms, *, lower: int | None = None, upper: int | None = None) -> Row:
    return Row(
        "demand.capability", where, terms, lower=lower, upper=upper, scale=1e3, unit="PFLOPS"
    )
