"""Heat to liquid against the CDUs of the loop, one lost."""

from __future__ import annotations

from rackplan.model.verdict import Failure
from rackplan.optimize.capacity import Group, group_row
from rackplan.optimize.problem import Problem, floor_units
from rackplan.optimize.row import Emission

__all__ = ["emit"]


def emit(problem: Problem) -> Emission:
    """Emit one row a loop: its racks against what is left after the worst loss."""
    rows = [
        row
        for index in range(len(problem.site.loops))
        for row in group_row(
            problem,
            "cooling.liquid_heat",
            _group(problem, index),
            problem.heat_w,
            scale=1e3,
            unit="kW",
        )
    ]
    return Emission(tuple(rows), len(problem.site.loops))


def _group(problem: Problem, index: int) -> Group:
    site = problem.site
    loop = list(site.loops.values())[index]
    each = {unit.id: floor_units(site.cdu(unit).heat, "W") for unit in loop.cdus}
    losses = [
        (Failure("cdu", unit), capacity)
        for unit, capacity in each.items()
        if "cdu" in site.policy.survive
    ]
    return Group(loop.id, problem.rows_at(problem.row_loop, index), sum(each.values()), losses)
