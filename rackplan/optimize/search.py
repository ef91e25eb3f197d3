"""The search: a bound from the relaxation, a plan from large neighbourhoods, until the gap closes.

Small models are solved whole. Larger ones are parted into blocks: what each block can give at the
prices of the relaxation tightens the bound, a dive from block to block gives a start, and then
pairs of blocks are solved anew with all else fixed. Among plans that are as good, the cheaper one
wins, and then the tidier one. Every task ends by a deterministic effort, and answers are taken in
the order of a schedule: a search that ends by its gap goes the same way again.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from dataclasses import replace
from itertools import islice

import numpy as np

from rackplan.model.claim import Status
from rackplan.optimize.averaging import Averaged, averaged
from rackplan.optimize.decomposition import Cut, Decomposition, Relaxed
from rackplan.optimize.dive import led_block
from rackplan.optimize.incumbent import Incumbent, rows_around
from rackplan.optimize.model import Floats, Matrix, Model
from rackplan.optimize.neighbourhoods import Order, neighbourhoods
from rackplan.optimize.outcome import Found, Limits, Progress
from rackplan.optimize.pool import Pool, Ticket
from rackplan.optimize.row import Ints
from rackplan.optimize.sharing import shared_plan
from rackplan.optimize.task import Answer, Task, needed
from rackplan.optimize.tidy import Tidying

__all__ = ["search"]

_SMALL = 150
_WIDE = 1500
_FEWEST_BLOCKS = 4
_JOINT_BLOCKS = 2
_START_EFFORT = 1.0
_CUT_EFFORT = 0.3
_DIVE_EFFORT = 0.4
_NEIGHBOURHOOD_EFFORT = 0.3
_POLISH_EFFORT = 0.1
_BOUND_NODES = 60
_TIDY_ROUNDS = 2
_WAVES = 8
_LEAST_SHARE = 0.2
_MOST_TIDYING = 60


def search(
    model: Model,
    totals: Matrix,
    limits: Limits,
    progress: Callable[[Progress], None] | None = None,
    tidying: Tidying | None = None,
) -> Found:
    """Search for the best solution of a model within limits.

    Parameters
    ----------
    totals : csr[sum, column]
        Sums that are whole numbers in every plan, such as all racks of a type.
    tidying : Tidying, optional
        How to choose among solutions that are equally good.

    Notes
    -----
    An interrupt (Ctrl-C) ends the search like the clock does: the best so far is returned.
    """
    run = _Run(model, totals, limits, progress or (lambda _: None))
    try:
        with Pool(limits.threads) as pool:
            run.go(pool, tidying)
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
        self.totals = totals
        self.limits = limits
        self.progress = progress
        self.started = limits.clock()
        self.parts = Decomposition(model)
        self.best = Incumbent(model, model.goal)
        self.bound: float | None = None
        self.duals: Floats | None = None
        self.cuts: list[Cut] = []
        self.impossible = False
        self.cut = False
        self.relaxed: Relaxed
        self.small: Averaged | None = None

    def go(self, pool: Pool, tidying: Tidying | None) -> None:
        """Relax, start, improve; then choose among what is as good."""
        if not self.out_of_time:
            self.relax(pool)
        is_large = len(self.parts.blocks) >= _FEWEST_BLOCKS and len(self.model.most) > _SMALL
        in_blocks = is_large and self.duals is not None
        shares = in_blocks and self.is_wide and not len(self.parts.rest)
        at_once = (self.share_out,) if shares else ()
        first = (*at_once, *((self.tighten, self.dive) if in_blocks else ()), self.start)
        for step in (*first, self.improve, self.polish):
            if self.impossible or self.out_of_time:
                break
            step(pool)
        if tidying is not None and self.best.values is not None and not self.out_of_time:
            self.tidy(pool, tidying)
        self.cut = self.cut or self.out_of_time

    def relax(self, pool: Pool) -> None:
        """Solve the linear relaxation: bound, duals, or the proof that nothing fits."""
        answer = self._relax(pool, self.model.least, self.model.most)
        self.impossible = answer.ended == "infeasible"
        if answer.values is not None and answer.duals is not None:
            self.duals = self.relaxed.duals
            self._lower_bound(answer.bound)

    def share_out(self, pool: Pool) -> None:
        """A first plan at once, every block on its part of what links them."""
        self._offer(shared_plan(self.parts, self.relaxed, pool, self.seconds_left))

    def tighten(self, pool: Pool) -> None:
        """Cut off what no block can give at the prices of the relaxation."""
        first = self.relaxed
        blocks = range(len(self.parts.blocks))
        prices = [self.parts.prices(k, first.duals) for k in blocks]
        effort = _share_of(_CUT_EFFORT, len(blocks))
        tasks = [self.parts.block(k, prices[k], effort) for k in blocks]
        for k, answer in zip(blocks, pool.solve_alike(tasks), strict=True):
            if answer.bound is None:  # time ran out
                continue
            limit = np.floor(answer.bound + 1e-6)
            columns = self.parts.blocks[k]
            if prices[k] @ first.values[columns] > limit + 0.5:
                self.cuts.append(Cut(columns, prices[k], float(limit)))
        answer = self._relax(pool, self.model.least, self.model.most)
        self._lower_bound(answer.bound)

    def dive(self, pool: Pool) -> None:
        """Fix blocks, a wave at a time, while a second process works on the bound."""
        working = self._give_totals(pool) if pool.size > 1 else None
        fixed = self.model.least.copy()
        most = self.model.most.copy()
        waiting = deque(range(len(self.parts.blocks) - _JOINT_BLOCKS))
        size = max(1, len(waiting) // _WAVES)
        left_open = set(range(len(self.parts.blocks)))
        while waiting and not self.out_of_time:
            wave = [waiting.popleft() for _ in range(min(size, len(waiting)))]
            before = self.relaxed
            tried = self._fix_blocks(pool, wave, fixed)
            limit = most.copy()
            for k in wave:
                limit[self.parts.blocks[k]] = tried[self.parts.blocks[k]]
            if self._relax(pool, tried, limit).ended == "optimal":
                fixed, most = tried, limit
                left_open -= set(wave)
                continue
            self.relaxed = before
            if len(wave) > 1:
                waiting.extendleft(reversed(wave))
                size = max(1, size // 2)
        free = np.concatenate([*(self.parts.blocks[k] for k in left_open), self.parts.rest])
        self._finish(pool, np.sort(free), fixed)
        working = working or self._give_totals(pool)
        answer = pool.take(working)
        self._lower_bound((answer if self.small is None else self.small.spread(answer)).bound)

    def start(self, pool: Pool) -> None:
        """Solve the whole model for a while: small models end here, others have a plan after it."""
        effort = _START_EFFORT
        while self.best.values is None and not (self.impossible or self.out_of_time):
            (answer,) = pool.solve(self._whole(effort))
            self.impossible = answer.ended == "infeasible"
            if answer.values is not None:
                self._offer(np.rint(answer.values).astype(np.int64))
            if answer.bound is not None:
                self._lower_bound(answer.bound * self.model.goal.sign)
            effort *= 4

    def improve(self, pool: Pool) -> None:
        """Solve neighbourhoods until the gap is closed or time is up."""
        if self.best.values is None:
            return
        order = Order(self.parts, _NEIGHBOURHOOD_EFFORT, self.limits.seed)
        # Closed at once: an interrupt while a generator is collected would be lost.
        with closing(self._sweep(pool, self.best, order, lambda: order.effort)) as sweep:
            for better in sweep:
                order.learn(better=better)
                if better:
                    self._report()
                if self.is_closed:
                    break

    def polish(self, pool: Pool) -> None:
        """Among plans as good, prefer the one that is better by the second objective."""
        if self.model.second is None or self.best.values is None:
            return
        second = Incumbent(self.model, self.model.second, (self.model.goal,), self.best.values)
        sets = [np.union1d(b, self.parts.rest) for b in self.parts.blocks] or [self.parts.rest]
        for _ in self._sweep(pool, second, sets, lambda: _POLISH_EFFORT):
            pass
        self.best.values = second.values

    def tidy(self, pool: Pool, tidying: Tidying) -> None:
        """Among plans as good and as cheap, prefer the tidier one."""
        goals = [g for g in (self.model.goal, self.model.second) if g is not None]
        tidier = Incumbent(
            tidying.model,
            tidying.model.goal,
            tuple(tidying.widened_goal(goal) for goal in goals),
            tidying.widened(needed(self.best.values)),
        )
        pairs = max(1, len(self.parts.blocks) * (len(self.parts.blocks) - 1) // 2)
        order = neighbourhoods(self.parts.blocks, self.parts.rest, self.limits.seed)
        rounds = min(_TIDY_ROUNDS * pairs, _MOST_TIDYING)
        sets = (tidying.with_new(free) for free in islice(order, rounds))
        for _ in self._sweep(pool, tidier, sets, lambda: _POLISH_EFFORT):
            pass
        self.best.values = needed(tidier.values)[: tidying.columns]

    def found(self) -> Found:
        """Sum the run up."""
        if self.impossible:
            status: Status = "infeasible"
        elif self.best.values is None:
            status = "limit"
        else:
            status = "optimal" if self.is_closed else "feasible"
        return Found(
            status=status,
            values=self.best.values,
            bound=self.bound,
            duals=self.duals,
            seconds=self.seconds,
            deterministic=not self.cut,
        )

    @property
    def is_wide(self) -> bool:
        """Whether the model is so large that blocks are worth taking together."""
        return len(self.model.most) > _WIDE

    @property
    def seconds(self) -> float:
        """Time since the start."""
        return self.limits.clock() - self.started

    @property
    def seconds_left(self) -> float:
        """Time until the clock ends the search."""
        return self.limits.seconds - self.seconds

    @property
    def out_of_time(self) -> bool:
        """Whether the clock has run out."""
        return self.seconds_left <= 0

    @property
    def is_closed(self) -> bool:
        """Whether the gap is as small as asked for."""
        value = self.best.value
        if value is None or self.bound is None:
            return False
        return abs(self.bound - value) <= self.limits.gap * max(abs(value), 1)

    def _sweep(
        self, pool: Pool, best: Incumbent, sets: Iterable[Ints], effort: Callable[[], float]
    ) -> Generator[bool]:
        """Solve sets of free columns, as many at once as there are processes.

        Yields after each whether it made the incumbent better. Ends with the sets, with time, or
        when the caller goes no further; what still runs then is waited for.
        """
        given: deque[tuple[Ints, Ticket]] = deque()
        waiting = iter(sets)
        try:
            while not self.out_of_time:
                for free in islice(waiting, pool.size - len(given)):
                    task = best.task_around(
                        free, effort(), seconds=self.seconds_left, seed=self.limits.seed
                    )
                    given.append((free, pool.give(task)))
                if not given:
                    return
                free, ticket = given.popleft()
                yield best.offer_part(free, pool.take(ticket).values)
        except KeyboardInterrupt:
            given.clear()  # the pool is about to be killed
            raise
        finally:
            for _, ticket in given:
                pool.take(ticket)

    def _whole(self, effort: float) -> Task:
        """State the whole model."""
        model = self.model
        return Task(
            matrix=model.matrix,
            lower=model.lower,
            upper=model.upper,
            least=model.least,
            most=model.most,
            each=model.goal.each.astype(np.float64),
            maximize=model.goal.maximize,
            effort=effort,
            seconds=self.seconds_left,
            gap=min(self.limits.gap, 1e-4),
            seed=self.limits.seed,
        )

    def _fix_blocks(self, pool: Pool, wave: list[int], fixed: Ints) -> Ints:
        """Decide blocks in the light of the relaxation; where nothing is found one stays empty."""
        effort = _share_of(_DIVE_EFFORT, len(self.parts.blocks))
        tasks = [led_block(self.parts, k, self.relaxed, fixed, self.totals) for k in wave]
        limited = [replace(t, effort=effort, seconds=self.seconds_left) for t in tasks]
        tried = fixed.copy()
        for k, answer in zip(wave, pool.solve(*limited), strict=True):
            block = self.parts.blocks[k]
            if answer.values is not None:
                tried[block] = np.rint(answer.values[: len(block)]).astype(np.int64)
        return tried

    def _finish(self, pool: Pool, free: Ints, fixed: Ints) -> None:
        """Solve what a dive left open."""
        model = self.model
        matrix, lower, upper = rows_around(model, free, fixed)
        (answer,) = pool.solve(
            Task(
                matrix=matrix,
                lower=lower,
                upper=upper,
                least=model.least[free],
                most=model.most[free],
                each=model.goal.each[free].astype(np.float64),
                maximize=model.goal.maximize,
                effort=_DIVE_EFFORT * _JOINT_BLOCKS,
                seconds=self.seconds_left,
            )
        )
        if answer.values is not None:
            candidate = fixed.copy()
            candidate[free] = np.rint(answer.values).astype(np.int64)
            self._offer(candidate)

    def _relax(self, pool: Pool, least: Ints, most: Ints) -> Answer:
        """Solve the relaxation with the cuts so far; duals are of the model's own rows."""
        task = replace(self.parts.relaxation(self.cuts, least, most), seconds=self.seconds_left)
        small = averaged(task) if self.is_wide else None
        (answer,) = pool.solve(task if small is None else small.task)
        answer = answer if small is None else small.spread(answer)
        if answer.values is not None and answer.duals is not None:
            self.relaxed = Relaxed(answer.values, answer.duals[: len(self.model.rows)])
        return answer

    def _give_totals(self, pool: Pool) -> Ticket:
        task = self.parts.with_totals(self.cuts, self.totals, _BOUND_NODES)
        task = replace(task, seconds=self.seconds_left)
        self.small = averaged(task) if self.is_wide else None
        return pool.give(task if self.small is None else self.small.task)

    def _offer(self, candidate: Ints) -> None:
        if self.best.offer(candidate):
            self._report()

    def _lower_bound(self, bound: float | None) -> None:
        """Take over a better bound, given as "more is better".

        Plans are worth whole numbers: what is left of a unit goes, and so does round-off.
        """
        if bound is None:
            return
        bound = float(np.floor(bound + 0.5))
        sign = self.model.goal.sign
        if self.bound is None or bound < sign * self.bound:
            self.bound = bound * sign
            self._report()

    def _report(self) -> None:
        self.progress(Progress(self.seconds, self.best.value, self.bound))


def _share_of(effort: float, blocks: int) -> float:
    """Effort for one block out of many: less where there are more."""
    return effort * min(1.0, max(_LEAST_SHARE, _WAVES / blocks))
