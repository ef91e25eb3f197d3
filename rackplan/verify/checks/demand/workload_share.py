"""A workload's share of the planned compute power stays within its bounds."""

from __future__ import annotations

from collections.abc import Iterator

from rackplan.verify.comparison import Comparison
from rackplan.verify.facts import Facts
from rackplan.verify.shares import Shares

__all__ = ["check"]


def check(facts: Facts) -> Iterator[Comparison]:
    """``at_least * P <= P_w <= at_most * P`` for each workload with a bound."""
    shares = Shares(facts)
    for name, workload in facts.site.demand.workloads.items():
        yield from shares.within(
            where=name,
            subject=f"Compute that serves {name}",
            is_theirs=lambda rack, serving: rack.placement.workload == serving,
            bounds=(workload.share.at_least, workload.share.at_most),
        )
