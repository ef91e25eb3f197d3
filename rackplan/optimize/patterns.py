"""What blocks have held so far, put together anew.

What was ever found for a block is a *pattern*, for blocks that are alike inside as well. How many
blocks hold which pattern is a small model of its own::

    max sum(worth n),  sum(use n) <= what is there,  sum(n of a set) = blocks of the set

so that what was gained in a pair of blocks is repeated wherever it fits, and gains that were found
apart, each too dear by itself, pay for one another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from scipy import sparse

from rackplan.optimize.decomposition import Decomposition
from rackplan.optimize.model import Floats
from rackplan.optimize.row import Ints
from rackplan.optimize.task import Answer, Task

__all__ = ["Choice", "Patterns"]

_EFFORT = 0.3
_ENOUGH = 12
_HAIR = 1e-6
_MANY = 400
_MOST = 120
"""Patterns of a set of blocks that are looked at together: the best at the prices."""


@dataclass(frozen=True)
class Choice:
    """A choice among patterns, and what it means.

    Attributes
    ----------
    sets : list of list of int
        Blocks among which nothing tells apart.
    patterns : list of int64[pattern, column of a block]
        What a block of each set may hold.
    rows : int64[n]
        Linking rows that may bind; they come first in the task.
    """

    task: Task
    rows: Ints
    sets: list[list[int]]
    patterns: list[Ints]

    def plan(self, parts: Decomposition, values: Ints, answer: Answer) -> Ints | None:
        """The plan that an answer comes to; blocks keep what they hold where they can."""
        if answer.values is None:
            return None
        counts = np.rint(answer.values).astype(np.int64)
        plan, first = values.copy(), 0
        for blocks, patterns in zip(self.sets, self.patterns, strict=True):
            left = counts[first : first + len(patterns)].copy()
            first += len(patterns)
            moved = []
            for k in blocks:
                held = np.flatnonzero((patterns == values[parts.blocks[k]]).all(axis=1))
                if len(held) and left[held[0]] > 0:
                    left[held[0]] -= 1
                else:
                    moved.append(k)
            for k, p in zip(moved, np.repeat(np.arange(len(left)), left), strict=True):
                plan[parts.blocks[k]] = patterns[p]
        return plan


@dataclass
class Patterns:
    """The patterns of all blocks of a model."""

    parts: Decomposition
    _seen: dict[int, dict[bytes, Ints]] = field(default_factory=lambda: defaultdict(dict))
    _fresh: int = 0
    _enough: int = _ENOUGH

    @property
    def is_ripe(self) -> bool:
        """Whether so many have come that another choice among them may gain."""
        return self._fresh >= self._enough and len(self.parts.blocks) > 1

    def learn(self, *, better: bool) -> None:
        """Wait longer for the next choice where one was in vain."""
        self._enough = _ENOUGH if better else 2 * self._enough

    def add(self, values: Ints) -> None:
        """Take note of what every block holds."""
        for k, block in enumerate(self.parts.blocks):
            self.add_block(k, values[block])

    def add_block(self, k: int, held: Ints) -> None:
        """Take note of what a block holds; it keeps all that concerns the block alone."""
        seen = self._seen[self.alike[k]]
        if held.tobytes() not in seen:
            seen[held.tobytes()] = held.copy()
            self._fresh += 1

    def choice(self, values: Ints, prices: Floats) -> Choice:
        """The choice among patterns in place of a plan.

        Parameters
        ----------
        prices : float64[row]
            By which patterns are preferred.
        """
        self._fresh = 0
        found = {k: self._best(k, values, prices) for k in dict.fromkeys(self.alike)}
        uses = [use @ found[first].T for use, first in zip(self.use, self.alike, strict=True)]
        rest = np.zeros_like(values)
        rest[self.parts.rest] = values[self.parts.rest]
        lower, upper = self.left(rest)
        most, fewest = (sum(f(use, axis=1) for use in uses) for f in (np.max, np.min))
        binds = np.flatnonzero((most > upper) | (fewest < lower))
        members = self.sets(dict(enumerate(uses)), binds)
        patterns = [found[self.alike[blocks[0]]] for blocks in members]
        taken = [uses[blocks[0]][binds] for blocks in members]
        task = self._task(values, members, patterns, taken, (lower[binds], upper[binds]))
        return Choice(task, self.parts.linking_rows[binds], members, patterns)

    def _task(
        self,
        values: Ints,
        sets: list[list[int]],
        patterns: list[Ints],
        taken: list[Floats],
        limits: tuple[Floats, Floats],
    ) -> Task:
        """How many blocks of each set hold each of its patterns: linking rows first."""
        counts = np.array([len(blocks) for blocks in sets], dtype=np.int64)
        owner = np.repeat(np.arange(len(sets)), [len(each) for each in patterns])
        once = sparse.csr_array((np.ones(len(owner)), (owner, np.arange(len(owner)))))
        pairs = list(zip(sets, patterns, strict=True))
        worth = [each @ self.parts.each[self.parts.blocks[blocks[0]]] for blocks, each in pairs]
        rows = sparse.csr_array(np.hstack(taken))
        return Task(
            matrix=sparse.csr_array(sparse.vstack([rows, once])),
            lower=np.append(limits[0], counts),
            upper=np.append(limits[1], counts),
            least=np.zeros(len(owner), dtype=np.int64),
            most=counts[owner],
            each=np.concatenate(worth).astype(np.float64),
            maximize=True,
            effort=_EFFORT,
            hint=np.concatenate([self._held(blocks, each, values) for blocks, each in pairs]),
        )

    def _held(self, blocks: list[int], patterns: Ints, values: Ints) -> Ints:
        """How many blocks hold which pattern."""
        counts = np.zeros(len(patterns), dtype=np.int64)
        for k in blocks:
            counts[(patterns == values[self.parts.blocks[k]]).all(axis=1)] += 1
        return counts

    def _best(self, first: int, values: Ints, prices: Floats) -> Ints:
        """The best patterns of blocks that are alike, those of the plan always among them."""
        every = np.array(list(self._seen[first].values()))
        worth = every @ self.parts.prices(first, prices)
        held = {
            values[self.parts.blocks[k]].tobytes() for k, f in enumerate(self.alike) if f == first
        }
        is_held = np.array([row.tobytes() in held for row in every])
        order = np.lexsort((np.arange(len(every)), -worth, ~is_held))
        return every[np.sort(order[: max(_MOST, len(held))])]

    def left(self, decided: Ints) -> tuple[Floats, Floats]:
        """Limits of the linking rows, less what is decided."""
        model, rows = self.parts.model, self.parts.linking_rows
        used = (model.matrix @ decided)[rows]
        return model.lower[rows] - used, model.upper[rows] - used

    def sets(self, uses: Mapping[int, Floats], binds: Ints) -> list[list[int]]:
        """Blocks among which nothing tells apart: alike inside, and in the rows that may bind.

        Parameters
        ----------
        uses : mapping of block to float64[linking row, pattern]
        """
        sets: dict[tuple[int, bytes], list[int]] = defaultdict(list)
        for k, use in uses.items():
            sets[self.alike[k], use[binds].tobytes()].append(k)
        return list(sets.values())

    def fitting(self, still: Sequence[int], upper: Floats, prices: Floats) -> dict[int, Ints]:
        """Patterns of open blocks that limits which only fill up have room for, the best of them.

        Parameters
        ----------
        upper : float64[linking row]
            What is left of each.
        """
        found = {}
        for k in still:
            first = self.alike[k]
            if first in found:
                continue
            every = np.array(list(self._seen[first].values()), dtype=np.int64)
            every = every.reshape(-1, len(self.parts.blocks[k]))
            fills = np.isin(self.parts.linking_rows, self.parts.filling_rows[k])
            room = upper[fills, np.newaxis] + _HAIR
            fits = every[(self.use[k][fills] @ every.T <= room).all(axis=0)]
            order = np.argsort(-(fits @ self.parts.prices(k, prices)), kind="stable")
            found[first] = fits[np.sort(order[:_MANY])]
        return found

    @cached_property
    def use(self) -> list[Floats]:
        """What a column takes of each linking row, by blocks."""
        matrix = self.parts.model.matrix[self.parts.linking_rows].tocsc()
        return [matrix[:, block].toarray() for block in self.parts.blocks]

    @cached_property
    def alike(self) -> list[int]:
        """For each block the first that is the same inside."""
        first: dict[bytes, int] = {}
        return [first.setdefault(self._print(k), k) for k in range(len(self.parts.blocks))]

    def _print(self, k: int) -> bytes:
        model, block, rows = self.parts.model, self.parts.blocks[k], self.parts.inner_rows[k]
        matrix = model.column_rows[:, block].tocsr()[rows]
        matrix.sort_indices()
        arrays = (matrix.indptr, matrix.indices, matrix.data, model.lower[rows], model.upper[rows])
        columns = (self.parts.each[block], model.least[block], model.most[block])
        return b"|".join(np.ascontiguousarray(array).tobytes() for array in (*arrays, *columns))
