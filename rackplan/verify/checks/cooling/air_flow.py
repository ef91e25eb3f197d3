"""The air units of a zone move the air that its racks draw, also with one unit lost."""

from __future__ import annotations

from collections.abc import Iterator

from rackplan.model.verdict import Failure
from rackplan.units import AIRFLOW
from rackplan.verify.comparison import Comparison
from rackplan.verify.facts import Facts
from rackplan.verify.machines import on_machines

__all__ = ["check"]


def check(facts: Facts) -> Iterator[Comparison]:
    """``sum(r) A_r <= sum(surviving units) A`` for each zone, whole and after each unit loss."""
    for zone in facts.site.zones.values():
        racks = facts.in_zone[zone.id]
        given = {unit.id: facts.site.air_unit(unit).airflow for unit in zone.units}
        lost = given.items() if facts.survives("air_unit") else ()
        yield on_machines(
            says="{subject}{after} must move {value} and can move {limit}: "
            "{short} too little{most}",
            place=("Zone", zone.id),
            racks=racks,
            needs=racks.by_type(lambda kind: kind.air.airflow, AIRFLOW),
            machines=tuple(given.values()),
            losses=[(Failure("air_unit", name), taken) for name, taken in lost],
            dimension=AIRFLOW,
        )
