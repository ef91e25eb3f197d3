"""Colours of columns and rows of a matrix: equal where nothing tells them apart.

Both are told apart until columns of a colour meet the same coefficients in rows of each colour, and
rows the same in columns of each. What was hashed on the way is for the caller to look at
(`is_even`), not to be taken on trust.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from rackplan.optimize.model import Matrix
from rackplan.optimize.row import Ints

__all__ = ["first_of", "in_order", "is_even", "refined", "summed"]

_Hashes = npt.NDArray[np.uint64]
_Keys = tuple[npt.NDArray[Any], ...]

_ODD = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)


def refined(matrix: Matrix, of_columns: _Keys, of_rows: _Keys) -> tuple[Ints, Ints]:
    """Colours of columns and of rows, of which those with different keys never share one."""
    columns, rows = _numbered(*of_columns), _numbered(*of_rows)
    across = matrix.T.tocsr()
    while True:
        finer_rows = _numbered(rows, _meeting(matrix, columns))
        finer = _numbered(columns, _meeting(across, finer_rows))
        if _count(finer) == _count(columns) and _count(finer_rows) == _count(rows):
            return columns, rows
        columns, rows = finer, finer_rows


def _count(colours: Ints) -> int:
    return int(colours.max(initial=-1)) + 1


def _numbered(*keys: npt.NDArray[Any]) -> Ints:
    """Colours from 0 on: equal where all keys are."""
    colour = np.zeros(len(keys[0]), dtype=np.int64)
    for key in keys:
        _, number = np.unique(key, return_inverse=True)
        _, colour = np.unique(colour * (number.max(initial=0) + 1) + number, return_inverse=True)
    return colour.astype(np.int64)


def _meeting(matrix: Matrix, colours: Ints) -> _Hashes:
    """What each row of a matrix meets, as a number: sums over its entries wrap around."""
    hues = _mixed(colours.astype(np.uint64) + np.uint64(1))
    figures = np.ascontiguousarray(matrix.data).view(np.uint64)
    entries = _mixed(figures ^ hues[matrix.indices])
    sums = np.concatenate([np.zeros(1, dtype=np.uint64), np.cumsum(entries, dtype=np.uint64)])
    return np.asarray(sums[matrix.indptr[1:]] - sums[matrix.indptr[:-1]], dtype=np.uint64)


def _mixed(numbers: _Hashes) -> _Hashes:
    """Numbers well stirred: a bit in changes half of the bits out."""
    once = (numbers ^ (numbers >> _SHIFT)) * _ODD
    twice = (once ^ (once >> _SHIFT)) * _ODD
    return np.asarray(twice ^ (twice >> _SHIFT), dtype=np.uint64)


def first_of(colours: Ints) -> Ints:
    """The first member of each colour."""
    return np.asarray(np.unique(colours, return_index=True)[1], dtype=np.int64)


def in_order(colours: Ints) -> Ints:
    """The same colours, numbered in the order in which they appear."""
    return np.asarray(np.argsort(np.argsort(first_of(colours)))[colours], dtype=np.int64)


def summed(matrix: Matrix, colours: Ints) -> Matrix:
    """Columns of a colour added up."""
    count, last = len(colours), int(colours.max(initial=-1))
    which = sparse.csr_array(
        (np.ones(count), colours, np.arange(count + 1)), shape=(count, last + 1)
    )
    return sparse.csr_array(matrix @ which)


def is_even(sums: Matrix, rows: Ints) -> bool:
    """Whether rows of a colour are the same."""
    apart = abs(sums - sums[first_of(rows)][rows])
    return apart.nnz == 0 or bool(apart.max() <= 1e-9 * abs(sums).max())
