"""A rack is no deeper than its position."""

from __future__ import annotations

from collections.abc import Iterator

from rackplan.units import LENGTH
from rackplan.verify.comparison import Comparison
from rackplan.verify.facts import Facts

__all__ = ["check"]


def check(facts: Facts) -> Iterator[Comparison]:
    """``d_r <= D`` for each rack."""
    racks = facts.racks
    yield Comparison(
        says="{subject} is {value} deep in a position of {limit}: {short} too deep",
        where=racks.where,
        used=racks.by_type(lambda kind: kind.depth, LENGTH),
        limit=racks.by_row(lambda row: row.position_depth, LENGTH),
        subject=racks.subject,
        blame=racks.itself,
    )
