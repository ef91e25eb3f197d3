"""Rack types side by side in one hall or several."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rackplan.appraisal.measures import MEASURES, Place, ranked
from rackplan.appraisal.row import Row, asked_types
from rackplan.compare.case import MIX, Case, site_of
from rackplan.compare.planning import Effort, plan_case
from rackplan.crew import do_all
from rackplan.economics.document import span_as_json
from rackplan.errors import BadInputError
from rackplan.model.site import Site
from rackplan.model.weights import Objective
from rackplan.reading import read_site

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["SCHEMA", "Comparison", "compare", "measure_named", "sites_of"]

SCHEMA = "rackplan/compare/1"


@dataclass(frozen=True)
class Comparison:
    """The rows, and how they rank.

    Attributes
    ----------
    sites : tuple of Site
    rows : tuple of Row
        Site by site, rack types in the order asked for, then the mix.
    by : str
        The measure that ranks: a key of `MEASURES`.
    as_supplied : bool
        Whether supply was kept to.
    """

    sites: tuple[Site, ...]
    rows: tuple[Row, ...]
    by: str
    as_supplied: bool = False

    @property
    def precision(self) -> str:
        """At which compute rates are compared: that of the first site's demand."""
        return self.sites[0].demand.precision

    @property
    def ranking(self) -> tuple[Place, ...]:
        """The rows that stand, best first."""
        return ranked(self.rows, self.by, self.precision)

    @property
    def verified(self) -> bool:
        """Whether the verifier agrees with every plan that there is."""
        return all(row.verified for row in self.rows if row.result and row.result.plan)

    def to_json(self) -> dict[str, Any]:
        """The document that ``--json`` prints."""
        measure = MEASURES[self.by]
        return {
            "schema": SCHEMA,
            "sites": [site.id for site in self.sites],
            "by": self.by,
            "unit": measure.unit,
            "precision": self.precision,
            "units": self.sites[0].policy.units,
            "as_supplied": self.as_supplied,
            "ranking": [
                {
                    "rank": place.rank,
                    "site": place.row.site,
                    "rack": place.row.name,
                    "value": span_as_json(place.value, measure.unit if measure.is_priced else ""),
                    "close_to_the_one_before": place.close,
                }
                for place in self.ranking
            ],
            "rows": [row.to_json() for row in self.rows],
        }

    def to_pandas(self) -> pd.DataFrame:
        """A line per row; nested figures by their path: ``net_present_usd.central``."""
        import pandas as pd  # noqa: PLC0415  # half a second that only this needs

        return pd.json_normalize([row.to_json() for row in self.rows])


def compare(
    racks: Iterable[str] = (),
    *,
    site: Site | str | Path | Iterable[Site | str | Path],
    by: str = "capability",
    mix: bool = True,
    as_supplied: bool = False,
    objective: Objective | None = None,
    time_limit: str = "12 s",
    gap: float = 0.01,
    seed: int = 0,
    workers: int | None = None,
    catalogs: str | Path | None = None,
    progress: Callable[[Row], None] | None = None,
) -> Comparison:
    """Plan each rack type, and a mix of them, in the same hall; every row is a verified plan.

    Parameters
    ----------
    racks : iterable of str
        Rack types of the catalogs; without them, those that the site's demand names.
    site : Site, str or Path, or several of them
    by : str
        What ranks them: a key of `rackplan.compare.MEASURES`.
    mix : bool
        Whether a row is added in which all of them may stand.
    as_supplied : bool
        Whether no more racks stand than are in supply.
    objective : {'capability', 'cost', 'it_power', 'value'}, optional
        Of each plan, in place of the site's own.
    time_limit, gap, seed
        Of each plan, as for `rackplan.plan`.
    workers : int, optional
        Processes, each with a thread; default all cores.
    catalogs : str or Path, optional
        A folder of products laid over the shipped ones.
    progress : callable, optional
        Told of every row.

    Returns
    -------
    Comparison

    Raises
    ------
    BadInputError
        For unknown racks and measures, and what the sites themselves have wrong.
    """
    measure_named(by)
    sites, wanted = sites_of(site), tuple(dict.fromkeys(racks))
    folder = None if catalogs is None else str(catalogs)
    for each in sites:  # what no catalog has is refused before anything is planned
        if not set(wanted) <= each.catalog.racks.keys():
            site_of(each, Case(wanted, "all", as_supplied, folder))
    effort = Effort(time_limit, gap, seed, objective)
    jobs = [
        (plan_case, (each, case, effort))
        for each in sites
        for case in _cases(each, wanted, mix=mix, rest=(as_supplied, folder))
    ]
    rows = []
    for row in do_all(jobs, workers or os.cpu_count() or 1):
        rows.append(row)
        if progress is not None:
            progress(row)
    return Comparison(sites, tuple(rows), by, as_supplied)


def measure_named(by: str) -> None:
    """Refuse a measure that there is none of."""
    if by not in MEASURES:
        known = ", ".join(MEASURES)
        raise BadInputError.about("", f'no measure "{by}". There are {known}.')


def sites_of(site: Site | str | Path | Iterable[Site | str | Path]) -> tuple[Site, ...]:
    """Sites as read."""
    several: Sequence[Site | str | Path]
    several = [site] if isinstance(site, (Site, str, Path)) else list(site)
    return tuple(each if isinstance(each, Site) else read_site(each) for each in several)


def _cases(
    site: Site, wanted: tuple[str, ...], *, mix: bool, rest: tuple[bool, str | None]
) -> list[Case]:
    types = wanted or asked_types(site)
    if not types:
        raise BadInputError.about(f"{site.id}: demand.racks", "no compute rack to compare")
    cases = [Case((name,), name, *rest) for name in types]
    if mix and len(types) > 1:
        cases.append(Case(types, MIX, *rest))
    return cases
