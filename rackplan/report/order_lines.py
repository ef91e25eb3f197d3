"""What has become of the orders, in a few lines however many there are."""

from __future__ import annotations

from collections.abc import Sequence

from rackplan.model.filled import Filled, filled
from rackplan.model.plan import Plan
from rackplan.model.site import Site
from rackplan.report.columns import aligned
from rackplan.report.wording import count, joined
from rackplan.units import POWER, magnitude

__all__ = ["order_lines"]

_SHOWN = 4


def order_lines(site: Site, plan: Plan | None) -> tuple[str, ...]:
    """How many orders of each type are filled, and which are left; nothing without orders."""
    if plan is None or not site.demand.orders:
        return ()
    orders = filled(site, plan)
    types = list(dict.fromkeys(each.order.rack for each in orders))
    head = ("type", "orders", "filled", "racks", "kW", "left")
    cells = [_cells(site, t, [each for each in orders if each.order.rack == t]) for t in types]
    done = sum(each.where is not None for each in orders)
    return (
        f"{done:,} of {count(len(orders), 'order')} filled",
        *aligned([head, *cells], (False, True, True, True, True, False)),
    )


def _cells(site: Site, rack: str, orders: Sequence[Filled]) -> tuple[str, ...]:
    racks = sum(each.order.racks for each in orders if each.where is not None)
    left = [each.name for each in orders if each.where is None]
    planned_kw = magnitude(site.catalog.racks[rack].planned_power, POWER)
    return (
        rack,
        f"{len(orders):,}",
        f"{len(orders) - len(left):,}",
        f"{racks:,}",
        f"{racks * planned_kw:,.0f}",
        joined(left, _SHOWN) or "-",
    )
