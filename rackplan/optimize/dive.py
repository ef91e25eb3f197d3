"""A first plan by diving: block by block, led by the relaxation of what is still open.

Each block is solved at the prices of the relaxation, drawn to the racks by type that the relaxation
gives it: where prices alone decide nothing, because money binds and not the block, the sums do.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse

from rackplan.optimize.decomposition import Decomposition, Relaxed
from rackplan.optimize.model import Matrix
from rackplan.optimize.row import Ints
from rackplan.optimize.task import Task

__all__ = ["led_block"]

_PULL = 0.01
"""Price of standing one rack off the relaxation's sum, in shares of the most valuable rack."""


def led_block(parts: Decomposition, k: int, relaxed: Relaxed, fixed: Ints, totals: Matrix) -> Task:
    """The task of one block, its columns first, then one deviation a sum.

    Parameters
    ----------
    relaxed : Relaxed
        The relaxation of what is still open.
    fixed : int64[column]
        What is decided already; elsewhere the least that there has to be.
    totals : csr[sum, column]
        Which columns are summed.
    """
    model, block = parts.model, parts.blocks[k]
    shared = _shared_limits(parts, k)
    rows = np.concatenate([parts.inner_rows[k], shared])
    others = fixed.copy()
    others[block] = 0
    used = model.matrix @ others
    sums = sparse.csr_array(totals[:, block])
    sums = sums[np.diff(sums.indptr) > 0]
    wanted = np.rint(np.asarray(sums @ relaxed.values[block]))
    count = len(wanted)
    away = sparse.eye_array(count)
    own = sparse.hstack([model.matrix[rows][:, block], sparse.csr_array((len(rows), count))])
    pull = max(1.0, _PULL * float(np.abs(parts.each).max()))
    endless = np.full(count, np.inf)
    return Task(
        matrix=sparse.vstack(
            [own, sparse.hstack([sums, -away]), sparse.hstack([sums, away])], format="csr"
        ),
        lower=np.concatenate([model.lower[rows] - used[rows], -endless, wanted]),
        upper=np.concatenate([model.upper[rows] - used[rows], wanted, endless]),
        least=np.append(model.least[block], np.zeros(count, dtype=np.int64)),
        most=np.append(model.most[block], (sums @ model.most[block]).astype(np.int64)),
        each=np.append(parts.prices(k, relaxed.duals), np.full(count, -round(pull))).astype(
            np.float64
        ),
        maximize=True,
        gap=1e-4,
    )


def _shared_limits(parts: Decomposition, k: int) -> Ints:
    """Linking rows that only ever fill up: what the block may still take of them."""
    model, rows = parts.model, parts.linking_rows
    matrix = model.matrix[rows]
    fills = np.array([bool((matrix[[i]].data >= 0).all()) for i in range(len(rows))], dtype=bool)
    touched = np.diff(sparse.csr_array(matrix[:, parts.blocks[k]]).indptr) > 0
    one_sided = np.isfinite(model.upper[rows]) & np.isinf(model.lower[rows])
    return rows[fills & touched & one_sided]
