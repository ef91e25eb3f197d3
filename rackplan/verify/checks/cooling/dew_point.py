"""A loop's supply stays above the dew point of the air around its racks, with a margin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rackplan.model.room import Room
from rackplan.model.site import CoolingLoop
from rackplan.units import TEMPERATURE, TEMPERATURE_DIFFERENCE, Quantity, give, magnitude
from rackplan.verify.columns import column
from rackplan.verify.comparison import Comparison
from rackplan.verify.facts import Facts
from rackplan.verify.racks import Racks

__all__ = ["check"]


def check(facts: Facts) -> Iterator[Comparison]:
    """``T_loop >= T_dew + margin`` for each liquid-cooled rack in a room of known dew point."""
    rooms = ((zone.id, facts.site.room(zone)) for zone in facts.site.zones.values())
    coldest = {zone: _coldest(room) for zone, room in rooms if room is not None}
    for loop in facts.site.loops.values():
        racks = facts.on_loop[loop.id].those(lambda rack: rack.row.zone in coldest)
        if len(racks):
            yield _on_loop(loop, racks, coldest)


def _on_loop(loop: CoolingLoop, racks: Racks, coldest: Mapping[str, Quantity]) -> Comparison:
    return Comparison(
        says="{subject} is fed at {value}, and nothing colder than {limit} is wanted in its room: "
        "{short} too cold",
        where=racks.where,
        used=column([loop.supply] * len(racks), TEMPERATURE),
        limit=racks.by_row(lambda row: coldest[row.zone], TEMPERATURE),
        subject=lambda i: f"{racks.subject(i)} on loop {loop.id}",
        blame=racks.itself,
        at_least=True,
    )


def _coldest(room: Room) -> Quantity:
    """The coldest supply wanted in a room."""
    margin = magnitude(room.margin, TEMPERATURE_DIFFERENCE)
    return give(magnitude(room.dew_point, TEMPERATURE) + margin, TEMPERATURE)
