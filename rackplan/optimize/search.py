"""The search: a bound from the relaxation, a plan from large neighbourhoods, until the gap closes.

Rows of the floor that are alike are counted as one (`twins`). Small models are solved whole. Larger
ones are parted: what parts can give at the prices of the relaxation tightens the bound, patterns of
blocks are put together to plans, and then pairs of blocks, and groups of columns around a few
limits, are solved anew with all else fixed. Among plans as good, the cheaper one wins, and then the
tidier one. Every task ends by a deterministic effort, and answers are taken in the order of a
schedule: a search that ends by its gap goes the same way again.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable
from dataclasses import replace
from itertools import islice

import numpy as np

from rackplan.model.claim import Status
from rackplan.optimize.bounding import Bounding
from rackplan.optimize.decomposition import Decomposition
from rackplan.optimize.generation import Generation
from rackplan.optimize.groups import groups_of
from rackplan.optimize.incumbent import Incumbent, task_of_all
from rackplan.optimize.model import Floats, Matrix, Model
from rackplan.optimize.neighbourhoods import Choice, Order, changed_blocks, neighbourhoods
from rackplan.optimize.outcome import Found, Limits, Progress
from rackplan.optimize.patterns import Patterns
from rackplan.optimize.pool import Pool, Ticket
from rackplan.optimize.row import Ints
from rackplan.optimize.sharing import shared_plan
from rackplan.optimize.task import Answer, Task, needed
from rackplan.optimize.tidy import Tidying
from rackplan.optimize.twins import merged

__all__ = ["search"]

_SMALL = 150
_WIDE = 1500
_FEWEST_BLOCKS = 4
_START_EFFORT = 1.0
_LARGE = 400
"""Columns up to which solvers come far with a model as it is."""
_SAT_SHARE = 0.5
_WHOLE_NODES = 100
_POLISH_EFFORT = 0.1
_TIDY_ROUNDS = 2
_MOST_TIDYING = 60


def search(
    model: Model,
    totals: Matrix,
    limits: Limits,
    progress: Callable[[Progress], None] | None = None,
    tidying: Tidying | None = None,
    *,
    start: Callable[[Pool, float], Ints | None] | None = None,
) -> Found:
    """Search for the best solution of a model within limits.

    Parameters
    ----------
    totals : csr[sum, column]
        Sums that are whole numbers in every plan, such as all racks of a type.
    tidying : Tidying, optional
        How to choose among solutions that are equally good.
    start : callable, optional
        Makes a solution to begin with, within so many seconds.

    Notes
    -----
    An interrupt (Ctrl-C) ends the search like the clock does: the best so far is returned.
    """
    run = _Run(model, totals, limits, progress or (lambda _: None))
    try:
        with Pool(limits.threads) as pool:
            run.begin_with(None if start is None else start(pool, run.seconds_left))
            run.go(pool, tidying)
    except KeyboardInterrupt:
        run.cut = True
    return run.found()


class _Run:
    """The state of one search."""

    def __init__(
        self, model: Model, totals: Matrix, limits: Limits, progress: Callable[[Progress], None]
    ) -> None:
        self.whole = model
        self.all_totals = totals
        self.limits = limits
        self.progress = progress
        self.started = limits.clock()
        self.bound: float | None = None
        self.duals: Floats | None = None
        self.spread: Ints | None = None
        self.apart: list[Ints] = []
        self.impossible = False
        self.cut = False
        self.interrupted = False
        self.first: Ints | None = None
        self._merge()

    def _merge(self) -> None:
        """Count as one what is alike, but for rows of the floor that are kept apart."""
        self.twins = merged(self.whole, self.apart)
        self.model = self.twins.model
        self.parts = Decomposition(self.model)
        self.bounding = Bounding(self.parts, self.is_wide, lambda: self.seconds_left)
        self.best = Incumbent(self.model, self.model.goal)
        self.generation = Generation(
            Patterns(self.parts),
            self.best,
            self.bounding,
            self._offer,
            lambda: 0.0 if self.is_closed or self.is_stuck else self.seconds_left,
            self.limits.seed,
        )
        self.is_stuck = False

    def begin_with(self, start: Ints | None) -> None:
        """Take over a solution, if it is one."""
        if start is None or self.whole.broken(start):
            return
        self.first = self.spread = start
        self.best.values = self.twins.merged(start)
        self._report()

    def go(self, pool: Pool, tidying: Tidying | None) -> None:
        """Relax, start, improve; then choose among what is as good."""
        self.best.accept = lambda candidate: self._deal(pool, candidate)
        if not self.out_of_time:
            self.relax(pool)
        is_large = len(self.parts.blocks) >= _FEWEST_BLOCKS and len(self.model.most) > _SMALL
        in_blocks = is_large and self.duals is not None
        at_once = (self.share_out,) if in_blocks and not len(self.parts.rest) else ()
        parted = (
            (self.tighten, self._bound_by_totals, self.try_whole, self.generate)
            if in_blocks
            else ()
        )
        first = (*at_once, *parted, self.start)
        if self.first is not None:
            first = (self.tighten, self._bound_by_totals) if in_blocks else (self.solve_whole,)
        for step in (*first, self.improve, self.polish):
            if self.impossible or self.out_of_time:
                break
            if self.first is None or step == self.polish or not self.is_closed:
                step(pool)
        if tidying is not None and self.spread is not None and not self.out_of_time:
            self.tidy(pool, tidying)
        self.cut = self.cut or self.out_of_time

    def relax(self, pool: Pool) -> None:
        """Solve the linear relaxation: bound, duals, or the proof that nothing fits."""
        answer = self.bounding.relax(pool)
        self.impossible = answer.ended == "infeasible"
        if self.bounding.relaxed is not None:
            self.duals = self.twins.duals(self.bounding.relaxed.duals)
            self._lower_bound(answer.bound)

    def share_out(self, pool: Pool) -> None:
        """A first plan at once, every block on its part of what links them."""
        plan = shared_plan(self.parts, needed(self.bounding.relaxed), pool, self.seconds_left)
        if not self._offer(plan):
            self._offer(self.twins.lessened(plan, pool))

    def tighten(self, pool: Pool) -> None:
        """Cut off what no part can give at the prices of the relaxation."""
        self._lower_bound(self.bounding.tighten(pool))

    def start(self, pool: Pool) -> None:
        """Solve the whole model for a while: small models end here, others have a plan after it."""
        effort = _START_EFFORT
        while self.best.values is None and not (self.impossible or self.out_of_time):
            self.keep_apart(pool)
            self.solve_whole(pool, effort)
            effort *= 4

    def try_whole(self, pool: Pool) -> None:
        """Solve the whole model for a while, where it is not large."""
        if len(self.model.most) <= _LARGE:
            self.solve_whole(pool)

    def solve_whole(self, pool: Pool, effort: float = _START_EFFORT) -> None:
        """Solve the whole model for a while by two solvers that are strong at different ones."""
        task = replace(self._task_of_all(_SAT_SHARE * effort), hint=self.best.values)
        nodes = round(_WHOLE_NODES * effort)
        other = replace(task, solver="highs", effort=float("inf"), nodes=nodes)
        for answer in pool.solve(other, task):
            self.impossible = self.impossible or answer.ended == "infeasible"
            if answer.values is not None:
                self._offer(np.rint(answer.values).astype(np.int64))
            self._bound_by(answer)

    def keep_apart(self, pool: Pool) -> None:
        """Merge anew, without rows of the floor that a solution could not be dealt to."""
        if not self.is_stuck:
            return
        cuts, before = self.bounding.cuts, self.twins
        self._merge()
        self.best.accept = lambda candidate: self._deal(pool, candidate)
        self.bounding.cuts = [cut.moved(before.column_colour, self.twins.members) for cut in cuts]
        if self.spread is not None:
            self.best.values = self.twins.merged(self.spread)

    def improve(self, pool: Pool) -> None:
        """Solve neighbourhoods until the gap is closed or time is up."""
        while self.best.values is not None and not (self.is_closed or self.out_of_time):
            self.keep_apart(pool)
            groups = None if self.is_wide else groups_of(self.model)
            order = Order(self.parts, groups, self.limits.seed)
            sweep = self._sweep(pool, self.best, order)
            try:
                for choice, better in sweep:
                    order.learn(choice, better=better)
                    if better:
                        self._report()
                        self.generation.recombine(pool)
                    if self.is_closed or self.is_stuck:
                        break
            except KeyboardInterrupt:
                self.interrupted = True
                raise
            finally:  # at once: an interrupt while a generator is collected would be lost
                sweep.close()

    def generate(self, pool: Pool) -> None:
        """Find patterns of blocks, and plans of them."""
        self.generation.run(pool)

    def polish(self, pool: Pool) -> None:
        """Among plans as good, prefer the one that is better by the second objective."""
        if self.model.second is None or self.best.values is None:
            return
        second = replace(self.best, goal=self.model.second, kept=(self.model.goal,))
        first = None if self.first is None else self.twins.merged(self.first)
        blocks = changed_blocks(self.parts.blocks, self.best.values, first)
        sets = [np.union1d(b, self.parts.rest) for b in blocks]
        sets = sets if self.parts.blocks else [self.parts.rest]
        for _ in self._sweep(pool, second, (Choice(free, _POLISH_EFFORT) for free in sets)):
            pass
        self.best.values = second.values

    def tidy(self, pool: Pool, tidying: Tidying) -> None:
        """Among plans as good and as cheap, prefer the tidier one."""
        tidier = tidying.incumbent(self.whole, needed(self.spread))
        parts = Decomposition(self.whole)
        blocks = changed_blocks(parts.blocks, needed(self.spread), self.first)
        if parts.blocks and not blocks:
            return
        pairs = max(1, len(blocks) * (len(blocks) - 1) // 2)
        order = neighbourhoods(blocks, parts.rest, self.limits.seed)
        rounds = min((_TIDY_ROUNDS if self.first is None else 1) * pairs, _MOST_TIDYING)
        sets = (Choice(tidying.with_new(free), _POLISH_EFFORT) for free in islice(order, rounds))
        for _ in self._sweep(pool, tidier, sets):
            pass
        self.spread = needed(tidier.values)[: tidying.columns]

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
            values=self.spread,
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
        self, pool: Pool, best: Incumbent, choices: Iterable[Choice]
    ) -> Generator[tuple[Choice, bool]]:
        """Solve what is chosen, as much at once as there are processes.

        Yields after each whether it made the incumbent better. What takes long is waited for when
        the next of its kind comes. Ends with the choices, with time, or when the caller goes no
        further; what still runs then is waited for, but after an interrupt.
        """
        given: deque[tuple[Choice, Ticket]] = deque()
        aside: deque[tuple[Choice, Ticket]] = deque()
        waiting = iter(choices)
        try:
            while not self.out_of_time:
                while pool.has_room and (choice := next(waiting, None)) is not None:
                    ticket = pool.give(
                        best.task_around(choice, self.seconds_left, self.limits.seed)
                    )
                    (aside if choice.is_long else given).append((choice, ticket))
                    if len(aside) > 1:
                        break
                if not (given or aside):
                    return
                choice, ticket = (aside if len(aside) > 1 or not given else given).popleft()
                answer = pool.take(ticket)
                if choice.is_long:
                    self._bound_by(answer)
                yield choice, best.offer_part(choice.free, answer.values)
        except KeyboardInterrupt:
            given.clear()  # the pool is about to be killed
            aside.clear()
            raise
        finally:
            for _, ticket in () if self.interrupted else (*given, *aside):
                pool.take(ticket)

    def _task_of_all(self, effort: float) -> Task:
        """State the whole model."""
        gap = min(self.limits.gap, 1e-4)
        task = task_of_all(self.model, effort, gap, self.seconds_left)
        return replace(task, seed=self.limits.seed)

    def _deal(self, pool: Pool, candidate: Ints) -> bool:
        """Deal a solution to the rows of the floor; where that fails they are kept apart."""
        values, stuck = self.twins.dealt(candidate, pool)
        if stuck:
            self.apart += stuck
            self.is_stuck = True
            return False
        self.spread = values
        return True

    def _offer(self, candidate: Ints) -> bool:
        if not self.best.offer(candidate):
            return False
        self.generation.patterns.add(candidate)
        self._report()
        return True

    def _bound_by_totals(self, pool: Pool) -> None:
        self._lower_bound(self.bounding.bound_by(pool, self.twins.totals(self.all_totals)))

    def _bound_by(self, answer: Answer) -> None:
        if answer.bound is not None:
            self._lower_bound(answer.bound * self.model.goal.sign)

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
