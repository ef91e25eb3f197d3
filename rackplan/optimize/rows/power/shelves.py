"""A rack's shelves, whole, with one lost, and on one feed alone."""

from __future__ import annotations

from rackplan.optimize.exclusion import exclude
from rackplan.optimize.problem import Problem, ceil_units
from rackplan.optimize.row import Emission

__all__ = ["emit"]


def emit(problem: Problem) -> Emission:
    """Exclude racks whose shelves do not carry them in a state to survive, in every row."""
    broken = [_breaks(problem, t) for t in range(len(problem.types))]
    return exclude(problem, "power.shelves", "kW", lambda t, _: broken[t])


def _breaks(problem: Problem, t: int) -> bool | None:
    rack, policy = problem.racks[t], problem.site.policy
    supplies = rack.supplies
    if supplies is None:
        return None
    one_w = problem.shelf_w[supplies.product]
    planned = ceil_units(rack.on_supplies(rack.planned_power), "W")
    failover = ceil_units(rack.on_supplies(problem.site.failover(rack)), "W")
    on_feed = (supplies.on_feed_a, supplies.on_feed_b)
    left_after_one = supplies.count - supplies.groups
    return (
        supplies.count * one_w < planned
        or ("shelf" in policy.survive and left_after_one * one_w < planned)
        or (policy.feed_loss and rack.cords == 2 and min(on_feed) * one_w < failover)
    )
