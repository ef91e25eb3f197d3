"""The price of independence: what a hall brings and costs as no vendor may have more than a share.

Each point is a verified plan of all types side by side, in which the silicon of every vendor has at
most the same share of the planned power of compute racks.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rackplan.appraisal.row import Row, asked_types
from rackplan.compare.case import MIX, Case
from rackplan.compare.planning import Effort, plan_case
from rackplan.crew import do_all
from rackplan.economics.document import span_as_json
from rackplan.errors import BadInputError
from rackplan.model.site import Site
from rackplan.reading import read_site
from rackplan.units import POWER, magnitude

__all__ = ["SHARES", "Independence", "Point", "independence"]

SHARES = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)
"""The most that any vendor may have, point by point."""


@dataclass(frozen=True)
class Point:
    """A plan in which no vendor has more than a share.

    Attributes
    ----------
    at_most : float
        The share that was allowed.
    row : Row
    """

    at_most: float
    row: Row

    @property
    def largest(self) -> tuple[str, float] | None:
        """The vendor that has most of the planned compute power, and its share."""
        if self.row.result is None or not self.row.stands:
            return None
        kw: dict[str, float] = {}
        for rack, count in self.row.racks.items():
            kind = self.row.result.site.catalog.racks[rack]
            if kind.computing is not None:
                vendor = kind.computing.silicon_vendor
                power = count * magnitude(kind.planned_power, POWER)
                kw[vendor] = kw.get(vendor, 0.0) + power
        vendor = max(sorted(kw), key=kw.__getitem__)
        return vendor, kw[vendor] / sum(kw.values())


@dataclass(frozen=True)
class Independence:
    """The curve.

    Attributes
    ----------
    site : Site
    points : tuple of Point
        By falling share.
    """

    site: Site
    points: tuple[Point, ...]

    @property
    def precision(self) -> str:
        """At which compute rates are told."""
        return self.site.demand.precision

    def given_up(self, point: Point) -> float | None:
        """Share of the compute rate of the first point that a point lacks; below zero for more."""
        first = self.points[0].row.pflops.get(self.precision)
        own = point.row.pflops.get(self.precision, 0.0)
        return None if not first else 1.0 - own / first

    def dearer(self, point: Point) -> float | None:
        """By what share a PFLOPS and year costs more than at the first point."""
        first, own = (
            None if each.row.lifetime is None else each.row.lifetime.per_pflops_year(self.precision)
            for each in (self.points[0], point)
        )
        if first is None or own is None:
            return None
        return float((own.central / first.central).m_as("")) - 1.0

    def to_json(self) -> dict[str, Any]:
        """The document that ``--independence --json`` prints."""
        return {
            "schema": "rackplan/independence/1",
            "site": self.site.id,
            "precision": self.precision,
            "units": self.site.policy.units,
            "points": [self._point_as_json(point) for point in self.points],
        }

    def _point_as_json(self, point: Point) -> dict[str, Any]:
        largest, cost = point.largest, point.row.lifetime
        each = None if cost is None else cost.per_pflops_year(self.precision)
        return {
            "at_most": point.at_most,
            "largest_vendor": None if largest is None else largest[0],
            "largest_share": None if largest is None else round(largest[1], 6),
            "pflops": point.row.pflops.get(self.precision),
            "given_up": self.given_up(point),
            "usd_per_pflops_year": span_as_json(each, "USD/PFLOPS/year"),
            "dearer": self.dearer(point),
            "row": point.row.to_json(),
        }


def independence(
    racks: Iterable[str] = (),
    *,
    site: Site | str | Path,
    shares: Iterable[float] = SHARES,
    as_supplied: bool = False,
    time_limit: str = "12 s",
    gap: float = 0.01,
    seed: int = 0,
    workers: int | None = None,
    catalogs: str | Path | None = None,
    progress: Callable[[Row], None] | None = None,
) -> Independence:
    """Plan a mix of rack types again and again, with a smaller share for the largest vendor.

    Parameters
    ----------
    racks : iterable of str
        Rack types that may stand; without them, those that the site's demand names.
    site : Site, str or Path
    shares : iterable of float
        The most that any vendor may have of the planned power of compute racks, above 0 to 1.
    as_supplied, time_limit, gap, seed, workers, catalogs, progress
        As for `rackplan.compare`.

    Returns
    -------
    Independence

    Raises
    ------
    BadInputError
        For unknown racks, and shares that are none.
    """
    read = site if isinstance(site, Site) else read_site(site)
    types = tuple(dict.fromkeys(racks)) or asked_types(read)
    falling = sorted(set(shares), reverse=True)
    if not types or not falling or not all(0.0 < share <= 1.0 for share in falling):
        raise BadInputError.about("", "independence needs rack types, and shares above 0 to 1")
    folder = None if catalogs is None else str(catalogs)
    cases = [Case(types, MIX, as_supplied, folder, share) for share in falling]
    effort = Effort(time_limit, gap, seed)
    points = []
    rows = do_all(
        [(plan_case, (read, case, effort)) for case in cases], workers or os.cpu_count() or 1
    )
    for share, row in zip(falling, rows, strict=True):
        points.append(Point(share, row))
        if progress is not None:
            progress(row)
    return Independence(read, tuple(points))
