"""What a plan leaves of the hall that could carry one more rack, and which limit stands in the way.

Power of a block, positions of a row, heat of a loop and of a zone, units in supply and money count
as stranded where so much is left that the smallest compute rack asked for could use it. The limit
in the way is the one that one more rack would break where that resource is.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rackplan.explain.words import amount, loss, place
from rackplan.model.catalog import RackType
from rackplan.model.plan import Plan, positions_taken, racks_added
from rackplan.model.site import Site
from rackplan.optimize.obstacles import Blocked, Obstacle, obstacles
from rackplan.units import MONEY, POWER, magnitude

__all__ = ["Reason", "Stranded", "stranded_of"]

_MOST_REASONS = 3


@dataclass(frozen=True, slots=True)
class Reason:
    """A limit that stands in the way.

    Attributes
    ----------
    rule, where : str
        Of the case that lacks least.
    place : str
        As people say it, with the loss that it counts.
    rack : str
        The rack that would need least more.
    lacks : float or None [unit]
        How much that is.
    cases : int
        Pairs of a row and a rack type that it stops.
    tried : int
        Pairs in all.
    """

    rule: str
    where: str
    place: str
    rack: str
    lacks: float | None
    unit: str
    cases: int
    tried: int

    def to_json(self) -> dict[str, Any]:
        """The reason as plain data."""
        return {key: getattr(self, key) for key in self.__slots__}

    @property
    def sentence(self) -> str:
        """The limit, what it lacks for one more rack, and how often it is in the way."""
        often = f"({self.rule}; in {self.cases:,} of {self.tried:,} cases)"
        if self.lacks is None:
            return f"{self.place} takes no more {self.rack} {often}"
        return (
            f"{self.place} lacks {amount(self.lacks, self.unit)} for one more {self.rack} {often}"
        )


@dataclass(frozen=True, slots=True)
class Stranded:
    """Something that is left over.

    Attributes
    ----------
    kind : str
        power, positions, liquid heat, air heat, supply or money.
    where : str
        The block, row, loop, zone or rack type; "plan" for money.
    used, there : float [unit]
        What the plan uses, of what there is with the largest module of a group in reserve.
    reasons : tuple of Reason
        What stands in the way most often first.
    note : str
        What is so where no limit is.
    """

    kind: str
    where: str
    used: float
    there: float
    unit: str
    reasons: tuple[Reason, ...]
    note: str = ""

    @property
    def left(self) -> float:
        """What is left [unit]."""
        return self.there - self.used

    def to_json(self) -> dict[str, Any]:
        """What is stranded as plain data."""
        return {
            "kind": self.kind,
            "where": self.where,
            "used": round(self.used, 6),
            "there": round(self.there, 6),
            "left": round(self.left, 6),
            "unit": self.unit,
            "reasons": [reason.to_json() for reason in self.reasons],
            "note": self.note,
        }


@dataclass(frozen=True, slots=True)
class _Left:
    """A resource, its rows, and the least that is of use."""

    kind: str
    where: str
    used: float
    there: float
    unit: str
    of_use: float
    rows: frozenset[str]
    racks: frozenset[str]


def stranded_of(site: Site, plan: Plan) -> tuple[Stranded, ...]:
    """What a plan leaves that could carry one more rack, by kind and place."""
    wanted = {n: site.catalog.racks[n] for n in site.demand.asked}
    compute = {name: rack for name, rack in wanted.items() if rack.role == "compute"}
    if not compute:
        return ()
    found = obstacles(site, plan)
    parts = (_power, _positions, _liquid, _air, _supply, _money)
    left = (each for part in parts for each in part(site, plan, compute))
    return tuple(_stranded(site, each, found) for each in left if _is_stranded(each))


def _is_stranded(left: _Left) -> bool:
    return left.there - left.used >= left.of_use * (1.0 - 1e-9) and left.of_use > 0.0


def _stranded(site: Site, left: _Left, found: Sequence[Obstacle]) -> Stranded:
    here = [o for o in found if o.row in left.rows and o.rack in left.racks]
    note = ""
    if not here:
        note = "no free position is left for one more rack"
    elif not all(each.limits for each in here):
        note = "one more rack could stand: the search left that open, or it brings nothing"
    reasons = _reasons(site, here)
    return Stranded(left.kind, left.where, left.used, left.there, left.unit, reasons, note)


def _reasons(site: Site, here: Sequence[Obstacle]) -> tuple[Reason, ...]:
    """The rules that stop most pairs of a row and a rack, each at the place that lacks least."""
    cases: dict[str, list[tuple[Obstacle, Blocked]]] = defaultdict(list)
    for obstacle in here:
        for rule, worst in _worst_by_rule(obstacle).items():
            cases[rule].append((obstacle, worst))
    order = sorted(cases, key=lambda rule: (-len(cases[rule]), rule))
    return tuple(_reason(site, cases[rule], len(here)) for rule in order[:_MOST_REASONS])


def _worst_by_rule(obstacle: Obstacle) -> dict[str, Blocked]:
    """Of each rule the place that lacks most: all of them would have to give way."""
    worst: dict[str, Blocked] = {}
    for limit in obstacle.limits:
        known = worst.get(limit.rule)
        if known is None or (limit.lacks or 0.0) > (known.lacks or 0.0):
            worst[limit.rule] = limit
    return worst


def _reason(site: Site, cases: Sequence[tuple[Obstacle, Blocked]], tried: int) -> Reason:
    obstacle, limit = min(cases, key=lambda c: (c[1].lacks or 0.0, c[0].row, c[0].rack))
    where = limit.where.split(" in ", 1)[-1] if limit.lacks is None else limit.where
    return Reason(
        rule=limit.rule,
        where=limit.where,
        place=place(site, limit.rule, where) + loss(limit.failure),
        rack=obstacle.rack,
        lacks=limit.lacks,
        unit=limit.unit,
        cases=len(cases),
        tried=tried,
    )


def _power(site: Site, plan: Plan, compute: Mapping[str, RackType]) -> Iterator[_Left]:
    """UPS of each block, without the largest module where the loss of one is survived."""
    modules: dict[str, list[float]] = defaultdict(list)
    for node in site.power.values():
        if node.kind == "ups":
            whole = _kw_of(node.rating) * float(node.usable.m_as("dimensionless"))
            modules[_block(node.id)] += [whole / node.parallel] * node.parallel
    used: defaultdict[str, float] = defaultdict(float)
    for placement in plan.placements:
        kw = magnitude(site.catalog.racks[placement.rack].planned_power, POWER)
        for feed in placement.feeds:
            used[_fed_by(site, feed)] += kw / len(placement.feeds)
    least = min(magnitude(rack.planned_power, POWER) for rack in compute.values())
    for block, each in modules.items():
        spare = max(each) if "ups" in site.policy.survive and len(each) > 1 else 0.0
        rows = (r.id for r in site.rows.values() if block in {_fed_by(site, f) for f in r.feeds})
        yield _Left("power", block, used[block], sum(each) - spare, "kW", least,
                    frozenset(rows), frozenset(compute))  # fmt: skip


def _positions(site: Site, plan: Plan, compute: Mapping[str, RackType]) -> Iterator[_Left]:
    taken = Counter(p.row for each in plan.placements for p in positions_taken(site, each))
    for row in site.rows.values():
        there = sum(not position.blocked for position in row.positions)
        yield _Left("positions", row.id, taken[row.id], there, "positions", 1.0,
                    frozenset({row.id}), frozenset(compute))  # fmt: skip


def _liquid(site: Site, plan: Plan, compute: Mapping[str, RackType]) -> Iterator[_Left]:
    """Rated heat of the CDUs of each loop, without the largest where the loss is survived."""
    heats = {n: magnitude(r.liquid.heat, POWER) for n, r in compute.items() if r.liquid}
    used: defaultdict[str, float] = defaultdict(float)
    for placement in plan.placements:
        liquid = site.catalog.racks[placement.rack].liquid
        if liquid is not None and placement.loop is not None:
            used[placement.loop] += magnitude(liquid.heat, POWER)
    for loop in site.loops.values():
        each = [magnitude(site.cdu(unit).heat, POWER) for unit in loop.cdus]
        rows = frozenset(row.id for row in site.rows.values() if row.loop == loop.id)
        yield _Left("liquid heat", loop.id, used[loop.id], _spared(site, "cdu", each), "kW",
                    min(heats.values(), default=0.0), rows, frozenset(heats))  # fmt: skip


def _air(site: Site, plan: Plan, compute: Mapping[str, RackType]) -> Iterator[_Left]:
    """Rated heat of the air units of each zone, without the largest where the loss is survived."""
    zone_of = {p.id: site.rows[p.row].zone for p in site.positions.values()}
    used: defaultdict[str, float] = defaultdict(float)
    for placement in plan.placements:
        used[zone_of.get(placement.position, "")] += magnitude(
            site.catalog.racks[placement.rack].air.heat, POWER
        )
    least = min(magnitude(rack.air.heat, POWER) for rack in compute.values())
    for zone in site.zones.values():
        each = [magnitude(site.air_unit(unit).heat, POWER) for unit in zone.units]
        rows = frozenset(row.id for row in site.rows.values() if row.zone == zone.id)
        yield _Left("air heat", zone.id, used[zone.id], _spared(site, "air_unit", each), "kW",
                    least, rows, frozenset(compute))  # fmt: skip


def _supply(site: Site, plan: Plan, compute: Mapping[str, RackType]) -> Iterator[_Left]:
    """Units that are in supply by the planning date and stand nowhere."""
    added, day = racks_added(site, plan), site.demand.date
    for rack in compute:
        if rack in site.supply:
            units = sum(lot.units for lot in site.supply[rack] if lot.from_date <= day)
            yield _Left("supply", rack, added[rack], units, "racks", 1.0,
                        frozenset(site.rows), frozenset({rack}))  # fmt: skip


def _money(site: Site, plan: Plan, compute: Mapping[str, RackType]) -> Iterator[_Left]:
    prices = {n: magnitude(r.price, MONEY) for n, r in compute.items() if r.price is not None}
    if site.budget.capex is None or not prices:
        return
    added = racks_added(site, plan)
    listed = ((site.catalog.racks[rack].price, count) for rack, count in added.items())
    spent = sum(count * magnitude(price, MONEY) for price, count in listed if price is not None)
    spent += sum(magnitude(site.offers[name].price, MONEY) for name in set(plan.bought))
    yield _Left("money", "plan", spent, magnitude(site.budget.capex, MONEY), "USD",
                min(prices.values()), frozenset(site.rows), frozenset(prices))  # fmt: skip


def _spared(site: Site, kind: str, each: Iterable[float]) -> float:
    units = list(each)
    return sum(units) - (max(units) if kind in site.policy.survive and len(units) > 1 else 0.0)


def _block(node: str) -> str:
    return node.rpartition(".")[0] or node


def _fed_by(site: Site, feed: str) -> str:
    """The block of the UPS that feeds a busway while nothing is lost; "" behind none."""
    name = feed
    while (node := site.power.get(name)) is not None:
        if node.kind == "ups":
            return _block(node.id)
        if not node.fed_by:
            return ""
        name = node.fed_by[0]
    return ""


def _kw_of(rating: Any) -> float:
    """A rating in kW; one in kVA counts as so many kW, as at a power factor of 1."""
    unit = next((each for each in ("kW", "kVA") if rating.is_compatible_with(each)), None)
    return 0.0 if unit is None else float(rating.m_as(unit))
