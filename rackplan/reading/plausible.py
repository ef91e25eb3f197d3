"""Figures of a rack that are possible and unlikely, or worth knowing: nothing is refused here."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Mapping

from rackplan.model.catalog import AnyProduct, PowerShelf, RackType
from rackplan.units import POWER, Quantity, show

__all__ = ["doubts"]

_HEAT_TOLERANCE = 0.03


def doubts(items: Mapping[str, AnyProduct], names: Collection[str]) -> Iterator[str]:
    """Sentences about the racks among the products of some names."""
    for name in names:
        rack = items[name]
        if isinstance(rack, RackType):
            for doubt in (*_order(rack), *_heat(rack), *_feed_loss(rack, items)):
                yield f"{name}: {doubt}"


def _order(rack: RackType) -> Iterator[str]:
    """Typical, planned, peak and rated power should grow in this order."""
    names = ("typical", "planned", "peak", "rated")
    known = [(name, getattr(rack, f"{name}_power")) for name in names]
    found = [(name, power) for name, power in known if power is not None]
    for (low_name, low), (high_name, high) in itertools.pairwise(found):
        if low > high:
            yield f"{low_name} power {_kw(low)} is above {high_name} power {_kw(high)}"


def _heat(rack: RackType) -> Iterator[str]:
    """What goes in as power comes out as heat, to liquid or to air."""
    heat = rack.air.heat if rack.liquid is None else rack.air.heat + rack.liquid.heat
    if abs(heat - rack.planned_power) > _HEAT_TOLERANCE * rack.planned_power:
        yield f"gives off {_kw(heat)} of heat at a planned power of {_kw(rack.planned_power)}"


def _feed_loss(rack: RackType, items: Mapping[str, AnyProduct]) -> Iterator[str]:
    """What the supplies of one feed carry, against what the rack wants."""
    supplies = rack.supplies
    shelf = None if supplies is None else items.get(supplies.product)
    if supplies is None or not isinstance(shelf, PowerShelf) or rack.cords == 1:
        return
    carried = min(supplies.on_feed_a, supplies.on_feed_b) * shelf.rating
    said = f"the supplies of one feed carry {_kw(carried)} of {_kw(rack.planned_power)}"
    nowhere = "it can stand nowhere where a feed loss is survived"
    if carried >= rack.failover and carried < rack.planned_power:
        yield f"{said}: the rack is throttled after the loss of a feed"
    elif carried < rack.failover and rack.failover_power is None:
        yield f"{said} and no failover_power is given: {nowhere}"
    elif carried < rack.failover:
        yield f"{said} and less than its failover_power of {_kw(rack.failover)}: {nowhere}"


def _kw(power: Quantity) -> str:
    return show(power, POWER)
