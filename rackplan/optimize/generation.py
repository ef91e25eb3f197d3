"""New patterns of blocks, at the prices of those that are there: column generation.

The relaxation of the choice among patterns prices what links blocks. What a block does best at
these prices is a pattern that the choice lacks. Prices of a few patterns swing: blocks are priced
halfway to the prices of the relaxation of the whole as well.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from rackplan.optimize.incumbent import Incumbent
from rackplan.optimize.model import Floats
from rackplan.optimize.patterns import Patterns
from rackplan.optimize.pool import Pool, first_alike
from rackplan.optimize.row import Ints
from rackplan.optimize.task import Task, needed

__all__ = ["Generation"]

_EFFORT = 0.5
_VAIN_ROUNDS = 4
_WORTH_A_ROUND = 1e-4
_TASKS = 8
"""Blocks that get the full effort in a round; where there are more, each gets less."""


@dataclass
class Generation:
    """Finds patterns, and puts plans together of them.

    Attributes
    ----------
    offer : callable
        Takes over a plan that is better than the best.
    prices : callable
        Of the rows, by the relaxation of the whole; None before there is one.
    seconds_left : callable
        Time until the search ends [s]; none when the gap is closed.
    """

    patterns: Patterns
    best: Incumbent
    offer: Callable[[Ints], bool]
    prices: Callable[[], Floats | None]
    seconds_left: Callable[[], float]

    def run(self, pool: Pool) -> None:
        """Go on for as long as plans gain by it, with twice the effort after each that did not."""
        vain = 0
        prices = self.prices()
        while vain < _VAIN_ROUNDS and self.best.value is not None and prices is not None:
            before = self.best.value
            if self.seconds_left() <= 0:
                return
            self._round(pool, prices, _EFFORT * 2.0**vain)
            self.recombine(pool, at_once=True)
            gained = abs(self.best.value - before)
            vain = 0 if gained > _WORTH_A_ROUND * abs(before) else vain + 1

    def recombine(self, pool: Pool, *, at_once: bool = False) -> None:
        """Put together anew what blocks have held, once there is enough of it."""
        prices = self.prices()
        if self.best.values is None or prices is None:
            return
        self.patterns.add(self.best.values)
        if (at_once or self.patterns.is_ripe) and self.seconds_left() > 0:
            choice = self.patterns.choice(self.best.values, prices)
            answer = pool.take(pool.give(replace(choice.task, seconds=self.seconds_left())))
            plan = choice.plan(self.patterns.parts, self.best.values, answer)
            self.patterns.learn(better=plan is not None and self.offer(plan))

    def _round(self, pool: Pool, prices: Floats, effort: float) -> None:
        """Patterns of all blocks; blocks that are alike are solved once."""
        patterns, values = self.patterns, needed(self.best.values)
        seconds = max(self.seconds_left(), 0.01)
        choice = patterns.choice(values, prices)
        (answer,) = pool.solve(replace(choice.task, solver="glop", hint=None, seconds=seconds))
        if answer.duals is None:
            return
        own = np.zeros_like(prices)
        own[choice.rows] = answer.duals[: len(choice.rows)]
        blocks = range(len(patterns.parts.blocks))
        tasks = [_priced(patterns, k, each) for each in (own, (own + prices) / 2) for k in blocks]
        share = min(1.0, _TASKS / len(set(first_alike(tasks))))
        tasks = [replace(task, effort=effort * share, seconds=seconds) for task in tasks]
        for k, found in zip([*blocks, *blocks], pool.solve_alike(tasks), strict=True):
            if found.values is not None:
                patterns.add_block(k, np.rint(found.values).astype(np.int64))


def _priced(patterns: Patterns, k: int, prices: Floats) -> Task:
    """The best of a block at prices."""
    parts = patterns.parts
    task = parts.part(parts.blocks[k], parts.inner_rows[k], parts.prices(k, prices), _EFFORT)
    return replace(task, hint=patterns.best_of(k, prices))
