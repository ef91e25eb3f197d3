"""Blocks and nodes unfolded into the power tree.

A block of scheme 4N/3 has four modules, each a transformer, a UPS and a board in line; its rows
hang on two different modules each. Which two goes round: neighbours first (1-2, 2-3, 3-4, 4-1),
then modules two apart (1-3, 2-4), so that after any number of rows the modules carry the A sides
nearly alike. The next round swaps A and B. In a block of 2N side A hangs on module 1 for every row,
as everybody draws it.
"""

from __future__ import annotations

from collections.abc import Iterator

from rackplan.model.power import PowerKind, PowerNode
from rackplan.reading.folded import MODULES, FoldedBlock, FoldedBox, FoldedPower

__all__ = ["block_nodes", "boards_in_turn", "make_node", "power_nodes"]


def power_nodes(power: FoldedPower) -> Iterator[PowerNode]:
    """All nodes but the busways, which belong to the rows."""
    for utility in power.utilities:
        yield from (make_node(name, "utility", utility) for name in utility.id)
    for block in power.blocks:
        for name in block.id:
            yield from block_nodes(name, block)
    for node in power.nodes:
        parents = flat(node.fed_by)
        yield from (make_node(name, node.kind, node, *parents) for name in node.id)


def block_nodes(name: str, block: FoldedBlock) -> Iterator[PowerNode]:
    """The nodes of one block; a module's transformer prefers its utility to its generator."""
    utilities = flat(block.utilities)
    for index in range(MODULES[block.scheme]):
        module = index + 1
        sources = [utilities[index % len(utilities)]]
        if block.generator is not None:
            generator = make_node(f"{name}.G{module}", "generator", block.generator)
            sources.append(generator.id)
            yield generator
        yield make_node(f"{name}.T{module}", "transformer", block.transformer, *sources)
        yield make_node(f"{name}.U{module}", "ups", block.ups, f"{name}.T{module}")
        yield make_node(f"{name}.B{module}", "board", block.board, f"{name}.U{module}")


def boards_in_turn(name: str, block: FoldedBlock, turn: int) -> tuple[str, ...]:
    """The boards that feed sides A and B of the block's row number `turn`, counted from 0."""
    modules = MODULES[block.scheme]
    pairs = _pairs(modules)
    pair = pairs[turn % len(pairs)]
    if modules > 2 and turn // len(pairs) % 2:
        pair = pair[::-1]
    return tuple(f"{name}.B{module + 1}" for module in pair)


def make_node(name: str, kind: PowerKind, box: FoldedBox, *fed_by: str) -> PowerNode:
    """A node with the figures of a box."""
    return PowerNode.model_construct(
        id=name,
        kind=kind,
        rating=box.rating,
        voltage=box.voltage,
        usable=box.usable,
        efficiency=box.efficiency,
        base_load=box.base_load,
        fed_by=fed_by,
    )


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
