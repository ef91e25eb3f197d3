"""From a case to its row: plan, verdict, and why nothing stands where nothing does."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from rackplan import planner
from rackplan.appraisal.row import MOST, Limit, Row, empty_row, row_of
from rackplan.compare.case import Case, site_of
from rackplan.errors import BadInputError
from rackplan.model.plan import Plan, positions_taken
from rackplan.model.site import Site
from rackplan.model.weights import Objective
from rackplan.optimize.obstacles import Blocked, obstacles
from rackplan.reading import read_again
from rackplan.result import Result
from rackplan.units import DURATION, parse

__all__ = ["Effort", "plan_case"]

_PROBE = "20 s"
_PATIENCE = 5
"""So many times longer a row may take that has no plan by its limit."""


@dataclass(frozen=True)
class Effort:
    """How long and how well each row is planned, each on one thread.

    Attributes
    ----------
    time_limit : str
    gap : float
    seed : int
    objective : str or None
        None for that of the site.
    """

    time_limit: str = "12 s"
    gap: float = 0.01
    seed: int = 0
    objective: Objective | None = None


def plan_case(site: Site, case: Case, effort: Effort) -> Row:
    """Plan one row.

    What nobody can plan, for want of a price, is a row that says so; a rack that no catalog has is
    bad input.
    """
    changed = site_of(site, case)
    first = changed.catalog.racks[case.racks[0]].available_from
    try:
        result = _planned(changed, effort)
    except BadInputError as error:
        return empty_row(changed, case.name, first, str(error))
    row = row_of(case.name, result, case.racks)
    if row.stands and result.plan is not None and not row.limits:
        return replace(row, limits=_in_the_way(changed, result.plan))
    if row.stands or result.plan is None:
        return row
    return replace(row, why=_why_none(changed, case, effort))


def _in_the_way(site: Site, plan: Plan) -> tuple[Limit, ...]:
    """Where prices name nothing, what keeps one more rack off the positions that are left.

    By rule the fullest of its limits, the rule that keeps most of them free first. None where
    nothing does: the search stopped within its gap.
    """
    found = obstacles(site, plan)
    if not found:
        return (_full(site, plan),)
    if not all(obstacle.limits for obstacle in found):
        return ()
    often = Counter(rule for each in found for rule in {b.rule for b in each.limits})
    blocked = [b for obstacle in found for b in obstacle.limits]
    rules = sorted(often, key=lambda rule: (-often[rule], rule))[:MOST]
    return tuple(_as_limit([b for b in blocked if b.rule == rule]) for rule in rules)


def _as_limit(found: list[Blocked]) -> Limit:
    first = min(found, key=lambda b: (abs(b.limit - b.used) / max(abs(b.limit), 1e-9), b.where))
    failure = None if first.failure is None else str(first.failure)
    places = len({each.where for each in found})
    return Limit(first.rule, first.where, first.used, first.limit, first.unit, failure, places)


def _full(site: Site, plan: Plan) -> Limit:
    """No position is left for one more."""
    taken = sum(len(positions_taken(site, placement)) for placement in plan.placements)
    free = sum(not position.blocked for position in site.positions.values())
    return Limit("space.position", site.id, taken, free, "positions", None, 1)


def _planned(site: Site, effort: Effort) -> Result:
    """The plan; with more time once more where none was found in time."""
    for patience in (1, _PATIENCE):
        result = planner.plan(
            site,
            objective=effort.objective,
            time_limit=patience * parse(effort.time_limit, DURATION),
            gap=effort.gap,
            seed=effort.seed,
            threads=1,
        )
        if result.termination.status != "limit":
            break
    return result


def _why_none(changed: Site, case: Case, effort: Effort) -> str:
    """Why no rack of a case stands: too early, or what keeps even one out."""
    wanted = changed.demand.date
    first = {name: changed.catalog.racks[name].available_from for name in case.racks}
    on_sale = [name for name, day in first.items() if day is None or day <= wanted]
    if not on_sale:
        soonest = min(day for day in first.values() if day is not None)
        return f"not on sale before {soonest}; the planning date is {wanted}"
    asked = [f"demand.racks[{on_sale[0]}].at_least=1"]
    one = read_again(changed, asked, catalogs=case.catalogs)
    result = planner.plan(one, time_limit=_PROBE, gap=1.0, seed=effort.seed, threads=1)
    if result.termination.status == "infeasible":
        return _without_probe(result.explanation)
    if result.plan is not None:
        return f"one could stand, and brings nothing: {_nothing(changed)}"
    return "whether one could stand was not found out in time"


def _without_probe(explanation: tuple[str, ...]) -> str:
    """What keeps a rack out, without the sentences on the one rack that was asked for to see."""
    said = [sentence for sentence in explanation if not sentence.startswith("demand.racks")]
    return " ".join(said or explanation)


def _nothing(site: Site) -> str:
    demand = site.demand
    if demand.objective == "capability":
        return f"it states no dense rate at {demand.precision}"
    return f"the objective is {demand.objective}"
