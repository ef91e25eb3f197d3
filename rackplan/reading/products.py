"""Products out of their files, and all of them that a site can reach."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from rackplan.model.catalog import KINDS, AnyProduct, Assembly, Catalog, RackType
from rackplan.model.figures import FrozenDict
from rackplan.model.provenance import Provenance, Source
from rackplan.reading.complaints import Complaints, did_you_mean
from rackplan.reading.document import Document
from rackplan.reading.library import Library
from rackplan.reading.nodes import Leaf, Table, find
from rackplan.reading.schema import describe, read_as
from rackplan.reading.sourced import strip

__all__ = [
    "Product",
    "Products",
    "check_name",
    "read_product",
    "used_sources",
]


@dataclass(frozen=True)
class Product:
    """A product with its document, the document without provenance, and the provenance."""

    item: AnyProduct
    document: Document
    stripped: Table
    provenance: Mapping[str, Provenance]


def read_product(
    name: str, document: Document, sources: Mapping[str, Source] | None, complaints: Complaints
) -> Product | None:
    """Read a product's document; None when it cannot, with the complaints noted."""
    stripped, provenance = strip(document.root, sources, complaints)
    kind = _kind(stripped, complaints)
    item = None if kind is None else read_as(kind, stripped, complaints, root=stripped)
    if item is None:
        return None
    _refuse_other_id(name, stripped, complaints)
    return Product(item, document, stripped, provenance)


def check_name(name: str, document: Document, complaints: Complaints) -> None:
    """Complain of a file that is no product, or is called otherwise than it."""
    stripped, _ = strip(document.root, None, Complaints())
    if _kind(stripped, complaints) is not None:
        _refuse_other_id(name, stripped, complaints)


def _refuse_other_id(name: str, table: Table, complaints: Complaints) -> None:
    leaf = table.entries.get("id")
    if isinstance(leaf, Leaf) and leaf.text != name:
        message = f'the file is called "{name}" and its id is "{leaf.text}"; they have to be equal'
        complaints.about(table, ("id",), message)


def _kind(table: Table, complaints: Complaints) -> type[AnyProduct] | None:
    leaf = table.entries.get("kind")
    if leaf is None:
        complaints.add(table.spot, "", f'misses "kind": one of {", ".join(KINDS)}')
        return None
    word = leaf.text if isinstance(leaf, Leaf) else ""
    if word not in KINDS:
        got = describe(leaf.value) if isinstance(leaf, Leaf) else "a table or a list"
        message = f"expected one of {', '.join(KINDS)}; got {got}. {did_you_mean(word, KINDS)}"
        complaints.add(find(table, ("kind",)), "kind", message)
    return KINDS.get(word)


@dataclass
class Products:
    """Products that were read, by id, out of all that were asked for of a library.

    Attributes
    ----------
    found : dict of str to Product
    asked : set of str
        Also those that could not be read.
    assemblies : dict of str to Assembly
        The racks that the builds among them come to.
    derived : dict of str to Provenance
        Origins of the figures of those racks, by path.
    """

    library: Library
    found: dict[str, Product] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    assemblies: dict[str, Assembly] = field(default_factory=dict)
    derived: dict[str, Provenance] = field(default_factory=dict)

    def rack(self, name: str) -> RackType | None:
        """A rack as delivered or as assembled; None where it is none, or faulty."""
        assembly = self.assemblies.get(name)
        if assembly is not None:
            return assembly.rack
        product = self.found.get(name)
        return product.item if product and isinstance(product.item, RackType) else None

    def catalog(self, sources: Mapping[str, Source]) -> Catalog:
        """The products as the model's catalog, with the sources that they use."""
        provenance: dict[str, Provenance] = {}
        for name, product in sorted(self.found.items()):
            for path, origin in product.provenance.items():
                provenance[f"{name}.{path}"] = origin
        provenance.update(self.derived)
        everything: dict[str, Any] = {
            "products": {name: product.item for name, product in sorted(self.found.items())},
            "assemblies": self.assemblies,
            "provenance": provenance,
            "sources": used_sources(provenance.values(), sources),
        }
        frozen: dict[str, Any] = {key: FrozenDict(value) for key, value in everything.items()}
        return Catalog.model_construct(**frozen)


def used_sources(origins: Iterable[Provenance], sources: Mapping[str, Source]) -> dict[str, Source]:
    """The sources that some figures name, in the order of their ids."""
    origins = list(origins)
    named = {origin.source for origin in origins if origin.source is not None}
    rivals = {rival.source for origin in origins for rival in origin.others}
    return {name: sources[name] for name in sorted({*named, *rivals} & sources.keys())}
