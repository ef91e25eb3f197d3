"""Dials of a site: the capacity behind a limit, turned up or down without reading anything anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce
from typing import Any

from rackplan.model.demand import SHARES
from rackplan.model.figures import FrozenDict
from rackplan.model.plan import Plan
from rackplan.model.site import Site
from rackplan.model.verdict import Margin
from rackplan.units import TEMPERATURE, magnitude, of

__all__ = ["DIALS", "has_dial", "tightened", "turned"]

Dial = Callable[[Site, Margin, float], Site]


def turned(site: Site, plan: Plan, margin: Margin, factor: float) -> Site:
    """The site with the limit of a plan's margin multiplied."""
    if margin.rule == "power.shelves":
        return _shelves(site, plan, margin.where, factor)
    return DIALS[margin.rule](site, margin, factor)


def has_dial(margin: Margin) -> bool:
    """Whether there is a capacity behind a margin: not where things are only counted."""
    return margin.limit > 0 and (margin.rule in DIALS or margin.rule == "power.shelves")


def tightened(site: Site, share: float) -> Site:
    """The site with a share of every capacity gone, and as much more asked for."""
    less, more = 1.0 - share, 1.0 + share
    site = reduce(lambda s, node: _node(s, node, less), site.power, site)
    for row in site.rows:
        site = _row(site, row, less, "floor_load", "position_depth")
        site = _tap(site, row, less)
    for folder, *keys in _MACHINES:
        for product in getattr(site.catalog, folder):
            site = _product(site, folder, product, less, *keys)
    for precision in site.demand.capability:
        for bound, factor in (("at_least", more), ("at_most", less)):
            site = _capability(site, precision, bound, factor)
    for key, name in ((k, name) for k in SHARES for name in site.policy.shares(k)):
        for bound, factor in (("at_least", more), ("at_most", less)):
            site = _share(site, key, name, bound, factor)
    for bound, factor in (("at_least", more), ("at_most", less)):
        site = _hbm(site, bound, factor)
    return _budget(site, less)


_MACHINES = (
    ("cdus", "heat", "flow", "flow_after_pump_loss"),
    ("air_units", "heat", "airflow"),
    ("shelves", "rating"),
)


def _node(site: Site, node: str, factor: float) -> Site:
    return _in(site, "power", node, _scaled("rating", factor))


def _row(site: Site, row: str, factor: float, *keys: str) -> Site:
    return _in(site, "rows", row, *(_scaled(key, factor) for key in keys))


def _tap(site: Site, row: str, factor: float) -> Site:
    return _in(site, "rows", row, lambda r: ("tap", _with(r.tap, _scaled("rating", factor))))


def _supply_temperature(site: Site, margin: Margin, factor: float) -> Site:
    """The warmest supply that a rack takes stays; its loop runs the colder or warmer for it."""
    loop = site.rows[site.positions[margin.where].row].loop
    supply_c = magnitude(site.loops[loop].supply, TEMPERATURE)
    return _in(site, "loops", loop, lambda _: ("supply", of(supply_c / factor, TEMPERATURE)))


def _inlet_temperature(site: Site, margin: Margin, factor: float) -> Site:
    """The warmest inlet that a rack takes stays; its zone supplies colder or warmer air for it."""
    zone = site.rows[site.positions[margin.where].row].zone
    supply_c = magnitude(site.zones[zone].supply, TEMPERATURE)
    return _in(site, "zones", zone, lambda _: ("supply", of(supply_c / factor, TEMPERATURE)))


def _machines(site: Site, units: Iterable[Any], folder: str, factor: float, *keys: str) -> Site:
    products = {unit.product for unit in units}
    return reduce(lambda s, p: _product(s, folder, p, factor, *keys), sorted(products), site)


def _product(site: Site, folder: str, product: str, factor: float, *keys: str) -> Site:
    def of_catalog(site: Site) -> tuple[str, Any]:
        return "catalog", _in(site.catalog, folder, product, *(_scaled(k, factor) for k in keys))

    return _with(site, of_catalog)


