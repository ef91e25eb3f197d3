"""Nodes that differ from their like: ``power.exceptions``, a box by node or range of nodes.

What an exception states wins over the box that its like share; one that names a product of its own
takes nothing over but the zone that it heats.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rackplan.model.power import PowerNode, SurvivableNode
from rackplan.reading.folded import FoldedSite
from rackplan.reading.folded_power import FoldedAnyBox, FoldedBlock, FoldedBox
from rackplan.reading.nodes import Location
from rackplan.reading.ranges import RangeProblem, unfold_ids
from rackplan.reading.schemes import PARTS, lines_of
from rackplan.reading.unfold_power import ByName, make_node, spread
from rackplan.reading.unfold_rows import busway_ids, with_length

__all__ = ["Exceptional", "boxes_by_node", "exceptional_boxes", "with_exceptions"]


@dataclass(frozen=True)
class Exceptional:
    """A node that differs from its like.

    Attributes
    ----------
    box : FoldedAnyBox
        What it states, over what its like state.
    at : Location
        Where it is written.
    index, count : int
        Which of the nodes of its range it is, and of how many.
    """

    name: str
    kind: SurvivableNode
    box: FoldedAnyBox
    at: Location
    index: int
    count: int


def exceptional_boxes(folded: FoldedSite) -> Iterator[Exceptional]:
    """The exceptions among nodes that there are; of others `references` complains."""
    if folded.power is None or not folded.power.exceptions:
        return
    known = boxes_by_node(folded)
    for text, stated in folded.power.exceptions.items():
        try:
            names = unfold_ids(text)
        except RangeProblem:
            continue
        for index, name in enumerate(names):
            if name in known:
                kind, shared = known[name]
                at: Location = ("power", "exceptions", text)
                yield Exceptional(name, kind, _over(stated, shared), at, index, len(names))


def with_exceptions(
    nodes: Mapping[str, PowerNode], folded: FoldedSite, products: ByName
) -> dict[str, PowerNode]:
    """The nodes of a tree, those that differ made anew."""
    made = dict(nodes)
    for each in exceptional_boxes(folded):
        node, zone = made[each.name], each.box.zone
        made[each.name] = make_node(
            each.name,
            each.kind,
            each.box,
            products,
            *node.fed_by,
            zone=node.zone if zone is None else spread(zone, each.index, each.count),
            machines=node.parallel,
        )
    return made


def boxes_by_node(folded: FoldedSite) -> dict[str, tuple[SurvivableNode, FoldedBox]]:
    """The kind of every node and the box that it shares with its like."""
    assert folded.power is not None, "only the nodes of a tree are asked for"
    found: dict[str, tuple[SurvivableNode, FoldedBox]] = {}
    for utility in folded.power.utilities:
        found |= dict.fromkeys(utility.id, ("utility", utility))
    for block in folded.power.blocks:
        found |= _of_block(block)
    for node in folded.power.nodes:
        found |= dict.fromkeys(node.id, (node.kind, node))
    blocks = {name: block for block in folded.power.blocks for name in block.id}
    for row in folded.rows or ():
        busway = with_length(row)
        for name in row.id:
            found |= dict.fromkeys(busway_ids(name, row, blocks), ("busway", busway))
    return found


def _of_block(block: FoldedBlock) -> dict[str, tuple[SurvivableNode, FoldedBox]]:
    found: dict[str, tuple[SurvivableNode, FoldedBox]] = {}
    for kind, letter in PARTS.items():
        box: FoldedBox | None = getattr(block, kind)
        if box is not None:
            for line in lines_of(block):
                marks = line.boards if kind == "board" else (line.mark,)
                names = (f"{name}.{letter}{mark}" for name in block.id for mark in marks)
                found |= dict.fromkeys(names, (kind, box))
    return found


def _over(stated: FoldedAnyBox, shared: FoldedBox) -> FoldedAnyBox:
    """What an exception states, over what it shares with its like."""
    kept = ("zone", "length") if stated.product is not None else FoldedAnyBox.model_fields
    fields = {
        key: value if (value := getattr(stated, key)) is not None else getattr(shared, key, None)
        for key in FoldedAnyBox.model_fields
        if key in kept or getattr(stated, key) is not None
    }
    return FoldedAnyBox.model_construct(**fields)
