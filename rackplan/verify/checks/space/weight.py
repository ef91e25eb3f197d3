"""A rack with its coolant weighs no more than the floor under it and its aisles carries."""

from __future__ import annotations

from collections.abc import Iterator

from rackplan.physics.floor import floor_pressure
from rackplan.units import LENGTH, MASS, PRESSURE
from rackplan.verify.columns import counted
from rackplan.verify.comparison import Comparison
from rackplan.verify.facts import Facts

__all__ = ["check"]


def check(facts: Facts) -> Iterator[Comparison]:
    """``m_r * g / (n * w * s) <= p`` for each rack, spread over the positions that it covers."""
    racks = facts.racks
    width = racks.by_row(lambda row: row.position_width, LENGTH)
    pressure = floor_pressure(
        racks.by_type(lambda kind: kind.standing_mass, MASS),
        counted([rack.span for rack in racks]) * width,
        racks.by_row(lambda row: row.spread_depth, LENGTH),
    )
    yield Comparison(
        says="{subject} loads the floor with {value} of {limit}: {short} too much",
        where=racks.where,
        used=pressure,
        limit=racks.by_row(lambda row: row.floor_load, PRESSURE),
        subject=racks.subject,
        blame=racks.itself,
    )
