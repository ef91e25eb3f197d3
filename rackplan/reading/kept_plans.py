"""An earlier plan whose racks are to stay: of the same site, on positions that there are."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from rackplan.errors import BadInputError, Problem
from rackplan.model.plan import Plan
from rackplan.model.site import Site
from rackplan.reading.complaints import Complaints, did_you_mean
from rackplan.reading.nodes import Location, Table, path_text
from rackplan.reading.plans import written_plan

__all__ = ["check_kept", "read_kept"]


def read_kept(path: str | Path, site: Site) -> Plan:
    """Read an earlier plan of a site, so that its racks stay where they can.

    Parameters
    ----------
    path : str or Path
        A plan.json, or the folder that holds one.
    site : Site
        As it is now. Rack types that only the plan knows are no mistake: their racks go.

    Raises
    ------
    BadInputError
        With all complaints about the plan.
    """
    complaints = Complaints()
    root, plan = written_plan(path, complaints)
    for location, message in _wrong(plan, site, _types_inside(root)):
        complaints.about(root, location, message)
    complaints.raise_if_any()
    return plan


def check_kept(plan: Plan, site: Site, known: Collection[str] = ()) -> None:
    """Refuse an earlier plan that is not one of the site.

    Parameters
    ----------
    known : collection of str
        Rack types beside those of the site that are no mistake: their racks go.

    Raises
    ------
    BadInputError
        With all that is wrong.
    """
    problems = [
        Problem("", 0, 0, f"keep.{path_text(location)}", message)
        for location, message in _wrong(plan, site, known)
    ]
    if problems:
        raise BadInputError(problems)


def _wrong(plan: Plan, site: Site, known: Collection[str]) -> Iterator[tuple[Location, str]]:
    if plan.site != site.id:
        whose = f'a plan of the site "{plan.site}", and "{site.id}" is planned'
        yield ("site",), f"{whose}: only a plan of the same site can be kept"
        return
    taken: dict[str, int] = {}
    for number, placement in enumerate(plan.placements):
        position, rack = placement.position, placement.rack
        if position not in site.positions:
            hint = did_you_mean(position, site.positions)
            message = f'the site has no position "{position}". {hint}'
            yield ("placements", number, "position"), message
        elif taken.setdefault(position, number) != number:
            first = f"placements[{taken[position]}]"
            message = f'at "{position}" stands a rack already: {first}'
            yield ("placements", number, "position"), message
        if rack not in site.catalog.racks and rack not in known:
            message = f'unknown rack "{rack}". {did_you_mean(rack, site.catalog.racks)}'
            yield ("placements", number, "rack"), message


def _types_inside(root: Table) -> Collection[str]:
    """Products that a plan carries with it."""
    inputs = root.entries.get("inputs")
    catalog = inputs.entries.get("catalog") if isinstance(inputs, Table) else None
    return catalog.entries.keys() if isinstance(catalog, Table) else ()
