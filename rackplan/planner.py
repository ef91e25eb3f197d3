"""Plan a site: search, then judge. The only place that joins the optimizer and the verifier."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from rackplan.economics.cost import cost_of
from rackplan.economics.use import YearlyUse
from rackplan.errors import BadInputError
from rackplan.model.plan import Plan
from rackplan.model.site import Site
from rackplan.model.weights import Objective
from rackplan.optimize.outcome import Limits, Progress
from rackplan.optimize.solve import optimize
from rackplan.reading import check_kept, read_kept
from rackplan.result import Result, Run
from rackplan.units import DURATION, Quantity, parse, ureg
from rackplan.verify import verify
from rackplan.verify.year import NoYear, SiteYear, year_of

__all__ = ["DEFAULT_GAP", "DEFAULT_TIME", "plan"]

DEFAULT_GAP = 0.005
DEFAULT_TIME = "60 s"


def plan(
    site: Site,
    *,
    objective: Objective | None = None,
    time_limit: str | Quantity = DEFAULT_TIME,
    gap: float = DEFAULT_GAP,
    seed: int = 0,
    threads: int | None = None,
    progress: Callable[[Progress], None] | None = None,
    keep: Plan | Result | str | Path | None = None,
) -> Result:
    """Lay racks out on a site and judge the plan.

    Parameters
    ----------
    site : Site
        From `rackplan.read_site`.
    objective : {'capability', 'cost', 'it_power', 'value'}, optional
        In place of the site's own, and of all that it seeks then.
    time_limit : str or Quantity [s]
        When the search stops by the clock.
    gap : float
        When it stops by proof: distance to the best possible, as a share of the plan.
    seed, threads : int
        The same seed, threads and input give the same plan when the search ends by proof.
    progress : callable, optional
        Told of every better plan or bound.
    keep : Plan, Result, str or Path, optional
        An earlier plan of the site, or its ``plan.json``: the search begins with it, and its racks
        stay where they are unless moving one brings what `policy.move_price` asks for.

    Returns
    -------
    Result
        With a verdict by the independent verifier, also when the optimizer is sure of itself.

    Raises
    ------
    BadInputError
        When a figure that the rules or the objective need is missing, or the plan that is to be
        kept is not one of this site.
    """
    if objective is not None:
        demand = site.demand.model_copy(update={"objective": objective, "then": ()})
        site = site.model_copy(update={"demand": demand})
    limits = Limits(
        seconds=float(parse(time_limit, DURATION).m_as("s")),
        gap=gap,
        threads=threads or os.cpu_count() or 1,
        seed=seed,
    )
    before = None if keep is None else _kept(keep, site)
    solution = optimize(site, limits, progress, before)
    result = Result(
        site=site,
        termination=solution.termination,
        run=Run(seed=seed, threads=limits.threads),
        explanation=solution.explanation,
        kept=solution.kept,
        then=solution.then,
    )
    if solution.plan is None:
        return result
    year = year_of(site, solution.plan)
    return replace(
        result,
        plan=solution.plan,
        verdict=verify(site, solution.plan),
        cost=cost_of(site, solution.plan, _use_of(year)),
        year=year,
        binding=solution.binding,
    )


def _kept(keep: Plan | Result | str | Path, site: Site) -> Plan:
    """The earlier plan, seen to be one of this site."""
    if isinstance(keep, (str, Path)):
        return read_kept(keep, site)
    plan = keep.plan if isinstance(keep, Result) else keep
    if plan is None:
        raise BadInputError.about("keep", "the result has no plan to keep")
    known = keep.site.catalog.racks if isinstance(keep, Result) else ()
    check_kept(plan, site, known)
    return plan


def _use_of(year: SiteYear | NoYear) -> YearlyUse | None:
    """What the bills rest on; None for what the site's own tariff assumes."""
    if isinstance(year, NoYear):
        return None
    water = year.mean.water / ureg.Quantity(1.0, "year")
    return YearlyUse(year.mean.pue, year.peak_pue, water)
