"""Power nodes above the busways after each single loss, and racks that must not go dark."""

from __future__ import annotations

from rackplan.optimize.node_loads import NodeLoads
from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Emission, Row

__all__ = ["emit"]


def emit(problem: Problem) -> Emission:
    """Emit one row a node and state that no other state implies, and exclude dark racks."""
    loads = NodeLoads(problem)
    nodes = problem.rated_nodes
    machines = [load for node in nodes for load in loads.short_of_machines(node)]
    after = [load for node in nodes for load in loads.heaviest(node)]
    rows = [loads.row("power.failover", load) for load in (*after, *machines)]
    rows = [row for row in rows if not row.is_idle] + _dark(problem, loads)
    return Emission(tuple(rows), len(nodes) * len(problem.power.losses))


def _dark(problem: Problem, loads: NodeLoads) -> list[Row]:
    """Exclude racks that are not to be shed from rows in which some loss takes all their feeds."""
    kept = [(t, rack) for t, rack in enumerate(problem.types) if not problem.site.may_be_shed(rack)]
    rows: list[Row] = []
    for r, row in enumerate(problem.rows):
        for t, rack in kept:
            lost = loads.darkening(t, r)
            if lost is not None:
                where = f"{rack} in row {row.id}"
                terms = problem.count_terms(t, [r])
                rows.append(
                    Row(
                        "power.failover",
                        where,
                        terms,
                        upper=0,
                        unit="kW",
                        failure=lost,
                        kept_out=rack,
                    )
                )
    return rows
