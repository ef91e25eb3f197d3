"""The best solution so far, what makes another one better, and what it must not give up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from rackplan.optimize.goals import Goal
from rackplan.optimize.model import Floats, Matrix, Model
from rackplan.optimize.neighbourhoods import Choice
from rackplan.optimize.row import Ints
from rackplan.optimize.task import Task

__all__ = ["Incumbent", "rows_around", "task_of_all"]


@dataclass
class Incumbent:
    """A solution of a model that is improved by one goal without losing by others.

    Attributes
    ----------
    model : Model
        The rows that every solution keeps.
    goal : Goal
        What makes a solution better.
    kept : tuple of Goal
        Goals by which no solution may become worse.
    values : int64[column] or None
    accept : callable, optional
        Asked last of all whether a better solution can be used.
    """

    model: Model
    goal: Goal
    kept: tuple[Goal, ...] = ()
    values: Ints | None = None
    accept: Callable[[Ints], bool] | None = None

    @property
    def value(self) -> int | None:
        """Objective of the solution."""
        return None if self.values is None else int(self.goal.each @ self.values)

    def offer(self, candidate: Ints) -> bool:
        """Take over a solution that is better and keeps rows and goals, as whole numbers."""
        if self.values is not None:
            change = candidate - self.values
            if int(self.goal.each @ change) * self.goal.sign <= 0:
                return False
            if any(int(goal.each @ change) * goal.sign < 0 for goal in self.kept):
                return False
        if self.model.broken(candidate) or not (self.accept is None or self.accept(candidate)):
            return False
        self.values = candidate
        return True

    def offer_part(self, free: Ints, found: Floats | None) -> bool:
        """Take over some columns of a solution, the others as they are now."""
        if found is None or self.values is None:
            return False
        candidate = self.values.copy()
        candidate[free] = np.rint(found).astype(np.int64)
        return self.offer(candidate)

    def task_around(self, choice: Choice, seconds: float, seed: int = 0) -> Task:
        """The task of some free columns, all others fixed, the kept goals as rows."""
        free = choice.free
        assert self.values is not None
        matrix, lower, upper = rows_around(self.model, free, self.values)
        for goal in self.kept:
            each = (goal.each[free] * goal.sign).astype(np.float64)
            matrix = sparse.vstack([matrix, sparse.csr_array(each[np.newaxis, :])], format="csr")
            lower = np.append(lower, each @ self.values[free])
            upper = np.append(upper, np.inf)
        used = np.diff(matrix.indptr) > 0
        return Task(
            matrix=matrix[used],
            lower=lower[used],
            upper=upper[used],
            least=self.model.least[free],
            most=self.model.most[free],
            each=self.goal.each[free].astype(np.float64),
            maximize=self.goal.maximize,
            solver=choice.solver,
            effort=choice.effort,
            nodes=choice.nodes,
            seconds=seconds,
            hint=self.values[free],
            seed=seed,
        )


def rows_around(model: Model, free: Ints, values: Ints) -> tuple[Matrix, Floats, Floats]:
    """The rows over some free columns, the others fixed at their values."""
    fixed = values.copy()
    fixed[free] = 0
    activity = model.matrix @ fixed
    matrix: Matrix = model.column_rows[:, free].tocsr()
    return matrix, model.lower - activity, model.upper - activity


def task_of_all(model: Model, effort: float, gap: float, seconds: float) -> Task:
    """The task of a whole model."""
    return Task(
        matrix=model.matrix,
        lower=model.lower,
        upper=model.upper,
        least=model.least,
        most=model.most,
        each=model.goal.each.astype(np.float64),
        maximize=model.goal.maximize,
        effort=effort,
        seconds=seconds,
        gap=gap,
    )
