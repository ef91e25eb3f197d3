"""A silicon vendor's share of the planned compute power stays within its bounds."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from rackplan.units import POWER, Quantity
from rackplan.verify.bounds import within
from rackplan.verify.comparison import Comparison
from rackplan.verify.facts import Facts
from rackplan.verify.racks import Standing

__all__ = ["check"]


def check(facts: Facts) -> Iterator[Comparison]:
    """``at_least * P <= P_v <= at_most * P`` for each vendor with a bound."""
    compute = facts.racks.those(lambda rack: rack.type.role == "compute")
    power = compute.by_type(lambda kind: kind.planned_power, POWER)
    for vendor, bounds in facts.site.policy.vendor_share.items():
        own = power * np.array([_vendor(rack) == vendor for rack in compute], dtype=float)
        yield from within(
            where=vendor,
            subject=f"Compute of {vendor}",
            total=own.sum(),
            bounds=(_share_of(power, bounds.at_least), _share_of(power, bounds.at_most)),
            blame=lambda *_, own=own: compute.shares_by_type(own),
        )


def _share_of(power: Quantity, share: Quantity | None) -> Quantity | None:
    return None if share is None else share * power.sum()


def _vendor(rack: Standing) -> str | None:
    return None if rack.type.computing is None else rack.type.computing.silicon_vendor
