"""What keeps one more rack off the positions that a plan leaves free.

For each row with a free position and each compute rack that is asked for: the rows of the model
that the plan would break with that rack beside all others, and by how much. Rows that tie racks
together, such as pods with their network racks, count only where nothing else does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from rackplan.model.plan import Plan
from rackplan.model.site import Site
from rackplan.model.verdict import Failure
from rackplan.optimize.extract import encode
from rackplan.optimize.model import Floats, Model, build_model
from rackplan.optimize.problem import Problem, build_problem
from rackplan.optimize.row import Ints, Row

__all__ = ["Blocked", "Obstacle", "obstacles"]

_MOST_TRIALS = 2_000


@dataclass(frozen=True, slots=True)
class Blocked:
    """A limit that one more rack would break.

    Attributes
    ----------
    lacks : float or None [unit]
        None for a rule that has no amount.
    used, limit : float [unit]
        Without that rack, and the bound that it would pass.
    """

    rule: str
    where: str
    failure: Failure | None
    lacks: float | None
    unit: str
    used: float = 0.0
    limit: float = 0.0


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why one more rack of a type does not stand in a row.

    Attributes
    ----------
    row, rack : str
    limits : tuple of Blocked
        Empty where nothing keeps it off: the search has left it open, or it brings nothing.
    """

    row: str
    rack: str
    limits: tuple[Blocked, ...]


def obstacles(site: Site, plan: Plan) -> tuple[Obstacle, ...]:
    """What keeps one more compute rack of each type off each row with free positions.

    Returns
    -------
    tuple of Obstacle
        Row by row; nothing of a plan with racks where the site has no place for them.
    """
    problem = build_problem(site)
    model = build_model(problem)
    values = encode(problem, plan)
    if values is None:
        return ()
    activity = model.matrix @ values
    trials = list(_trials(problem, values))[:_MOST_TRIALS]
    return tuple(
        Obstacle(
            problem.rows[problem.segments[s].row].id,
            problem.types[t],
            min(
                (_broken(model, activity, more) for more in _one_more(problem, values, t, s)),
                key=len,
            ),
        )
        for t, s in trials
    )


def _trials(problem: Problem, values: Ints) -> Iterator[tuple[int, int]]:
    """Types and, of each row, the segment with most room for one more of them."""
    for r, row in enumerate(problem.row_segments):
        room = {s: _room(problem, values, s) for s in row}
        for t, rack in enumerate(problem.types):
            fits = [s for s in row if room[s] >= problem.span[t, r]]
            if fits and rack in problem.site.demand.racks and problem.racks[t].role == "compute":
                yield t, max(fits, key=lambda s: (room[s], -s))


def _room(problem: Problem, values: Ints, s: int) -> int:
    """Positions of a segment that are left."""
    segment = problem.segments[s]
    if segment.must:
        return 0
    racks = [int(values[problem.columns.x(t, s)]) for t in range(len(problem.types))]
    taken = sum(int(problem.span[t, segment.row]) * n for t, n in enumerate(racks))
    return segment.length + segment.past - taken


def _one_more(problem: Problem, values: Ints, t: int, s: int) -> Iterator[Ints]:
    """The change of columns, once for each workload that the rack could serve."""
    change = _standing(problem, values, t, s)
    serving = [name for kind, name in problem.columns.serving if kind == t]
    if not serving:
        yield change
    for name in serving:
        served = change.copy()
        served[problem.columns.serve(t, name)] = 1
        yield served


def _standing(problem: Problem, values: Ints, t: int, s: int) -> Ints:
    """The rack, and where it is the first of its type on some rows."""
    columns = problem.columns
    change = np.zeros_like(values)
    change[columns.x(t, s)] = 1
    row = problem.segments[s].row
    for place in columns.stands:
        stand = columns.stand(place)
        if place[0] == t and row in place[1] and not values[stand]:
            change[stand] = 1
    for offer in problem.site.offers.values():
        if problem.rows[row].id in offer.rows and not values[columns.offer(offer.id)]:
            is_needed = problem.racks[t].liquid is not None or not offer.liquid_only
            change[columns.offer(offer.id)] = int(is_needed)
    return change


def _broken(model: Model, activity: Floats, change: Ints) -> tuple[Blocked, ...]:
    """Rows that the change breaks, without ties where anything else is broken."""
    after = activity + model.matrix @ change
    moved = after != activity
    bad = moved & ((after < model.lower - 0.5) | (after > model.upper + 0.5))
    found = [
        (model.rows[i], float(activity[i]), float(after[i])) for i in np.flatnonzero(bad).tolist()
    ]
    limits = [each for each in found if not each[0].is_tie]
    return tuple(_blocked(*each) for each in limits or found)


def _blocked(row: Row, before: float, after: float) -> Blocked:
    bound = row.upper if row.upper is not None and after > row.upper else row.lower
    assert bound is not None, "a row without bounds is never broken"
    has_amount = not (row.is_tie or row.kept_out)
    return Blocked(
        row.rule,
        row.where,
        row.failure,
        abs(after - bound) / row.scale if has_amount else None,
        row.unit,
        (before + row.offset) / row.scale,
        (bound + row.offset) / row.scale,
    )
