"""A result as short tables: racks by type, binding limits, figures by confidence.

The command line and `summary.txt` show the same lines; they only differ in how they draw them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from rackplan.model.catalog import RackType
from rackplan.model.plan import Plan, racks_added
from rackplan.model.provenance import Origin, Provenance
from rackplan.model.site import Site
from rackplan.report.wording import figure, money
from rackplan.result import Result
from rackplan.rules import RULES
from rackplan.units import COMPUTE, MONEY, POWER, magnitude

__all__ = [
    "BindingLine",
    "FigureLine",
    "RackLine",
    "binding_table",
    "confidence_counts",
    "figure_table",
    "rack_order",
    "rack_table",
    "rack_total",
    "used_of",
    "worth_of",
]

_PLURAL = re.compile("[a-z]{3,}s")
_ROLES = ("compute", "network", "storage", "management", "power")


@dataclass(frozen=True, slots=True)
class RackLine:
    """All racks of a type.

    Attributes
    ----------
    rack, name, role : str
        Id, name and role of the type; "total" stands for all types.
    count, added : int
        Racks in all, and those of them that do not stand already.
    power_kw : float [kW]
        Planned power of all of them.
    pflops : float or None [PFLOPS]
        Dense compute rate at the precision of the demand; None for a rack that does not compute.
    price_usd : float or None [USD]
        Price of the new ones; None where nobody states it. A total is of those that are stated.
    """

    rack: str
    name: str
    role: str
    count: int
    added: int
    power_kw: float
    pflops: float | None
    price_usd: float | None


@dataclass(frozen=True, slots=True)
class BindingLine:
    """A limit that holds the plan back, with its rule's sentence."""

    rule: str
    sentence: str
    where: str
    used: float
    limit: float
    unit: str
    worth: float
    worth_unit: str
    method: str
    failure: str | None


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure with its origin, of a product that the plan uses or of the site itself.

    Attributes
    ----------
    path, confidence, source, note : str
    is_derived : bool
        Whether it stands in no file: a figure of an assembled rack, as good as the weakest of the
        figures that it is made of. Those have lines of their own.
    """

    path: str
    confidence: Origin
    source: str | None
    note: str
    is_derived: bool = False


def rack_order(site: Site, plan: Plan | None) -> tuple[str, ...]:
    """Rack types of a site in one fixed order: as in the demand, then what comes with them.

    The order depends on the site and not on how many of each a plan holds, so that a type keeps
    its colour from plan to plan.
    """
    racks = site.catalog.racks
    asked = [rack for rack in site.demand.asked if rack in racks]
    served = {kind for rack in asked for kind in _support(racks[rack]) if kind in racks}
    placed = set() if plan is None else {p.rack for p in plan.placements}
    others = sorted(
        (served | placed) - set(asked), key=lambda rack: (_ROLES.index(racks[rack].role), rack)
    )
    return tuple(asked + others)


def rack_table(result: Result) -> tuple[RackLine, ...]:
    """A line per rack type placed, in the order of `rack_order`."""
    if result.plan is None:
        return ()
    site, counts = result.site, result.plan.counts()
    added = racks_added(site, result.plan)
    order = rack_order(site, result.plan)
    return tuple(_rack_line(site, r, counts[r], added[r]) for r in order if counts[r])


def rack_total(lines: Iterable[RackLine]) -> RackLine:
    """The sum of all lines."""
    table = tuple(lines)
    return RackLine(
        rack="total",
        name="",
        role="",
        count=sum(line.count for line in table),
        added=sum(line.added for line in table),
        power_kw=sum(line.power_kw for line in table),
        pflops=_sum_of_stated(line.pflops for line in table),
        price_usd=_sum_of_stated(line.price_usd for line in table),
    )


def binding_table(result: Result) -> tuple[BindingLine, ...]:
    """A line per binding limit, worth most first, as the result holds them."""
    return tuple(
        BindingLine(
            rule=b.rule,
            sentence=RULES[b.rule].sentence if b.rule in RULES else b.rule,
            where=b.where,
            used=b.used,
            limit=b.limit,
            unit=b.unit,
            worth=b.gain,
            worth_unit=b.worth_unit,
            method=b.method,
            failure=None if b.failure is None else str(b.failure),
        )
        for b in result.binding
    )


def used_of(line: BindingLine) -> str:
    """How much of a limit is used: "1,990 of 2,000 kW"."""
    if line.unit == "USD":
        return f"{money(line.used)} of {money(line.limit)}"
    return f"{figure(line.used)} of {figure(line.limit)} {line.unit}".rstrip()


def worth_of(line: BindingLine) -> str:
    """What one more unit of a limit is worth, a million where the unit is a dollar."""
    gain, _, per = line.worth_unit.partition("/")
    scale, unit = (1e6, "MUSD") if line.unit == per == "USD" else (1.0, line.unit)
    unit = unit.removesuffix("s") if _PLURAL.fullmatch(unit) else unit
    return (
        f"one {unit} more {'is worth' if line.worth >= 0 else 'costs'} "
        f"{figure(abs(line.worth) * scale)} {gain or 'units'}"
    )


def figure_table(result: Result) -> tuple[FigureLine, ...]:
    """Figures that the result rests on, with their origins.

    Those of the rack types placed and of what is in them: shelves, and for assembled racks their
    servers, frame, strips and other equipment; of the coolant and air units installed; of what
    building costs, where that is charged; then those of the site.
    """
    site = result.site
    used = _products_used(site, result.plan)
    catalog = site.catalog
    product_figures = (
        _figure_line(path, origin)
        for path, origin in catalog.provenance.items()
        if catalog.product_of(path) in used
    )
    site_figures = (_figure_line(path, origin) for path, origin in site.provenance.items())
    return (*product_figures, *site_figures)


def confidence_counts(figures: Iterable[FigureLine]) -> Counter[Origin]:
    """How many figures of each confidence; what follows from them is not counted again."""
    return Counter(line.confidence for line in figures if not line.is_derived)


def _rack_line(site: Site, rack: str, count: int, added: int) -> RackLine:
    kind = site.catalog.racks[rack]
    precision = site.demand.precision
    dense = None if kind.computing is None else kind.computing.dense.get(precision)
    return RackLine(
        rack=rack,
        name=kind.name,
        role=kind.role,
        count=count,
        added=added,
        power_kw=count * magnitude(kind.planned_power, POWER),
        pflops=None if dense is None else count * magnitude(dense, COMPUTE),
        price_usd=_price_usd(kind, added),
    )


def _price_usd(kind: RackType, added: int) -> float | None:
    """What new racks cost; nothing where there are none."""
    if not added:
        return 0.0
    return None if kind.price is None else added * magnitude(kind.price, MONEY)


def _sum_of_stated(values: Iterable[float | None]) -> float | None:
    stated = [value for value in values if value is not None]
    return sum(stated) if stated else None


def _support(kind: RackType) -> tuple[str, ...]:
    return () if kind.pod is None else tuple(kind.pod.support)


def _products_used(site: Site, plan: Plan | None) -> set[str]:
    """Products placed, installed and charged, and all that they are made of."""
    placed = [] if plan is None else sorted({p.rack for p in plan.placements})
    return site.catalog.within([*placed, *site.installed(), *site.charged()])


def _figure_line(path: str, origin: Provenance) -> FigureLine:
    return FigureLine(path, origin.confidence, origin.source, origin.note, origin.derived)
