"""How much the limits of a conflict lack, and which of them stands alone in the way.

For each limit of the set: the least of it that all else leaves, everything asked for kept. Where
the whole model fits once this one limit gives way, so much more is enough; where it does not,
so much is lacking for this set, and there is another conflict behind it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rackplan.model.site import Site
from rackplan.optimize.conflict import ANY_NUMBER, Conflict, find_conflict
from rackplan.optimize.model import Model, build_model
from rackplan.optimize.pool import Pool
from rackplan.optimize.problem import build_problem
from rackplan.optimize.row import Ints, Row
from rackplan.optimize.task import Answer, Ended, Task

__all__ = ["Impossible", "Shortfall", "shortfalls", "why_impossible"]

_EFFORT = 4.0
_GAP = 1e-6


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A limit of a conflict.

    Attributes
    ----------
    row : Row
    lacks : float or None [unit of the row]
        By how much the limit would have to give way; None for a row that ties or keeps out.
    is_enough : bool or None
        Whether everything fits once this one gives way; None when that was not found out.
    """

    row: Row
    lacks: float | None
    is_enough: bool | None


@dataclass(frozen=True)
class Impossible:
    """Why a site has no plan.

    Attributes
    ----------
    shortfalls : tuple of Shortfall
        The smallest set, what was asked for first.
    is_minimal : bool
        Whether each of them is proved to be needed.
    """

    shortfalls: tuple[Shortfall, ...]
    is_minimal: bool


def why_impossible(site: Site) -> Impossible | None:
    """A smallest set of limits of a site that cannot hold together; None when none was found.

    Raises
    ------
    BadInputError
        When a figure that the rules need is missing.
    """
    model = build_model(build_problem(site))
    with Pool(1) as pool:
        conflict = find_conflict(model, pool)
        if conflict is None:
            return None
        return Impossible(shortfalls(model, conflict, pool), conflict.is_minimal)


def shortfalls(model: Model, conflict: Conflict, pool: Pool) -> tuple[Shortfall, ...]:
    """What each limit of a conflict lacks, what was asked for first."""
    found = [_shortfall(model, conflict, row, pool) for row in conflict.rows]
    asked = [each.row.rule.startswith("demand.") for each in found]
    order = sorted(range(len(found)), key=lambda i: (not asked[i], i))
    return tuple(found[i] for i in order)


def _shortfall(model: Model, conflict: Conflict, row: int, pool: Pool) -> Shortfall:
    label = model.rows[row]
    if label.kept_out or label.is_tie:
        return Shortfall(label, None, _fits_without(model, row, pool))
    everything = [i for i in range(len(model.rows)) if i != row]
    ended, lacks = _distance(model, everything, row, model.most, pool)
    if ended in ("optimal", "feasible"):
        return Shortfall(label, lacks, is_enough=True)
    alone = [i for i in conflict.rows if i != row]
    _, lacks = _distance(model, alone, row, np.full_like(model.most, ANY_NUMBER), pool)
    return Shortfall(label, lacks, False if ended == "infeasible" else None)


def _distance(
    model: Model, rows: list[int], row: int, most: Ints, pool: Pool
) -> tuple[Ended, float | None]:
    """How far what other rows leave lies from the bounds of a row [its unit].

    None where it lies within them, or where the least distance was not proved within the effort.
    """
    label = model.rows[row]
    ended: Ended = "nothing"
    for bound, maximize in ((label.upper, False), (label.lower, True)):
        if bound is not None:
            (answer,) = pool.solve(_task(model, rows, row, most, maximize=maximize))
            ended = answer.ended
            past = None if answer.value is None else round(answer.value) - bound
            if past is not None and (past < 0 if maximize else past > 0):
                return ended, abs(past) / label.scale if ended == "optimal" else None
    return ended, None


def _fits_without(model: Model, row: int, pool: Pool) -> bool | None:
    everything = [i for i in range(len(model.rows)) if i != row]
    (answer,) = pool.solve(_task(model, everything, row, model.most, maximize=True))
    return _is_possible(answer)


def _is_possible(answer: Answer) -> bool | None:
    return {"infeasible": False, "nothing": None}.get(answer.ended, True)


def _task(model: Model, rows: list[int], goal: int, most: Ints, *, maximize: bool) -> Task:
    """The least, or the most, that other rows leave of one."""
    label = model.rows[goal]
    each = np.zeros(len(model.most))
    each[list(label.terms)] = list(label.terms.values())
    return Task(
        matrix=model.matrix[rows],
        lower=model.lower[rows],
        upper=model.upper[rows],
        least=np.zeros_like(model.most),
        most=most,
        each=each,
        maximize=maximize,
        effort=_EFFORT,
        gap=_GAP,
    )
