"""A rack's shelves carry its planned power, also with one lost, and a feed's its failover power.

Of both only what hangs on them: a switch among servers has supplies of its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from rackplan.model.catalog import RackType, Supplies
from rackplan.model.verdict import Failure
from rackplan.units import POWER, Quantity
from rackplan.verify.columns import counted
from rackplan.verify.comparison import Comparison
from rackplan.verify.facts import Facts
from rackplan.verify.losses import shelf_names
from rackplan.verify.racks import Racks

__all__ = ["check"]


def check(facts: Facts) -> Iterator[Comparison]:
    """``n * s >= P;  g * (n/g - 1) * s >= P;  n_A * s >= F;  n_B * s >= F``."""
    racks = facts.racks.those(lambda rack: rack.type.supplies is not None)
    yield _whole(facts, racks)
    if facts.survives("shelf"):
        yield _one_lost(facts, racks)
    if facts.site.policy.feed_loss:
        two_cords = racks.those(lambda rack: rack.type.cords == 2)
        yield _on_one_feed(facts, two_cords, "A")
        yield _on_one_feed(facts, two_cords, "B")


def _whole(facts: Facts, racks: Racks) -> Comparison:
    return Comparison(
        says="{subject} draws {value} of {limit} that its shelves give: {short} too much",
        where=racks.where,
        used=racks.by_type(_planned, POWER),
        limit=_rating(facts, racks) * counted([_supplies(rack.type).count for rack in racks]),
        subject=racks.subject,
        blame=racks.itself,
    )


def _one_lost(facts: Facts, racks: Racks) -> Comparison:
    """Each rack after the loss of each of its shelves.

    Servers share load only inside a group, so one supply lost takes its share from a group, and
    with equal groups the rack carries no more than if each group had lost one.
    """
    lost = [(rack, shelf) for rack in racks for shelf in shelf_names(rack)]
    each = Racks(tuple(rack for rack, _ in lost))
    return Comparison(
        says="{subject}{after} draws {value} of {limit} that its shelves give: {short} too much",
        where=each.where,
        used=each.by_type(_planned, POWER),
        limit=_rating(facts, each) * counted([_left(_supplies(rack.type)) for rack in each]),
        subject=each.subject,
        blame=each.itself,
        failure=lambda i: Failure("shelf", f"{lost[i][0].position}.{lost[i][1]}"),
    )


def _on_one_feed(facts: Facts, racks: Racks, side: str) -> Comparison:
    """Each rack on the shelves of one feed alone."""
    on_side = [_on_feed(_supplies(rack.type), side) for rack in racks]
    return Comparison(
        says=f"{{subject}}{{after}} draws {{value}} of {{limit}} that its shelves on feed {side} "
        "alone give: {short} too much",
        where=racks.where,
        used=racks.by_type(lambda kind: _failover(facts, kind), POWER),
        limit=_rating(facts, racks) * counted(on_side),
        subject=racks.subject,
        blame=racks.itself,
        failure=facts.rack_losing_feed(racks, other=1 if side == "A" else 0),
        lost_feed=facts.feed_of(racks, other=1 if side == "A" else 0),
    )


def _planned(kind: RackType) -> Quantity:
    return kind.on_supplies(kind.planned_power)


def _failover(facts: Facts, kind: RackType) -> Quantity:
    return kind.on_supplies(facts.site.failover(kind))


def _rating(facts: Facts, racks: Racks) -> Quantity:
    """Rating of one shelf of each rack [kW]."""
    shelves = facts.site.catalog.shelves

    def rating(kind: RackType) -> Quantity:
        return shelves[_supplies(kind).product].rating

    return racks.by_type(rating, POWER)


def _left(supplies: Supplies) -> float:
    """Supplies that count when each group has lost one."""
    return supplies.groups * max(supplies.count / supplies.groups - 1.0, 0.0)


def _on_feed(supplies: Supplies, side: str) -> int:
    return supplies.on_feed_a if side == "A" else supplies.on_feed_b


def _supplies(kind: RackType) -> Supplies:
    assert kind.supplies is not None, "only racks with shelves come here"
    return kind.supplies
