"""The bill of materials: what is bought, what built racks are made of, what the site gives.

Only new racks are bought: what stands at the site already costs nothing here, and the parts of a
rack are in its price. Nobody has said how many spares there are to be; that column is there to be
filled.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from rackplan.handover.table import Cell, Column, Formula, Schedule, sum_where
from rackplan.model.built import as_given
from rackplan.model.catalog import AnyProduct, Catalog, RackBuild, RackType, Supplies
from rackplan.model.offer import Offer
from rackplan.model.plan import Plan, racks_added
from rackplan.model.site import Site
from rackplan.units import MONEY, Quantity, magnitude

__all__ = ["GIVEN", "MATERIALS", "PARTS", "given_schedule", "material_schedule", "part_schedule"]

MATERIALS = Schedule(
    id="materials",
    title="Materials",
    about="The bill of materials: every rack type that is bought, and what is bought for them.",
    columns=(
        Column("part", "part", "The product: an id of the catalog."),
        Column("name", "name", "Its name."),
        Column("maker", "maker", "Its maker, where a source names one."),
        Column(
            "quantity", "quantity", "Racks that the plan adds; 1 of all else.", "count", total=True
        ),
        Column(
            "spares",
            "spares",
            "For the buyer to fill in; 0 until then.",
            "count",
            total=True,
            filled_in=True,
        ),
        Column("unit_price", "unit price", "Empty where nobody states one.", "money", "USD"),
        Column("price", "price", "Of quantity and spares.", "money", "USD", total=True),
        Column("low", "least", "Of the unit prices that sources say.", "money", "USD"),
        Column("high", "most", "Of the unit prices that sources say.", "money", "USD"),
        Column("lead", "lead time", "Empty where nobody states one.", "figure", "weeks"),
        Column("from", "available from", "Empty where it is not known.", "date"),
        Column("confidence", "confidence", "How far the unit price can be trusted."),
        Column("source", "price from", "The source of the unit price: see the sources."),
    ),
)
"""The bill without rows."""

PARTS = Schedule(
    id="parts",
    title="Parts",
    about="What racks are made of, where the catalog says so; all of it is in their price.",
    columns=(
        Column("rack", "rack type", "The rack that it is part of."),
        Column("part", "part", "The product: an id of the catalog."),
        Column("name", "name", "Its name."),
        Column("kind", "kind", "Server, frame, switch, rack PDU, shelf and so on."),
        Column("each", "in a rack", "How many.", "count"),
        Column("quantity", "quantity", "In all new racks of the type.", "count", total=True),
        Column("unit_price", "unit price", "In the rack's price; empty if not.", "money", "USD"),
        Column("lead", "lead time", "Empty where nobody states one.", "figure", "weeks"),
    ),
)
"""The list of parts without rows."""

GIVEN = Schedule(
    id="given",
    title="Given",
    about="What stands at the site already: no part of the price.",
    columns=(
        Column("kind", "kind", "What it is."),
        Column("product", "product", "An id of the catalog; empty for what the site describes."),
        Column("name", "name", "The product's name, or the rating."),
        Column("quantity", "quantity", "How many.", "count"),
        Column("where", "where", "Loops, zones and plants that it is part of."),
    ),
)
"""The list of what is given without rows."""


def material_schedule(site: Site, plan: Plan) -> Schedule:
    """All rack types placed, most expensive first, then the equipment that the plan buys."""
    counts = racks_added(site, plan)
    racks = site.catalog.racks
    order = sorted(counts, key=lambda name: (-counts[name] * _usd(racks[name].price), name))
    bought = [_offer(site.offers[n]) for n in plan.bought if n in site.offers]
    return MATERIALS.filled(
        [*(_material(site.catalog, racks[n], counts[n]) for n in order), *bought]
    )


def part_schedule(site: Site, plan: Plan) -> Schedule:
    """What racks placed are made of, type by type."""
    counts = racks_added(site, plan)
    return PARTS.filled(
        [row for rack in sorted(counts) for row in _parts(site.catalog, rack, counts[rack])]
    )


def given_schedule(site: Site, plan: Plan) -> Schedule:
    """Racks that stand, machines that cool, then power nodes by kind and rating."""
    given = as_given(site)
    return GIVEN.filled([*_standing(site, plan), *_machines(given), *_nodes(given)])


def _material(catalog: Catalog, rack: RackType, count: int) -> tuple[Cell, ...]:
    unit = None if rack.price is None else magnitude(rack.price, MONEY)
    origin = catalog.provenance.get(f"{rack.id}.price")
    return (
        rack.id,
        rack.name,
        rack.maker or "",
        Formula(sum_where("racks:new", "racks:rack", "part"), count),
        0,
        unit,
        None if unit is None else Formula("([quantity]+[spares])*[unit_price]", count * unit),
        None if rack.price_low is None else magnitude(rack.price_low, MONEY),
        None if rack.price_high is None else magnitude(rack.price_high, MONEY),
        _weeks(rack),
        rack.available_from,
        "not stated" if unit is None else "unstated" if origin is None else origin.confidence,
        "" if origin is None else _source(catalog, rack, origin.source),
    )


def _offer(offer: Offer) -> tuple[Cell, ...]:
    """Equipment of the site that is bought, with all that belongs to it."""
    price = magnitude(offer.price, MONEY)
    rows = f"rows {offer.rows[0]} to {offer.rows[-1]}" if len(offer.rows) > 1 else offer.rows[0]
    return (
        offer.id,
        f"{_OFFERED[offer.kind]} for {rows}",
        "",
        1,
        0,
        price,
        Formula("([quantity]+[spares])*[unit_price]", price),
        None,
        None,
        None,
        None,
        "site",
        "",
    )


_OFFERED = {
    "block": "power block with its busways",
    "busways": "busways",
    "loop": "cooling loop with its CDUs",
    "zone": "air units",
}


def _source(catalog: Catalog, rack: RackType, source: str | None) -> str:
    if source is not None:
        return source
    return "sum of its parts" if rack.id in catalog.assemblies else ""


def _parts(catalog: Catalog, rack: str, count: int) -> Iterator[tuple[Cell, ...]]:
    priced = _priced(catalog, rack)
    for name, each in _inside(catalog, rack):
        item = catalog.products.get(name)
        price = item.price if item is not None and name in priced else None
        yield (
            rack,
            name,
            "" if item is None else item.name,
            "" if item is None else item.kind,
            each,
            Formula(f"[each]*{sum_where('racks:new', 'racks:rack', 'rack')}", each * count),
            None if price is None else magnitude(price, MONEY),
            None if item is None else _weeks(item),
        )


def _inside(catalog: Catalog, rack: str) -> Iterator[tuple[str, int]]:
    """The products in a rack, and how many of each."""
    build = catalog.products.get(rack)
    if isinstance(build, RackBuild):
        servers = catalog.assemblies[rack].servers
        yield build.server, servers
        yield build.frame, 1
        yield from _supplied(build.pdus)
        yield from ((item.product, item.count) for item in build.equipment)
    yield from _supplied(catalog.racks[rack].supplies)


def _supplied(supplies: Supplies | None) -> Iterator[tuple[str, int]]:
    if supplies is not None:
        yield supplies.product, supplies.count


def _priced(catalog: Catalog, rack: str) -> set[str]:
    """Products whose price is a term of the rack's own."""
    assembly = catalog.assemblies.get(rack)
    derived = None if assembly is None else assembly.derived.get("price")
    return set() if derived is None else {term.product for term in derived.terms}


