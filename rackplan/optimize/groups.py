"""Groups of columns around one limit: they overlap, other than the blocks of a model.

A UPS module, a loop, an air zone, each is a limit over the racks that it serves, and where rows of
the floor hang on one of each, no parting into blocks keeps all of them whole. What a group can give
at the prices of all other limits is a bound as good as that of a block; and a few groups together
are a neighbourhood that a parting would tear apart.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from scipy import sparse

from rackplan.optimize.model import Matrix, Model
from rackplan.optimize.row import Ints

__all__ = ["groups_around", "groups_of", "rows_inside"]

_FEWEST = 9
_LARGEST = 0.35


def groups_of(model: Model) -> list[Ints]:
    """The group of every row that is neither short nor long."""
    return groups_around(model, range(len(model.lower)))


def groups_around(model: Model, rows: Iterable[int]) -> list[Ints]:
    """Groups of some rows: columns of a row, and those that hang on them alone, such as pods."""
    matrix = model.matrix
    pattern = _pattern(matrix)
    lengths = np.diff(matrix.indptr)
    found: dict[bytes, Ints] = {}
    for row in rows:
        if not _FEWEST <= lengths[row] <= _LARGEST * matrix.shape[1]:
            continue
        inside = np.zeros(matrix.shape[1], dtype=bool)
        inside[matrix.indices[matrix.indptr[row] : matrix.indptr[row + 1]]] = True
        met = pattern @ inside.astype(np.int64)
        for other in np.flatnonzero((met == lengths - 1) & (met > 0)):
            inside[matrix.indices[matrix.indptr[other] : matrix.indptr[other + 1]]] = True
        found.setdefault(inside.tobytes(), np.flatnonzero(inside))
    return list(found.values())


def rows_inside(matrix: Matrix, columns: Ints) -> Ints:
    """Rows over some columns and no others."""
    inside = np.zeros(matrix.shape[1], dtype=np.int64)
    inside[columns] = 1
    lengths = np.diff(matrix.indptr)
    return np.flatnonzero((_pattern(matrix) @ inside == lengths) & (lengths > 0))


def _pattern(matrix: Matrix) -> sparse.csr_array[np.int64, tuple[int, int]]:
    ones = np.ones(matrix.nnz, dtype=np.int64)
    return sparse.csr_array((ones, matrix.indices, matrix.indptr), shape=matrix.shape)
