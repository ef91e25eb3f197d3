"""Busways in the normal state and after each loss."""

from __future__ import annotations

from rackplan.optimize.node_loads import NodeLoads
from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Emission

__all__ = ["emit"]


def emit(problem: Problem) -> Emission:
    """Emit ``sum(draw) <= rating * usable - base`` for each busway and each state that counts."""
    loads = NodeLoads(problem)
    busways = [node.id for node in problem.site.power.values() if node.kind == "busway"]
    rows = [
        loads.row("power.busway", load)
        for busway in busways
        for load in (loads.normal(busway), *loads.heaviest(busway))
    ]
    return Emission(tuple(row for row in rows if not row.is_idle), len(busways))
