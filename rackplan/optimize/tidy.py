"""A tidier plan among those as good: few types a segment, and support where its pods stand.

The rows of the model leave open on which rows of a block the racks stand. Two things decide how a
plan looks and how long its cables are: how many types share a segment, and whether a row has the
support racks that its own compute racks call for. Both become columns beside those of the model,
and their sum, the *scatter*, is brought down without giving anything up.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from rackplan.optimize.goals import Goal
from rackplan.optimize.incumbent import Incumbent
from rackplan.optimize.model import Matrix, Model
from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Ints, Row, Terms

__all__ = ["Tidying", "build_tidying"]

_WEIGHT_OF_TYPE = 4
_WEIGHT_OF_SUPPORT = 1


@dataclass(frozen=True)
class Tidying:
    """The model widened by columns that measure scatter.

    Attributes
    ----------
    model : Model
        The rows of the original, then those that tie the new columns; its goal is least scatter.
    columns : int
        How many columns the original has; they come first.
    """

    model: Model
    columns: int

    def widened(self, values: Ints) -> Ints:
        """Original columns with the smallest new columns that go with them."""
        wide = np.zeros(len(self.model.most), dtype=np.int64)
        wide[: self.columns] = values
        first = len(self.model.rows) - (len(wide) - self.columns)
        for row in self.model.rows[first:]:
            new = max(row.terms)
            need = sum(each * int(values[c]) for c, each in row.terms.items() if c != new)
            wide[new] = max(0, -(-need // -row.terms[new]))
        return wide

    def with_new(self, free: Ints) -> Ints:
        """Free columns of the original, and the new columns that depend on them."""
        touched = self.model.matrix[:, free]
        rows = np.flatnonzero(np.diff(sparse.csr_array(touched).indptr))
        linked = np.unique(self.model.matrix[rows].indices)
        return np.union1d(free, linked[linked >= self.columns])

    def incumbent(self, original: Model, values: Ints) -> Incumbent:
        """A solution of the original to be made tidier, losing by none of its goals."""
        goals = [goal for goal in (original.goal, original.second) if goal is not None]
        kept = tuple(self.widened_goal(goal) for goal in goals)
        return Incumbent(self.model, self.model.goal, kept, self.widened(values))

    def widened_goal(self, goal: Goal) -> Goal:
        """A goal of the original over the wider columns."""
        extra = len(self.model.most) - self.columns
        each = np.append(goal.each, np.zeros(extra, dtype=np.int64))
        return Goal(goal.name, each, goal.maximize, goal.scale, goal.unit)


def build_tidying(problem: Problem, model: Model) -> Tidying:
    """Widen a model by columns of scatter."""
    columns = len(model.most)
    rows = [*_type_rows(problem, model, columns)]
    rows += _support_rows(problem, columns + len(rows))
    extra = len(rows)
    weights = np.zeros(columns + extra, dtype=np.int64)
    for row in rows:
        weights[max(row.terms)] = (
            _WEIGHT_OF_TYPE if row.rule == "tidy.types" else _WEIGHT_OF_SUPPORT
        )
    wide = Model(
        rows=(*model.rows, *rows),
        matrix=_stacked(model, rows, columns + extra),
        lower=np.append(model.lower, np.full(extra, -np.inf)),
        upper=np.append(model.upper, np.zeros(extra)),
        least=np.append(model.least, np.zeros(extra, dtype=np.int64)),
        most=np.append(model.most, np.full(extra, _most_scatter(problem))),
        goal=Goal("scatter", weights, maximize=False, scale=1.0, unit=""),
        second=None,
        floor=np.append(model.floor, np.full(extra, -1, dtype=np.int64)),
        emitted={},
    )
    return Tidying(wide, columns)


def _type_rows(problem: Problem, model: Model, first: int) -> list[Row]:
    """``x[t, s] <= most * used[t, s]``: a type that stands on a segment is used there."""
    racks = len(problem.types) * len(problem.segments)
    held = [c for c in range(racks) if model.most[c] > model.least[c]]
    return [
        Row("tidy.types", "", {c: 1, first + i: -int(model.most[c])}, upper=0)
        for i, c in enumerate(held)
    ]


def _support_rows(problem: Problem, first: int) -> list[Row]:
    """``need of the row's own racks - support there <= short[u, r]``, in parts of a rack."""
    parts = math.lcm(1, *(rack.pod.racks for rack in problem.racks if rack.pod is not None))
    rows: list[Row] = []
    for u, support in enumerate(problem.types):
        for r in range(len(problem.rows)):
            need = _own_need(problem, support, r, parts)
            if need:
                terms = {**need, **problem.count_terms(u, [r], -parts), first + len(rows): -1}
                rows.append(Row("tidy.support", "", terms, upper=0))
    return rows


def _own_need(problem: Problem, support: str, r: int, parts: int) -> Terms:
    """What the compute racks of a row call for of a support type."""
    terms: Terms = {}
    for t, rack in enumerate(problem.racks):
        if rack.pod is not None and support in rack.pod.support:
            each = rack.pod.support[support] * parts // rack.pod.racks
            terms |= problem.count_terms(t, [r], each)
    return terms


def _most_scatter(problem: Problem) -> int:
    sizes = [rack.pod.racks for rack in problem.racks if rack.pod is not None]
    needs = [n for rack in problem.racks if rack.pod for n in rack.pod.support.values()]
    longest = max((len(row.positions) for row in problem.rows), default=1)
    return math.lcm(*sizes, 1) * max(needs, default=1) * longest * len(problem.types)


def _stacked(model: Model, rows: list[Row], columns: int) -> Matrix:
    """The matrix of the model, and the new rows below it."""
    old = sparse.csr_array(
        (model.matrix.data, model.matrix.indices, model.matrix.indptr),
        shape=(model.matrix.shape[0], columns),
    )
    new = sparse.lil_array((len(rows), columns))
    for i, row in enumerate(rows):
        for column, each in row.terms.items():
            new[i, column] = each
    return sparse.vstack([old, new], format="csr")
