"""A model parted into blocks, and what each block can give at the prices of the relaxation.

Most rows concern one block only; few link blocks: supply, budget, shares, support of a hall.
At the dual prices of the linking rows each block is a small problem of its own. Its best value is a
limit that every plan keeps, so ``prices @ x_block <= best`` is a valid row, a Fenchel cut; and the
relaxation with these rows is as tight as the whole hulls of the blocks at those prices.

Everything here is stated as "more is better"; a goal of less comes with its sign changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import sparse

from rackplan.optimize.blocks import column_blocks
from rackplan.optimize.model import Floats, Matrix, Model
from rackplan.optimize.row import Ints
from rackplan.optimize.task import Task

__all__ = ["Cut", "Decomposition", "Relaxed"]


@dataclass(frozen=True)
class Cut:
    """``weights @ x[columns] <= limit`` for every plan."""

    columns: Ints
    weights: Ints
    limit: float

    def moved(self, colour: Ints, members: Ints) -> Cut:
        """The cut on columns as they are merged now; `colour` says how they were."""
        weights = np.zeros(int(colour.max()) + 1, dtype=np.int64)
        weights[self.columns] = self.weights
        now = weights[colour][members]
        columns = np.flatnonzero(now)
        return Cut(columns, now[columns], self.limit)


@dataclass(frozen=True)
class Relaxed:
    """A solution of the linear relaxation.

    Attributes
    ----------
    values : float64[column]
    duals : float64[row]
        Of the model's own rows; the prices of cuts are inside the blocks.
    """

    values: Floats
    duals: Floats


@dataclass(frozen=True)
class Decomposition:
    """The blocks of a model, the rows inside them and between them."""

    model: Model

    @cached_property
    def each(self) -> Ints:
        """The goal as "more is better" [column]."""
        return self.model.goal.each * self.model.goal.sign

    @cached_property
    def blocks(self) -> list[Ints]:
        """Columns of each block."""
        return self._parts[0]

    @cached_property
    def rest(self) -> Ints:
        """Columns of no block."""
        return self._parts[1]

    @cached_property
    def _parts(self) -> tuple[list[Ints], Ints]:
        return column_blocks(self.model)

    @cached_property
    def inner_rows(self) -> list[Ints]:
        """Rows that touch one block and nothing else."""
        owner = self._owner_of_row
        return [np.flatnonzero(owner == k) for k in range(len(self.blocks))]

    @cached_property
    def linking_rows(self) -> Ints:
        """Rows that touch several blocks, or columns of none."""
        return np.flatnonzero(self._owner_of_row < 0)

    @cached_property
    def filling_rows(self) -> list[Ints]:
        """Linking rows of each block that only ever fill up, such as supply and budget."""
        model, rows = self.model, self.linking_rows
        matrix = model.matrix[rows]
        lowest = matrix.min(axis=1).toarray().ravel() if len(rows) else np.zeros(0)
        fills = (lowest >= 0) & np.isfinite(model.upper[rows]) & np.isinf(model.lower[rows])
        by_column = matrix[fills].tocsc()
        return [rows[fills][np.unique(by_column[:, block].indices)] for block in self.blocks]

    @cached_property
    def _owner_of_row(self) -> Ints:
        owner = np.full(len(self.model.most), -1, dtype=np.int64)
        for k, block in enumerate(self.blocks):
            owner[block] = k
        matrix = self.model.matrix
        owners = [
            np.unique(owner[matrix.indices[first:last]])
            for first, last in zip(matrix.indptr[:-1], matrix.indptr[1:], strict=True)
        ]
        return np.array([o[0] if len(o) == 1 else -1 for o in owners], dtype=np.int64)

    def prices(self, k: int, duals: Floats) -> Ints:
        """What a column of a block is worth once linking rows are paid for, in whole units."""
        linking, block = self.linking_rows, self.blocks[k]
        paid = self.model.matrix[linking][:, block].T @ duals[linking]
        return np.rint(self.each[block] - paid).astype(np.int64)

    def relaxation(self, cuts: list[Cut], least: Ints, most: Ints) -> Task:
        """The linear relaxation with cuts; its first duals are of the model's rows."""
        matrix, lower, upper = self._with_cuts(cuts)
        return Task(
            matrix=matrix,
            lower=lower,
            upper=upper,
            least=least,
            most=most,
            each=self.each.astype(np.float64),
            maximize=True,
            solver="glop",
        )

    def part(self, columns: Ints, rows: Ints, prices: Ints, effort: float) -> Task:
        """The best of some columns at prices, on rows that are over nothing else."""
        model = self.model
        return Task(
            matrix=model.matrix[rows][:, columns].tocsr(),
            lower=model.lower[rows],
            upper=model.upper[rows],
            least=model.least[columns],
            most=model.most[columns],
            each=prices.astype(np.float64),
            maximize=True,
            effort=effort,
            gap=1e-4,
        )

    def with_totals(self, cuts: list[Cut], totals: Matrix, nodes: int) -> Task:
        """The relaxation with whole sums of columns, such as all racks of a type, and whole pods.

        ``totals[sum, column]`` says what is summed. Columns outside the blocks are whole too.
        """
        matrix, lower, upper = self._with_cuts(cuts)
        sums, columns = totals.shape
        identity = sparse.eye_array(sums)
        wide = sparse.hstack([matrix, sparse.csr_array((matrix.shape[0], sums))])
        integer = np.zeros(columns + sums, dtype=bool)
        integer[self.rest] = True
        integer[columns:] = True
        return Task(
            matrix=sparse.vstack([wide, sparse.hstack([totals, -identity])], format="csr"),
            lower=np.append(lower, np.zeros(sums)),
            upper=np.append(upper, np.zeros(sums)),
            least=np.append(self.model.least, np.zeros(sums, dtype=np.int64)),
            most=np.append(self.model.most, (totals @ self.model.most).astype(np.int64)),
            each=np.append(self.each, np.zeros(sums)).astype(np.float64),
            maximize=True,
            solver="highs",
            nodes=nodes,
            integer=integer,
            gap=1e-4,
        )

    def _with_cuts(self, cuts: list[Cut]) -> tuple[Matrix, Floats, Floats]:
        model = self.model
        if not cuts:
            return model.matrix, model.lower, model.upper
        starts = np.cumsum([0, *(len(cut.columns) for cut in cuts)])
        weights = np.concatenate([cut.weights for cut in cuts]).astype(np.float64)
        columns = np.concatenate([cut.columns for cut in cuts])
        shape = (len(cuts), len(model.most))
        below = sparse.csr_array((weights, columns, starts), shape=shape)
        below.eliminate_zeros()
        matrix = sparse.vstack([model.matrix, below]).tocsr()
        limits = np.array([cut.limit for cut in cuts])
        lower = np.append(model.lower, np.full(len(cuts), -np.inf))
        return matrix, lower, np.append(model.upper, limits)
