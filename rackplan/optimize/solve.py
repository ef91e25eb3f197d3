"""From a site to a solution: the floor's front door."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from rackplan.model.claim import Binding, Step, Termination, Then
from rackplan.model.keeping import Kept, kept_of
from rackplan.model.plan import Plan
from rackplan.model.site import Site
from rackplan.optimize.binding import binding_limits
from rackplan.optimize.conflict import explain_conflict
from rackplan.optimize.extract import encode, extract
from rackplan.optimize.further import Sought, seek_further
from rackplan.optimize.keeping import build_keeping, price_of_moves
from rackplan.optimize.model import Model, build_model, type_totals
from rackplan.optimize.outcome import Found, Limits, Progress
from rackplan.optimize.pool import Pool
from rackplan.optimize.problem import build_problem
from rackplan.optimize.row import Ints
from rackplan.optimize.search import search
from rackplan.optimize.task import needed
from rackplan.optimize.tidy import build_tidying

__all__ = ["Solution", "optimize"]


@dataclass(frozen=True)
class Solution:
    """What the optimizer claims.

    Attributes
    ----------
    plan : Plan or None
        None when nothing fits or nothing was found in time.
    binding : tuple of Binding
        What holds the plan back.
    explanation : tuple of str
        Why nothing fits.
    kept : Kept or None
        What has become of the racks of an earlier plan, where one was kept.
    then : tuple of Then
        Further objectives, in the order in which they were sought.
    """

    termination: Termination
    plan: Plan | None
    binding: tuple[Binding, ...]
    explanation: tuple[str, ...]
    kept: Kept | None = None
    then: tuple[Then, ...] = ()


def optimize(
    site: Site,
    limits: Limits,
    progress: Callable[[Progress], None] | None = None,
    keep: Plan | None = None,
) -> Solution:
    """Find the best plan of a site within limits.

    Parameters
    ----------
    keep : Plan, optional
        An earlier plan to begin with, whose racks stay but where moving one brings its price:
        `policy.move_price`.
    progress : callable of Progress, optional
        Told of every better plan or bound, in units of the objective.

    Raises
    ------
    BadInputError
        When a figure that the rules or the objective need is missing.
    """
    problem = build_problem(site)
    model, totals = build_model(problem), type_totals(problem)
    course = _Course(model.goal.scale, progress)
    price = 0 if keep is None else price_of_moves(problem, model.goal, keep)
    keeping = None if keep is None else build_keeping(problem, model, keep, price)
    wide = model if keeping is None else keeping.model
    totals = totals if keeping is None else keeping.totals(totals)
    then = site.demand.then
    found = search(
        wide,
        totals,
        replace(limits, seconds=limits.seconds / (1 + len(then))),
        course,
        None if then else build_tidying(problem, wide),
        start=None if keeping is None else keeping.start,
    )
    if found.values is None:
        claim = _termination(model, found, None, course)
        return Solution(claim, None, (), _explanation(model, found))
    sought = seek_further(problem, wide, totals, found, limits) if then else []
    plan = extract(problem, needed(sought[-1].found.values if sought else found.values), keep)
    values = encode(problem, plan)
    assert values is not None, "the plan extracted stands where the solution put it"
    value, kept = model.value(values), None
    if keep is not None and keeping is not None:
        values = keeping.exactly(values, plan)
        kept = kept_of(site, keep, plan, price / model.goal.scale, model.goal.unit)
    charge = value - wide.value(values)
    binding = () if found.duals is None else binding_limits(wide, values, found.duals)
    if found.bound is not None:  # of plans for which as little is charged
        found = replace(found, bound=found.bound + charge)
    claim = _termination(model, _joined(found, sought, len(then)), value, course)
    return Solution(claim, plan, binding, (), kept, _told(sought, values))


def _joined(found: Found, sought: list[Sought], asked: int) -> Found:
    """The first search with the time and the certainty of all."""
    every = [found, *(each.found for each in sought)]
    proved = len(sought) == asked and all(each.status == "optimal" for each in every)
    return replace(
        found,
        status="optimal" if proved else "feasible",
        seconds=sum(each.seconds for each in every),
        deterministic=all(each.deterministic for each in every),
    )


def _told(sought: list[Sought], values: Ints) -> tuple[Then, ...]:
    """Further objectives of the plan as it was extracted."""
    return tuple(
        Then(
            objective=each.goal.name,
            unit=each.goal.unit,
            give=float(each.further.give.m_as("dimensionless")),
            status="optimal" if each.found.status == "optimal" else "feasible",
            value=int(each.goal.each @ values) / each.goal.scale,
            bound=None if each.found.bound is None else each.found.bound / each.goal.scale,
        )
        for each in sought
    )


class _Course:
    """Writes down where a search stood, in units of the objective, and passes it on."""

    def __init__(self, scale: float, progress: Callable[[Progress], None] | None) -> None:
        self.steps: list[Step] = []
        self._scale = scale
        self._progress = progress

    def __call__(self, step: Progress) -> None:
        """Take the news of the search."""
        value, bound = (None if x is None else x / self._scale for x in (step.value, step.bound))
        self.steps.append(Step(step.seconds, value, bound))
        if self._progress is not None:
            self._progress(Progress(step.seconds, value, bound))


def _explanation(model: Model, found: Found) -> tuple[str, ...]:
    if found.status != "infeasible":
        return ()
    with Pool(1) as pool:
        return explain_conflict(model, pool)


def _termination(model: Model, found: Found, value: int | None, course: _Course) -> Termination:
    scale = model.goal.scale
    return Termination(
        status=found.status,
        objective=model.goal.name,
        unit=model.goal.unit,
        value=None if value is None else value / scale,
        bound=None if found.bound is None else found.bound / scale,
        seconds=found.seconds,
        deterministic=found.deterministic,
        trace=tuple(course.steps),
    )
