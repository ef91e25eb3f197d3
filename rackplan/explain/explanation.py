"""All that there is to say of why a plan is as it is, or why there is none."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from rackplan import planner
from rackplan.explain.impossible import Impossibility, impossibility_of
from rackplan.explain.steps import steps_of
from rackplan.explain.stranded import Stranded, stranded_of
from rackplan.explain.worth import Base, Effort, Worth, base_of, worths_of
from rackplan.handover import handover_of
from rackplan.model.claim import Binding
from rackplan.model.plan import Plan
from rackplan.model.site import Site
from rackplan.reading import read_plan, read_site
from rackplan.result import Result
from rackplan.verify import verify

__all__ = ["SCHEMA", "Explanation", "explain"]

SCHEMA = "rackplan/explain/1"

MOST_STEPS = 12
"""How many steps are planned anew: those that promise most."""

_PLAN_FILE = "plan.json"

Status = Literal["explained", "impossible", "refuted", "limit"]
"""A plan that holds; no plan fits; the plan does not hold; neither plan nor proof in time."""


@dataclass(frozen=True)
class Explanation:
    """Why a plan is as it is, or why there is none.

    Attributes
    ----------
    site : Site
    status : {'explained', 'impossible', 'refuted', 'limit'}
    plan : Plan or None
    base : Base or None
        The objective of the hall as it is: the best known, and what no plan has more of.
    worths : tuple of Worth
        Steps by what they bring, most first.
    not_stepped : tuple of Binding
        Limits that bind and for which no step was planned.
    stranded : tuple of Stranded
    impossibility : Impossibility or None
        None too where nothing fits and no small set that shows it was found.
    """

    site: Site
    status: Status
    plan: Plan | None = None
    base: Base | None = None
    worths: tuple[Worth, ...] = ()
    not_stepped: tuple[Binding, ...] = ()
    stranded: tuple[Stranded, ...] = ()
    impossibility: Impossibility | None = None

    def to_json(self) -> dict[str, Any]:
        """The document that ``--json`` prints."""
        base, site = self.base, self.site
        return {
            "schema": SCHEMA,
            "site": site.id,
            "scenario": site.inputs.scenario,
            "changes": list(site.inputs.changes),
            "status": self.status,
            "objective": None
            if base is None
            else {"name": base.objective, "value": base.value, "unit": base.unit},
            "bound": None if base is None else base.bound,
            "steps": [worth.to_json() for worth in self.worths],
            "not_stepped": [
                {"rule": each.rule, "where": each.where, "worth": each.gain,
                 "worth_unit": each.worth_unit}
                for each in self.not_stepped
            ],
            "stranded": [each.to_json() for each in self.stranded],
            "impossible": None if self.impossibility is None else self.impossibility.to_json(),
        }  # fmt: skip


def explain(
    source: Result | Site | str | Path,
    *,
    time_limit: str = "10 s",
    gap: float = 0.0,
    seed: int = 0,
    workers: int | None = None,
    most_steps: int = MOST_STEPS,
    progress: Callable[[Worth], None] | None = None,
) -> Explanation:
    """Say what binds a plan, what more of it is worth, what is stranded; or why nothing fits.

    Parameters
    ----------
    source : Result, Site, str or Path
        A result, a plan.json or the folder that holds one; or a site, which is planned first.
    time_limit : str
        Of each search: of the hall as it is, and with each step taken.
    gap : float
        When each search stops by proof, as a share of the plan.
    seed : int
    workers : int, optional
        Processes side by side, each with a thread; default all cores.
    most_steps : int
        How many steps are planned anew: those that promise most.
    progress : callable, optional
        Told of every step that has been planned.

    Returns
    -------
    Explanation

    Raises
    ------
    BadInputError
        For what cannot be read, and figures that are missing.
    """
    effort = Effort(time_limit, gap, seed, workers or os.cpu_count() or 1)
    wish = _Wish(effort, most_steps, progress)
    site, plan, known = _source(source)
    if plan is None:
        return _of_site(site, wish)
    if not verify(site, plan).holds:
        return Explanation(site, "refuted", plan)
    return _of_plan(site, plan, known, wish)


@dataclass(frozen=True)
class _Wish:
    """How hard to search, for how many steps, and who is told."""

    effort: Effort
    most_steps: int
    progress: Callable[[Worth], None] | None


def _source(source: Result | Site | str | Path) -> tuple[Site, Plan | None, Base | None]:
    """The site; the plan where there is one with racks; what its search claims."""
    if isinstance(source, Site):
        return source, None, None
    if isinstance(source, Result):
        plan = source.plan if source.plan is not None and source.plan.placements else None
        claim = source.termination
        bound = claim.bound if source.kept is None else None
        base = Base(claim.objective, claim.unit, claim.value, bound, source.binding, plan)
        return source.site, plan, None if plan is None else base
    file = _plan_file(Path(source))
    if file is None:
        return read_site(str(source)), None, None
    site, plan = read_plan(file)
    return (site, plan, _claimed(file, plan)) if plan.placements else (site, None, None)


def _plan_file(path: Path) -> Path | None:
    """The plan.json that a path leads to; None where it is a site."""
    if path.is_dir():
        return path / _PLAN_FILE if (path / _PLAN_FILE).exists() else None
    return path if path.suffix == ".json" else None


def _claimed(file: Path, plan: Plan) -> Base | None:
    told = handover_of(file)
    claim = told.claim
    if claim is None:
        return None
    bound = claim.bound_of_all
    return Base(claim.objective, claim.unit, claim.value, bound, told.binding, plan)


def _of_site(site: Site, wish: _Wish) -> Explanation:
    """Plan first; what fits nowhere is told."""
    effort = wish.effort
    result = planner.plan(
        site,
        time_limit=effort.time_limit,
        gap=effort.gap,
        seed=effort.seed,
        threads=effort.workers,
    )
    claim = result.termination
    if result.plan is None:
        if claim.status == "infeasible":
            return Explanation(site, "impossible", impossibility=impossibility_of(site))
        return Explanation(site, "limit")
    plan, verdict = result.plan, result.verdict
    base = Base(claim.objective, claim.unit, claim.value, claim.bound, result.binding, plan)
    if verdict is None or not verdict.holds:
        return Explanation(site, "refuted", plan, base)
    return _of_plan(site, plan, base, wish)


def _of_plan(site: Site, plan: Plan, known: Base | None, wish: _Wish) -> Explanation:
    base = _best(known, wish.effort, site)
    steps, left = steps_of(site, base.binding)
    ranked = sorted(steps, key=lambda step: -abs(step.expected))
    chosen = ranked[: wish.most_steps]
    dropped = [each.binding for step in ranked[wish.most_steps :] for each in step.raised]
    return Explanation(
        site=site,
        status="explained",
        plan=plan,
        base=base,
        worths=worths_of(base, chosen, wish.effort, wish.progress),
        not_stepped=(*left, *dropped),
        stranded=stranded_of(site, plan),
    )


def _best(known: Base | None, effort: Effort, site: Site) -> Base:
    """What is claimed where that leaves no more open than asked for, else the best of all."""
    if known is not None and _gap(known) <= effort.gap + 1e-12 and known.binding:
        return known
    new = base_of(site, effort)
    if known is None or known.value is None or known.objective != new.objective:
        return new
    sign = new.sign
    bounds = [sign * each.bound for each in (known, new) if each.bound is not None]
    is_better = new.value is None or sign * (known.value - new.value) > 0
    best = known if is_better else new
    return replace(
        best,
        bound=sign * min(bounds) if bounds else None,
        binding=new.binding or known.binding,
    )


def _gap(base: Base) -> float:
    if base.value is None or base.bound is None:
        return float("inf")
    return abs(base.bound - base.value) / max(abs(base.value), 1e-9)
