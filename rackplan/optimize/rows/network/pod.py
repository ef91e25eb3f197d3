"""Pods begun: ``racks <= size * pods``, by row for one-row types, else by hall."""

from __future__ import annotations

from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Emission, Row

__all__ = ["emit"]


def emit(problem: Problem) -> Emission:
    """Emit one row a type and row, or a type and hall."""
    columns, racks = problem.columns, problem.racks
    rows: list[Row] = []
    for t, r in columns.row_pods:
        where = f"{racks[t].id} in row {problem.rows[r].id}"
        rows.append(_row(problem, t, where, [r], columns.row_pod(t, r)))
    for t, h in columns.hall_pods:
        where = f"{racks[t].id} in hall {list(problem.site.halls)[h]}"
        members = problem.rows_at(problem.row_hall, h)
        rows.append(_row(problem, t, where, members, columns.hall_pod(t, h)))
    return Emission(tuple(rows), len(rows))


def _row(problem: Problem, t: int, where: str, rows: list[int], pods: int) -> Row:
    pod = problem.racks[t].pod
    size = 0 if pod is None else pod.racks
    terms = problem.count_terms(t, rows) | {pods: -size}
    return Row("network.pod", where, terms, upper=0, unit="racks")
