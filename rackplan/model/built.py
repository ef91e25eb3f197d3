"""A site without what is not there yet: by its date, or because a plan does not buy it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from rackplan.model.figures import FrozenDict
from rackplan.model.offer import Offer
from rackplan.model.plan import Placement, Plan
from rackplan.model.power import PowerNode
from rackplan.model.site import AirZone, CoolingLoop, Row, Site

__all__ = ["Absent", "as_built", "as_given", "offers_needed", "without"]


@dataclass(frozen=True)
class Absent:
    """What is not there: rows, power nodes, and machines of loops, zones and plants, by id."""

    rows: frozenset[str] = frozenset()
    nodes: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()

    @property
    def is_nothing(self) -> bool:
        """Whether everything is there."""
        return not (self.rows or self.nodes or self.units)


def offers_needed(site: Site, placements: Iterable[Placement]) -> tuple[str, ...]:
    """The offers without which some racks could not stand where they do."""
    stand: set[tuple[str, bool]] = set()
    for placement in placements:
        position = site.positions.get(placement.position)
        rack = site.catalog.racks.get(placement.rack)
        if position is not None and rack is not None:
            stand.add((position.row, rack.liquid is not None))
    return tuple(
        offer.id
        for offer in site.offers.values()
        if any(offer.is_needed_by(row, liquid=liquid) for row, liquid in stand)
    )


def as_built(site: Site, plan: Plan) -> Site:
    """A site with what a plan buys, and without the offers that it neither buys nor needs.

    What its racks need is there, bought or not: `supply.offers` says that it is not.
    """
    if not site.offers:
        return site
    there = {*plan.bought, *offers_needed(site, plan.placements)}
    return _without_offers(site, [o for o in site.offers.values() if o.id not in there])


def as_given(site: Site) -> Site:
    """A site without any of its offers."""
    return _without_offers(site, site.offers.values())


def _without_offers(site: Site, offers: Iterable[Offer]) -> Site:
    left_out = list(offers)
    groups = {offer.id for offer in left_out if offer.kind in ("loop", "zone")}
    cdus = (unit.id for name in groups & site.loops.keys() for unit in site.loops[name].cdus)
    units = (unit.id for name in groups & site.zones.keys() for unit in site.zones[name].units)
    absent = Absent(
        nodes=frozenset(node for offer in left_out for node in offer.nodes),
        units=frozenset((*cdus, *units)),
    )
    return without(site, absent, keep_rows=True)


def without(site: Site, absent: Absent, *, keep_rows: bool = False) -> Site:
    """A site without some of its rows, power nodes and machines, and without what hangs on them.

    A node goes with the last of those that feed it, a loop, zone or plant with the last of its
    machines, a row with its feeds or its zone.

    Parameters
    ----------
    keep_rows : bool
        Keep rows whose feeds or zone go: empty ones, which show that there is room.
    """
    if absent.is_nothing:
        return site
    power = _power(site.power, absent)
    loops = _with_units(site.loops, "cdus", absent)
    zones = _with_units(site.zones, "units", absent)
    rows = {row.id: _row(row, power, loops) for row in site.rows.values()}
    gone = set(absent.rows)
    if not keep_rows:
        gone |= {row.id for row in rows.values() if not row.feeds or row.zone not in zones}
    heated = {node.zone for node in power.values() if node.zone is not None}
    zones |= {name: site.zones[name] for name in heated - zones.keys()}
    changes: dict[str, Any] = {
        "rows": {name: row for name, row in rows.items() if name not in gone},
        "power": _without_busways(site, power, gone),
        "loops": loops,
        "zones": zones,
        "plants": _with_units(site.plants, "units", absent),
    }
    positions = {p.id for name in gone for p in site.rows[name].positions}
    for key in ("placed", "pins", "reserved", "forbidden"):
        kept = getattr(site, key).items()
        changes[key] = {place: entry for place, entry in kept if place not in positions}
    return site.model_copy(update={key: FrozenDict(value) for key, value in changes.items()})


def _power(nodes: Mapping[str, PowerNode], absent: Absent) -> dict[str, PowerNode]:
    """The nodes that are left, each fed by those of its sources that are."""
    gone = set(absent.nodes | (absent.units & nodes.keys()))
    while True:
        more = {
            node.id
            for node in nodes.values()
            if node.id not in gone and node.fed_by and gone.issuperset(node.fed_by)
        }
        if not more:
            break
        gone |= more
    return {
        node.id: node
        if gone.isdisjoint(node.fed_by)
        else node.model_copy(update={"fed_by": tuple(n for n in node.fed_by if n not in gone)})
        for node in nodes.values()
        if node.id not in gone
    }


def _with_units(groups: Mapping[str, Any], key: str, absent: Absent) -> dict[str, Any]:
    """Loops, zones or plants with the machines that are left; none that has none."""
    found = {}
    for name, group in groups.items():
        units = tuple(unit for unit in getattr(group, key) if unit.id not in absent.units)
        if units:
            found[name] = group.model_copy(update={key: units})
    return found


def _row(
    row: Row, power: Mapping[str, PowerNode], loops: Mapping[str, CoolingLoop | AirZone]
) -> Row:
    feeds = tuple(feed for feed in row.feeds if feed in power)
    loop = row.loop if row.loop in loops else None
    return row.model_copy(update={"feeds": feeds, "loop": loop})


def _without_busways(
    site: Site, power: Mapping[str, PowerNode], rows: Collection[str]
) -> dict[str, PowerNode]:
    """The nodes without the busways of rows that are gone."""
    busways = {feed for name in rows for feed in site.rows[name].feeds}
    return {name: node for name, node in power.items() if name not in busways}
