"""``rackplan site show``: a site as it is written, and the tree that it unfolds to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from rackplan.model.demand import Workload
from rackplan.model.site import AirZone, CoolingLoop, Row, Site, Unit
from rackplan.report.columns import aligned
from rackplan.report.site_power import power_lines
from rackplan.report.site_rows import hall_lines
from rackplan.report.wording import count, named, neat, one_line

__all__ = ["site_json", "site_lines", "site_list_lines"]


def site_lines(site: Site, written: str) -> Iterator[str]:
    """A site for a terminal.

    Parameters
    ----------
    site : Site
    written : str
        Its folded description.
    """
    scenario = f":{one_line(site.inputs.scenario)}" if site.inputs.scenario else ""
    yield f"{one_line(site.name)} ({site.id}{scenario}), {site.demand.date.isoformat()}"
    yield from (f"  changed: {one_line(change)}" for change in site.inputs.changes)
    parts = {
        "As it is written": iter(line.rstrip() for line in written.splitlines()),
        "Halls and rows": hall_lines(site),
        "What feeds what": power_lines(site),
        "Cooling loops": _loop_lines(site),
        "Air zones": _zone_lines(site),
        "Demand": _demand_lines(site),
    }
    for title, lines in parts.items():
        yield from ("", title, *(f"  {line}".rstrip() for line in lines))


def site_list_lines(sites: Iterable[tuple[Site, list[str]]]) -> Iterator[str]:
    """Sites with their scenarios, a line each."""
    cells = [
        (site.id, one_line(site.name), count(len(site.positions), "position"), ", ".join(scenarios))
        for site, scenarios in sites
    ]
    yield from aligned(cells, (False,) * 4)


def site_json(site: Site) -> dict[str, Any]:
    """A site as plain data: as it is written, and unfolded."""
    return {
        "id": site.id,
        "name": site.name,
        "scenario": site.inputs.scenario,
        "changes": list(site.inputs.changes),
        "written": site.inputs.documents["site"],
        "unfolded": site.model_dump(mode="json", include=_UNFOLDED, exclude_none=True),
    }


_UNFOLDED = {
    "halls",
    "rows",
    "placed",
    "pins",
    "reserved",
    "forbidden",
    "power",
    "loops",
    "zones",
    "demand",
    "supply",
    "budget",
    "offers",
    "policy",
}


def _loop_lines(site: Site) -> Iterator[str]:
    for loop in site.loops.values():
        rows = [row for row in site.rows.values() if row.loop == loop.id]
        yield f"{loop.id}  {loop.coolant} at {neat(loop.supply)}, {_served(rows)}"
        yield from _machine_lines(site, loop)


def _zone_lines(site: Site) -> Iterator[str]:
    for zone in site.zones.values():
        rows = [row for row in site.rows.values() if row.zone == zone.id]
        yield f"{zone.id}  air at {neat(zone.supply)}, {_served(rows)}"
        yield from _machine_lines(site, zone)


def _machine_lines(site: Site, group: CoolingLoop | AirZone) -> Iterator[str]:
    units: tuple[Unit, ...] = group.cdus if isinstance(group, CoolingLoop) else group.units
    cells = [(unit.id, unit.product, _feeds(site, unit)) for unit in units]
    yield from (f"  {line}" for line in aligned(cells, (False, False, False)))


def _feeds(site: Site, unit: Unit) -> str:
    node = site.power.get(unit.id)
    return "" if node is None else f"fed by {', else '.join(node.fed_by)}"


def _served(rows: list[Row]) -> str:
    names = ", ".join(row.id for row in rows)
    return f"{count(len(rows), 'row')}: {names}" if rows else "no rows"


def _demand_lines(site: Site) -> Iterator[str]:
    demand = site.demand
    asked = f"objective {demand.objective}, precision {demand.precision}"
    yield f"by {demand.date.isoformat()}, {asked}"
    rows = [(rack, _bounds(b.at_least, b.at_most)) for rack, b in demand.racks.items()]
    yield from aligned(rows, (False, False))
    for name, order in demand.orders.items():
        must = ", has to be filled" if order.must else ""
        what = count(order.racks, f"rack of {order.rack}", f"racks of {order.rack}")
        yield f"order {name}: {what} in one {order.together}{must}"
    for precision, bound in demand.capability.items():
        yield f"dense {precision} {_bounds(bound.at_least, bound.at_most)}"
    yield from _bounded("HBM", demand.hbm.at_least, demand.hbm.at_most)
    for name, workload in demand.workloads.items():
        yield f"workload {name}: {', '.join(_needs(workload)) or 'anything'}"
    kinds = ", ".join(named(kind) for kind in site.policy.survive)
    yield f"survives the loss of any one {kinds}" if kinds else "no loss has to be survived"


def _needs(workload: Workload) -> Iterator[str]:
    """What a workload needs of its racks, and how much of it."""
    if workload.stacks:
        yield f"on {' or '.join(workload.stacks)}"
    if workload.precisions:
        yield f"with {' and '.join(workload.precisions)}"
    for least, of_what in (
        (workload.hbm_per_accelerator, "an accelerator"),
        (workload.hbm_per_domain, "a scale-up domain"),
    ):
        if least is not None:
            yield f"{neat(least)} in {of_what}"
    for precision, rate in workload.capability.items():
        yield from _bounded(f"dense {precision}", rate.at_least, rate.at_most)
    yield from _bounded("HBM", workload.hbm.at_least, workload.hbm.at_most)
    yield from _bounded("share", workload.share.at_least, workload.share.at_most)


def _bounded(what: str, least: object, most: object) -> Iterator[str]:
    if least is not None or most is not None:
        yield f"{what} {_bounds(least, most)}"


def _bounds(least: object, most: object) -> str:
    parts = [f"at least {neat(least)}"] if least else []
    parts += [f"at most {neat(most)}"] if most is not None else []
    return ", ".join(parts) or "any number"
