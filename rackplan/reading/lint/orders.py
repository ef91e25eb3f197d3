"""Doubts about orders: more racks together than any place of the floor holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rackplan.model.catalog import RackType
from rackplan.model.filled import place_of
from rackplan.model.order import Together
from rackplan.model.plan import racks_of_width
from rackplan.model.site import Row, Site

__all__ = ["unfillable_orders"]


def unfillable_orders(site: Site) -> Iterator[tuple[str, str]]:
    """Names of orders that no place has room for, each with a sentence that says why."""
    known: dict[tuple[str, Together], int] = {}
    for name, order in site.demand.orders.items():
        key = order.rack, order.together
        if key not in known:
            known[key] = _most(site, site.catalog.racks[order.rack], order.together)
        if order.racks > known[key]:
            asked = f"order {name} asks for {order.racks:,} racks of {order.rack}"
            yield name, f"{asked} in one {order.together}, and none holds more than {known[key]:,}"


def _most(site: Site, rack: RackType, together: Together) -> int:
    """The most racks of a type that the free positions of one place have room for."""
    room: Counter[str] = Counter()
    for row in site.rows.values():
        room[place_of(row, together)] += _room(site, rack, row)
    return max(room.values())


def _room(site: Site, rack: RackType, row: Row) -> int:
    span = racks_of_width(rack.width, row)
    fits = run = covered = 0
    for position in row.positions:
        placed = site.placed.get(position.id)
        if placed is not None:
            covered = racks_of_width(site.catalog.racks[placed.rack].width, row)
        is_free = not position.blocked and not covered
        covered = max(covered - 1, 0)
        run = run + 1 if is_free else 0
        fits += is_free and run % span == 0
    return fits
