"""Fractions of patterns for blocks that are still open: the restricted master problem.

How many of these blocks hold which pattern is a linear program, once fractions are allowed::

    max sum(worth n) + each @ rest,  sum(use n) + A rest <= what is left,  sum(n of a set) = blocks

Its prices say what a new pattern has to bring, its fractions which patterns belong in a plan. What
no pattern gives yet is bought beside it, dearer than all that racks are worth: so it has an answer
from the first pattern on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from rackplan.optimize.decomposition import Decomposition
from rackplan.optimize.model import Floats, Matrix
from rackplan.optimize.patterns import Patterns
from rackplan.optimize.row import Ints
from rackplan.optimize.task import Answer, Task, needed

__all__ = ["Master", "master_of"]

_DEAR = 100.0
"""Price of what is lacking, in pieces of what is worth most."""


@dataclass(frozen=True)
class Master:
    """The task, and what its rows and first columns mean.

    Attributes
    ----------
    rows : int64[n]
        Linking rows that may bind; they come first in the task.
    sets : list of list of int
        Open blocks among which nothing tells apart.
    patterns : list of int64[pattern, column of a block]
        What a block of each set may hold.
    """

    task: Task
    rows: Ints
    sets: list[list[int]]
    patterns: list[Ints]

    def prices(self, answer: Answer, count: int) -> Floats:
        """Prices of all rows of the model; of those that cannot bind it is nothing."""
        prices = np.zeros(count)
        prices[self.rows] = needed(answer.duals)[: len(self.rows)]
        return prices

    def shares(self, answer: Answer) -> list[Floats]:
        """How many blocks of each set hold each of its patterns, fractions of blocks too."""
        sizes = np.cumsum([len(each) for each in self.patterns])
        return np.split(needed(answer.values)[: sizes[-1]], sizes[:-1])


def master_of(patterns: Patterns, still: Sequence[int], fixed: Ints, prices: Floats) -> Master:
    """The master problem of the blocks that are still open.

    Parameters
    ----------
    fixed : int64[column]
        What is decided; of open blocks and of columns of no block it does not matter.
    prices : float64[row]
        By which patterns are preferred where there are many.
    """
    parts = patterns.parts
    lower, upper = patterns.left(_decided(parts, still, fixed))
    held = patterns.fitting(still, upper, prices)
    uses = {k: patterns.use[k] @ held[patterns.alike[k]].T for k in still}
    rest, least, most = _rest(parts)
    highest = most + sum(use.max(axis=1, initial=0.0) for use in uses.values())
    lowest = least + sum(use.min(axis=1, initial=0.0) for use in uses.values())
    binds = np.flatnonzero((highest > upper) | (lowest < lower))
    members = patterns.sets(uses, binds)
    own = [held[patterns.alike[blocks[0]]] for blocks in members]
    taken = np.hstack([uses[blocks[0]][binds] for blocks in members])
    limits = _Limits(lower[binds], upper[binds], np.maximum(lower - lowest, 0.0)[binds])
    rows = sparse.csr_array(np.hstack([taken, rest[binds].toarray()]))
    task = _task(parts, members, own, rows, limits)
    return Master(task, parts.linking_rows[binds], members, own)


def _decided(parts: Decomposition, still: Sequence[int], fixed: Ints) -> Ints:
    """What is fixed, and nothing where it is open."""
    decided = fixed.copy()
    decided[parts.rest] = 0
    for k in still:
        decided[parts.blocks[k]] = 0
    return decided


def _rest(parts: Decomposition) -> tuple[Matrix, Floats, Floats]:
    """Linking rows over the columns of no block, and the least and most that these take."""
    model, columns = parts.model, parts.rest
    matrix = sparse.csr_array(model.matrix[parts.linking_rows][:, columns])
    up, down = matrix.maximum(0), matrix.minimum(0)
    least, most = model.least[columns], model.most[columns]
    return matrix, up @ least + down @ most, up @ most + down @ least


@dataclass(frozen=True)
class _Limits:
    """Of the linking rows that may bind: limits, and by how much patterns may miss the lower."""

    lower: Floats
    upper: Floats
    lack: Floats


def _task(
    parts: Decomposition, sets: list[list[int]], patterns: list[Ints], rows: Matrix, limits: _Limits
) -> Task:
    """Columns: patterns, columns of no block, blocks that hold nothing, what limits lack."""
    counts = np.array([len(blocks) for blocks in sets], dtype=np.int64)
    owner = np.repeat(np.arange(len(sets)), [len(each) for each in patterns])
    short = np.flatnonzero(limits.lack)
    pairs = zip(sets, patterns, strict=True)
    worth = np.concatenate([held @ parts.each[parts.blocks[blocks[0]]] for blocks, held in pairs])
    dear = _DEAR * float(np.abs(parts.each).max(initial=1))
    empty = max(dear, _DEAR * float(np.abs(worth).max(initial=0.0)))
    largest = abs(rows).max(axis=1).toarray().ravel() if rows.shape[1] else np.ones(rows.shape[0])
    rest, nothing = parts.rest, np.zeros(len(sets) + len(short), dtype=np.int64)
    once = _picks(owner, (len(sets), rows.shape[1]))
    relief = _picks(short, (rows.shape[0], len(short)))
    top = sparse.hstack([rows, sparse.csr_array((rows.shape[0], len(sets))), relief])
    bottom = sparse.hstack(
        [once, sparse.eye_array(len(sets)), sparse.csr_array((len(sets), len(short)))]
    )
    return Task(
        matrix=sparse.csr_array(sparse.vstack([top, bottom])),
        lower=np.append(limits.lower, counts),
        upper=np.append(limits.upper, counts),
        least=np.concatenate([np.zeros_like(owner), parts.model.least[rest], nothing]),
        most=np.concatenate(
            [
                counts[owner],
                parts.model.most[rest],
                counts,
                np.ceil(limits.lack[short]).astype(np.int64),
            ]
        ),
        each=np.concatenate(
            [
                worth,
                parts.each[rest],
                np.full(len(sets), -empty),
                -dear / np.maximum(largest[short], 1.0),
            ]
        ),
        maximize=True,
        solver="glop",
    )


def _picks(rows: Ints, shape: tuple[int, int]) -> Matrix:
    """A one in the row that each of the first columns names."""
    return sparse.csr_array((np.ones(len(rows)), (rows, np.arange(len(rows)))), shape=shape)
