"""High-bandwidth memory of the plan, and of the racks that serve each workload."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rackplan.model.demand import MemoryBounds
from rackplan.optimize.problem import Problem, ceil_units, floor_units
from rackplan.optimize.row import Emission, Ints, Row, Terms

__all__ = ["emit"]


def emit(problem: Problem) -> Emission:
    """Emit one row a bound; memory rounded away from the bound, in GB."""
    demand, everywhere = problem.site.demand, range(len(problem.rows))
    rows = [*_rows(problem, "plan", demand.hbm, lambda gb: problem.load_terms(gb, everywhere))]
    for name, workload in demand.workloads.items():
        rows += _rows(problem, name, workload.hbm, _serving(problem, name))
    return Emission(tuple(rows), len(rows))


def _serving(problem: Problem, workload: str) -> Callable[[Ints], Terms]:
    return lambda gb: problem.serving_terms(workload, gb)


def _rows(
    problem: Problem, where: str, bounds: MemoryBounds, terms: Callable[[Ints], Terms]
) -> Iterator[Row]:
    if bounds.at_least is not None:
        least = ceil_units(bounds.at_least, "GB")
        yield _row(where, terms(problem.memory_gb()), lower=least)
    if bounds.at_most is not None:
        most = floor_units(bounds.at_most, "GB")
        yield _row(where, terms(problem.memory_gb(ceil_units)), upper=most)


def _row(where: str, terms: Terms, *, lower: int | None = None, upper: int | None = None) -> Row:
    return Row("demand.hbm", where, terms, lower=lower, upper=upper, scale=1e3, unit="TB")
