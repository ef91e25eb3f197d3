"""Blocks and nodes unfolded into the power tree.

A block of scheme 4N/3 has four modules, each a transformer, a UPS and a board in line; its rows
hang on two different modules each. Which two goes round: neighbours first (1-2, 2-3, 3-4, 4-1),
then modules two apart (1-3, 2-4), so that after any number of rows the modules carry the A sides
nearly alike. The next round swaps A and B. In a block of 2N side A hangs on module 1 for every row,
as everybody draws it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rackplan.model.catalog import AnyProduct
from rackplan.model.power import PowerNode, SurvivableNode
from rackplan.reading.folded_power import (
    MODULES,
    FoldedBlock,
    FoldedBox,
    FoldedPower,
)
from rackplan.reading.node_figures import figures_of

__all__ = [
    "ByName",
    "block_nodes",
    "boards_in_turn",
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
            yield make_node(name, node.kind, node, products, *parents, zone=zone)


def block_nodes(block: FoldedBlock, index: int, products: ByName) -> Iterator[PowerNode]:
    """The nodes of one block; a module's transformer prefers its utility to its generator."""
    name, utilities = block.id[index], flat(block.utilities)

    def made(letter: str, kind: SurvivableNode, box: FoldedBox, *fed_by: str) -> PowerNode:
        zone = zone_of(box, index, len(block.id))
        return make_node(f"{name}.{letter}{module}", kind, box, products, *fed_by, zone=zone)

    for module in range(1, MODULES[block.scheme] + 1):
        sources = [utilities[(module - 1) % len(utilities)]]
        if block.generator is not None:
            yield made("G", "generator", block.generator)
            sources.append(f"{name}.G{module}")
        yield made("T", "transformer", block.transformer, *sources)
        yield made("U", "ups", block.ups, f"{name}.T{module}")
        if block.rectifier is not None:
            yield made("D", "rectifier", block.rectifier, f"{name}.U{module}")
        above = "U" if block.rectifier is None else "D"
        yield made("B", "board", block.board, f"{name}.{above}{module}")


def boards_in_turn(name: str, block: FoldedBlock, turn: int) -> tuple[str, ...]:
    """The boards that feed sides A and B of the block's row number `turn`, counted from 0."""
    modules = MODULES[block.scheme]
    pairs = _pairs(modules)
    pair = pairs[turn % len(pairs)]
    if modules > 2 and turn // len(pairs) % 2:
        pair = pair[::-1]
    return tuple(f"{name}.B{module + 1}" for module in pair)


def make_node(
    name: str,
    kind: SurvivableNode,
    box: FoldedBox,
    products: ByName,
    *fed_by: str,
    zone: str | None = None,
) -> PowerNode:
    """A node with the figures of a box and of the product that it names."""
    product = None if box.product is None else products.get(box.product)
    figures = figures_of(kind, box, product)
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


def _pairs(modules: int) -> list[tuple[int, ...]]:
    if modules == 1:
        return [(0,)]
    pairs: list[tuple[int, ...]] = []
    for apart in range(1, modules // 2 + 1):
        starts = modules // 2 if 2 * apart == modules else modules
        pairs.extend((start, (start + apart) % modules) for start in range(starts))
    return pairs
