"""A fab's share of the planned compute power stays within its bounds."""

from __future__ import annotations

from collections.abc import Iterator

from rackplan.model.names import is_named
from rackplan.verify.comparison import Comparison
from rackplan.verify.facts import Facts
from rackplan.verify.shares import fab_of, fab_shares

__all__ = ["check"]


def check(facts: Facts) -> Iterator[Comparison]:
    """``at_least * P <= P_f <= at_most * P`` for each fab with a bound."""
    shares = fab_shares(facts)
    for fab, bounds in facts.site.policy.fab_share.items():
        yield from shares.within(
            where=fab,
            subject=f"Compute with chips from {fab}",
            is_theirs=lambda rack, name: is_named(name, fab_of(rack)),
            bounds=(bounds.at_least, bounds.at_most),
        )
