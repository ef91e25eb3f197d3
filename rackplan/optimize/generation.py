"""Plans put together of patterns: column generation, and dives that fix block after block.

The master problem of the open blocks prices what links them. What a block does best at these
prices is a pattern that the master problem lacks. Prices of a few patterns swing: blocks are priced
halfway to the prices of the relaxation as well. Then patterns that the master problem holds whole,
or at least the most of, are fixed, and what is left open is priced anew: with ever fewer blocks the
supply that is left becomes awkward, and patterns see it coming where a relaxation does not.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from rackplan.optimize.bounding import Bounding
from rackplan.optimize.incumbent import Incumbent, rows_around
from rackplan.optimize.master import Master, master_of
from rackplan.optimize.model import Floats
from rackplan.optimize.patterns import Patterns
from rackplan.optimize.pool import Pool
from rackplan.optimize.pricing import priced_block
from rackplan.optimize.row import Ints
from rackplan.optimize.task import Answer, Task

__all__ = ["Generation"]

_NODES = 100
_LAST_FACTOR = 4
_LAST_EFFORT = 0.8
_ROUNDS = 4
_TASKS = 8
"""Blocks that are priced in a round; where there are more of them, each has its turn."""
_VAIN_DIVES = 3
_WORTH_A_ROUND = 2e-4
_AT_ONCE = 3
"""Of so many open blocks one is fixed before the others are priced anew."""
_WHOLE = 0.99


@dataclass
class Generation:
    """Finds patterns, and puts plans together of them.

    Attributes
    ----------
    offer : callable
        Takes over a plan that is better than the best.
    seconds_left : callable
        Time until the search ends [s]; none when the gap is closed.
    """

    patterns: Patterns
    best: Incumbent
    bounding: Bounding
    offer: Callable[[Ints], bool]
    seconds_left: Callable[[], float]
    seed: int = 0
    _turn: int = 0
    _draw: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self._draw = random.Random(self.seed)  # noqa: S311  # an order, not a secret

    def run(self, pool: Pool) -> None:
        """Dive for as long as plans gain by it, with twice the effort after each that did not."""
        vain = 0
        while vain < _VAIN_DIVES and self.seconds_left() > 0:
            before = self.best.value
            plan = self.dive(pool, _NODES * 2**vain)
            if plan is not None:
                self.offer(plan)
            self.recombine(pool, at_once=True)
            vain = 0 if self._gained(before) else vain + 1

    def recombine(self, pool: Pool, *, at_once: bool = False) -> None:
        """Put together anew what blocks have held, once there is enough of it."""
        relaxed = self.bounding.relaxed
        if self.best.values is None or relaxed is None:
            return
        self.patterns.add(self.best.values)
        if (at_once or self.patterns.is_ripe) and self.seconds_left() > 0:
            choice = self.patterns.choice(self.best.values, relaxed.duals)
            answer = pool.take(pool.give(replace(choice.task, seconds=self.seconds_left())))
            plan = choice.plan(self.patterns.parts, self.best.values, answer)
            self.patterns.learn(better=plan is not None and self.offer(plan))

    def dive(self, pool: Pool, nodes: int) -> Ints | None:
        """A plan, fixed block after block; None where that comes to none."""
        parts = self.patterns.parts
        fixed = parts.model.least.copy()
        still = list(range(len(parts.blocks)))
        while len(still) > 1:
            priced = self._priced(pool, still, fixed, nodes)
            if priced is None:
                return None
            if len(still) == len(parts.blocks):
                self.recombine(pool, at_once=True)
            for k, pattern in self._chosen(*priced, max(1, len(still) // _AT_ONCE)):
                fixed[parts.blocks[k]] = pattern
                still.remove(k)
        return self._finished(pool, still, fixed, nodes)

    def _gained(self, before: int | None) -> bool:
        after = self.best.value
        if before is None or after is None:
            return after is not None
        return abs(after - before) > _WORTH_A_ROUND * abs(before)

    def _priced(
        self, pool: Pool, still: list[int], fixed: Ints, nodes: int
    ) -> tuple[Master, Answer] | None:
        """The master problem once new patterns gain nothing; None where time is up."""
        parts = self.patterns.parts
        outer = self.bounding.prices_of_rest(pool, still, fixed)
        rounds = max(_ROUNDS, -(-len(still) // _TASKS))
        before: float | None = None
        for turn in range(rounds + 1):
            master = master_of(self.patterns, still, fixed, outer)
            seconds = self.seconds_left()
            if seconds <= 0:
                return None
            (answer,) = pool.solve(replace(master.task, seconds=seconds))
            if answer.duals is None or answer.value is None:
                return None
            gained = before is None or answer.value - before > _WORTH_A_ROUND * abs(before)
            if turn == rounds or not (gained or turn == 0):
                break
            before = answer.value
            own = master.prices(answer, len(parts.model.lower))
            self._price(pool, master, (own, (own + outer) / 2), fixed, nodes)
        return master, answer

    def _price(
        self, pool: Pool, master: Master, prices: tuple[Floats, ...], fixed: Ints, nodes: int
    ) -> None:
        """New patterns at some prices; blocks that are alike are solved once."""
        parts = self.patterns.parts
        wanted = [(blocks[0], each) for each in prices for blocks in master.sets]
        first = self._turn % len(wanted)
        wanted = (wanted[first:] + wanted[:first])[:_TASKS]
        self._turn += len(wanted)
        tasks = [
            replace(
                priced_block(parts, k, each, fixed, nodes),
                seconds=max(self.seconds_left(), 0.01),
                seed=self._draw.randrange(1000),
            )
            for k, each in wanted
        ]
        for (k, _), answer in zip(wanted, pool.solve(*tasks), strict=True):
            if answer.values is not None:
                self.patterns.add_block(k, np.rint(answer.values).astype(np.int64))

    def _chosen(self, master: Master, answer: Answer, most: int) -> list[tuple[int, Ints]]:
        """Blocks to fix, and what they are to hold: what is held whole, else most of all."""
        shares = master.shares(answer)
        held = [
            (share, blocks, pattern)
            for blocks, patterns, each in zip(master.sets, master.patterns, shares, strict=True)
            for pattern, share in zip(patterns, each.tolist(), strict=True)
            if share > 1 - _WHOLE
        ]
        whole = sorted((h for h in held if h[0] >= _WHOLE), key=lambda h: -h[0])
        if not whole and held:
            whole = [max(held, key=lambda h: h[0] * self._draw.uniform(0.8, 1.0))]
        left = {id(blocks): list(blocks) for blocks in master.sets}
        chosen = [
            (left[id(blocks)].pop(0), pattern)
            for share, blocks, pattern in whole
            for _ in range(max(1, int(share + 1 - _WHOLE)))
        ]
        if not chosen:
            k = master.sets[0][0]
            return [(k, self.patterns.parts.model.least[self.patterns.parts.blocks[k]])]
        return chosen[:most]

    def _finished(self, pool: Pool, still: list[int], fixed: Ints, nodes: int) -> Ints | None:
        """Solve what is left open by the goal itself."""
        parts, model = self.patterns.parts, self.patterns.parts.model
        free = np.sort(np.concatenate([*(parts.blocks[k] for k in still), parts.rest]))
        matrix, lower, upper = rows_around(model, free, fixed)
        task = Task(
            matrix=matrix,
            lower=lower,
            upper=upper,
            least=model.least[free],
            most=model.most[free],
            each=model.goal.each[free].astype(np.float64),
            maximize=model.goal.maximize,
            solver="highs",
            nodes=_LAST_FACTOR * nodes,
            seconds=max(self.seconds_left(), 0.01),
        )
        other = replace(task, solver="cp_sat", effort=_LAST_EFFORT, nodes=None)
        answers = pool.solve(task, other)
        found = [np.rint(a.values).astype(np.int64) for a in answers if a.values is not None]
        if not found:
            return None
        plan = fixed.copy()
        plan[free] = max(found, key=lambda v: int(model.goal.each[free] @ v) * model.goal.sign)
        return plan
