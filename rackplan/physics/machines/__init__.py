"""Cooling machines of the catalog as physics: what a group of them gives in a state.

* `cdus`: CDUs in parallel on a rack loop, some of them or of their pumps lost: head at a flow,
  approach at a heat and a flow;
* `loops`: head that a rack needs of its loop, seconds that a loop carries its heat alone;
* `air_units`: what a fan wall or room cooler takes at a zone's return, water and altitude; inlets.

Each takes products as makers rate them and the conditions of a site, and says what follows by the
equations of `rackplan.physics.liquid` and `rackplan.physics.room_air`. Which figures a product
lacks for that is said by `lacks_of_head`, `lacks_of_approach`, `lacks_of_coil`.
"""

from __future__ import annotations

from rackplan.physics.machines.air_units import (
    inlet_limit,
    lacks_of_coil,
    leaked_inlet,
    recirculated_inlets,
    return_temperature_of,
    room_density,
    unit_heat,
)
from rackplan.physics.machines.cdus import (
    CduGroup,
    RunningCdu,
    group_approach,
    group_head,
    lacks_of_approach,
    lacks_of_head,
    running,
)
from rackplan.physics.machines.loops import (
    loop_ride_through,
    piping_drop,
    rack_head,
    states_drop,
)

__all__ = [
    "CduGroup",
    "RunningCdu",
    "group_approach",
    "group_head",
    "inlet_limit",
    "lacks_of_approach",
    "lacks_of_coil",
    "lacks_of_head",
    "leaked_inlet",
    "loop_ride_through",
    "piping_drop",
    "rack_head",
    "recirculated_inlets",
    "return_temperature_of",
    "room_density",
    "running",
    "states_drop",
    "unit_heat",
]
