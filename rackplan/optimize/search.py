"""The search: a bound from the relaxation, a plan from large neighbourhoods, until the gap closes.

Small models are solved whole in the first step. On larger ones that step gives a start; then blocks
of columns are solved anew with everything else fixed, a pair of blocks at a time, while one task
tightens the bound on the whole model. Every task ends by a deterministic effort, and answers are
taken in the order of the schedule: a search that ends by its gap goes the same way again.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from rackplan.model.claim import Status
from rackplan.optimize.blocks import column_blocks
from rackplan.optimize.model import Floats, Goal, Model
from rackplan.optimize.neighbourhoods import neighbourhoods
from rackplan.optimize.pool import Pool
from rackplan.optimize.row import Ints
from rackplan.optimize.task import Answer, SolverName, Task

__all__ = ["Found", "Limits", "Progress", "search"]

_START_EFFORT = 1.0
_NEIGHBOURHOOD_EFFORT = 0.6
_BOUND_NODES = 20
_POLISH_EFFORT = 0.1


@dataclass(frozen=True, slots=True)
class Limits:
    """When to stop: by the clock, or when the plan is proved to be this close to the best."""

    seconds: float = 60.0
    gap: float = 0.005
    threads: int = 2
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a search stands, in integer units of the objective."""

    seconds: float
    value: float | None
    bound: float | None


@dataclass(frozen=True)
class Found:
    """What a search came to.

    Attributes
    ----------
    status : {'optimal', 'feasible', 'infeasible', 'limit'}
        `optimal` is proved within the gap asked for.
    values : int64[column] or None
        The best solution.
    bound : float or None
        In integer units of the objective.
    duals : float64[row] or None
        Of the linear relaxation.
    deterministic : bool
        False when the clock or a person ended it.
    """

    status: Status
    values: Ints | None
    bound: float | None
    duals: Floats | None
    seconds: float
    deterministic: bool


def search(
    model: Model, limits: Limits, progress: Callable[[Progress], None] | None = None
) -> Found:
    """Search for the best solution of a model within limits.

    An interrupt (Ctrl-C) ends the search like the clock does: the best so far is returned.
    """
    run = _Run(model, limits, progress or (lambda _: None))
    try:
        with Pool(limits.threads) as pool:
            run.go(pool)
    except KeyboardInterrupt:
        run.cut = True
    return run.found()


