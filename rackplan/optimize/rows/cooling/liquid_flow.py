"""Coolant flow against the pumps of the loop, one CDU or pump lost."""

from __future__ import annotations

from rackplan.model.catalog import Cdu
from rackplan.model.verdict import Failure
from rackplan.optimize.capacity import Group, group_rows
from rackplan.optimize.problem import Problem, floor_units
from rackplan.optimize.row import Emission

__all__ = ["emit"]


def emit(problem: Problem) -> Emission:
    """Emit one row a loop: the flow its racks need against what is left after the worst loss."""
    groups = [_group(problem, index) for index in range(len(problem.site.loops))]
    return group_rows(
        problem,
        "cooling.liquid_flow",
        groups,
        lambda index: problem.flow_ml[:, index],
        scale=1e3,
        unit="L/min",
    )


def _group(problem: Problem, index: int) -> Group:
    site = problem.site
    loop = list(site.loops.values())[index]
    losses = [
        loss
        for unit in loop.cdus
        for loss in _losses(unit.id, site.cdu(unit))
        if loss[0].kind in site.policy.survive
    ]
    whole = sum(_flow(site.cdu(unit)) for unit in loop.cdus)
    return Group(loop.id, problem.rows_at(problem.row_loop, index), whole, losses)


def _losses(unit: str, cdu: Cdu) -> list[tuple[Failure, int]]:
    """Flow that is gone after the loss of the unit, and of each of its pumps."""
    flow, left = _flow(cdu), cdu.flow_after_pump_loss
    after_pump = 0 if left is None else floor_units(left, "mL/min")
    pumps = [(Failure("pump", f"{unit}.pump{n + 1}"), flow - after_pump) for n in range(cdu.pumps)]
    return [(Failure("cdu", unit), flow), *pumps]


def _flow(cdu: Cdu) -> int:
    return floor_units(cdu.flow, "mL/min")
