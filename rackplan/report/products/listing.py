"""The products of a catalog by kind, a line each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from rackplan.model.catalog import AnyProduct, Catalog, Fabric, Switch
from rackplan.report.columns import aligned
from rackplan.report.products.figures import value_text
from rackplan.report.wording import money, one_line
from rackplan.units import MONEY, magnitude

__all__ = ["ProductLine", "listing_lines", "product_listing"]

_MAIN = ("planned_power", "rating", "heat", "mounting_height", "power", "reach_high", "central")
"""What a product is chosen by, whichever of these its kind has."""


@dataclass(frozen=True)
class ProductLine:
    """A product in one line.

    Attributes
    ----------
    id, kind, name : str
    main : str
        The figure that it is chosen by; "" where it states none.
    price : str
        "" where it is not known.
    confidence : dict of str to int
        How many figures of its file have which confidence.
    """

    id: str
    kind: str
    name: str
    main: str
    price: str
    confidence: dict[str, int]

    def to_json(self) -> dict[str, Any]:
        """The line as plain data."""
        texts = {"id": self.id, "kind": self.kind, "name": self.name}
        return {
            **texts,
            "main": self.main or None,
            "price": self.price or None,
            "confidence": self.confidence,
        }

    @property
    def cells(self) -> tuple[str, ...]:
        """What stands in its line of the list."""
        assumed = sum(self.confidence.get(level, 0) for level in ("assumption", "unstated"))
        of = f"{assumed}/{sum(self.confidence.values())}"
        return (self.id, self.main, self.price, of, one_line(self.name))


def product_listing(catalog: Catalog, kinds: Sequence[str]) -> list[ProductLine]:
    """The products of some kinds, kind by kind.

    Parameters
    ----------
    catalog : Catalog
    kinds : sequence of str
        In the order of the list.
    """
    items = [item for kind in kinds for item in catalog.products.values() if item.kind == kind]
    return [_line(catalog, item) for item in items]


def listing_lines(lines: Iterable[ProductLine]) -> Iterator[str]:
    """The list for a terminal, under the heading of each kind."""
    for kind, group in groupby(lines, key=lambda line: line.kind):
        rows = [line.cells for line in group]
        head = (f"{kind} ({len(rows)})", "", "price", "assumed", "")
        table = aligned(
            [head, *((f"  {row[0]}", *row[1:]) for row in rows)], (False, True, True, True, False)
        )
        yield from table
        yield ""


def _line(catalog: Catalog, item: AnyProduct) -> ProductLine:
    subject = catalog.racks.get(item.id, item)
    price = subject.price
    written = [o for o in catalog.figures(item.id).values() if not o.derived]
    return ProductLine(
        id=item.id,
        kind=item.kind,
        name=item.name,
        main=_main(subject),
        price="" if price is None else money(magnitude(price, MONEY)),
        confidence=dict(Counter(origin.confidence for origin in written)),
    )


def _main(item: AnyProduct) -> str:
    if isinstance(item, Switch):
        return f"{item.ports} x {item.port_speed_gbps}G"
    if isinstance(item, Fabric):
        return f"{item.endpoints} a pod"
    stated = (getattr(item, name, None) for name in _MAIN)
    return next((value_text(value) for value in stated if value is not None), "")
