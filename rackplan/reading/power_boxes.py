"""All boxes of a folded site's power tree, each with its kind and its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rackplan.model.power import SurvivableNode
from rackplan.reading.folded import FoldedSite
from rackplan.reading.folded_power import MODULES, FoldedBlock, FoldedBox, FoldedPower
from rackplan.reading.nodes import Location

__all__ = ["PlacedBox", "node_places", "placed_boxes"]

_PARTS: dict[SurvivableNode, str] = {
    "generator": "G",
    "transformer": "T",
    "ups": "U",
    "rectifier": "D",
    "board": "B",
}
"""Parts of a block, which are called as their kind, with the letter of their nodes."""


@dataclass(frozen=True)
class PlacedBox:
    """A box of the one-line diagram.

    Attributes
    ----------
    at : Location
        Where it is written.
    entries : int
        Over how many nodes, blocks or rows a range in it is spread.
    """

    box: FoldedBox
    kind: SurvivableNode
    at: Location
    entries: int


def placed_boxes(folded: FoldedSite) -> Iterator[PlacedBox]:
    """The boxes of utilities, blocks, nodes and rows; none of a part that could not be read."""
    if folded.power is not None:
        for i, utility in enumerate(folded.power.utilities):
            yield PlacedBox(utility, "utility", ("power", "utilities", i), len(utility.id))
        for i, block in enumerate(folded.power.blocks):
            yield from _of_block(block, ("power", "blocks", i))
        for i, node in enumerate(folded.power.nodes):
            yield PlacedBox(node, node.kind, ("power", "nodes", i), len(node.id))
    for i, row in enumerate(folded.rows or ()):
        yield PlacedBox(row.busway, "busway", ("rows", i, "busway"), len(row.id))


def _of_block(block: FoldedBlock, at: Location) -> Iterator[PlacedBox]:
    for kind in _PARTS:
        box: FoldedBox | None = getattr(block, kind)
        if box is not None:
            yield PlacedBox(box, kind, (*at, kind), len(block.id))


def node_places(power: FoldedPower) -> Iterator[tuple[str, Location]]:
    """Every node but the busways, and where its box is written."""
    for i, utility in enumerate(power.utilities):
        yield from ((name, ("power", "utilities", i)) for name in utility.id)
    for i, block in enumerate(power.blocks):
        at: Location = ("power", "blocks", i)
        parts = [kind for kind in _PARTS if getattr(block, kind) is not None]
        for name in block.id:
            modules = range(1, MODULES[block.scheme] + 1)
            yield from ((f"{name}.{_PARTS[k]}{m}", (*at, k)) for m in modules for k in parts)
    for i, node in enumerate(power.nodes):
        yield from ((name, ("power", "nodes", i)) for name in node.id)
