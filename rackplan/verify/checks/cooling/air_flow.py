"""The air units of a zone move the air that its racks draw, also with one unit lost."""

from __future__ import annotations

from collections.abc import Iterator

from rackplan.units import AIRFLOW
from rackplan.verify.comparison import Comparison
from rackplan.verify.facts import Facts
from rackplan.verify.machines import machines_lost, on_machines
from rackplan.verify.zones import zones_in_use

__all__ = ["check"]


def check(facts: Facts) -> Iterator[Comparison]:
    """``sum(r) A_r rho0 / rho <= sum(surviving units) A`` for each zone and loss."""
    for use in zones_in_use(facts):
        given = {unit.id: facts.site.air_unit(unit).airflow for unit in use.zone.units}
        yield on_machines(
            says="{subject}{after} must move {value} and can move {limit}: "
            "{short} too little{most}",
            place=("Zone", use.zone.id),
            racks=use.racks,
            needs=use.airflows,
            machines=tuple(given.values()),
            losses=machines_lost(facts, "air_unit", given, AIRFLOW),
            dimension=AIRFLOW,
        )
