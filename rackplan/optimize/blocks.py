"""Groups of columns that hang together closely: the neighbourhoods of the search."""

from __future__ import annotations

import numpy as np

from rackplan.optimize.model import Model
from rackplan.optimize.row import Ints

__all__ = ["column_blocks"]

_SHARE = 0.3
_SMALLEST = 40


def column_blocks(model: Model) -> tuple[list[Ints], Ints]:
    """Part the columns into blocks by the rows that tie few of them together.

    Rows are taken from the shortest on, and tie their columns together as long as the block stays
    below a share of all columns: so UPS groups, loops and zones make blocks, and budget, supply and
    shared feeds, which touch everything, do not.

    Returns
    -------
    blocks : list of int64[n]
        Columns of each block with more than one column, in the order of their first column.
    rest : int64[n]
        Columns that stand alone, such as pods of a hall.
    """
    count = len(model.most)
    largest = max(_SMALLEST, int(_SHARE * count))
    parent = np.arange(count)
    size = np.ones(count, dtype=np.int64)
    lengths = np.diff(model.matrix.indptr)
    for row in np.argsort(lengths, kind="stable"):
        columns = model.matrix.indices[model.matrix.indptr[row] : model.matrix.indptr[row + 1]]
        roots = sorted({_root(parent, int(column)) for column in columns})
        total = int(size[roots].sum())
        if len(roots) > 1 and total <= largest:
            parent[roots[1:]] = roots[0]
            size[roots[0]] = total
    return _parts(np.array([_root(parent, column) for column in range(count)]))


def _root(parent: Ints, column: int) -> int:
    while parent[column] != column:
        parent[column] = parent[parent[column]]
        column = int(parent[column])
    return column


def _parts(roots: Ints) -> tuple[list[Ints], Ints]:
    order = dict.fromkeys(roots.tolist())
    parts = [np.flatnonzero(roots == root) for root in order]
    alone = [part for part in parts if len(part) == 1]
    rest = np.concatenate(alone) if alone else np.zeros(0, dtype=np.int64)
    return [part for part in parts if len(part) > 1], rest
