"""A first plan at once: what links blocks is parted as the relaxation parts it.

Each block is solved on its own part, so that blocks fit together whatever each makes of it; blocks
that are alike have equal parts of an averaged relaxation and are solved once. What a part is short
of a whole rack is lost: the plan is a start, not an answer.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy import sparse

from rackplan.optimize.decomposition import Decomposition, Relaxed
from rackplan.optimize.pool import Pool
from rackplan.optimize.row import Ints
from rackplan.optimize.task import Task

__all__ = ["shared_plan"]

_EFFORT = 0.3
_HAIR = 1e-6


def shared_plan(parts: Decomposition, relaxed: Relaxed, pool: Pool, seconds: float) -> Ints:
    """Every block solved on its part; one for which nothing was found holds the least it may.

    Parameters
    ----------
    relaxed : Relaxed
        The relaxation of the whole model.
    seconds : float
        Limit by the clock.
    """
    blocks = range(len(parts.blocks))
    tasks = [replace(_part(parts, k, relaxed), seconds=seconds) for k in blocks]
    values = parts.model.least.copy()
    for block, answer in zip(parts.blocks, pool.solve_alike(tasks), strict=True):
        if answer.values is not None:
            values[block] = np.rint(answer.values).astype(np.int64)
    return values


def _part(parts: Decomposition, k: int, relaxed: Relaxed) -> Task:
    """One block, with what the relaxation gives it of each linking row.

    What the relaxation leaves of a row is dealt out evenly.
    """
    model, block, rows = parts.model, parts.blocks[k], parts.inner_rows[k]
    part = model.column_rows[:, block].tocsr()
    link = np.intersect1d(np.flatnonzero(np.diff(part.indptr)), parts.linking_rows)
    given = part[link] @ relaxed.values[block]
    used = model.matrix[link] @ relaxed.values
    over = np.maximum(model.upper[link] - used, 0.0) / len(parts.blocks)
    under = np.maximum(used - model.lower[link], 0.0) / len(parts.blocks)
    return Task(
        matrix=sparse.csr_array(sparse.vstack([part[rows], part[link]])),
        lower=np.append(model.lower[rows], given - under - _HAIR),
        upper=np.append(model.upper[rows], given + over + _HAIR),
        least=model.least[block],
        most=model.most[block],
        each=parts.each[block].astype(np.float64),
        maximize=True,
        effort=_EFFORT,
        gap=1e-3,
    )
