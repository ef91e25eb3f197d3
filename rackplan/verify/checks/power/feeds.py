"""A rack has one cord on each of as many different busways of its own row as it has cords."""

from __future__ import annotations

from collections.abc import Iterator

from rackplan.verify.columns import counted
from rackplan.verify.comparison import Comparison
from rackplan.verify.facts import Facts
from rackplan.verify.racks import Standing

__all__ = ["check"]


def check(facts: Facts) -> Iterator[Comparison]:
    """``f_r >= c_r``; a feed named that does not run along the row is not counted."""
    racks = facts.racks
    yield Comparison(
        says="{subject} has {value} of the {limit} that it needs along its row: {short} too few",
        where=racks.where,
        used=counted([len(_along_the_row(rack)) for rack in racks]),
        limit=counted([rack.type.cords for rack in racks]),
        subject=lambda i: f"{racks.subject(i)} on {_named(racks.members[i])}",
        blame=racks.itself,
        at_least=True,
    )


def _along_the_row(rack: Standing) -> set[str]:
    return set(rack.placement.feeds) & set(rack.row.feeds)


def _named(rack: Standing) -> str:
    return ", ".join(rack.placement.feeds) or "no feed"
