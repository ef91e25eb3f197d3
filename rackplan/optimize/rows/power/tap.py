"""Tap of a feed: ``x = 0`` where a rack draws more than the tap carries."""

from __future__ import annotations

from rackplan.optimize.exclusion import exclude
from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Emission

__all__ = ["emit"]


def emit(problem: Problem) -> Emission:
    """Exclude racks whose draw on one feed, whole or failed over, is above the tap."""
    worst_va = [_worst_va(problem, t) for t in range(len(problem.types))]

    def breaks(t: int, r: int) -> bool:
        return bool(worst_va[t] > problem.tap_va[t, r])

    return exclude(problem, "power.tap", "kVA", breaks)


def _worst_va(problem: Problem, t: int) -> float:
    rack = problem.racks[t]
    share = max(rack.share_on_a, 1.0 - rack.share_on_a)
    whole = share * float(problem.planned_va[t])
    may_lose = rack.cords == 2 and problem.site.policy.feed_loss
    return max(whole, float(problem.failover_va[t])) if may_lose else whole
