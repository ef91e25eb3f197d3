"""Airflow of the racks against the units of the zone, one lost."""

from __future__ import annotations

from rackplan.model.site import Unit
from rackplan.optimize.capacity import group_rows, groups_of
from rackplan.optimize.problem import Problem, floor_units
from rackplan.optimize.row import Emission

__all__ = ["emit"]


def emit(problem: Problem) -> Emission:
    """Emit one row a zone: its racks against what is left after the worst loss."""
    site = problem.site

    def capacity(unit: Unit) -> int:
        return floor_units(site.air_unit(unit).airflow, "mL/s")

    places = [(zone.id, zone.units) for zone in site.zones.values()]
    groups = groups_of(problem, places, problem.row_zone, capacity, "air_unit")
    return group_rows(
        problem, "cooling.air_flow", groups, lambda _: problem.airflow_ml, scale=1e6, unit="m3/s"
    )
