"""The air units of a zone move the air that its racks draw, also with one unit lost."""

from __future__ import annotations

from collections.abc import Iterator

from rackplan.units import AIRFLOW
from rackplan.verify.comparison import Comparison
from rackplan.verify.facts import Facts
from rackplan.verify.machines import machines_lost, on_machines

__all__ = ["check"]


def check(facts: Facts) -> Iterator[Comparison]:
    """``sum(r) A_r <= sum(surviving units) A`` for each zone, whole and after each unit loss."""
    for zone in facts.site.zones.values():
        racks = facts.in_zone[zone.id]
        given = {unit.id: facts.site.air_unit(unit).airflow for unit in zone.units}
        yield on_machines(
            says="{subject}{after} must move {value} and can move {limit}: "
            "{short} too little{most}",
            place=("Zone", zone.id),
            racks=racks,
            needs=racks.by_type(lambda kind: kind.air.airflow, AIRFLOW),
            machines=tuple(given.values()),
            losses=machines_lost(facts, "air_unit", given, AIRFLOW),
            dimension=AIRFLOW,
        )
