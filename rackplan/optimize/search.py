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
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from scipy import sparse

from rackplan.errors import SolverError
from rackplan.model.claim import Status
from rackplan.optimize.decomposition import Cut, Decomposition
from rackplan.optimize.dive import led_block
from rackplan.optimize.model import Floats, Goal, Model
from rackplan.optimize.neighbourhoods import neighbourhoods
from rackplan.optimize.pool import Pool, Ticket
from rackplan.optimize.row import Ints
from rackplan.optimize.task import Answer, Task

__all__ = ["Found", "Limits", "Progress", "search"]

_SMALL = 150
_FEWEST_BLOCKS = 4
_JOINT_BLOCKS = 2
_START_EFFORT = 1.0
_CUT_EFFORT = 0.3
_DIVE_EFFORT = 0.4
_NEIGHBOURHOOD_EFFORT = 0.3
_POLISH_EFFORT = 0.1
_BOUND_NODES = 60

Matrix = sparse.csr_array[np.float64, tuple[int, int]]
_Value = TypeVar("_Value")


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
    model: Model,
    totals: Matrix,
    limits: Limits,
    progress: Callable[[Progress], None] | None = None,
) -> Found:
    """Search for the best solution of a model within limits.

    Parameters
    ----------
    totals : csr[sum, column]
        Sums that are whole numbers in every plan, such as all racks of a type.

    An interrupt (Ctrl-C) ends the search like the clock does: the best so far is returned.
    """
    run = _Run(model, totals, limits, progress or (lambda _: None))
    try:
        with Pool(limits.threads) as pool:
            run.go(pool)
    except KeyboardInterrupt:
        run.cut = True
    return run.found()


