"""Changes of a site that give one step more of what holds its plan back.

A step is what a person could do about it: one more CDU in a loop, one more unit of supply, all UPS
of a block so much larger that they carry one more of the largest racks. Limits that one thing
gives, such as the flow and the heat of a loop, are one step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar

from rackplan.explain.words import amount
from rackplan.model.claim import Binding
from rackplan.model.demand import SupplyLot
from rackplan.model.figures import Frozen
from rackplan.model.site import Position, Site
from rackplan.model.unit import Unit
from rackplan.units import COMPUTE, MEMORY, MONEY, POWER, magnitude, of, ureg

__all__ = ["Raised", "Step", "steps_of"]

_SHARE = 0.01
"""Of a limit for which nothing says what a step is."""

_TENTH = 0.1
"""Of a figure that comes in no pieces."""


@dataclass(frozen=True, slots=True)
class Raised:
    """A limit that a step moves, and by how much of its unit."""

    binding: Binding
    by: float


@dataclass(frozen=True)
class Step:
    """One step more of something.

    Attributes
    ----------
    id : str
        What, and where: ``cdu L2``, ``supply gb300-nvl72``.
    says : str
        ``one more CDU (cdu-1350) in loop L2``.
    raised : tuple of Raised
        The binding limits that it moves, worth most first.
    site : Site
        The site with the step taken.
    """

    id: str
    says: str
    raised: tuple[Raised, ...]
    site: Site

    @property
    def expected(self) -> float:
        """What the prices of the relaxation promise for the whole step, if they held that far."""
        return sum(each.binding.gain * each.by for each in self.raised)


_Model = TypeVar("_Model", bound=Frozen)

_Made: TypeAlias = tuple[str, str, Site, Callable[[Binding], float]]
"""Id, words, changed site, and by how much a binding limit is moved."""


def steps_of(
    site: Site, binding: Iterable[Binding]
) -> tuple[tuple[Step, ...], tuple[Binding, ...]]:
    """Steps for limits that bind, and the limits for which there is none.

    Parameters
    ----------
    binding : iterable of Binding
        Worth most first; steps come in this order.
    """
    found: dict[str, tuple[_Made, list[Binding]]] = {}
    left: list[Binding] = []
    for limit in binding:
        make = _MAKERS.get(limit.rule)
        made = None if make is None else make(site, limit)
        if made is None:
            left.append(limit)
        else:
            found.setdefault(made[0], (made, []))[1].append(limit)
    steps = (
        Step(name, says, tuple(Raised(b, moved(b)) for b in limits), changed)
        for name, ((_, says, changed, moved), limits) in found.items()
    )
    return tuple(steps), tuple(left)


def _supply(site: Site, limit: Binding) -> _Made | None:
    """One unit more of a rack that is on sale."""
    rack = limit.where
    first = site.catalog.racks[rack].available_from
    if rack not in site.supply or (first is not None and first > site.demand.date):
        return None
    lots = (*site.supply[rack], SupplyLot(from_date=site.demand.date, units=1))
    changed = _with(site, supply={**site.supply, rack: lots})
    return f"supply {rack}", f"one more {rack} in supply", changed, lambda _: 1.0


def _racks(site: Site, limit: Binding) -> _Made | None:
    """One rack more may be had, or one less is asked for."""
    rack = limit.where
    bounds = site.demand.racks.get(rack)
    if bounds is None:
        return None
    if limit.gain > 0 and bounds.at_most is not None:
        says, update, by = f"one more {rack} allowed", {"at_most": bounds.at_most + 1}, 1.0
    elif limit.gain < 0 and bounds.at_least:
        says, update, by = f"one {rack} less asked for", {"at_least": bounds.at_least - 1}, -1.0
    else:
        return None
    racks = {**site.demand.racks, rack: bounds.model_copy(update=update)}
    changed = _with(site, demand=_with(site.demand, racks=racks))
    return f"demand {rack}", says, changed, lambda _: by


def _capability(site: Site, limit: Binding) -> _Made | None:
    """So much compute rate as one of the largest racks brings, more allowed or less asked for."""
    precision, _, name = limit.where.partition(" for ")
    asked: Any = site.demand.workloads.get(name) if name else site.demand
    if asked is None or precision not in asked.capability:
        return None
    rates = [r.computing.dense.get(precision) for r in _wanted(site) if r.computing]
    each = max((magnitude(rate, COMPUTE) for rate in rates if rate is not None), default=0.0)
    moved = _moved(asked.capability[precision], limit, each, "PFLOPS")
    if moved is None:
        return None
    changed_bounds, by = moved
    capability = {**asked.capability, precision: changed_bounds}
    changed = _asking(site, name, capability=capability)
    return f"demand {limit.where}", _said(by, "PFLOPS", limit.where), changed, lambda _: by


def _memory(site: Site, limit: Binding) -> _Made | None:
    """So much memory as one of the largest racks brings, more allowed or less asked for."""
    each = max(
        (magnitude(r.computing.hbm, MEMORY) for r in _wanted(site) if r.computing), default=0
    )
    name = limit.where if limit.where in site.demand.workloads else ""
    asked = site.demand.workloads[name].hbm if name else site.demand.hbm
    moved = _moved(asked, limit, each, "TB")
    if moved is None:
        return None
    changed, what = _asking(site, name, hbm=moved[0]), f"HBM for {name}" if name else "HBM"
    return f"demand {what}", _said(moved[1], "TB", what), changed, lambda _: moved[1]


def _asking(site: Site, workload: str, **update: Any) -> Site:
    """The site asked for something else, as a whole or by one workload."""
    demand, workloads = site.demand, site.demand.workloads
    if workload:
        update = {"workloads": {**workloads, workload: _with(workloads[workload], **update)}}
    return _with(site, demand=_with(demand, **update))


def _moved(bounds: Any, limit: Binding, step: float, unit: str) -> tuple[Any, float] | None:
    """A bound that gives way by a step, and by how much."""
    key = "at_most" if limit.gain > 0 else "at_least"
    bound = getattr(bounds, key)
    if bound is None or step <= 0.0:
        return None
    there = float(bound.m_as(unit))
    by = step if limit.gain > 0 else -min(step, there)
    return bounds.model_copy(update={key: ureg.Quantity(there + by, unit)}), by


def _said(by: float, unit: str, what: str) -> str:
    shown = f"{amount(abs(by), unit)} of {what}"
    return f"{shown} more allowed" if by > 0 else f"{shown} less asked for"


def _budget(key: str, unit: str) -> Callable[[Site, Binding], _Made | None]:
    """One step more of a budget: of money, the dearest rack; of power, the largest."""

    def make(site: Site, limit: Binding) -> _Made | None:
        there = getattr(site.budget, key)
        if there is None:
            return None
        step = _budget_step(site, limit)
        raised = there + ureg.Quantity(step, unit or str(there.units))
        changed = _with(site, budget=_with(site.budget, **{key: raised}))
        words = {"capex": "for racks", "site_power": "at the meters", "water": "of water"}[key]
        return f"budget {key}", f"{amount(step, limit.unit)} more {words}", changed, lambda _: step

    return make


def _budget_step(site: Site, limit: Binding) -> float:
    prices = [magnitude(r.price, MONEY) for r in _wanted(site) if r.price is not None]
    if limit.unit == "USD" and prices:
        return max(prices)
    return _largest_kw(site) if limit.unit in ("kW", "kVA") else _SHARE * limit.limit


def _position(site: Site, limit: Binding) -> _Made | None:
    """One position more at the end of a row."""
    row = site.rows.get(limit.where)
    if row is None:
        return None
    end = Position(f"{row.id}-more", row.id, len(row.positions))
    longer = _with(row, positions=(*row.positions, end))
    changed = _with(site, rows={**site.rows, row.id: longer})
    return f"position {row.id}", f"one more position in row {row.id}", changed, lambda _: 1.0


def _node(site: Site, limit: Binding) -> _Made | None:
    """All nodes of a kind in a block, each so much larger that it carries one more large rack."""
    node = site.power.get(limit.where)
    if node is None:
        return None
    block = node.id.rpartition(".")[0]
    alike = [n for n in site.power.values() if _is_like(n.id, n.kind, block, node.kind, node.id)]
    kinds = {"ups": "UPS"}.get(node.kind, node.kind)
    step = _largest_kw(site)
    says = f"{amount(step, limit.unit)} more on each {kinds} of {block or node.id}"
    name = f"{node.kind} {block or node.id}"
    return name, says, _rated(site, [n.id for n in alike], step / limit.limit), lambda _: step


def _is_like(name: str, kind: str, block: str, wanted: str, one: str) -> bool:
    return kind == wanted and (name.rpartition(".")[0] == block if block else name == one)


def _busway(site: Site, limit: Binding) -> _Made | None:
    """All busways of the rows that a busway runs along, so much larger."""
    rows = [row for row in site.rows.values() if limit.where in row.feeds]
    if not rows:
        return None
    feeds = list(dict.fromkeys(feed for row in rows for feed in row.feeds))
    step = _largest_kw(site) if limit.unit != "A" else _SHARE * 10 * limit.limit
    says = f"{amount(step, limit.unit)} more on each busway of row {rows[0].id}"
    return f"busway {rows[0].id}", says, _rated(site, feeds, step / limit.limit), lambda _: step


def _rated(site: Site, nodes: Iterable[str], more: float) -> Site:
    """The site with nodes rated so much higher, as a share."""
    power = dict(site.power)
    for name in nodes:
        power[name] = _with(power[name], rating=power[name].rating * (1.0 + more))
    return _with(site, power=power)


def _machine(
    loops: str, units: str, product_of: Callable[[Site, Unit], Any], flow: tuple[str, str, str]
) -> Callable[[Site, Binding], _Made | None]:
    """One more machine beside others, like the largest of them.

    Parameters
    ----------
    loops, units : str
        Where sites keep what the machines serve, and that its machines.
    product_of : callable
        The product of a machine.
    flow : tuple of str
        What a product says of its flow, the unit of limits, and what pint calls that.
    """
    key, unit, asked = flow
    what, where = ("CDU", "loop") if units == "cdus" else ("air unit", "zone")

    def make(site: Site, limit: Binding) -> _Made | None:
        group = getattr(site, loops).get(limit.where)
        if group is None:
            return None
        machines = getattr(group, units)
        one = max(machines, key=lambda each: magnitude(product_of(site, each).heat, POWER))
        product = product_of(site, one)
        more = (*machines, Unit(f"{group.id}.more", one.product))
        groups = {**getattr(site, loops), group.id: _with(group, **{units: more})}
        gives = {
            "kW": magnitude(product.heat, POWER),
            unit: float(getattr(product, key).m_as(asked)),
        }
        says = f"one more {what} ({one.product}) in {where} {group.id}"
        name = f"{what.replace(' ', '_').lower()} {group.id}"
        return name, says, _with(site, **{loops: groups}), lambda b: gives.get(b.unit, 0.0)

    return make


_cdu = _machine("loops", "cdus", lambda site, unit: site.cdu(unit), ("flow", "L/min", "L/min"))
_air_unit = _machine(
    "zones", "units", lambda site, unit: site.air_unit(unit), ("airflow", "m3/s", "m**3/s")
)


def _volume(site: Site, limit: Binding) -> _Made | None:
    """A tenth more coolant in a loop, which carries its heat for a tenth longer."""
    loop = site.loops.get(limit.where)
    if loop is None or loop.volume is None:
        return None
    more = _TENTH * loop.volume
    changed = _with(site, loops={**site.loops, loop.id: _with(loop, volume=loop.volume + more)})
    says = f"{amount(float(more.m_as('L')), 'L')} more coolant in loop {loop.id}"
    return f"volume {loop.id}", says, changed, lambda b: _TENTH * b.limit


def _resistance(site: Site, limit: Binding) -> _Made | None:
    """Busways of a row that lose a tenth less, which is room for more current."""
    rows = [row for row in site.rows.values() if limit.where in row.feeds]
    feeds = [site.power[feed] for row in rows for feed in row.feeds]
    known = {node.id: node.resistance for node in feeds if node.resistance is not None}
    if not known:
        return None
    power = dict(site.power)
    for name, resistance in known.items():
        power[name] = _with(power[name], resistance=(1.0 - _TENTH) * resistance)
    says = f"a tenth less resistance in each busway of row {rows[0].id}"
    more = _TENTH / (1.0 - _TENTH)
    return f"resistance {rows[0].id}", says, _with(site, power=power), lambda b: more * b.limit


def _rejection(site: Site, limit: Binding) -> _Made | None:
    """One more machine in a plant, like its first."""
    plant = site.plants.get(limit.where)
    if plant is None:
        return None
    units = [*plant.units, Unit(f"{plant.id}.more", plant.units[0].product)]
    plants = {**site.plants, plant.id: _with(plant, units=tuple(units))}
    each = limit.limit / max(len(plant.units) - ("rejection" in site.policy.survive), 1)
    says = f"one more {plant.units[0].product} in plant {plant.id}"
    return f"rejection {plant.id}", says, _with(site, plants=plants), lambda _: each


def _with(thing: _Model, **update: Any) -> _Model:
    """A copy with other fields, which remembers nothing that was worked out for the original."""
    copy = thing.model_copy(update=update)
    for name in copy.__dict__.keys() - type(thing).model_fields.keys():
        del copy.__dict__[name]
    return copy


def _wanted(site: Site) -> Iterator[Any]:
    """Compute racks that the demand names."""
    racks = (site.catalog.racks[name] for name in site.demand.asked)
    return (rack for rack in racks if rack.role == "compute")


def _largest_kw(site: Site) -> float:
    kw = (magnitude(rack.planned_power, POWER) for rack in _wanted(site))
    return max(kw, default=magnitude(of(100.0, POWER), POWER))


_MAKERS: Mapping[str, Callable[[Site, Binding], _Made | None]] = {
    "supply.units": _supply,
    "demand.racks": _racks,
    "demand.capability": _capability,
    "demand.hbm": _memory,
    "budget.capex": _budget("capex", "USD"),
    "budget.site_power": _budget("site_power", ""),
    "budget.water": _budget("water", ""),
    "space.position": _position,
    "power.normal": _node,
    "power.failover": _node,
    "power.busway": _busway,
    "power.phases": _busway,
    "cooling.liquid_heat": _cdu,
    "cooling.liquid_flow": _cdu,
    "cooling.liquid_head": _cdu,
    "cooling.approach": _cdu,
    "cooling.air_heat": _air_unit,
    "cooling.air_flow": _air_unit,
    "cooling.inlet_temperature": _air_unit,
    "cooling.rejection": _rejection,
    "cooling.ride_through": _volume,
    "power.voltage_drop": _resistance,
}
"""How a step is made for the limits of each rule.

Others have none: floor load, depth, taps, inputs and dew points keep a type out of a row or let it
in, shares and workloads tie racks together, and of what must stand there is no more or less.
"""
