"""Blocks and nodes unfolded into the power tree; what a scheme's name means stands in `schemes`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rackplan.model.catalog import AnyProduct
from rackplan.model.power import PowerNode, SurvivableNode
from rackplan.reading.folded_power import FoldedBlock, FoldedBox, FoldedPower
from rackplan.reading.node_figures import figures_of
from rackplan.reading.schemes import PARTS, Line, lines_of

__all__ = [
    "ByName",
    "block_nodes",
    "flat",
    "make_node",
    "power_nodes",
    "spread",
    "zone_of",
]

ByName = Mapping[str, AnyProduct]


def power_nodes(power: FoldedPower, products: ByName) -> Iterator[PowerNode]:
    """All nodes but the busways, which belong to the rows."""
    for utility in power.utilities:
        for index, name in enumerate(utility.id):
            zone = zone_of(utility, index, len(utility.id))
            yield make_node(name, "utility", utility, products, zone=zone)
    for block in power.blocks:
        for index in range(len(block.id)):
            yield from block_nodes(block, index, products)
    for node in power.nodes:
        parents = flat(node.fed_by)
        for index, name in enumerate(node.id):
            zone = zone_of(node, index, len(node.id))
            machines = node.parallel
            yield make_node(name, node.kind, node, products, *parents, zone=zone, machines=machines)


def block_nodes(block: FoldedBlock, index: int, products: ByName) -> Iterator[PowerNode]:
    """The nodes of one block, line by line; a transformer prefers its utility to its generator."""
    for number, line in enumerate(lines_of(block)):
        yield from _line_nodes(block, index, line, number, products)


def _line_nodes(
    block: FoldedBlock, index: int, line: Line, number: int, products: ByName
) -> Iterator[PowerNode]:
    name, utilities = block.id[index], flat(block.utilities)

    def made(called: str, box: FoldedBox, *fed_by: str, machines: int = 1) -> PowerNode:
        zone = zone_of(box, index, len(block.id))
        kind = _KINDS[called[0]]
        return make_node(
            f"{name}.{called}", kind, box, products, *fed_by, zone=zone, machines=machines
        )

    sources = [utilities[number % len(utilities)]] if line.mark else list(utilities)
    mark, machines = line.mark, line.machines
    if block.generator is not None:
        yield made(f"G{mark}", block.generator, machines=machines)
        sources.append(f"{name}.G{mark}")
    yield made(f"T{mark}", block.transformer, *sources, machines=machines)
    yield made(f"U{mark}", block.ups, f"{name}.T{mark}", machines=machines)
    above = "U"
    if block.rectifier is not None:
        yield made(f"D{mark}", block.rectifier, f"{name}.U{mark}", machines=machines)
        above = "D"
    feeds = [f"{name}.{above}{end}" for end in (mark, line.reserve) if end is not None]
    for board in line.boards:
        yield made(f"B{board}", block.board, *feeds)


_KINDS = {letter: kind for kind, letter in PARTS.items()}
"""Kinds of the nodes of a block by the letter that they are called by."""


def make_node(
    name: str,
    kind: SurvivableNode,
    box: FoldedBox,
    products: ByName,
    *fed_by: str,
    zone: str | None = None,
    machines: int = 1,
) -> PowerNode:
    """A node with the figures of a box and of the product that it names."""
    product = None if box.product is None else products.get(box.product)
    figures = figures_of(kind, box, product)
    if machines > 1:
        rating = figures["rating"]
        figures |= {"rating": rating and machines * rating, "parallel": machines}
    return PowerNode.model_construct(id=name, kind=kind, zone=zone, fed_by=fed_by, **figures)


def zone_of(box: FoldedBox, index: int, count: int) -> str | None:
    """The air zone that a box of some entry heats."""
    return None if box.zone is None else spread(box.zone, index, count)


def spread(targets: tuple[str, ...], index: int, count: int) -> str:
    """The target of entry `index` when `count` entries are spread evenly, in order."""
    return targets[index * len(targets) // count]


def flat(references: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """A list of references that may each be a range, as one list of ids."""
    return tuple(name for reference in references for name in reference)
