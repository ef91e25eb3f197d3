"""Further objectives, one after the other, each without giving up more than allowed.

Before each, the model gets a row for the objective sought last::

    goal >= value - give * |value|        (<= value + give * |value| where less is better)

and the search goes on from the plan that there is. Bounds of later objectives are those of plans
that keep these rows; the first one keeps its own, which holds for every plan.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from scipy import sparse

from rackplan.model.demand import Further
from rackplan.optimize.goals import Goal, goal_of
from rackplan.optimize.model import Matrix, Model
from rackplan.optimize.outcome import Found, Limits
from rackplan.optimize.pool import Pool
from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Ints, Row
from rackplan.optimize.search import search
from rackplan.optimize.task import needed
from rackplan.optimize.tidy import build_tidying

__all__ = ["Sought", "seek_further"]


@dataclass(frozen=True)
class Sought:
    """What came of a further objective."""

    further: Further
    goal: Goal
    found: Found


def seek_further(
    problem: Problem, model: Model, totals: Matrix, found: Found, limits: Limits
) -> list[Sought]:
    """Seek what else is asked for, from a solution of the model on.

    Parameters
    ----------
    limits : Limits
        Of the first search and all further ones together.

    Returns
    -------
    list of Sought
        Less than asked for where a person has interrupted the search.
    """
    asked = problem.site.demand.then
    sought: list[Sought] = []
    values = needed(found.values)
    left, last, seconds = limits.seconds - found.seconds, found, limits.seconds / (1 + len(asked))
    for number, further in enumerate(asked):
        if not last.deterministic and last.seconds < seconds:  # cut off, and not by the clock
            break
        seconds = left / (len(asked) - number)
        model = _kept(model, values, float(further.give.m_as("dimensionless")))
        model = replace(model, goal=_wide(goal_of(problem, further.objective), model), second=None)
        tidying = build_tidying(problem, model) if further is asked[-1] else None
        new = search(
            model,
            totals,
            replace(limits, seconds=seconds),
            tidying=tidying,
            start=partial(_from, values),
        )
        left, last = left - new.seconds, new
        values = values if new.values is None else new.values
        sought.append(Sought(further, model.goal, replace(new, values=values)))
    return sought


def _from(values: Ints, _pool: Pool, _seconds: float) -> Ints:
    """The solution that a search begins with."""
    return values


def _wide(goal: Goal, model: Model) -> Goal:
    """A goal of the problem over columns that the model may have beside."""
    extra = len(model.most) - len(goal.each)
    return replace(goal, each=np.append(goal.each, np.zeros(extra, dtype=np.int64)))


def _kept(model: Model, values: Ints, give: float) -> Model:
    """The model with a row by which its goal gets no worse than by a share."""
    goal = model.goal
    value = goal.sign * int(goal.each @ values)
    floor = math.ceil(value - give * abs(value))
    terms = {int(c): goal.sign * int(goal.each[c]) for c in np.flatnonzero(goal.each)}
    each = sparse.csr_array((goal.sign * goal.each.astype(np.float64))[np.newaxis, :])
    return replace(
        model,
        rows=(*model.rows, Row("demand.objective", goal.name, terms, lower=floor)),
        matrix=sparse.csr_array(sparse.vstack([model.matrix, each])),
        lower=np.append(model.lower, float(floor)),
        upper=np.append(model.upper, np.inf),
    )
