"""The bound: the relaxation, cuts of what parts of the model can give, and whole sums.

What a part can give at the prices of the relaxation is a limit that every plan keeps, a Fenchel
cut. Prices move once there are cuts, so there are rounds of them, over blocks and over groups that
overlap, for as long as the bound gains by it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from rackplan.optimize.averaging import averaged
from rackplan.optimize.decomposition import Cut, Decomposition, Relaxed
from rackplan.optimize.groups import groups_around, rows_inside
from rackplan.optimize.model import Floats, Matrix
from rackplan.optimize.pool import Pool
from rackplan.optimize.row import Ints
from rackplan.optimize.task import Answer, Task

__all__ = ["Bounding"]

_CUT_EFFORT = 0.3
_BOUND_NODES = 200
_ROUNDS = 4
_FULL_BLOCKS = 8
"""Blocks that get the full effort; where there are more, each gets less."""
_LEAST_SHARE = 0.2
_WORTH_A_ROUND = 2e-4
_TIGHT = 1e-7


@dataclass
class Bounding:
    """The relaxation of a model with the cuts so far.

    Attributes
    ----------
    is_wide : bool
        Whether the model is so large that only what is alike in it is taken together.
    seconds_left : callable
        Time until the search ends [s].
    """

    parts: Decomposition
    is_wide: bool
    seconds_left: Callable[[], float]
    cuts: list[Cut] = field(default_factory=list)
    relaxed: Relaxed | None = None
    _prices: Floats = field(default_factory=lambda: np.zeros(0))
    _inside: dict[bytes, Ints] = field(default_factory=dict)

    def relax(self, pool: Pool) -> Answer:
        """Solve the relaxation with the cuts so far; duals are of the model's own rows."""
        answer = self._solved(pool, self.parts.model.least, self.parts.model.most)
        if answer.values is not None and answer.duals is not None:
            self._prices = answer.duals
            self.relaxed = Relaxed(answer.values, answer.duals[: len(self.parts.model.lower)])
        return answer

    def prices_of_rest(self, pool: Pool, still: list[int], fixed: Ints) -> Floats:
        """Prices of the model's rows while some blocks are open and all others are fixed.

        Where what is fixed leaves nothing, the prices of the whole are returned.
        """
        most = fixed.copy()
        for columns in (self.parts.rest, *(self.parts.blocks[k] for k in still)):
            most[columns] = self.parts.model.most[columns]
        duals = self._solved(pool, fixed, most).duals
        if duals is None:
            assert self.relaxed is not None, "the whole is relaxed first"
            return self.relaxed.duals
        return duals[: len(self.parts.model.lower)]

    def _solved(self, pool: Pool, least: Ints, most: Ints) -> Answer:
        """The relaxation with the cuts so far between some bounds."""
        task = replace(self.parts.relaxation(self.cuts, least, most), seconds=self.seconds_left())
        small = averaged(task)
        (answer,) = pool.solve(small.task)
        return small.spread(answer)

    def tighten(self, pool: Pool) -> float | None:
        """Cut in rounds; the bound after them."""
        share = min(1.0, max(_LEAST_SHARE, _FULL_BLOCKS / len(self.parts.blocks)))
        groups = [*self.parts.blocks]
        best: float | None = None
        for _ in range(_ROUNDS):
            if not self.is_wide:
                groups = self._with_tight(groups)
            if not self._cut(pool, groups, _CUT_EFFORT * share) or self.seconds_left() <= 0:
                break
            bound = self.relax(pool).bound
            if bound is None:
                break
            gained = np.inf if best is None else best - bound
            best = bound if best is None else min(best, bound)
            if gained <= _WORTH_A_ROUND * abs(bound):
                break
        return best

    def bound_by(self, pool: Pool, totals: Matrix) -> float | None:
        """The bound where sums of columns are whole."""
        task = self.parts.with_totals(self.cuts, totals, _BOUND_NODES)
        small = averaged(replace(task, seconds=self.seconds_left()))
        (answer,) = pool.solve(small.task)
        return small.spread(answer).bound

    def _with_tight(self, groups: list[Ints]) -> list[Ints]:
        """Groups, and those around limits that have a price by now."""
        tight = np.flatnonzero(np.abs(self._prices[: len(self.parts.model.lower)]) > _TIGHT)
        every = {
            g.tobytes(): g for g in (*groups, *groups_around(self.parts.model, tight.tolist()))
        }
        return list(every.values())

    def _cut(self, pool: Pool, groups: list[Ints], effort: float) -> int:
        """Cut off what no group can give at the prices of all that is outside of it."""
        assert self.relaxed is not None
        priced = [(group, self._worth(group)) for group in groups]
        tasks = [self._part(group, worth, effort) for group, worth in priced]
        before = len(self.cuts)
        for (group, worth), answer in zip(priced, pool.solve_alike(tasks), strict=True):
            if answer.bound is None:  # time ran out
                continue
            limit = np.floor(answer.bound + 1e-6)
            if worth @ self.relaxed.values[group] > limit + 0.5:
                self.cuts.append(Cut(group, worth, float(limit)))
        return len(self.cuts) - before

    def _worth(self, group: Ints) -> Ints:
        """What columns are worth once limits that reach out of the group are paid for."""
        matrix, count = self.parts.model.matrix, len(self.parts.model.lower)
        paid = self._prices[:count].copy()
        paid[self._rows(group)] = 0.0
        cost = np.asarray(self.parts.model.column_rows[:, group].T @ paid, dtype=np.float64)
        place = np.full(matrix.shape[1], -1, dtype=np.int64)
        place[group] = np.arange(len(group))
        for cut, price in zip(self.cuts, self._prices[count:], strict=False):
            at = place[cut.columns]
            if price and (at < 0).any():
                cost[at[at >= 0]] += price * cut.weights[at >= 0]
        return np.rint(self.parts.each[group] - cost).astype(np.int64)

    def _part(self, group: Ints, worth: Ints, effort: float) -> Task:
        return replace(
            self.parts.part(group, self._rows(group), worth, effort), seconds=self.seconds_left()
        )

    def _rows(self, group: Ints) -> Ints:
        name = group.tobytes()
        if name not in self._inside:
            self._inside[name] = rows_inside(self.parts.model.matrix, group)
        return self._inside[name]
