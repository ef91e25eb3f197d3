"""What stands in a rack, unit by unit: front and rear of each rack type, U1 at the bottom.

The catalog says what is in a rack and how high it is, not at which unit. For racks of servers the
order here is ours and says so: shelves at the bottom, servers above them, switches and the rest at
the top. Integrated racks are delivered as a whole; of them only what the catalog names is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from rackplan.handover import Handover
from rackplan.model.catalog import AnyProduct, Catalog, Frame, RackBuild, RackType, Supplies
from rackplan.units import LENGTH, magnitude

__all__ = ["Elevation", "Piece", "Strip", "elevations_of"]

_UNIT_M = 0.04445


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that takes units of a rack.

    Attributes
    ----------
    at : int
        Its lowest unit, from 1.
    units : int
    kind : str
        What it is: server, switch, shelf, part.
    side : str
        Of a shelf, the feed that it hangs on: a, b, or "" where the catalog does not say.
    """

    name: str
    kind: str
    at: int
    units: int
    side: str = ""


@dataclass(frozen=True, slots=True)
class Strip:
    """Something that hangs beside the units at the rear: a strip of feed A or B, a manifold."""

    name: str
    side: str


@dataclass(frozen=True, slots=True)
class Elevation:
    """A rack type from the front and from the rear.

    Attributes
    ----------
    note : str
        What is not known about it.
    """

    rack: RackType
    units: int
    pieces: tuple[Piece, ...]
    strips: tuple[Strip, ...]
    note: str


def elevations_of(handover: Handover) -> tuple[Elevation, ...]:
    """Every rack type that a plan places, by id."""
    catalog = handover.site.catalog
    return tuple(
        _elevation(catalog, catalog.racks[rack]) for rack in sorted(handover.plan.counts())
    )


def _elevation(catalog: Catalog, rack: RackType) -> Elevation:
    build = catalog.products.get(rack.id)
    if not isinstance(build, RackBuild):
        return _integrated(catalog, rack)
    frame = catalog.products[build.frame]
    assert isinstance(frame, Frame), "a build goes into a frame"
    unit = magnitude(frame.unit, LENGTH)
    units = int(magnitude(frame.mounting_height, LENGTH) / unit + 1e-6)
    stacked, hung = _contents(catalog, rack, build)
    pieces = tuple(_stacked(stacked, unit, units, _sides(catalog, build.supplies)))
    strips = (*_pdus(build.pdus), *(Strip(item.name, "") for item in hung))
    left_out = len(stacked) - len(pieces)
    more = f" {left_out} pieces beyond the frame are not drawn." if left_out else ""
    return Elevation(
        rack, units, pieces, strips, f"Which unit each piece takes is our order.{more}"
    )


def _contents(
    catalog: Catalog, rack: RackType, build: RackBuild
) -> tuple[list[AnyProduct], list[AnyProduct]]:
    """What takes units, from the bottom up, and what hangs beside them."""
    found: list[AnyProduct] = []
    if build.supplies is not None:
        found += [catalog.products[build.supplies.product]] * build.supplies.count
    found += [catalog.products[build.server]] * catalog.assemblies[rack.id].servers
    for item in build.equipment:
        found += [catalog.products[item.product]] * item.count
    stacked = [item for item in found if _height(item)]
    return stacked, [item for item in found if not _height(item)]


def _height(item: AnyProduct) -> float:
    """Height of a product that takes units; 0 for one that hangs beside them [m]."""
    height = getattr(item, "height", None)
    return 0.0 if height is None else float(magnitude(height, LENGTH))


def _sides(catalog: Catalog, supplies: Supplies | None) -> list[str]:
    """The feeds of the shelves of a rack, from the bottom up."""
    if supplies is None or not _height(catalog.products[supplies.product]):
        return []
    return ["a"] * supplies.on_feed_a + ["b"] * supplies.on_feed_b


def _stacked(items: list[AnyProduct], unit: float, units: int, sides: list[str]) -> Iterator[Piece]:
    """Pieces from the bottom up; the first of them are the shelves, with their sides."""
    at = 1
    for number, item in enumerate(items):
        size = max(1, ceil(_height(item) / unit - 1e-6))
        if at + size - 1 > units:
            return
        side = sides[number] if number < len(sides) else ""
        name = f"{side.upper()} {item.id}" if side else item.id
        yield Piece(name, item.kind, at, size, side)
        at += size


def _pdus(pdus: Supplies | None) -> Iterator[Strip]:
    if pdus is not None:
        yield from (Strip(f"{pdus.product} A{n + 1}", "a") for n in range(pdus.on_feed_a))
        yield from (Strip(f"{pdus.product} B{n + 1}", "b") for n in range(pdus.on_feed_b))


def _integrated(catalog: Catalog, rack: RackType) -> Elevation:
    """A rack that is delivered whole: its shelves, if the catalog names them, and its own block."""
    units = max(1, int(magnitude(rack.height, LENGTH) / _UNIT_M) - 2)
    supplies = rack.supplies
    shelf = None if supplies is None else catalog.products.get(supplies.product)
    pieces: list[Piece] = []
    if supplies is not None and shelf is not None and _height(shelf):
        size = max(1, ceil(_height(shelf) / _UNIT_M - 1e-6))  # no more than half of the rack
        fits = min(supplies.count, units // size // 2)
        sides = _sides(catalog, supplies)
        pieces = list(_stacked([shelf] * fits, _UNIT_M, units, sides))
    used = sum(piece.units for piece in pieces)
    pieces.append(Piece(rack.name, "rack", used + 1, units - used))
    note = "Delivered as a whole: the catalog does not say which unit holds what."
    return Elevation(rack, units, tuple(pieces), (), note)
