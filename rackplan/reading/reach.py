"""The products that a site can reach from its demand, supply and machines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rackplan.model.catalog import RackType
from rackplan.model.provenance import Source
from rackplan.reading.catalogs import Library
from rackplan.reading.complaints import Complaints
from rackplan.reading.folded import FoldedSite
from rackplan.reading.products import AnyProduct, Products, read_product

__all__ = ["reached"]


def reached(
    folded: FoldedSite, library: Library, sources: Mapping[str, Source], complaints: Complaints
) -> Products:
    """Read the racks asked for or supplied, what goes with them, and the machines installed."""
    products = Products()
    queue = list(_named(folded))
    tried: set[str] = set()
    while queue:
        name = queue.pop()
        if name in tried:
            continue
        tried.add(name)
        document = library.document(name)
        if document is None:
            continue
        product = read_product(name, document.root, sources, complaints)
        if product is not None:
            products.found[name] = product
            queue.extend(_asks_for(product.item))
    return products


def _named(folded: FoldedSite) -> Iterator[str]:
    yield from folded.demand.racks
    yield from folded.supply
    yield from (unit.product for loop in folded.cooling.loops for unit in loop.cdus)
    yield from (unit.product for zone in folded.cooling.zones for unit in zone.units)


def _asks_for(item: AnyProduct) -> Iterator[str]:
    if isinstance(item, RackType):
        if item.supplies is not None:
            yield item.supplies.product
        if item.pod is not None:
            yield from item.pod.support
