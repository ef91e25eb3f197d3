"""From a site to a solution: the floor's front door."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rackplan.model.claim import Binding, Termination
from rackplan.model.plan import Plan
from rackplan.model.site import Site
from rackplan.optimize.binding import binding_limits
from rackplan.optimize.conflict import explain_conflict
from rackplan.optimize.extract import encode, extract
from rackplan.optimize.model import Model, build_model, type_totals
from rackplan.optimize.outcome import Found, Limits, Progress
from rackplan.optimize.pool import Pool
from rackplan.optimize.problem import build_problem
from rackplan.optimize.search import search
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
    """

    termination: Termination
    plan: Plan | None
    binding: tuple[Binding, ...]
    explanation: tuple[str, ...]


def optimize(
    site: Site, limits: Limits, progress: Callable[[Progress], None] | None = None
) -> Solution:
    """Find the best plan of a site within limits.

    Parameters
    ----------
    progress : callable of Progress, optional
        Told of every better plan or bound, in units of the objective.

    Raises
    ------
    BadInputError
        When a figure that the rules or the objective need is missing.
    """
    problem = build_problem(site)
    model = build_model(problem)
    tidying = build_tidying(problem, model)
    found = search(model, type_totals(problem), limits, _scaled(model, progress), tidying)
    if found.values is None:
        return Solution(_termination(model, found, None), None, (), _explanation(model, found))
    plan = extract(problem, found.values)
    values = encode(problem, plan)
    assert values is not None, "the plan extracted stands where the solution put it"
    binding = () if found.duals is None else binding_limits(model, values, found.duals)
    return Solution(_termination(model, found, model.value(values)), plan, binding, ())


def _scaled(
    model: Model, progress: Callable[[Progress], None] | None
) -> Callable[[Progress], None] | None:
    if progress is None:
        return None
    scale = model.goal.scale

    def told(step: Progress) -> None:
        value = None if step.value is None else step.value / scale
        progress(Progress(step.seconds, value, None if step.bound is None else step.bound / scale))

    return told


def _explanation(model: Model, found: Found) -> tuple[str, ...]:
    if found.status != "infeasible":
        return ()
    with Pool(1) as pool:
        return explain_conflict(model, pool)


def _termination(model: Model, found: Found, value: int | None) -> Termination:
    scale = model.goal.scale
    return Termination(
        status=found.status,
        objective=model.goal.name,
        unit=model.goal.unit,
        value=None if value is None else value / scale,
        bound=None if found.bound is None else found.bound / scale,
        seconds=found.seconds,
        deterministic=found.deterministic,
    )
