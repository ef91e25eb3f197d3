"""A builder's share of the planned compute power stays within its bounds.

Of a rack that several build, nobody knows yet who will: it counts towards the most that each of
them may have, and towards the least of none.
"""

from __future__ import annotations

from collections.abc import Iterator

from rackplan.model.names import is_named
from rackplan.verify.comparison import Comparison
from rackplan.verify.facts import Facts
from rackplan.verify.racks import Standing
from rackplan.verify.shares import builder_shares

__all__ = ["check"]


def check(facts: Facts) -> Iterator[Comparison]:
    """``at_least * P <= P_b`` and ``Q_b <= at_most * P`` for each builder with a bound."""
    shares = builder_shares(facts)
    for builder, bounds in facts.site.policy.builder_share.items():
        yield from shares.within(
            where=builder,
            subject=f"Compute that {builder} alone builds",
            is_theirs=lambda rack, name: _those(rack, name) == {True},
            bounds=(bounds.at_least, None),
        )
        yield from shares.within(
            where=builder,
            subject=f"Compute that {builder} may build",
            is_theirs=lambda rack, name: True in _those(rack, name),
            bounds=(None, bounds.at_most),
        )


def _those(rack: Standing, name: str) -> set[bool]:
    """Whether builders of a rack are the one: all of them, some or none."""
    return {is_named(name, builder) for builder in rack.type.builders}
