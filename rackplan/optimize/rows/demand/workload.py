"""Each compute rack that is put up serves one workload, of those that its type can run."""

from __future__ import annotations

from collections.abc import Iterator

from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Emission, Row, Terms

__all__ = ["emit"]


def emit(problem: Problem) -> Emission:
    """Emit ``n_new <= sum(w) n_w <= n`` for each compute type, where workloads are named.

    Racks that stand already may serve one too, and need not.
    """
    rows = tuple(_rows(problem)) if problem.site.demand.workloads else ()
    return Emission(rows, len(problem.site.demand.workloads))


def _rows(problem: Problem) -> Iterator[Row]:
    for t, rack in enumerate(problem.racks):
        if rack.role == "compute":
            serving = dict.fromkeys(_serving(problem, t), 1)
            added = problem.added_terms(t)
            if serving:
                yield from _tied(problem, t, serving, added)
            elif added:
                where = f"{rack.id} in {problem.site.id}"
                yield Row("demand.workload", where, added, upper=0, unit="racks", kept_out=rack.id)


def _serving(problem: Problem, t: int) -> Iterator[int]:
    columns = problem.columns
    return (columns.serve(t, name) for kind, name in columns.serving if kind == t)


def _tied(problem: Problem, t: int, serving: Terms, added: Terms) -> Iterator[Row]:
    """All that is put up serves something; one row says both where no rack stands already."""
    rack = problem.types[t]
    everywhere = problem.count_terms(t, range(len(problem.rows)), -1)
    if everywhere.keys() == added.keys():
        yield Row("demand.workload", rack, everywhere | serving, lower=0, upper=0, unit="racks")
        return
    yield Row("demand.workload", rack, everywhere | serving, upper=0, unit="racks")
    yield Row("demand.workload", rack, dict.fromkeys(added, -1) | serving, lower=0, unit="racks")
