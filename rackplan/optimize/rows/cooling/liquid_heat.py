"""Heat to liquid against the CDUs of the loop, one lost."""

from __future__ import annotations

from rackplan.model.site import Unit
from rackplan.optimize.capacity import group_rows, groups_of
from rackplan.optimize.problem import Problem, floor_units
from rackplan.optimize.row import Emission

__all__ = ["emit"]


def emit(problem: Problem) -> Emission:
    """Emit one row a loop: its racks against what is left after the worst loss."""
    site = problem.site

    def capacity(unit: Unit) -> int:
        return floor_units(site.cdu(unit).heat, "W")

    places = [(loop.id, loop.cdus) for loop in site.loops.values()]
    groups = groups_of(problem, places, problem.row_loop, capacity, "cdu")
    return group_rows(
        problem, "cooling.liquid_heat", groups, lambda _: problem.heat_w, scale=1e3, unit="kW"
    )
