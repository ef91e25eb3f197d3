"""A silicon vendor's share of the planned compute power stays within its bounds."""

from __future__ import annotations

from collections.abc import Iterator

from rackplan.verify.comparison import Comparison
from rackplan.verify.facts import Facts
from rackplan.verify.racks import Standing
from rackplan.verify.shares import Shares

__all__ = ["check"]


def check(facts: Facts) -> Iterator[Comparison]:
    """``at_least * P <= P_v <= at_most * P`` for each vendor with a bound."""
    shares = Shares(facts)
    for vendor, bounds in facts.site.policy.vendor_share.items():
        yield from shares.within(
            where=vendor,
            subject=f"Compute of {vendor}",
            is_theirs=lambda rack, name: _vendor(rack) == name,
            bounds=(bounds.at_least, bounds.at_most),
        )


def _vendor(rack: Standing) -> str | None:
    return None if rack.type.computing is None else rack.type.computing.silicon_vendor
