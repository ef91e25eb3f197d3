"""Air supplied by the zone against what the rack accepts at its inlet."""

from __future__ import annotations

from rackplan.optimize.exclusion import exclude
from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Emission

__all__ = ["emit"]


def emit(problem: Problem) -> Emission:
    """Exclude racks from rows whose air zone is too warm for them."""
    zones = problem.site.zones

    def breaks(t: int, r: int) -> bool | None:
        warmest = problem.racks[t].air.inlet_max
        if warmest is None:
            return None
        return bool(zones[problem.rows[r].zone].supply > warmest)

    return exclude(problem, "cooling.inlet_temperature", "degC", breaks)
