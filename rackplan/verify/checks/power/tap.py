"""A tap carries its rack's share, and the whole failover draw when the other feed is lost.

NEC 210.20 and 215.3: continuous load at 80 % of a rating that is not 100 % rated.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from rackplan.model.site import Row
from rackplan.physics.connection import SHARE_OF_CIRCUIT
from rackplan.physics.power_chain import circuit_capacity
from rackplan.units import APPARENT_POWER, FRACTION, POWER, VA_PER_WATT, Quantity
from rackplan.verify.comparison import Comparison
from rackplan.verify.facts import Facts
from rackplan.verify.racks import Racks

__all__ = ["check"]


def check(facts: Facts) -> Iterator[Comparison]:
    """``max(a * P, F if a feed may be lost) / pf <= s * sqrt(3) * V * I * u``, each feed."""
    two_cords = facts.racks.those(lambda rack: rack.type.cords == 2)
    yield _on_side(facts, facts.racks, "A")
    yield _on_side(facts, two_cords, "B")


def _on_side(facts: Facts, racks: Racks, side: str) -> Comparison:
    share = np.array([rack.type.share_on_a for rack in racks])
    planned = racks.by_type(lambda kind: kind.planned_power, POWER)
    normal = planned * (share if side == "A" else 1.0 - share)
    alone = _after_feed_loss(facts, racks)
    factor = racks.by_type(lambda kind: kind.power_factor, FRACTION)
    other = 1 if side == "A" else 0
    losing_other, without = facts.rack_losing_feed(racks, other), facts.feed_of(racks, other)
    return Comparison(
        says="{subject}{after} carries {value} of {limit}: {short} too much",
        where=[f"{rack.position}.{side}" for rack in racks],
        used=np.maximum(normal, alone) / factor * VA_PER_WATT,
        limit=_capacity(facts, racks),
        subject=lambda i: f"Tap {racks.members[i].position}.{side} of {racks.members[i].type.id}",
        blame=racks.itself,
        failure=lambda i: losing_other(i) if alone[i] > normal[i] else None,
        lost_feed=lambda i: without(i) if alone[i] > normal[i] else None,
    )


def _after_feed_loss(facts: Facts, racks: Racks) -> Quantity:
    """Draw of a rack with two cords on one feed when the other may be lost, else nothing [kW]."""
    failover = racks.by_type(facts.site.failover, POWER)
    counts = facts.site.policy.feed_loss
    alone = np.array([counts and rack.type.cords == 2 for rack in racks], dtype=float)
    drawn: Quantity = failover * alone
    return drawn


def _capacity(facts: Facts, racks: Racks) -> Quantity:
    """Apparent power that each rack's tap gives it [kVA]; rows of one entry have one tap."""
    found: dict[int, Quantity] = {}

    def capacity(row: Row) -> Quantity:
        tap = row.tap
        if id(tap) not in found:
            found[id(tap)] = circuit_capacity(tap.rating, tap.voltage, tap.usable, tap.current)
        return found[id(tap)]

    shares = [SHARE_OF_CIRCUIT[facts.lines.poles(rack) or 3] for rack in racks]
    drawn: Quantity = racks.by_row(capacity, APPARENT_POWER) * np.array(shares)
    return drawn
