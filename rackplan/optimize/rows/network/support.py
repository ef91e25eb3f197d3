"""Support racks of the pods begun, by row and by hall."""

from __future__ import annotations

from collections.abc import Iterator

from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Emission, Row, Terms

__all__ = ["emit"]


def emit(problem: Problem) -> Emission:
    """Emit ``support racks >= sum(need * pods)`` for each support type in each row and hall."""
    rows = [*_by_row(problem), *_by_hall(problem)]
    return Emission(tuple(rows), len(rows))


def _by_row(problem: Problem) -> Iterator[Row]:
    """One-row types find their support in their row."""
    for support, needs in _needs(problem, one_row=True).items():
        for r, row in enumerate(problem.rows):
            terms = problem.count_terms(problem.index[support], [r])
            for t, need in needs:
                terms[problem.columns.row_pod(t, r)] = -need
            yield _row(f"{support} in row {row.id}", terms)


def _by_hall(problem: Problem) -> Iterator[Row]:
    """All types together find their support in their hall."""
    one_row, hall_wide = _needs(problem, one_row=True), _needs(problem, one_row=False)
    for support in dict.fromkeys([*one_row, *hall_wide]):
        for h, hall in enumerate(problem.site.halls):
            rows = problem.rows_at(problem.row_hall, h)
            terms = problem.count_terms(problem.index[support], rows)
            for t, need in one_row.get(support, ()):
                terms |= {problem.columns.row_pod(t, r): -need for r in rows}
            for t, need in hall_wide.get(support, ()):
                terms[problem.columns.hall_pod(t, h)] = -need
            yield _row(f"{support} in hall {hall}", terms)


def _row(where: str, terms: Terms) -> Row:
    return Row("network.support", where, terms, lower=0, unit="racks")


def _needs(problem: Problem, *, one_row: bool) -> dict[str, list[tuple[int, int]]]:
    """By support type: compute types and how many a pod of them needs."""
    needs: dict[str, list[tuple[int, int]]] = {}
    for t, rack in enumerate(problem.racks):
        if rack.pod is not None and rack.pod.one_row == one_row:
            for support, need in rack.pod.support.items():
                needs.setdefault(support, []).append((t, need))
    return needs
