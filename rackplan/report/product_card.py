"""A product with all of its figures, where each comes from, and what nobody states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from rackplan.model.catalog import AnyProduct, Assembly, Catalog
from rackplan.model.provenance import Provenance
from rackplan.report.columns import aligned
from rackplan.report.wording import neat, one_line

__all__ = ["CardLine", "ProductCard", "catalog_lines", "product_card"]

_SAID_ABOVE = ("id", "kind", "name", "about", "known")
_WIDTH = 92


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
    titles : mapping of str to str
        Titles of the sources named, by id.
    """

    item: AnyProduct
    lines: tuple[CardLine, ...]
    unstated: tuple[str, ...]
    assembly: Assembly | None
    titles: dict[str, str]

    def to_json(self) -> dict[str, Any]:
        """The card as plain data."""
        assembly = self.assembly
        return {
            "id": self.item.id,
            "kind": self.item.kind,
            "name": self.item.name,
            "about": self.item.about,
            "figures": [line.to_json() for line in self.lines],
            "unstated": list(self.unstated),
            "known": dict(self.item.known),
            "sources": self.titles,
            "assembly": None if assembly is None else assembly.model_dump(mode="json"),
        }

    def to_lines(self) -> Iterator[str]:
        """The card for a terminal."""
        yield f"{self.item.id} ({self.item.kind}): {one_line(self.item.name)}"
        yield from (f"  {one_line(line)}" for line in self.item.about.splitlines() if line.strip())
        yield ""
        rows = aligned([self._cells(line) for line in self.lines], (False,) * 5)
        for row, line in zip(rows, self.lines, strict=True):
            yield f"  {row}"
            yield from (f"      {remark}" for remark in _remarks(line.origin))
        yield from self._ends()

    def _cells(self, line: CardLine) -> tuple[str, ...]:
        """Path, value, confidence, source and place of a figure."""
        origin = line.origin
        if origin is None:
            return (line.path, line.value, "", "", "")
        place = f"{origin.file}:{origin.line}" if origin.line else origin.file
        source = origin.source or ""
        return (line.path, line.value, origin.confidence, source, "" if origin.derived else place)

    def _ends(self) -> Iterator[str]:
        if self.assembly is not None:
            yield from ("", f"What limits it to {self.assembly.servers} servers")
            yield from (f"  {limit.what}: {one_line(limit.why)}" for limit in self.assembly.limits)
        if self.unstated:
            yield from ("", "Unknown: nobody states it here")
            yield from (f"  {line}" for line in wrap(", ".join(self.unstated), _WIDTH))
        for rule, why in self.item.known.items():
            yield from ("", f"Known doubt {rule}", f"  {one_line(why)}")
        if self.titles:
            yield from ("", "Sources")
            rows = [(name, one_line(title)) for name, title in self.titles.items()]
            yield from (f"  {line}" for line in aligned(rows, (False, False)))


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
    written = {path: value for subject in subjects for path, value in _figures(subject)}
    origins = catalog.figures(product)
    lines = tuple(CardLine(path, value, origins.get(path)) for path, value in written.items())
    named = {o.source for line in lines if (o := line.origin) is not None and o.source is not None}
    named |= {r.source for line in lines if line.origin is not None for r in line.origin.others}
    titles = {name: catalog.sources[name].title for name in sorted(named & catalog.sources.keys())}
    return ProductCard(item, lines, tuple(_unstated(subjects[-1])), assembly, titles)


def catalog_lines(catalog: Catalog, kinds: Sequence[str]) -> Iterator[str]:
    """The products of some kinds, a line each under the heading of its kind."""
    for kind in kinds:
        products = [item for item in catalog.products.values() if item.kind == kind]
        if products:
            yield f"{kind} ({len(products)})"
            rows = [(item.id, one_line(item.name)) for item in products]
            yield from (f"  {line}" for line in aligned(rows, (False, False)))
            yield ""


def _figures(item: AnyProduct) -> Iterator[tuple[str, str]]:
    """All that is stated of a product, by its path in the file."""
    stated = item.model_dump(mode="json", exclude_none=True, exclude_unset=True)
    for key, value in stated.items():
        if key not in _SAID_ABOVE:
            yield from _leaves(key, value)


def _leaves(path: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, child in value.items():
            step = f"[{key}]" if any(sign in key for sign in ".[] ") else f".{key}"
            yield from _leaves(f"{path}{step}", child)
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from _leaves(f"{path}[{index}]", child)
    else:
        yield path, neat(value)


def _unstated(item: AnyProduct) -> Iterator[str]:
    """Optional figures that a product does not state."""
    for name, field in type(item).model_fields.items():
        if not field.is_required() and getattr(item, name) is None:
            yield name


def _remarks(origin: Provenance | None) -> Iterator[str]:
    """The note on a figure, and what other sources say, in lines that a terminal shows whole."""
    if origin is None:
        return
    others = [f"{r.source} says {r.value}{f' ({r.note})' * bool(r.note)}" for r in origin.others]
    for remark in (origin.note, *others):
        yield from wrap(one_line(remark), _WIDTH)