class _Run:
    """The state of one search."""

    def __init__(self, model: Model, limits: Limits, progress: Callable[[Progress], None]) -> None:
        self.model = model
        self.limits = limits
        self.progress = progress
        self.started = time.monotonic()
        self.values: Ints | None = None
        self.bound: float | None = None
        self.duals: Floats | None = None
        self.impossible = False
        self.cut = False

    def go(self, pool: Pool) -> None:
        """Relax, start, improve, polish."""
        for step in (self.relax, self.start, self.improve, self.polish):
            if self.impossible or self.out_of_time:
                break
            step(pool)
        self.cut = self.cut or self.out_of_time

    def relax(self, pool: Pool) -> None:
        """Solve the linear relaxation: bound, duals, or the proof that nothing fits."""
        (answer,) = pool.solve(self._task("glop"))
        self.impossible = answer.ended == "infeasible"
        self.duals = answer.duals
        self._tighten(answer)

    def start(self, pool: Pool) -> None:
        """Solve the whole model for a while; small models end here."""
        (answer,) = pool.solve(self._task("cp_sat", effort=_START_EFFORT))
        effort = _START_EFFORT
        while answer.ended == "nothing" and not self.out_of_time:
            effort *= 4
            (answer,) = pool.solve(self._task("cp_sat", effort=effort))
        self.impossible = answer.ended == "infeasible"
        self._accept(answer, np.arange(len(self.model.most)))
        self._tighten(answer)

    def improve(self, pool: Pool) -> None:
        """Solve neighbourhoods until the gap is closed or time is up."""
        if self.is_closed or self.values is None:
            return
        given: deque[Ints | None] = deque([None])
        pool.give(self._task("highs", nodes=_BOUND_NODES))
        order = _Order(self.model, self.limits.seed)
        while not (self.is_closed or self.out_of_time):
            while pool.has_room:
                free = order.next()
                pool.give(self._neighbourhood(free, self.model.goal, order.effort))
                given.append(free)
            free_columns = given.popleft()
            answer = pool.take()
            if free_columns is None:
                self._tighten(answer)
            else:
                order.learn(better=self._accept(answer, free_columns))
        for _ in given:
            pool.take()

    def polish(self, pool: Pool) -> None:
        """Among plans as good, prefer the one that is better by the second objective."""
        goal = self.model.second
        if goal is None or self.values is None:
            return
        blocks, rest = column_blocks(self.model)
        for block in blocks or [rest]:
            free = np.union1d(block, rest)
            task = self._neighbourhood(free, goal, _POLISH_EFFORT, keep=True)
            (answer,) = pool.solve(task)
            if answer.values is not None:
                candidate = self._with(free, answer)
                gain = int(goal.each @ (candidate - self.values)) * goal.sign
                keeps = self.model.goal.sign * self.model.goal.each @ (candidate - self.values) >= 0
                if gain > 0 and keeps and not self.model.broken(candidate):
                    self.values = candidate

    def found(self) -> Found:
        """Sum the run up."""
        if self.impossible:
            status: Status = "infeasible"
        elif self.values is None:
            status = "limit"
        else:
            status = "optimal" if self.is_closed else "feasible"
        return Found(
            status=status,
            values=self.values,
            bound=self.bound,
            duals=self.duals,
            seconds=self.seconds,
            deterministic=not self.cut,
        )

    @property
    def seconds(self) -> float:
        """Time since the start."""
        return time.monotonic() - self.started

    @property
    def out_of_time(self) -> bool:
        """Whether the clock has run out."""
        return self.seconds >= self.limits.seconds

    @property
    def value(self) -> int | None:
        """Objective of the best solution."""
        return None if self.values is None else self.model.value(self.values)

    @property
    def is_closed(self) -> bool:
        """Whether the gap is as small as asked for."""
        if self.value is None or self.bound is None:
            return False
        return abs(self.bound - self.value) <= self.limits.gap * max(abs(self.value), 1)

    def _task(
        self, solver: SolverName, *, effort: float = np.inf, nodes: int | None = None
    ) -> Task:
        """State the whole model."""
        model = self.model
        return Task(
            matrix=model.matrix,
            lower=model.lower,
            upper=model.upper,
            least=np.zeros_like(model.most),
            most=model.most,
            each=model.goal.each.astype(np.float64),
            maximize=model.goal.maximize,
            solver=solver,
            effort=effort,
            nodes=nodes,
            seconds=self.limits.seconds - self.seconds,
            gap=min(self.limits.gap, 1e-4),
            seed=self.limits.seed,
        )

    def _neighbourhood(self, free: Ints, goal: Goal, effort: float, *, keep: bool = False) -> Task:
        """State the model with all other columns fixed; `keep` the first objective as a row."""
        model, values = self.model, self.values
        assert values is not None
        fixed = values.copy()
        fixed[free] = 0
        matrix = model.column_rows[:, free].tocsr()
        activity = model.matrix @ fixed
        lower, upper = model.lower - activity, model.upper - activity
        if keep:
            first = model.goal.each[free] * model.goal.sign
            matrix = sparse.vstack([matrix, first[np.newaxis, :]]).tocsr()
            lower = np.append(lower, first @ values[free])
            upper = np.append(upper, np.inf)
        used = np.diff(matrix.indptr) > 0
        return Task(
            matrix=matrix[used],
            lower=lower[used],
            upper=upper[used],
            least=np.zeros_like(free),
            most=model.most[free],
            each=goal.each[free].astype(np.float64),
            maximize=goal.maximize,
            effort=effort,
            seconds=self.limits.seconds - self.seconds,
            hint=values[free],
            seed=self.limits.seed,
        )

    def _with(self, free: Ints, answer: Answer) -> Ints:
        """The best solution with some columns from an answer."""
        assert answer.values is not None
        found = np.rint(answer.values).astype(np.int64)
        candidate = np.zeros_like(self.model.most) if self.values is None else self.values.copy()
        candidate[free] = found
        return candidate

    def _accept(self, answer: Answer, free: Ints) -> bool:
        """Take over an answer that is better and keeps all rows, as whole numbers."""
        if answer.values is None:
            return False
        candidate = self._with(free, answer)
        sign = self.model.goal.sign
        best = self.value
        is_better = best is None or sign * self.model.value(candidate) > sign * best
        if is_better and not self.model.broken(candidate):
            self.values = candidate
            self._report()
            return True
        return False

    def _tighten(self, answer: Answer) -> None:
        """Take over a better bound."""
        if answer.bound is None:
            return
        sign = self.model.goal.sign
        if self.bound is None or sign * answer.bound < sign * self.bound:
            self.bound = answer.bound
            self._report()

    def _report(self) -> None:
        self.progress(Progress(self.seconds, self.value, self.bound))


class _Order:
    """The order of neighbourhoods, and the effort that each gets: more when a round gains nothing."""

    def __init__(self, model: Model, seed: int) -> None:
        blocks, rest = column_blocks(model)
        self._sets: Iterator[Ints] = neighbourhoods(blocks, rest, seed)
        self._patience = max(3, len(blocks) * (len(blocks) - 1) // 2)
        self._in_vain = 0
        self.effort = _NEIGHBOURHOOD_EFFORT

    def next(self) -> Ints:
        """Columns to free next."""
        return next(self._sets)

    def learn(self, *, better: bool) -> None:
        """Count what was in vain."""
        self._in_vain = 0 if better else self._in_vain + 1
        if self._in_vain >= self._patience:
            self._in_vain = 0
            self.effort *= 2
