"""Power nodes above the busways with nothing lost."""

from __future__ import annotations

from rackplan.optimize.node_loads import NodeLoads
from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Emission

__all__ = ["emit"]


def emit(problem: Problem) -> Emission:
    """Emit ``sum(draw through efficiencies) <= rating * usable - base`` for each node."""
    loads = NodeLoads(problem)
    nodes = problem.rated_nodes
    rows = [loads.row("power.normal", loads.normal(node)) for node in nodes]
    return Emission(tuple(row for row in rows if not row.is_idle), len(nodes))
