"""Power nodes above the busways with nothing lost."""

from __future__ import annotations

from dataclasses import replace

from rackplan.optimize.node_loads import NodeLoad, NodeLoads
from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Emission

__all__ = ["emit"]


def emit(problem: Problem) -> Emission:
    """Emit ``sum(draw through efficiencies) <= rating * usable * share - base`` for each node."""
    loads = NodeLoads(problem)
    nodes = problem.rated_nodes
    rows = [loads.row("power.normal", _kept_free(problem, loads.normal(node))) for node in nodes]
    return Emission(tuple(row for row in rows if not row.is_idle), len(nodes))


def _kept_free(problem: Problem, load: NodeLoad) -> NodeLoad:
    """The load against what may be loaded while nothing is lost."""
    share = problem.site.power[load.node].normal_load
    return replace(load, left=float(share.magnitude))
