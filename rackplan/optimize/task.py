"""A piece of work for a solver process, and its answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeVar

import numpy as np
import numpy.typing as npt
from scipy import sparse

from rackplan.errors import SolverError
from rackplan.optimize.arrays import Floats, Ints

__all__ = ["Answer", "Ended", "SolverName", "Task", "needed"]

_Value = TypeVar("_Value")

SolverName = Literal["cp_sat", "highs", "scip", "glop"]

Ended = Literal["optimal", "feasible", "infeasible", "unbounded", "nothing"]
"""What a solver says of one task; `feasible` and `nothing` are ends by a limit."""


@dataclass(frozen=True)
class Task:
    """``lower <= A x <= upper``, ``least <= x <= most``: find x with most (or least) ``each @ x``.

    Attributes
    ----------
    solver : {'cp_sat', 'highs', 'scip', 'glop'}
        glop drops the integrality and gives duals.
    effort : float
        Deterministic limit: the same on every machine and run; in CP-SAT's units, about seconds.
    nodes : int or None
        Deterministic limit of branch and bound.
    seconds : float
        Limit by the clock.
    gap : float
        Relative gap at which the solver may stop.
    hint : int64[column] or None
        A point to start from, complete or nearly so.
    integer : bool[column] or None
        Which columns are whole numbers; None means all (none for glop).
    """

    matrix: sparse.csr_array[np.float64, tuple[int, int]]
    lower: Floats
    upper: Floats
    least: Ints
    most: Ints
    each: Floats
    maximize: bool
    solver: SolverName = "cp_sat"
    effort: float = float("inf")
    nodes: int | None = None
    seconds: float = 60.0
    gap: float = 0.0
    threads: int = 1
    seed: int = 0
    hint: Ints | None = None
    integer: npt.NDArray[np.bool_] | None = None


@dataclass(frozen=True)
class Answer:
    """What came of a task.

    Attributes
    ----------
    values : float64[column] or None
        The best point found; whole numbers up to round-off unless the solver was glop.
    bound : float or None
        No point is better than this, as the solver claims.
    duals : float64[row] or None
        From glop only: change of the objective per unit of a row's bound.
    """

    ended: Ended
    values: Floats | None
    value: float | None
    bound: float | None
    duals: Floats | None
    seconds: float


def needed(value: _Value | None) -> _Value:
    """A part of an answer that its kind of task always has."""
    if value is None:
        raise SolverError("a solver ended without the figures that its task always has")
    return value
