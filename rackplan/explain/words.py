"""Places, amounts and losses as a planner says them."""

from __future__ import annotations

from rackplan.model.site import Site
from rackplan.model.verdict import Failure

__all__ = ["amount", "loss", "one_of", "place", "some"]

_NAMED = {"ups": "UPS", "cdu": "CDU", "air_unit": "air unit", "rejection": "rejection unit"}
_BUDGETS = {
    "budget.capex": "the capital budget",
    "budget.water": "the water budget",
    "budget.site_power": "the site's power",
}
_SHOWN = 3


def amount(value: float, unit: str) -> str:
    """An amount with its unit, to four digits; dollars in millions.

    Examples
    --------
    >>> amount(2118.4, "kW"), amount(12_600_000, "USD"), amount(1, "racks")
    ('2,118 kW', '12.6 MUSD', '1 rack')
    """
    if unit == "USD":
        value, unit = value / 1e6, "MUSD"
    shown = f"{value:,.0f}" if abs(value) >= 1000 else f"{value:,.4g}"
    return f"{shown} {one_of(unit) if value == 1 else unit}".rstrip()


def one_of(unit: str) -> str:
    """A unit in the singular: ``rack`` for ``racks``.

    Examples
    --------
    >>> one_of("racks"), one_of("positions"), one_of("PFLOPS"), one_of("m3/s")
    ('rack', 'position', 'PFLOPS', 'm3/s')
    """
    return unit[:-1] if unit in {"racks", "orders", "positions", "pods", "feeds", "loops"} else unit


def loss(failure: Failure | None) -> str:
    """`` after losing UPS K1.U4``, or nothing."""
    if failure is None:
        return ""
    kind, space, rest = str(failure).partition(" ")
    return f" after losing {_NAMED.get(kind, kind)}{space}{rest}"


def place(site: Site, rule: str, where: str) -> str:
    """The place that a rule limits: ``UPS K1.U2``, ``loop L1``, ``the supply of gb300-nvl72``."""
    if rule in _BUDGETS:
        return _BUDGETS[rule]
    if rule == "supply.units":
        return f"the supply of {where}"
    if rule == "space.position":
        return f"row {where}"
    node = site.power.get(where)
    if node is not None and rule.startswith("power."):
        return f"{_NAMED.get(node.kind, node.kind)} {where}"
    for name, things in (("loop", site.loops), ("zone", site.zones), ("plant", site.plants)):
        if where in things and rule.startswith("cooling."):
            return f"{name} {where}"
    return where


def some(names: list[str]) -> str:
    """A list that names a few, and says how many more there are.

    Examples
    --------
    >>> some(["a"]), some(["a", "b", "c", "d"])
    ('a', 'a, b, c and 1 more')
    """
    named = list(dict.fromkeys(names))
    rest = f" and {len(named) - _SHOWN} more" if len(named) > _SHOWN else ""
    return ", ".join(named[:_SHOWN]) + rest
