"""Supply temperature of the loop against what the rack accepts."""

from __future__ import annotations

from rackplan.optimize.exclusion import exclude
from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Emission

__all__ = ["emit"]


def emit(problem: Problem) -> Emission:
    """Exclude liquid-cooled racks from rows whose loop is too warm for them."""
    loops = problem.site.loops

    def breaks(t: int, r: int) -> bool | None:
        liquid, loop = problem.racks[t].liquid, problem.rows[r].loop
        if liquid is None or loop is None:
            return None
        return bool(loops[loop].supply > liquid.supply_max)

    return exclude(problem, "cooling.supply_temperature", "degC", breaks)
