"""Rows of the floor that are alike, counted as one.

Where nothing but limits of each row alone concerns one row of the floor and not others like it, it
matters only how many racks of a type stand on all of them::

    X[type, rows alike] = sum of x[type, row]        over rows on the same feeds, loop and zone

Limits of a single row (its length, its busways) become their sum. What the merged model can at most
give is no less than what the whole one can: its bounds hold. Its solutions are dealt to the rows
again, each set of rows alike by itself; sets that cannot be dealt out are kept apart from then on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

import numpy as np
from scipy import sparse

from rackplan.optimize.colours import first_of, in_order, is_even, refined, summed
from rackplan.optimize.goals import Goal
from rackplan.optimize.model import Floats, Matrix, Model
from rackplan.optimize.pool import Pool
from rackplan.optimize.row import Ints
from rackplan.optimize.task import Task

__all__ = ["Twins", "merged"]

_DEAL_EFFORT = 0.5


@dataclass(frozen=True)
class Twins:
    """A model with one column for all that are alike, and the way back.

    Attributes
    ----------
    whole, model : Model
        As it is, and merged.
    column_colour, row_colour : int64[column], int64[row]
        Which merged column or row each has gone into.
    """

    whole: Model
    model: Model
    column_colour: Ints
    row_colour: Ints
    _dealt: dict[bytes, Ints | None] = field(default_factory=dict)

    @cached_property
    def members(self) -> Ints:
        """A column of the whole model for each merged one."""
        return first_of(self.column_colour)

    def merged(self, values: Ints) -> Ints:
        """Sums of a solution of the whole model."""
        sums = np.zeros(len(self.model.most), dtype=np.int64)
        np.add.at(sums, self.column_colour, values)
        return sums

    def totals(self, totals: Matrix) -> Matrix:
        """Sums over columns as sums over merged ones."""
        return sparse.csr_array(totals[:, self.members])

    def duals(self, duals: Floats) -> Floats:
        """Prices of the rows of the whole model: a sum of rows is priced as each of them."""
        return duals[self.row_colour]

    def dealt(self, values: Ints, pool: Pool) -> tuple[Ints, list[Ints]]:
        """A solution of the merged model dealt to rows, and sets of rows that it does not fit.

        Returns
        -------
        values : int64[column]
            Of the whole model; of no use where there are sets that do not fit.
        stuck : list of int64[row of the floor]
        """
        found = values[self.column_colour]
        asked = {n: self._name(n, values) for n in range(len(self._sets))}
        new = [n for n, name in asked.items() if name not in self._dealt]
        for n in new:
            self._dealt[asked[n]] = self._sets[n].filled(values)
        hard = [n for n in new if self._dealt[asked[n]] is None]
        for n, answer in zip(
            hard, pool.solve(*(self._sets[n].task(values) for n in hard)), strict=True
        ):
            if answer.values is not None:
                self._dealt[asked[n]] = np.rint(answer.values).astype(np.int64)
        stuck = []
        for n, name in asked.items():
            part = self._dealt[name]
            if part is None:
                stuck.append(self._sets[n].floor)
            else:
                found[self._sets[n].columns] = part
        return found, stuck

    def lessened(self, values: Ints, pool: Pool) -> Ints:
        """A solution without what cannot be dealt to rows; limits of several rows are not asked."""
        less = values.copy()
        hard = [
            part
            for n, part in enumerate(self._sets)
            if self._dealt.get(self._name(n, values), values) is None
        ]
        answers = pool.solve(*(part.task(values, exact=False) for part in hard))
        for part, answer in zip(hard, answers, strict=True):
            if answer.values is not None:
                dealt = np.rint(answer.values).astype(np.int64)
                less[part.colours] = np.bincount(part.own, dealt).astype(np.int64)
        return less

    def _name(self, n: int, values: Ints) -> bytes:
        return n.to_bytes(4, "little") + values[self._sets[n].colours].tobytes()

    @cached_property
    def _columns_on(self) -> list[Ints]:
        """Columns about each row of the floor."""
        floor = self.whole.floor
        return _by_floor(floor, int(floor.max(initial=-1)) + 1)

    @cached_property
    def _rows_on(self) -> list[Ints]:
        """Rows of the matrix about each row of the floor and nothing else."""
        return _by_floor(_within(self.whole.matrix, self.whole.floor), len(self._columns_on))

    @cached_property
    def _sets(self) -> list[_Alike]:
        """Sets of rows of the floor of which some columns are merged."""
        colour, floor = self.column_colour, self.whole.floor
        shared = np.bincount(colour)[colour] > 1
        sets: dict[int, set[int]] = {}
        of_colour: dict[int, set[int]] = defaultdict(set)
        for c, f in zip(colour[shared].tolist(), floor[shared].tolist(), strict=True):
            of_colour[c].add(f)
        for floors in of_colour.values():
            together = set().union(floors, *(sets[f] for f in floors if f in sets))
            sets.update(dict.fromkeys(together, together))
        distinct = {id(each): sorted(each) for each in sets.values()}
        return [_alike(self, np.array(each, dtype=np.int64)) for each in distinct.values()]


@dataclass(frozen=True)
class _Alike:
    """Rows of the floor that are alike, and what limits each of them alone."""

    floor: Ints
    columns: Ints
    colours: Ints
    own: Ints
    matrix: Matrix
    lower: Floats
    upper: Floats
    least: Ints
    most: Ints

    def filled(self, values: Ints) -> Ints | None:
        """Dealt out by filling row after row with type after type; None where that fails."""
        dealt = self.least.copy()
        left = values[self.colours] - np.bincount(self.own, dealt).astype(np.int64)
        by_column = self.matrix.tocsc()
        activity = self.matrix @ dealt
        for k in range(len(dealt)):
            rows = by_column.indices[by_column.indptr[k] : by_column.indptr[k + 1]]
            each = by_column.data[by_column.indptr[k] : by_column.indptr[k + 1]]
            fills = (each > 0) & np.isfinite(self.upper[rows])
            room = (self.upper[rows] - activity[rows])[fills] // each[fills]
            more = int(min(left[self.own[k]], self.most[k] - dealt[k], *room.tolist()))
            if more > 0:
                dealt[k] += more
                left[self.own[k]] -= more
                activity[rows] += each * more
        fits = (activity >= self.lower - 0.5) & (activity <= self.upper + 0.5)
        return dealt if not left.any() and bool(fits.all()) else None

    def task(self, values: Ints, *, exact: bool = True) -> Task:
        """A way to deal out sums, or most of them, that keeps the limits of each row."""
        count = len(self.columns)
        sums = sparse.csr_array(
            (np.ones(count), (self.own, np.arange(count))), shape=(len(self.colours), count)
        )
        wanted = values[self.colours].astype(np.float64)
        return Task(
            matrix=sparse.csr_array(sparse.vstack([self.matrix, sums])),
            lower=np.append(self.lower, wanted if exact else np.zeros_like(wanted)),
            upper=np.append(self.upper, wanted),
            least=self.least,
            most=self.most,
            each=np.full(count, 0.0 if exact else 1.0),
            maximize=True,
            effort=_DEAL_EFFORT,
        )


def merged(model: Model, apart: Sequence[Ints] = ()) -> Twins:
    """Merge what is alike.

    Parameters
    ----------
    apart : sequence of int64[n]
        Rows of the floor that stay as they are.
    """
    floor = model.floor.copy()
    if apart:
        floor[np.isin(floor, np.concatenate(apart))] = -1
    count, height = len(floor), len(model.lower)
    ours = _within(model.matrix, floor) >= 0
    second = np.zeros(count, dtype=np.int64) if model.second is None else model.second.each
    columns, rows = refined(
        model.matrix,
        (
            model.goal.each,
            second,
            model.least,
            model.most,
            np.where(floor >= 0, -1, np.arange(count)),
        ),
        (model.lower, model.upper, np.where(ours, -1, np.arange(height))),
    )
    columns, rows = in_order(columns), in_order(rows)  # so that blocks that are alike look alike
    small = _small(model, columns, rows)
    if small is None:  # two hashes met
        columns, rows = np.arange(count), np.arange(height)
        small = model
    return Twins(model, small, columns, rows)


def _small(model: Model, columns: Ints, rows: Ints) -> Model | None:
    """The merged model; None where the colours are not even."""
    wide, high = np.bincount(columns), np.bincount(rows)
    member, row = first_of(columns), first_of(rows)
    sums = summed(model.matrix, columns)
    if not is_even(sums, rows):
        return None
    matrix = sparse.diags_array(high.astype(np.float64)) @ sums[row]
    matrix = sparse.csr_array(matrix @ sparse.diags_array(1.0 / wide))
    matrix.data = np.rint(matrix.data)
    same = abs(summed(model.matrix.T.tocsr(), rows).T.tocsr() - matrix[:, columns])
    if same.nnz and same.max() > 0:
        return None
    return replace(
        model,
        rows=tuple(model.rows[r] for r in row.tolist()),
        matrix=matrix,
        lower=model.lower[row] * high,
        upper=model.upper[row] * high,
        least=model.least[member] * wide,
        most=model.most[member] * wide,
        goal=_goal(model.goal, member),
        second=None if model.second is None else _goal(model.second, member),
        floor=model.floor[member],
    )


def _goal(goal: Goal, member: Ints) -> Goal:
    return replace(goal, each=goal.each[member])


def _within(matrix: Matrix, floor: Ints) -> Ints:
    """The one row of the floor that a row of the matrix is about; -1 for none or several."""
    entries = floor[matrix.indices]
    starts = matrix.indptr[:-1]
    filled = np.diff(matrix.indptr) > 0
    found = np.full(len(starts), -1, dtype=np.int64)
    if filled.any():
        low = np.minimum.reduceat(entries, starts[filled])
        high = np.maximum.reduceat(entries, starts[filled])
        found[filled] = np.where(low == high, low, -1)
    return found


def _alike(twins: Twins, floor: Ints) -> _Alike:
    model = twins.whole
    columns = np.sort(np.concatenate([twins._columns_on[f] for f in floor]))
    # Type after type, and each over the rows in turn: a type takes few rows.
    columns = columns[np.lexsort((model.floor[columns], twins.column_colour[columns]))]
    rows = np.sort(np.concatenate([twins._rows_on[f] for f in floor]))
    colours, own = np.unique(twins.column_colour[columns], return_inverse=True)
    return _Alike(
        floor=floor,
        columns=columns,
        colours=colours.astype(np.int64),
        own=own.astype(np.int64),
        matrix=_part(model.matrix, rows, columns),
        lower=model.lower[rows],
        upper=model.upper[rows],
        least=model.least[columns],
        most=model.most[columns],
    )


def _part(matrix: Matrix, rows: Ints, columns: Ints) -> Matrix:
    """Rows of a matrix that are over some columns alone, over those in their order."""
    own = matrix[rows]
    order = np.argsort(columns)
    places = order[np.searchsorted(columns, own.indices, sorter=order)]
    part = sparse.csr_array((own.data, places, own.indptr), shape=(len(rows), len(columns)))
    part.sort_indices()
    return part


def _by_floor(floors: Ints, count: int) -> list[Ints]:
    """Columns, or rows, about each row of the floor."""
    order = np.argsort(floors, kind="stable")
    ends = np.searchsorted(floors[order], np.arange(count + 1))
    return [order[first:last] for first, last in pairwise(ends.tolist())]
