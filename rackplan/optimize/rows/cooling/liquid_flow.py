"""Coolant flow against the pumps of the loop, one CDU or pump lost."""

from __future__ import annotations

from rackplan.model.catalog import Cdu
from rackplan.model.verdict import Failure
from rackplan.optimize.capacity import Group, group_rows, losses_of
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
    gives = {unit.id: _flow(site.cdu(unit)) for unit in loop.cdus}
    losses = losses_of(problem, "cdu", gives)
    if "pump" in site.policy.survive:
        losses += [loss for unit in loop.cdus for loss in _pumps(unit.id, site.cdu(unit))]
    rows = problem.rows_at(problem.row_loop, index)
    return Group(loop.id, rows, sum(gives.values()), losses)


def _pumps(unit: str, cdu: Cdu) -> list[tuple[Failure, int]]:
    """Flow that is gone after the loss of each pump of a unit."""
    left = cdu.flow_after_pump_loss
    lost = _flow(cdu) - (0 if left is None else floor_units(left, "mL/min"))
    return [(Failure("pump", f"{unit}.pump{n + 1}"), lost) for n in range(cdu.pumps)]


def _flow(cdu: Cdu) -> int:
    return floor_units(cdu.flow, "mL/min")
