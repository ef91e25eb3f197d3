"""The air units of a zone take the heat that is given to its air, also with one unit lost.

In a zone that names its facility water, what a unit takes is reckoned at the real return
temperature and altitude; elsewhere it is rated heat. Its fans, at full speed, heat the same air.
"""

from __future__ import annotations

from collections.abc import Iterator

from rackplan.model.verdict import Contributor
from rackplan.units import POWER
from rackplan.verify.comparison import Comparison
from rackplan.verify.facts import Facts
from rackplan.verify.machines import machines_lost, on_machines
from rackplan.verify.zones import heat_taken, other_heat, room_losses, zones_in_use

__all__ = ["check"]


def check(facts: Facts) -> Iterator[Comparison]:
    """``sum(r) Q_air,r + losses + others <= sum(surviving units) (H(T_r) - P)``."""
    uses = list(zones_in_use(facts))
    taken, losses, other = heat_taken(facts.site, uses), room_losses(facts), other_heat(facts)
    for use in uses:
        zone = use.zone.id
        given = {unit.id: taken[unit.id] for unit in use.zone.units}
        yield on_machines(
            says="{subject}{after} gets {value} of heat and can take {limit}: "
            "{short} too much{most}",
            place=("Zone", zone),
            racks=use.racks,
            needs=use.heats,
            machines=tuple(given.values()),
            losses=machines_lost(facts, "air_unit", given, POWER),
            dimension=POWER,
            beside=[
                Contributor(f"power nodes in {zone}", losses.get(zone, 0.0)),
                Contributor(f"other loads in {zone}", other[zone]),
            ],
        )