def _standing(site: Site, plan: Plan) -> Iterator[tuple[Cell, ...]]:
    """Racks of the plan that stand already."""
    standing = plan.counts() - racks_added(site, plan)
    for name, count in sorted(standing.items()):
        yield "rack", name, site.catalog.racks[name].name, count, ""


def _machines(site: Site) -> Iterator[tuple[Cell, ...]]:
    cdus = ((unit.product, loop.id) for loop in site.loops.values() for unit in loop.cdus)
    units = ((unit.product, zone.id) for zone in site.zones.values() for unit in zone.units)
    outdoors = ((unit.product, plant.id) for plant in site.plants.values() for unit in plant.units)
    for group in (cdus, units, outdoors):
        yield from _by_product(site.catalog, group)


def _by_product(catalog: Catalog, units: Iterable[tuple[str, str]]) -> Iterator[tuple[Cell, ...]]:
    places: dict[str, list[str]] = {}
    for product, where in units:
        places.setdefault(product, []).append(where)
    for product, served in places.items():
        item = catalog.products[product]
        told = " ".join(f"{name} ({count})" for name, count in Counter(served).items())
        yield item.kind, product, item.name, len(served), told


def _nodes(site: Site) -> Iterator[tuple[Cell, ...]]:
    nodes = [node for node in site.power.values() if node.kind != "machine"]
    ratings = Counter((node.kind, f"{node.rating:~}") for node in nodes)
    for (kind, rating), count in ratings.items():
        yield kind, "", rating, count, ""


def _usd(price: Quantity | None) -> float:
    return 0.0 if price is None else magnitude(price, MONEY)


def _weeks(item: AnyProduct) -> float | None:
    return None if item.lead_time is None else float(item.lead_time.m_as("week"))
