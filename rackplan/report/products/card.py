"""A product with all of its figures, where each comes from, and what nobody states."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from rackplan.model.catalog import AnyProduct, Assembly, Catalog, Fabric
from rackplan.model.provenance import Provenance, Source
from rackplan.physics.fabric import fabric_table
from rackplan.reading.lint import Doubt, doubts
from rackplan.report.products.figures import figures_of, unstated_in

__all__ = ["CardLine", "ProductCard", "product_card"]


@dataclass(frozen=True)
class CardLine:
    """One figure of a product.

    Attributes
    ----------
    path, value : str
        Where it stands in the product's file, and what stands there.
    origin : Provenance or None
        Where it comes from; None of a word that is no figure and states nothing.
    """

    path: str
    value: str
    origin: Provenance | None

    def to_json(self) -> dict[str, Any]:
        """The line as plain data."""
        origin = None if self.origin is None else self.origin.model_dump()
        return {"path": self.path, "value": self.value, "origin": origin}


@dataclass(frozen=True)
class ProductCard:
    """A product as a person reads it.

    Attributes
    ----------
    item : AnyProduct
    lines : tuple of CardLine
        All that its file states, and for a rack build what the rack comes to.
    unstated : tuple of str
        What a product of its kind may state, and this one does not: it is unknown.
    assembly : Assembly or None
        Of a rack build, the rack that it comes to, and what limits it.
    by_pods : tuple of dict
        Of a fabric, what it takes for numbers of pods: the rows of `fabric_table`.
    doubts : tuple of Doubt
        What the lint says of it, also what its file acknowledges.
    sources : mapping of str to Source
        The sources named, by id.
    """

    item: AnyProduct
    lines: tuple[CardLine, ...]
    unstated: tuple[str, ...]
    assembly: Assembly | None
    by_pods: tuple[Mapping[str, int | float | None], ...]
    doubts: tuple[Doubt, ...]
    sources: Mapping[str, Source]

    @property
    def file(self) -> str:
        """The product's file; "" where no figure of it is written."""
        origins = (line.origin for line in self.lines)
        return next((o.file for o in origins if o is not None and not o.derived), "")

    def to_json(self) -> dict[str, Any]:
        """The card as plain data."""
        assembly = self.assembly
        return {
            "id": self.item.id,
            "kind": self.item.kind,
            "name": self.item.name,
            "about": self.item.about,
            "file": self.file or None,
            "figures": [line.to_json() for line in self.lines],
            "unstated": list(self.unstated),
            "doubts": [doubt.to_json() for doubt in self.doubts],
            "sources": {name: source.model_dump() for name, source in self.sources.items()},
            "assembly": None if assembly is None else assembly.model_dump(mode="json"),
            "by_pods": [dict(row) for row in self.by_pods],
        }


def product_card(catalog: Catalog, product: str) -> ProductCard:
    """All that a catalog says of a product.

    Parameters
    ----------
    catalog : Catalog
    product : str
        Its id.

    Raises
    ------
    KeyError
        Where the catalog has no such product.
    """
    item = catalog.products[product]
    assembly = catalog.assemblies.get(product)
    subjects = [item] if assembly is None else [item, assembly.rack]
    stated = {path: value for subject in subjects for path, value in figures_of(subject)}
    origins = catalog.figures(product)
    lines = tuple(CardLine(path, value, origins.get(path)) for path, value in stated.items())
    return ProductCard(
        item=item,
        lines=lines,
        unstated=tuple(unstated_in(subjects[-1])),
        assembly=assembly,
        by_pods=tuple(fabric_table(item, catalog.switches)) if isinstance(item, Fabric) else (),
        doubts=tuple(doubts([product], catalog)),
        sources=_sources(catalog, lines, assembly),
    )


def _sources(
    catalog: Catalog, lines: Iterable[CardLine], assembly: Assembly | None
) -> dict[str, Source]:
    """The sources that figures name, those that contradict them, those of what a sum is made of."""
    origins = [line.origin for line in lines if line.origin is not None]
    for derivation in () if assembly is None else assembly.derived.values():
        parts = [catalog.figures(term.product).get(term.path) for term in derivation.terms]
        origins += [part for part in parts if part is not None]
    named = {origin.source for origin in origins if origin.source is not None}
    named |= {rival.source for origin in origins for rival in origin.others}
    return {name: catalog.sources[name] for name in sorted(named & catalog.sources.keys())}
