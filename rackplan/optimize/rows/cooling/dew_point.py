"""Supply temperature of the loop against the dew point of the room."""

from __future__ import annotations

from rackplan.model.room import Room
from rackplan.model.site import CoolingLoop
from rackplan.optimize.exclusion import exclude
from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Emission

__all__ = ["emit"]


def emit(problem: Problem) -> Emission:
    """Exclude liquid-cooled racks from rows where their loop would sweat."""
    site = problem.site

    def breaks(t: int, r: int) -> bool | None:
        row = problem.rows[r]
        room = site.room(site.zones[row.zone])
        if problem.racks[t].liquid is None or row.loop is None or room is None:
            return None
        return _sweats(site.loops[row.loop], room)

    return exclude(problem, "cooling.dew_point", "degC", breaks)


def _sweats(loop: CoolingLoop, room: Room) -> bool:
    dry = loop.supply.m_as("degC") - room.dew_point.m_as("degC")
    return bool(dry < room.margin.m_as("K"))
