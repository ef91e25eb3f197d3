"""All boxes of a folded site's power tree, each with its kind and its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rackplan.model.power import SurvivableNode, machine_name
from rackplan.reading.folded import FoldedSite
from rackplan.reading.folded_power import FoldedBlock, FoldedBox, FoldedPower
from rackplan.reading.nodes import Location
from rackplan.reading.power_exceptions import exceptional_boxes
from rackplan.reading.schemes import PARTS, lines_of

__all__ = ["PlacedBox", "machine_places", "node_places", "placed_boxes"]


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
    exceptions = {(each.at, each.kind): each for each in exceptional_boxes(folded)}
    for each in exceptions.values():
        yield PlacedBox(each.box, each.kind, each.at, each.count)


def _of_block(block: FoldedBlock, at: Location) -> Iterator[PlacedBox]:
    for kind in PARTS:
        box: FoldedBox | None = getattr(block, kind)
        if box is not None:
            yield PlacedBox(box, kind, (*at, kind), len(block.id))


def node_places(power: FoldedPower) -> Iterator[tuple[str, Location]]:
    """Every node but the busways, and where its box is written."""
    for i, utility in enumerate(power.utilities):
        yield from ((name, ("power", "utilities", i)) for name in utility.id)
    for name, at, _ in _parts(power):
        yield name, at
    for i, node in enumerate(power.nodes):
        yield from ((name, ("power", "nodes", i)) for name in node.id)


def machine_places(power: FoldedPower) -> Iterator[tuple[str, Location]]:
    """Every machine of a node of several in parallel, and where its box is written."""
    several = [*_parts(power)]
    for i, node in enumerate(power.nodes):
        several.extend((name, ("power", "nodes", i), node.parallel) for name in node.id)
    for name, at, count in several:
        yield from ((machine_name(name, n), at) for n in range(count) if count > 1)


def _parts(power: FoldedPower) -> Iterator[tuple[str, Location, int]]:
    """The nodes of all blocks, where their box is written, and of how many machines they are."""
    for i, block in enumerate(power.blocks):
        at: Location = ("power", "blocks", i)
        parts = [kind for kind in PARTS if getattr(block, kind) is not None]
        for name, line in ((name, line) for name in block.id for line in lines_of(block)):
            for kind in parts:
                is_board = kind == "board"
                for mark in line.boards if is_board else (line.mark,):
                    machines = 1 if is_board else line.machines
                    yield f"{name}.{PARTS[kind]}{mark}", (*at, kind), machines
