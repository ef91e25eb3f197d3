"""The air that a zone supplies is no warmer than each of its racks accepts."""

from __future__ import annotations

from collections.abc import Iterator

from rackplan.model.catalog import RackType
from rackplan.model.site import AirZone
from rackplan.units import TEMPERATURE, Quantity
from rackplan.verify.columns import column
from rackplan.verify.comparison import Comparison
from rackplan.verify.facts import Facts
from rackplan.verify.racks import Racks

__all__ = ["check"]


def check(facts: Facts) -> Iterator[Comparison]:
    """``T_zone <= T_r`` for each rack whose warmest inlet is stated."""
    for zone in facts.site.zones.values():
        limited = facts.in_zone[zone.id].those(lambda rack: rack.type.air.inlet_max is not None)
        yield _in_zone(zone, limited)


def _in_zone(zone: AirZone, racks: Racks) -> Comparison:
    return Comparison(
        says="{subject} draws air of {value} and accepts {limit}: {short} too warm",
        where=racks.where,
        used=column([zone.supply] * len(racks), TEMPERATURE),
        limit=racks.by_type(_warmest, TEMPERATURE),
        subject=lambda i: f"{racks.subject(i)} in zone {zone.id}",
        blame=racks.itself,
    )


def _warmest(kind: RackType) -> Quantity:
    assert kind.air.inlet_max is not None, "only racks with a stated inlet come here"
    return kind.air.inlet_max
