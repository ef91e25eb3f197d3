"""What a study stands on: its sites, their files, and where their figures come from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from pydantic import BaseModel, ConfigDict

from rackplan.model.demand import UnitSystem
from rackplan.model.provenance import Origin, Provenance
from rackplan.model.site import Site

__all__ = ["BaseTold", "GroundTold", "base_told"]


class _Told(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class GroundTold(_Told):
    """A figure that plans rest on, and how far it can be trusted."""

    figure: str
    confidence: Origin
    source: str | None = None
    note: str = ""


class BaseTold(_Told):
    """A site that a study starts from.

    Attributes
    ----------
    site : str
        Its id, with its scenario.
    name : str
    date : date or None
        The planning date; None where an earlier version did not write it.
    units : {'metric', 'us'}
        In which its policy asks for figures.
    changes : tuple of str
        What every case has otherwise than the files, each as ``path: was -> is``.
    files : mapping of str to str
        SHA-256 by file.
    rests_on : tuple of GroundTold
        Figures of the site, and of all products placed by a case, installed or charged, as they
        are before a case changes any; those that follow from others are left out.
    """

    site: str
    name: str
    date: dt.date | None = None
    units: UnitSystem = "metric"
    changes: tuple[str, ...] = ()
    files: dict[str, str] = {}
    rests_on: tuple[GroundTold, ...] = ()


def base_told(site: Site, placed: Iterable[str]) -> BaseTold:
    """What is told of a site, when cases placed these racks there."""
    scenario = site.inputs.scenario
    return BaseTold(
        site=site.id if scenario is None else f"{site.id}:{scenario}",
        name=site.name,
        date=site.demand.date,
        units=site.policy.units,
        changes=site.inputs.changes,
        files=dict(site.inputs.files),
        rests_on=tuple(_grounds(site, placed)),
    )


def _grounds(site: Site, placed: Iterable[str]) -> Iterator[GroundTold]:
    catalog = site.catalog
    used = catalog.within([*placed, *site.installed(), *site.charged()])
    for path, origin in catalog.provenance.items():
        if not origin.derived and catalog.product_of(path) in used:
            yield _ground(path, origin)
    yield from (_ground(path, o) for path, o in site.provenance.items() if not o.derived)


def _ground(path: str, origin: Provenance) -> GroundTold:
    return GroundTold(
        figure=path, confidence=origin.confidence, source=origin.source, note=origin.note
    )
