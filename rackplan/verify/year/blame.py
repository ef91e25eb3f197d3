"""Whom to blame for water and power of a whole site: racks, by the power that they draw."""

from __future__ import annotations

from rackplan.model.verdict import Contributor
from rackplan.units import POWER, magnitude
from rackplan.verify.facts import Facts

__all__ = ["shares_of_power"]


def shares_of_power(facts: Facts, value: float) -> tuple[Contributor, ...]:
    """A figure of the site parted over its rack types as their planned power is."""
    racks = facts.site.catalog.racks
    drawn = {
        kind: count * magnitude(racks[kind].planned_power, POWER)
        for kind, count in facts.counts.items()
    }
    whole = sum(drawn.values())
    return tuple(Contributor(kind, value * kw / whole) for kind, kw in drawn.items() if kw)
