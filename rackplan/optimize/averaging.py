"""A relaxation made small: columns that nothing tells apart stand for one another.

Blocks of a power tree repeat, and so do rows of a block. Columns and rows of the matrix are told
apart by colours until columns of a colour meet the same coefficients in rows of each colour, and
rows the same in columns. Then some optimum of the relaxation has equal values throughout each
colour (the mean of any optimum over a colour is one), so one column and one row a colour say all::

    max sum(n c X),  lower <= sum(A X) <= upper        n columns of a colour, A summed over a colour

and both bound and prices are exact, not estimates. Columns without a choice go first. That the
colours are right is looked at before they are used, not taken on trust.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from rackplan.optimize.colours import first_of, is_even, refined, summed
from rackplan.optimize.model import Floats
from rackplan.optimize.row import Ints
from rackplan.optimize.task import Answer, Task

__all__ = ["Averaged", "averaged"]


@dataclass(frozen=True)
class Averaged:
    """A task with one column and one row a colour, without columns that have no choice.

    Attributes
    ----------
    task : Task
        The small one.
    whole : Task
        The one that it stands for.
    open_columns, open_rows : int64[column], int64[row]
        Of the whole task: columns with a choice, and the rows that they are in.
    column_colour, row_colour : int64[open column], int64[open row]
    """

    task: Task
    whole: Task
    open_columns: Ints
    open_rows: Ints
    column_colour: Ints
    row_colour: Ints

    def spread(self, answer: Answer) -> Answer:
        """The answer to the whole task: every column its mean, every row its share of a price."""
        fixed = self.whole.least.astype(np.float64)
        fixed[self.open_columns] = 0.0
        given = float(self.whole.each @ fixed)
        return replace(
            answer,
            values=None if answer.values is None else self._values(answer.values, fixed),
            duals=None if answer.duals is None else self._duals(answer.duals),
            value=None if answer.value is None else answer.value + given,
            bound=None if answer.bound is None else answer.bound + given,
        )

    def _values(self, means: Floats, fixed: Floats) -> Floats:
        values = fixed.copy()
        values[self.open_columns] = means[self.column_colour]
        return values

    def _duals(self, of_colours: Floats) -> Floats:
        duals = np.zeros(len(self.whole.lower))
        share = of_colours / np.bincount(self.row_colour)
        duals[self.open_rows] = share[self.row_colour]
        return duals


def averaged(task: Task) -> Averaged:
    """Make a task small; columns that have to be whole stay so only where each has its own colour.

    Notes
    -----
    What comes of a task with whole columns is a bound, and no more.
    """
    whole = np.full(len(task.each), task.solver != "glop") if task.integer is None else task.integer
    task = replace(task, integer=whole)
    kept, columns, rows = _without_fixed(task)
    column_colour, row_colour = refined(
        kept.matrix, (kept.each, kept.least, kept.most, whole[columns]), (kept.lower, kept.upper)
    )
    small = _small(kept, column_colour, row_colour)
    if small is None:  # two hashes met
        column_colour, row_colour = np.arange(len(columns)), np.arange(len(rows))
        small = kept
    return Averaged(small, task, columns, rows, column_colour, row_colour)


def _without_fixed(task: Task) -> tuple[Task, Ints, Ints]:
    """The task of the columns that have a choice, and of the rows that are not settled by then."""
    columns = np.flatnonzero(task.least < task.most)
    used = task.matrix @ np.where(task.least < task.most, 0, task.least)
    matrix = sparse.csr_array(task.matrix[:, columns])
    lower, upper = task.lower - used, task.upper - used
    settled = (np.diff(matrix.indptr) == 0) & (lower <= 1e-6) & (upper >= -1e-6)
    rows = np.flatnonzero(~settled)
    kept = replace(
        task,
        matrix=sparse.csr_array(matrix[rows]),
        lower=lower[rows],
        upper=upper[rows],
        least=task.least[columns],
        most=task.most[columns],
        each=task.each[columns],
        integer=None if task.integer is None else task.integer[columns],
        hint=None,
    )
    return kept, columns, rows


def _small(task: Task, columns: Ints, rows: Ints) -> Task | None:
    """One column and one row a colour; None where the colours are not even."""
    counts = np.bincount(columns)
    member, row = first_of(columns), first_of(rows)
    sums = summed(task.matrix, columns)
    if not (is_even(sums, rows) and is_even(summed(task.matrix.T.tocsr(), rows), columns)):
        return None
    return replace(
        task,
        matrix=sparse.csr_array(sums[row]),
        lower=task.lower[row],
        upper=task.upper[row],
        least=task.least[member],
        most=task.most[member],
        each=task.each[member] * counts,
        integer=None if task.integer is None else task.integer[member] & (counts == 1),
    )