def _shelves(site: Site, plan: Plan, where: str, factor: float) -> Site:
    """The shelves of the rack that stands somewhere."""
    rack = next(p.rack for p in plan.placements if p.position == where)
    product = site.catalog.racks[rack].supplies.product
    return _product(site, "shelves", product, factor, "rating")


def _capability(site: Site, precision: str, bound: str, factor: float) -> Site:
    demand = _in(site.demand, "capability", precision, _scaled(bound, factor))
    return _with(site, lambda _: ("demand", demand))


def _hbm(site: Site, bound: str, factor: float) -> Site:
    hbm = _with(site.demand.hbm, _scaled(bound, factor))
    return _with(site, lambda s: ("demand", _with(s.demand, lambda _: ("hbm", hbm))))


def _share(site: Site, share: str, name: str, bound: str, factor: float) -> Site:
    policy = _in(site.policy, share, name, _scaled(bound, factor))
    return _with(site, lambda _: ("policy", policy))


def _budget(site: Site, factor: float) -> Site:
    return _with(site, lambda s: ("budget", _with(s.budget, _scaled("capex", factor))))


def _bound(margin: Margin) -> str:
    return "at_least" if margin.at_least else "at_most"


DIALS: dict[str, Dial] = {
    "space.depth": lambda s, m, f: _row(s, s.positions[m.where].row, f, "position_depth"),
    "space.weight": lambda s, m, f: _row(s, s.positions[m.where].row, f, "floor_load"),
    "power.tap": lambda s, m, f: _tap(s, s.positions[m.where[:-2]].row, f),
    "power.busway": lambda s, m, f: _node(s, m.where, f),
    "power.normal": lambda s, m, f: _node(s, m.where, f),
    "power.failover": lambda s, m, f: _node(s, m.where, f),
    "cooling.supply_temperature": _supply_temperature,
    "cooling.inlet_temperature": _inlet_temperature,
    "cooling.liquid_heat": lambda s, m, f: _machines(s, s.loops[m.where].cdus, "cdus", f, "heat"),
    "cooling.liquid_flow": lambda s, m, f: _machines(
        s, s.loops[m.where].cdus, "cdus", f, "flow", "flow_after_pump_loss"
    ),
    "cooling.air_heat": lambda s, m, f: _machines(
        s, s.zones[m.where].units, "air_units", f, "heat"
    ),
    "cooling.air_flow": lambda s, m, f: _machines(
        s, s.zones[m.where].units, "air_units", f, "airflow"
    ),
    "demand.capability": lambda s, m, f: _capability(s, m.where, _bound(m), f),
    "demand.hbm": lambda s, m, f: _hbm(s, _bound(m), f),
    "demand.vendor_share": lambda s, m, f: _share(s, "vendor_share", m.where, _bound(m), f),
    "demand.fab_share": lambda s, m, f: _share(s, "fab_share", m.where, _bound(m), f),
    "demand.builder_share": lambda s, m, f: _share(s, "builder_share", m.where, _bound(m), f),
    "budget.capex": lambda s, _, f: _budget(s, f),
}
"""By rule: the capacity that its margins are about. Rules that only count have none."""


def _in(owner: Any, table: str, name: str, *changes: Callable[[Any], tuple[str, Any]]) -> Any:
    """An owner with one entry of a table changed."""
    entries = getattr(owner, table)
    entry = reduce(_with, changes, entries[name])
    return _with(owner, lambda _: (table, FrozenDict({**entries, name: entry})))


def _with(owner: Any, change: Callable[[Any], tuple[str, Any]]) -> Any:
    key, value = change(owner)
    return owner.model_copy(update={key: value})


def _scaled(key: str, factor: float) -> Callable[[Any], tuple[str, Any]]:
    """A change that multiplies a figure, where there is one."""

    def change(owner: Any) -> tuple[str, Any]:
        figure = getattr(owner, key)
        return key, None if figure is None else figure * factor

    return change