class _Run:
    """The state of one search."""

    def __init__(
        self,
        model: Model,
        totals: Matrix,
        limits: Limits,
        progress: Callable[[Progress], None],
    ) -> None:
        self.model = model
        self.limits = limits
        self.progress = progress
        self.started = time.monotonic()
        self.values: Ints | None = None
        self.bound: float | None = None
        self.duals: Floats | None = None
        self.impossible = False
        self.cut = False
        self.parts = Decomposition(model)
        self.totals = totals
        self.cuts: list[Cut] = []
        self._relaxed: Answer

    def go(self, pool: Pool) -> None:
        """Relax, start, improve, polish."""
        large = len(self.parts.blocks) >= _FEWEST_BLOCKS and len(self.model.most) > _SMALL
        first = (self.tighten, self.dive, self.start) if large else (self.start,)
        for step in (self.relax, *first, self.improve, self.polish):
            if self.impossible or self.out_of_time:
                break
            step(pool)
        self.cut = self.cut or self.out_of_time

    def relax(self, pool: Pool) -> None:
        """Solve the linear relaxation: bound, duals, or the proof that nothing fits."""
        answer = self._relax(pool, np.zeros_like(self.model.most), self.model.most)
        self.impossible = answer.ended == "infeasible"
        self.duals = None if answer.duals is None else answer.duals * self.model.goal.sign
        self._lower_bound(answer.bound)

    def tighten(self, pool: Pool) -> None:
        """Cut off what no block can give at the prices of the relaxation."""
        first = self._relaxed
        blocks = range(len(self.parts.blocks))
        prices = [self.parts.prices(k, _needed(first.duals)) for k in blocks]
        tasks = [self.parts.block(k, prices[k], _CUT_EFFORT) for k in blocks]
        for k, answer in zip(blocks, pool.solve(*tasks), strict=True):
            limit = np.floor(_needed(answer.bound) + 1e-6)
            columns = self.parts.blocks[k]
            if prices[k] @ _needed(first.values)[columns] > limit + 0.5:
                self.cuts.append(Cut(columns, prices[k], float(limit)))
        answer = self._relax(pool, np.zeros_like(self.model.most), self.model.most)
        self._lower_bound(answer.bound)

    def dive(self, pool: Pool) -> None:
        """Fix block by block while a second process works on the bound."""
        working = self._give_totals(pool) if pool.size > 1 else None
        fixed = np.zeros_like(self.model.most)
        most = self.model.most.copy()
        open_blocks = list(range(len(self.parts.blocks)))
        for k in list(open_blocks[:-_JOINT_BLOCKS]):
            block = self.parts.blocks[k]
            now = self._relaxed
            task = led_block(
                self.parts, k, _needed(now.values), _needed(now.duals), fixed, self.totals,
                _DIVE_EFFORT,
            )  # fmt: skip
            (answer,) = pool.solve(task)
            if answer.values is None:
                continue
            tried, limit = fixed.copy(), most.copy()
            tried[block] = limit[block] = np.rint(answer.values[: len(block)]).astype(np.int64)
            if self._relax(pool, tried, limit).ended == "optimal":
                fixed, most = tried, limit
                open_blocks.remove(k)
            else:
                self._relaxed = now
        free = np.concatenate([*(self.parts.blocks[k] for k in open_blocks), self.parts.rest])
        self._finish(pool, np.sort(free), fixed)
        if working is None:
            working = self._give_totals(pool)
        self._lower_bound(pool.take(working).bound)

    def start(self, pool: Pool) -> None:
        """Solve the whole model for a while: small models end here, others have a plan after it."""
        effort = _START_EFFORT
        while self.values is None and not (self.impossible or self.out_of_time):
            (answer,) = pool.solve(self._task(effort))
            self.impossible = answer.ended == "infeasible"
            self._accept(answer, np.arange(len(self.model.most)))
            if answer.bound is not None:
                self._lower_bound(answer.bound * self.model.goal.sign)
            effort *= 4

    def improve(self, pool: Pool) -> None:
        """Solve neighbourhoods until the gap is closed or time is up."""
        order = _Order(self.parts, self.limits.seed)
        given: deque[tuple[Ints, Ticket]] = deque()
        while not (self.is_closed or self.out_of_time or self.values is None):
            while pool.has_room:
                free = order.next()
                given.append((free, pool.give(self._neighbourhood(free, order.effort))))
            free, ticket = given.popleft()
            order.learn(better=self._accept(pool.take(ticket), free))
        for _, ticket in given:
            pool.take(ticket)

    def polish(self, pool: Pool) -> None:
        """Among plans as good, prefer the one that is better by the second objective."""
        goal = self.model.second
        if goal is None or self.values is None:
            return
        for block in self.parts.blocks or [self.parts.rest]:
            free = np.union1d(block, self.parts.rest)
            (answer,) = pool.solve(self._neighbourhood(free, _POLISH_EFFORT, second=goal))
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

    def _task(self, effort: float) -> Task:
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
            effort=effort,
            seconds=self.limits.seconds - self.seconds,
            gap=min(self.limits.gap, 1e-4),
            seed=self.limits.seed,
        )

    def _neighbourhood(self, free: Ints, effort: float, *, second: Goal | None = None) -> Task:
        """State the model with all other columns fixed; for a second goal the first is kept."""
        model, values = self.model, _needed(self.values)
        goal = second or model.goal
        matrix, lower, upper = _around(model, free, values)
        if second is not None:
            first = (model.goal.each[free] * model.goal.sign)[np.newaxis, :]
            matrix = sparse.vstack([matrix, sparse.csr_array(first)]).tocsr()
            lower = np.append(lower, (first @ values[free])[0])
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

    def _finish(self, pool: Pool, free: Ints, fixed: Ints) -> None:
        """Solve what a dive left open."""
        model = self.model
        matrix, lower, upper = _around(model, free, fixed)
        (answer,) = pool.solve(
            Task(
                matrix=matrix,
                lower=lower,
                upper=upper,
                least=np.zeros_like(free),
                most=model.most[free],
                each=model.goal.each[free].astype(np.float64),
                maximize=model.goal.maximize,
                effort=_DIVE_EFFORT * _JOINT_BLOCKS,
                seconds=self.limits.seconds - self.seconds,
            )
        )
        if answer.values is not None:
            candidate = fixed.copy()
            candidate[free] = np.rint(answer.values).astype(np.int64)
            self._offer(candidate)

    def _relax(self, pool: Pool, least: Ints, most: Ints) -> Answer:
        (answer,) = pool.solve(self.parts.relaxation(self.cuts, least, most))
        rows = len(self.model.rows)
        if answer.duals is not None:
            answer = replace(answer, duals=answer.duals[:rows])
        self._relaxed = answer
        return answer

    def _give_totals(self, pool: Pool) -> Ticket:
        return pool.give(self.parts.with_totals(self.cuts, self.totals, _BOUND_NODES))

    def _with(self, free: Ints, answer: Answer) -> Ints:
        """The best solution with some columns from an answer."""
        found = np.rint(_needed(answer.values)).astype(np.int64)
        candidate = np.zeros_like(self.model.most) if self.values is None else self.values.copy()
        candidate[free] = found
        return candidate

    def _accept(self, answer: Answer, free: Ints) -> bool:
        """Take over an answer that is better."""
        return answer.values is not None and self._offer(self._with(free, answer))

    def _offer(self, candidate: Ints) -> bool:
        """Take over a solution that is better and keeps all rows, as whole numbers."""
        sign, best = self.model.goal.sign, self.value
        is_better = best is None or sign * self.model.value(candidate) > sign * best
        if is_better and not self.model.broken(candidate):
            self.values = candidate
            self._report()
            return True
        return False

    def _lower_bound(self, bound: float | None) -> None:
        """Take over a better bound, given as "more is better"."""
        if bound is None:
            return
        sign = self.model.goal.sign
        if self.bound is None or bound < sign * self.bound:
            self.bound = bound * sign
            self._report()

    def _report(self) -> None:
        self.progress(Progress(self.seconds, self.value, self.bound))


class _Order:
    """The order of neighbourhoods, and the effort for each: more when a round gains nothing."""

    def __init__(self, parts: Decomposition, seed: int) -> None:
        count = len(parts.blocks)
        self._sets: Iterator[Ints] = neighbourhoods(parts.blocks, parts.rest, seed)
        self._patience = max(3, count * (count - 1) // 2)
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


def _around(model: Model, free: Ints, values: Ints) -> tuple[Matrix, Floats, Floats]:
    """The rows over some free columns, the others fixed at their values."""
    fixed = values.copy()
    fixed[free] = 0
    activity = model.matrix @ fixed
    matrix = model.column_rows[:, free].tocsr()
    return matrix, model.lower - activity, model.upper - activity


def _needed(value: _Value | None) -> _Value:
    """A part of an answer that its kind of task always has."""
    if value is None:
        raise SolverError("a solver ended without the figures that its task always has")
    return value
