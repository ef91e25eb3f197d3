"""Racks of an earlier plan that stay where they are: columns beside those of the model.

``stay[type, segment] <= x[type, segment]``, and no more than stood there, counts racks that need
not be moved: on free positions that are alike any rack of a type may stay where one was. Each that
does not stay takes its price off the objective::

    goal - price * (racks of the earlier plan - sum of stay)

A column that is always 1 carries what does not depend on the plan, so that value and bound are
those of the goal with all that is charged.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from rackplan.model.keeping import DEFAULT_MOVE_PRICE
from rackplan.model.plan import Plan, stands_already
from rackplan.optimize.extract import column_of, encode, places_by_segment
from rackplan.optimize.goals import Goal
from rackplan.optimize.incumbent import task_of_all
from rackplan.optimize.model import Matrix, Model
from rackplan.optimize.pool import Pool
from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Ints, Row
from rackplan.optimize.task import Task

__all__ = ["Keeping", "build_keeping", "price_of_moves"]

_EFFORT = 2.0
_GAP = 1e-3


@dataclass(frozen=True)
class Keeping:
    """The model widened by what stays of an earlier plan.

    Attributes
    ----------
    model : Model
        The rows of the original, then those that tie the new columns.
    plain : Model
        The original.
    before : Plan
        The racks of the earlier plan that can stay, and what it bought that is still on offer.
    columns : int64[stay]
        The column of the original that each new one counts within; they come after all of them,
        and after them the one that is always 1.
    most : int64[stay]
        Racks of the earlier plan there.
    price : int
        What each rack that does not stay takes off the objective, in its integer units.
    """

    problem: Problem
    model: Model
    plain: Model
    before: Plan
    columns: Ints
    most: Ints
    price: int

    def widened(self, values: Ints) -> Ints:
        """Columns of the original with as many racks that stay as they allow."""
        return np.concatenate([values, np.minimum(values[self.columns], self.most), [1]])

    def exactly(self, values: Ints, plan: Plan) -> Ints:
        """Columns of a plan, with the racks that stay in it to the position."""
        wide = self.widened(values)
        at = places_by_segment(self.problem)
        stands = {(p.position, p.rack) for p in plan.placements}
        found = Counter(
            column_of(self.problem, at, p)
            for p in self.before.placements
            if (p.position, p.rack) in stands
        )
        wide[len(values) : -1] = [found[c] for c in self.columns.tolist()]
        return wide

    def totals(self, totals: Matrix) -> Matrix:
        """Sums over columns of the original, over the wider ones."""
        return _wider(totals, len(self.model.most))

    def start(self, pool: Pool, seconds: float) -> Ints | None:
        """The earlier plan, or as much of it as fits; None where none of it does."""
        values = encode(self.problem, self.before)
        assert values is not None, "racks that can stay have their columns"
        if not self.plain.broken(values):
            return self.widened(values)
        (answer,) = pool.solve(self._part_of(values, seconds))
        return None if answer.values is None else np.rint(answer.values).astype(np.int64)

    def _part_of(self, values: Ints, seconds: float) -> Task:
        """The best that can be had without a rack where none of its type stood."""
        model, whole = self.model, task_of_all(self.model, _EFFORT, _GAP, seconds)
        racks = len(self.problem.types) * len(self.problem.segments)
        most = model.most.copy()
        most[:racks] = np.clip(values[:racks], model.least[:racks], most[:racks])
        return replace(whole, most=most, hint=np.minimum(self.widened(values), most))


def build_keeping(problem: Problem, model: Model, before: Plan, price: int) -> Keeping:
    """Widen a model by the racks of an earlier plan that can stay.

    Parameters
    ----------
    price : int
        What each rack that does not stay takes off the objective, in its integer units.
    """
    at = places_by_segment(problem)
    held = {p: column_of(problem, at, p) for p in before.placements}
    staying = [p for p in before.placements if held[p] is not None]
    charged = sum(not stands_already(problem.site, p) for p in before.placements)
    counts = Counter(c for p in staying if (c := held[p]) is not None)
    columns = np.array(sorted(counts), dtype=np.int64)
    given = {problem.columns.x(t, s) for t, s in _given(problem)}
    worth = [0 if c in given else price for c in columns.tolist()]
    most = np.array([counts[c] for c in columns.tolist()], dtype=np.int64)
    bought = tuple(name for name in before.bought if name in problem.site.offers)
    return Keeping(
        problem=problem,
        model=_widened(model, columns, most, _Worth(worth, price * charged)),
        plain=model,
        before=Plan(site=before.site, placements=tuple(staying), bought=bought),
        columns=columns,
        most=most,
        price=price,
    )


def price_of_moves(problem: Problem, goal: Goal, before: Plan) -> int:
    """What a rack that does not stay has to bring, as the policy says it [integer units].

    A share is one of what the earlier plan brings, or costs, for each of its compute racks.
    """
    asked = problem.site.policy.move_price
    share = DEFAULT_MOVE_PRICE
    if asked is not None:
        if not asked.check("[]"):
            return round(float(asked.m_as(goal.unit)) * goal.scale)
        share = float(asked.m_as("dimensionless"))
    return round(share * _worth_of_a_rack(problem, goal, before))


def _worth_of_a_rack(problem: Problem, goal: Goal, before: Plan) -> float:
    racks = goal.each[: len(problem.types) * len(problem.segments)]
    each = np.abs(racks.reshape(len(problem.types), -1)).max(axis=1, initial=0)
    types = [problem.index[p.rack] for p in before.placements if p.rack in problem.index]
    computing = sum(problem.racks[t].role == "compute" for t in types)
    return float(each[types].sum()) / max(computing, 1)


@dataclass(frozen=True, slots=True)
class _Worth:
    """What columns of racks that stay are worth, and what is charged if none does."""

    each: list[int]
    charge: int


def _given(problem: Problem) -> list[tuple[int, int]]:
    """Types and segments of racks that stand for good."""
    given = [s for s, segment in enumerate(problem.segments) if segment.is_given]
    return [(t, s) for s in given for t in range(len(problem.types))]


def _widened(model: Model, columns: Ints, most: Ints, worth: _Worth) -> Model:
    first, count = len(model.most), len(columns)
    rows = [
        Row("keep.stay", "", {first + i: 1, int(c): -1}, upper=0) for i, c in enumerate(columns)
    ]
    sign = model.goal.sign
    extra = np.array([*(sign * each for each in worth.each), -sign * worth.charge], dtype=np.int64)
    ties = sparse.csr_array(
        (
            np.tile([-1.0, 1.0], count),
            np.stack([columns, first + np.arange(count)], axis=1).ravel(),
            2 * np.arange(count + 1),
        ),
        shape=(count, first + count + 1),
    )
    return replace(
        model,
        rows=(*model.rows, *rows),
        matrix=sparse.csr_array(sparse.vstack([_wider(model.matrix, first + count + 1), ties])),
        lower=np.append(model.lower, np.full(count, -np.inf)),
        upper=np.append(model.upper, np.zeros(count)),
        least=np.concatenate([model.least, np.zeros(count, dtype=np.int64), [1]]),
        most=np.concatenate([model.most, most, [1]]),
        goal=replace(model.goal, each=np.append(model.goal.each, extra)),
        second=None if model.second is None else _without_new(model.second, count + 1),
        floor=np.concatenate([model.floor, model.floor[columns], [-1]]),
    )


def _without_new(goal: Goal, count: int) -> Goal:
    return replace(goal, each=np.append(goal.each, np.zeros(count, dtype=np.int64)))


def _wider(matrix: Matrix, columns: int) -> Matrix:
    return sparse.csr_array(
        (matrix.data, matrix.indices, matrix.indptr), shape=(matrix.shape[0], columns)
    )
