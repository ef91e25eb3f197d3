"""What a block does best at prices of what it shares with others."""

from __future__ import annotations

import numpy as np

from rackplan.optimize.decomposition import Decomposition
from rackplan.optimize.model import Floats
from rackplan.optimize.row import Ints
from rackplan.optimize.task import Task

__all__ = ["priced_block"]

_GAP = 1e-5


def priced_block(parts: Decomposition, k: int, prices: Floats, fixed: Ints, nodes: int) -> Task:
    """The task of one block on its own rows, and on what is left of limits that only fill up.

    HiGHS comes to good racks of a block within a few dozen nodes, where CP-SAT is lost among
    prices that are no round figures.

    Parameters
    ----------
    prices : float64[row]
        Of the rows that link blocks.
    fixed : int64[column]
        What is decided already; elsewhere the least that there has to be.
    nodes : int
        Limit of branch and bound.
    """
    model, block = parts.model, parts.blocks[k]
    inner, filling = parts.inner_rows[k], parts.filling_rows[k]
    rows = np.concatenate([inner, filling])
    own = model.column_rows[:, block].tocsr()[rows]
    taken = model.matrix[filling] @ fixed - own[len(inner) :] @ fixed[block]
    used = np.concatenate([np.zeros(len(inner)), taken])
    return Task(
        matrix=own,
        lower=model.lower[rows] - used,
        upper=model.upper[rows] - used,
        least=model.least[block],
        most=model.most[block],
        each=parts.prices(k, prices).astype(np.float64),
        maximize=True,
        solver="highs",
        nodes=nodes,
        gap=_GAP,
    )
