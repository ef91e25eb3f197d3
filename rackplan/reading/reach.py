"""The products that a site can reach from its demand, supply and machines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rackplan.model.provenance import Source
from rackplan.reading.complaints import Complaints
from rackplan.reading.folded import FoldedSite
from rackplan.reading.library import Library
from rackplan.reading.power_boxes import placed_boxes
from rackplan.reading.products import Products, read_product
from rackplan.reading.references.standing import kept_racks, standing_racks

__all__ = ["named_products", "reached"]


def reached(
    names: Iterable[str],
    library: Library,
    sources: Mapping[str, Source] | None,
    complaints: Complaints,
) -> Products:
    """Read products, and those that they ask for, and so on."""
    products = Products(library)
    queue = list(names)
    while queue:
        name = queue.pop(0)
        if name in products.asked:
            continue
        products.asked.add(name)
        document = library.document(name)
        product = document and read_product(name, document, sources, complaints)
        if product:
            products.found[name] = product
            queue.extend(asked for _, _, asked in product.item.references())
    return products


def named_products(folded: FoldedSite) -> Iterator[str]:
    """The products that a site names: racks, machines installed, and what is built."""
    if folded.demand is not None:
        yield from folded.demand.asked
    yield from folded.supply or ()
    if folded.economics is not None:
        yield from folded.economics.build
    boxes = (placed.box.product for placed in placed_boxes(folded))
    yield from (product for product in boxes if product is not None)
    yield from (rack for rack, _ in (*standing_racks(folded), *kept_racks(folded)))
    if folded.cooling is not None:
        yield from (unit.product for loop in folded.cooling.loops for unit in loop.cdus)
        yield from (unit.product for zone in folded.cooling.zones for unit in zone.units)
        yield from (unit.product for plant in folded.cooling.rejection for unit in plant.units)
