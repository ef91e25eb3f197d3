"""Heat to air against the units of the zone, one lost."""

from __future__ import annotations

from rackplan.model.verdict import Failure
from rackplan.optimize.capacity import Group, group_row
from rackplan.optimize.problem import Problem, floor_units
from rackplan.optimize.row import Emission

__all__ = ["emit"]


def emit(problem: Problem) -> Emission:
    """Emit one row a zone: its racks against what is left after the worst loss."""
    rows = [
        row
        for index in range(len(problem.site.zones))
        for row in group_row(
            problem,
            "cooling.air_heat",
            _group(problem, index),
            problem.air_heat_w,
            scale=1e3,
            unit="kW",
        )
    ]
    return Emission(tuple(rows), len(problem.site.zones))


def _group(problem: Problem, index: int) -> Group:
    site = problem.site
    zone = list(site.zones.values())[index]
    each = {unit.id: floor_units(site.air_unit(unit).heat, "W") for unit in zone.units}
    losses = [
        (Failure("air_unit", unit), capacity)
        for unit, capacity in each.items()
        if "air_unit" in site.policy.survive
    ]
    return Group(zone.id, problem.rows_at(problem.row_zone, index), sum(each.values()), losses)
