"""The whole model as one sparse matrix: the rows of all rules, an objective, bounds of columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import sparse

from rackplan.optimize.arrays import Floats, Matrix
from rackplan.optimize.goals import Goal, goal_of, second_goal_of
from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Emission, Ints, Row, Terms
from rackplan.optimize.rows import ROWS
from rackplan.rules import RULES

__all__ = ["Floats", "Matrix", "Model", "build_model", "type_totals"]


@dataclass(frozen=True)
class Model:
    """``lower <= A x <= upper``, ``least <= x <= most``, x integer.

    Attributes
    ----------
    rows : tuple of Row
        Labels of the matrix rows, in order.
    matrix : float64 csr[row, column]
        Whole numbers, exact below 2**53.
    lower, upper : float64[row]
        -inf and inf where there is no bound.
    least, most : int64[column]
        Bounds of each column; `least` of those that a row of one column sets.
    second : Goal or None
        Decides between solutions that are equal by `goal`.
    floor : int64[column]
        Row of the floor that a column is about, -1 for columns of no one row.
    emitted : mapping of rule to Emission
        What each rule gave, also where it gave no row.
    """

    rows: tuple[Row, ...]
    matrix: Matrix
    lower: Floats
    upper: Floats
    least: Ints
    most: Ints
    goal: Goal
    second: Goal | None
    floor: Ints
    emitted: Mapping[str, Emission]

    @cached_property
    def column_rows(self) -> sparse.csc_array[np.float64]:
        """The matrix by columns."""
        return self.matrix.tocsc()

    def broken(self, values: Ints) -> list[Row]:
        """Rows that a vector of columns does not keep."""
        activity = self.matrix @ values
        bad = (activity < self.lower - 0.5) | (activity > self.upper + 0.5)
        return [self.rows[i] for i in np.flatnonzero(bad)]

    def value(self, values: Ints) -> int:
        """Objective of a vector of columns, in integer units."""
        return int(self.goal.each @ values)


def build_model(
    problem: Problem, rules: Mapping[str, Callable[[Problem], Emission]] | None = None
) -> Model:
    """Emit the rows of all rules (or of those given) and stack them.

    Raises
    ------
    AssertionError
        When a rule looked at nothing although it always applies: a bug in its rows.
    """
    emitted = {rule: emit(problem) for rule, emit in (ROWS if rules is None else rules).items()}
    assert emitted.keys() <= RULES.keys(), "a rule without a statement"
    rows = tuple(row for emission in emitted.values() for row in emission.rows)
    most = _most(problem)
    return Model(
        rows=rows,
        matrix=_stack([row.terms for row in rows], problem.columns.count),
        lower=np.array([-np.inf if row.lower is None else row.lower for row in rows]),
        upper=np.array([np.inf if row.upper is None else row.upper for row in rows]),
        least=_least(rows, most),
        most=most,
        goal=goal_of(problem, problem.site.demand.objective),
        second=second_goal_of(problem),
        floor=_floor(problem),
        emitted=emitted,
    )


def type_totals(problem: Problem) -> Matrix:
    """All racks of a type, then all pods of each type that comes in pods: ``csr[sum, column]``."""
    columns = problem.columns
    terms = [problem.count_terms(t, range(len(problem.rows))) for t in range(len(problem.types))]
    pods: dict[int, Terms] = {}
    for t, r in columns.row_pods:
        pods.setdefault(t, {})[columns.row_pod(t, r)] = 1
    for t, h in columns.hall_pods:
        pods.setdefault(t, {})[columns.hall_pod(t, h)] = 1
    return _stack([*terms, *pods.values()], columns.count)


def _stack(terms: list[Terms], columns: int) -> Matrix:
    starts = np.cumsum([0, *(len(row) for row in terms)])
    places = np.array([column for row in terms for column in row], dtype=np.int64)
    values = np.array([each for row in terms for each in row.values()], dtype=np.float64)
    return sparse.csr_array((values, places, starts), shape=(len(terms), columns))


def _most(problem: Problem) -> Ints:
    """The most of each type on a segment, of the pods that this begins, and of what it serves."""
    columns = problem.columns
    most = np.zeros(columns.count, dtype=np.int64)
    for t in range(len(problem.types)):
        for s, segment in enumerate(problem.segments):
            span = int(problem.span[t, segment.row])
            most[columns.x(t, s)] = segment.most(span, problem.types[t])
    for t, r in columns.row_pods:
        most[columns.row_pod(t, r)] = _pods(problem, t, [r], most)
    for t, h in columns.hall_pods:
        rows = problem.rows_at(problem.row_hall, h)
        most[columns.hall_pod(t, h)] = _pods(problem, t, rows, most)
    for place in columns.stands:
        most[columns.stand(place)] = 1
    for offer in columns.offers:
        most[columns.offer(offer)] = 1
    for t, workload in columns.serving:
        racks = problem.count_terms(t, range(len(problem.rows)))
        most[columns.serve(t, workload)] = sum(int(most[column]) for column in racks)
    for each in problem.orders.places:
        most[columns.order(each.kind, each.name)] = each.most
    return most


def _floor(problem: Problem) -> Ints:
    """Racks and pods of a row are about that row, or about the line that orders may span.

    A line is called by the first of its rows.
    """
    columns, kinds = problem.columns, problem.orders.kinds
    floor = np.full(columns.count, -1, dtype=np.int64)
    first = np.arange(len(problem.rows))
    if any(kind.together == "line" for kind in kinds):
        for members in problem.orders.rows["line"].values():
            first[list(members)] = members[0]
    rows = [segment.row for segment in problem.segments]
    floor[: columns.types * columns.segments] = np.tile(first[rows], columns.types)
    for t, r in columns.row_pods:
        floor[columns.row_pod(t, r)] = first[r]
    for k, place in columns.orders:
        if kinds[k].together != "hall":
            members = problem.orders.rows[kinds[k].together][place]
            floor[columns.order(k, place)] = first[members[0]]
    return floor


def _least(rows: tuple[Row, ...], most: Ints) -> Ints:
    """What rows of one column ask for at least, as far as the column can give it.

    The rows stay: they carry the name of the rule. As bounds they spare every search the detour.
    """
    least = np.zeros_like(most)
    for row in rows:
        if len(row.terms) == 1 and row.lower is not None:
            ((column, each),) = row.terms.items()
            if each > 0:
                least[column] = max(least[column], -(-row.lower // each))
    return np.minimum(least, most)


def _pods(problem: Problem, t: int, rows: list[int], most: Ints) -> int:
    pod = problem.racks[t].pod
    size = 1 if pod is None else pod.racks
    racks = sum(int(most[column]) for column in problem.count_terms(t, rows))
    return -(-racks // size)
