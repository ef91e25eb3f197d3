"""The air units of a zone take the heat that racks give to the room, also with one unit lost."""

from __future__ import annotations

from collections.abc import Iterator

from rackplan.units import POWER
from rackplan.verify.comparison import Comparison
from rackplan.verify.facts import Facts
from rackplan.verify.machines import machines_lost, on_machines

__all__ = ["check"]


def check(facts: Facts) -> Iterator[Comparison]:
    """``sum(r) Q_air,r <= sum(surviving units) H`` for each zone, whole and with each unit lost."""
    for zone in facts.site.zones.values():
        racks = facts.in_zone[zone.id]
        given = {unit.id: facts.site.air_unit(unit).heat for unit in zone.units}
        yield on_machines(
            says="{subject}{after} gets {value} of heat and can take {limit}: "
            "{short} too much{most}",
            place=("Zone", zone.id),
            racks=racks,
            needs=racks.by_type(lambda kind: kind.air.heat, POWER),
            machines=tuple(given.values()),
            losses=machines_lost(facts, "air_unit", given, POWER),
            dimension=POWER,
        )
