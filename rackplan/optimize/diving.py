"""A first plan by waves of blocks, each fixed in the light of the relaxation of what is open."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from rackplan.optimize.bounding import Bounding
from rackplan.optimize.dive import led_block
from rackplan.optimize.incumbent import rows_around
from rackplan.optimize.model import Matrix
from rackplan.optimize.pool import Pool, first_alike
from rackplan.optimize.row import Ints
from rackplan.optimize.task import Task, needed

__all__ = ["Dive", "share_of"]

_JOINT_BLOCKS = 2
_DIVE_EFFORT = 0.4
_NODES = 100
_WAVES = 8
_LEAST_SHARE = 0.2


@dataclass
class Dive:
    """A dive from block to block; what it leaves open is solved together.

    Attributes
    ----------
    at_first : callable
        Called once, when the first wave is over.
    """

    bounding: Bounding
    totals: Matrix
    at_first: Callable[[], None]

    def plan(self, pool: Pool) -> Ints | None:
        """The plan that it comes to; None where the end has no solution."""
        parts, model = self.bounding.parts, self.bounding.parts.model
        fixed, most = model.least.copy(), model.most.copy()
        waiting = deque(range(len(parts.blocks) - _JOINT_BLOCKS))
        size = max(1, len(waiting) // _WAVES)
        left_open = set(range(len(parts.blocks)))
        at_first = [self.at_first]
        while waiting and self.bounding.seconds_left() > 0:
            wave = [waiting.popleft() for _ in range(min(size, len(waiting)))]
            before = self.bounding.relaxed
            tried = self._fix_blocks(pool, wave, fixed)
            if at_first:
                at_first.pop()()
            limit = most.copy()
            for k in wave:
                limit[parts.blocks[k]] = tried[parts.blocks[k]]
            if self.bounding.relax(pool, tried, limit).ended == "optimal":
                fixed, most = tried, limit
                left_open -= set(wave)
                continue
            self.bounding.relaxed = before
            if len(wave) > 1:
                waiting.extendleft(reversed(wave))
                size = max(1, size // 2)
        free = np.concatenate([*(parts.blocks[k] for k in left_open), parts.rest])
        return self._finished(pool, np.sort(free), fixed)

    def _fix_blocks(self, pool: Pool, wave: list[int], fixed: Ints) -> Ints:
        """Decide blocks in the light of the relaxation; where nothing is found one stays empty."""
        parts, relaxed = self.bounding.parts, needed(self.bounding.relaxed)
        tasks = [led_block(parts, k, relaxed, fixed, self.totals) for k in wave]
        alike = len(wave) / len(set(first_alike(tasks)))
        effort = _DIVE_EFFORT * min(1.0, share_of(len(parts.blocks)) * alike)
        seconds = self.bounding.seconds_left()
        limited = [replace(task, effort=effort, seconds=seconds) for task in tasks]
        tried = fixed.copy()
        for k, answer in zip(wave, pool.solve_alike(limited), strict=True):
            block = parts.blocks[k]
            if answer.values is not None:
                tried[block] = np.rint(answer.values[: len(block)]).astype(np.int64)
        return tried

    def _finished(self, pool: Pool, free: Ints, fixed: Ints) -> Ints | None:
        """Solve what the waves left open."""
        model = self.bounding.parts.model
        matrix, lower, upper = rows_around(model, free, fixed)
        task = Task(
            matrix=matrix,
            lower=lower,
            upper=upper,
            least=model.least[free],
            most=model.most[free],
            each=model.goal.each[free].astype(np.float64),
            maximize=model.goal.maximize,
            effort=_DIVE_EFFORT * _JOINT_BLOCKS,
            seconds=self.bounding.seconds_left(),
        )
        other = replace(task, solver="highs", effort=float("inf"), nodes=_NODES)
        answers = pool.solve(task, other)
        found = [np.rint(a.values).astype(np.int64) for a in answers if a.values is not None]
        if not found:
            return None
        plan = fixed.copy()
        plan[free] = max(found, key=lambda v: int(model.goal.each[free] @ v) * model.goal.sign)
        return plan


def share_of(blocks: int) -> float:
    """The share of the usual effort for one block out of many: less where there are more."""
    return min(1.0, max(_LEAST_SHARE, _WAVES / blocks))
