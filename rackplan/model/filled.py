"""What has become of the orders of a demand in a plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rackplan.model.order import Order, Together
from rackplan.model.plan import Plan, stands_already
from rackplan.model.site import Row, Site

__all__ = ["Filled", "filled", "place_of"]


@dataclass(frozen=True, slots=True)
class Filled:
    """An order and what has become of it.

    Attributes
    ----------
    where : str or None
        The row, line or hall in which all of its racks stand; None for an order that is not filled.
    rows : tuple of str
        The rows in which they stand.
    """

    name: str
    order: Order
    where: str | None
    rows: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """What has become of the order, as plain data."""
        return {
            "rack": self.order.rack,
            "racks": self.order.racks,
            "together": self.order.together,
            "where": self.where,
            "rows": list(self.rows),
        }


def place_of(row: Row, together: Together) -> str:
    """The row, line or hall that a row is, or stands in."""
    if together == "row":
        return row.id
    return row.hall if together == "hall" else row.line or row.id


def filled(site: Site, plan: Plan) -> tuple[Filled, ...]:
    """What has become of each order, in the order of the demand."""
    rows: dict[str, Counter[str]] = {name: Counter() for name in site.demand.orders}
    for placement in plan.placements:
        position = site.positions.get(placement.position)
        name = placement.order or ""
        if position is not None and name in rows:
            fits = placement.rack == site.demand.orders[name].rack
            rows[name][position.row] += fits and not stands_already(site, placement)
    return tuple(_filled(site, name, rows[name]) for name in site.demand.orders)


def _filled(site: Site, name: str, rows: Mapping[str, int]) -> Filled:
    order = site.demand.orders[name]
    places = {place_of(site.rows[row], order.together) for row, racks in rows.items() if racks}
    is_whole = len(places) == 1 and sum(rows.values()) == order.racks
    return Filled(name, order, places.pop() if is_whole else None, tuple(rows) if is_whole else ())
