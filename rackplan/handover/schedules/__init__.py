"""The tables of a plan, the same for every format.

* `racks`: a line per rack; `types`: racks by type;
* `loads`: what power nodes carry; `lines`: boards and busways line by line;
* `cooling`: loops and air zones; `limits`: what is used of their limits, and of those of plants;
* `pods`, `fabrics`, `cables`: the network;
* `materials`: the bill, what is in the racks, what is given; `sources`: where figures are from.
"""

from __future__ import annotations

from rackplan.handover.cooling_limits import cooling_limits
from rackplan.handover.handover import Handover
from rackplan.handover.line_loads import LineLoads
from rackplan.handover.places import places_of
from rackplan.handover.schedules.cables import CABLES, cable_schedule
from rackplan.handover.schedules.cooling import LOOPS, ZONES, loop_schedule, zone_schedule
from rackplan.handover.schedules.fabrics import FABRICS, fabric_schedule, served_types
from rackplan.handover.schedules.limits import LIMITS, limit_schedule
from rackplan.handover.schedules.lines import LINES, line_schedule
from rackplan.handover.schedules.loads import LOADS, load_schedule
from rackplan.handover.schedules.materials import (
    GIVEN,
    MATERIALS,
    PARTS,
    given_schedule,
    material_schedule,
    part_schedule,
)
from rackplan.handover.schedules.pods import PODS, PORTS, pod_schedule, pods_of, port_schedule
from rackplan.handover.schedules.racks import RACKS, rack_schedule
from rackplan.handover.schedules.sources import SOURCES, source_schedule
from rackplan.handover.schedules.types import TYPES, type_schedule
from rackplan.handover.table import Schedule
from rackplan.verify.facts import Facts, facts_of

__all__ = ["SCHEDULES", "schedules_of"]

SCHEDULES: tuple[Schedule, ...] = (
    TYPES,
    RACKS,
    LOADS,
    LINES,
    LOOPS,
    ZONES,
    LIMITS,
    PODS,
    FABRICS,
    CABLES,
    PORTS,
    MATERIALS,
    PARTS,
    GIVEN,
    SOURCES,
)
"""All tables without rows, in the order in which they are shown."""


def schedules_of(handover: Handover, facts: Facts | None = None) -> dict[str, Schedule]:
    """All tables of a plan by id, in the order of `SCHEDULES`.

    Parameters
    ----------
    facts : Facts, optional
        Of this plan, from whoever has them already.
    """
    site, plan = handover.site, handover.plan
    places = places_of(site, plan)
    pods = pods_of(places)
    served = served_types(site, pods)
    facts, thermal = facts or facts_of(site, plan), handover.verdict.thermal
    racks = rack_schedule(site, places)
    tables = (
        type_schedule(site, plan),
        racks,
        load_schedule(facts, places),
        line_schedule(LineLoads(facts, places)),
        loop_schedule(facts.site, racks, thermal),
        zone_schedule(facts.site, racks, thermal),
        limit_schedule(cooling_limits(facts)),
        pod_schedule(pods),
        fabric_schedule(served),
        cable_schedule(served),
        port_schedule(site, plan),
        material_schedule(site, plan),
        part_schedule(site, plan),
        given_schedule(site, plan),
        source_schedule(site),
    )
    return {table.id: table for table in tables}
