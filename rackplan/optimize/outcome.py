"""When a search stops, where it stands, and what it comes to."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from rackplan.model.claim import Status
from rackplan.optimize.model import Floats
from rackplan.optimize.row import Ints

__all__ = ["Found", "Limits", "Progress"]


@dataclass(frozen=True, slots=True)
class Limits:
    """When to stop: by the clock, or when the plan is proved to be this close to the best.

    Attributes
    ----------
    clock : callable
        What counts as time [s]; that of the wall, unless somebody measures on a busy machine.
    """

    seconds: float = 60.0
    gap: float = 0.005
    threads: int = 2
    seed: int = 0
    clock: Callable[[], float] = time.monotonic


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a search stands, in integer units of the objective."""

    seconds: float
    value: float | None
    bound: float | None


@dataclass(frozen=True)
class Found:
    """What a search came to.

    Attributes
    ----------
    status : {'optimal', 'feasible', 'infeasible', 'limit'}
        `optimal` is proved within the gap asked for.
    values : int64[column] or None
        The best solution.
    bound : float or None
        In integer units of the objective.
    duals : float64[row] or None
        Of the linear relaxation, stated as "more is better" for every goal.
    deterministic : bool
        False when the clock or a person ended it.
    """

    status: Status
    values: Ints | None
    bound: float | None
    duals: Floats | None
    seconds: float
    deterministic: bool
