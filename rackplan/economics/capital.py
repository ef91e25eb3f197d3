"""What is bought with a plan, a line a product: year, source and spread of its price."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from rackplan.economics.span import Span, sum_of
from rackplan.model.catalog import BuildCost, Product, RackType
from rackplan.model.economics import Economics
from rackplan.model.plan import Plan, racks_added
from rackplan.model.provenance import Origin
from rackplan.model.site import Site
from rackplan.units import MONEY, POWER, Quantity, magnitude, of

__all__ = ["CapitalLine", "capital_lines", "planned_power"]

Part = Literal["racks", "network", "beside", "spares", "CDUs", "offers", "build"]


@dataclass(frozen=True)
class CapitalLine:
    """So many of a product, and what they cost.

    Attributes
    ----------
    part : {'racks', 'network', 'beside', 'spares', 'CDUs', 'offers', 'build'}
        Compute racks; racks of the network; other racks; what each is kept in reserve of; CDUs;
        equipment of the site that the plan buys; the building and its systems.
    product : str
        Its id; "" for the spares of all racks.
    count : float
        Pieces, or MW of what is built for each MW.
    each, total : Span [USD]
        Of one piece or MW, and of all of them.
    year : int or None
        Whose money it is; None where nobody says.
    confidence : str
        Of the central price.
    source : str or None
        Where that price is from.
    """

    part: Part
    product: str
    count: float
    each: Span
    total: Span
    year: int | None = None
    confidence: Origin = "unstated"
    source: str | None = None


def planned_power(site: Site, plan: Plan) -> Quantity:
    """Planned power of all racks of a plan [kW]."""
    racks = site.catalog.racks
    return sum((n * racks[rack].planned_power for rack, n in plan.counts().items()), of(0.0, POWER))


def capital_lines(site: Site, plan: Plan, terms: Economics) -> tuple[CapitalLine, ...]:
    """All that is bought with a plan: new racks, spares of them, CDUs, and what is built.

    What nobody prices has no line. Equipment of the site that the terms do not charge is given.
    """
    racks = tuple(_racks(site, plan))
    spares = _spares(racks, terms)
    cdus = tuple(_cdus(site, plan)) if terms.buys_cdus else ()
    return (*racks, *spares, *cdus, *_offers(site, plan), *_built(site, plan, terms))


def _racks(site: Site, plan: Plan) -> Iterator[CapitalLine]:
    for rack, count in sorted(racks_added(site, plan).items()):
        kind = site.catalog.racks[rack]
        if kind.price is not None:
            yield _line(site, kind, _part_of(kind), count)


def _part_of(kind: RackType) -> Part:
    return {"compute": "racks", "network": "network"}.get(kind.role, "beside")  # type: ignore[return-value]  # the literals are those of Part


def _spares(racks: tuple[CapitalLine, ...], terms: Economics) -> Iterator[CapitalLine]:
    share = float(terms.spares.m_as("dimensionless"))
    if racks and share > 0:
        whole = sum_of((line.total for line in racks), MONEY)
        yield CapitalLine("spares", "", share, whole, whole.times(share), confidence="assumption")


def _cdus(site: Site, plan: Plan) -> Iterator[CapitalLine]:
    """CDUs of the loops that some rack of the plan hangs on."""
    loops = {placement.loop for placement in plan.placements} & site.loops.keys()
    loops -= site.offers.keys()  # of those the offer's price is all
    units = Counter(unit.product for loop in loops if loop for unit in site.loops[loop].cdus)
    for product, count in sorted(units.items()):
        cdu = site.catalog.cdus[product]
        if cdu.price is not None:
            yield _line(site, cdu, "CDUs", count)


def _offers(site: Site, plan: Plan) -> Iterator[CapitalLine]:
    for name in dict.fromkeys(plan.bought):
        if name in site.offers:
            each = Span.around(site.offers[name].price)
            yield CapitalLine("offers", name, 1, each, each)


def _line(site: Site, product: Product, part: Part, count: int) -> CapitalLine:
    assert product.price is not None
    each = Span.around(product.price, product.price_low, product.price_high)
    origin = site.catalog.figures(product.id).get("price")
    return CapitalLine(
        part=part,
        product=product.id,
        count=count,
        each=each,
        total=sum_of((each.times(count),), MONEY),
        year=product.price_year,
        confidence="unstated" if origin is None else origin.confidence,
        source=None if origin is None else origin.source,
    )


def _built(site: Site, plan: Plan, terms: Economics) -> Iterator[CapitalLine]:
    megawatts = magnitude(planned_power(site, plan), POWER) / 1000.0
    costs = site.catalog.of(BuildCost)
    for name in terms.build:
        cost = costs[name]
        each = sum_of((_per_megawatt(cost),), MONEY)
        origin = site.catalog.figures(name).get("central")
        yield CapitalLine(
            part="build",
            product=name,
            count=megawatts,
            each=each,
            total=each.times(megawatts),
            year=cost.year,
            confidence="unstated" if origin is None else origin.confidence,
            source=None if origin is None else origin.source,
        )


def _per_megawatt(cost: BuildCost) -> Span:
    """Cost of one MW [USD]."""
    megawatt = of(1000.0, POWER)
    return Span.around(cost.central, cost.low, cost.high).times(megawatt)
