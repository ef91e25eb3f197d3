"""The power tree in everyday running: what it carries from the meters, and loses on the way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from rackplan.physics.power_chain import is_in_kw, node_rating, yearly_law
from rackplan.verify.intake import Intake
from rackplan.verify.tree import SOURCE, PowerTree
from rackplan.verify.year.asked import Asked

__all__ = ["Chain", "Everyday", "chain_of", "everyday"]


@dataclass(frozen=True)
class Everyday:
    """The tree with what its nodes draw all year: a UPS in eco mode lets the utility through."""

    tree: PowerTree
    intakes: tuple[Intake, ...]

    @property
    def base_kw(self) -> float:
        """Loads that are no rack and no machine."""
        return sum(kw for kw, is_base in self._bases if is_base)

    @property
    def base_in_zone_kw(self) -> Mapping[str, float]:
        """The same at the nodes that stand in a zone."""
        found: dict[str, float] = defaultdict(float)
        for node, (kw, is_base) in zip(self.tree.nodes, self._bases, strict=True):
            if is_base and node.zone is not None:
                found[node.zone] += kw
        return found

    @property
    def _bases(self) -> list[tuple[float, bool]]:
        kinds = (node.kind != "machine" for node in self.tree.nodes)
        return list(zip(self.tree.base_kw, kinds, strict=True))


@dataclass(frozen=True)
class Chain:
    """What flows with nothing lost.

    Attributes
    ----------
    drawn_kw, drawn_kva : float
        From all sources together.
    lost_kw : float
        Between the sources and all that hangs on the tree.
    lost_in_zone_kw : mapping of str to float
        The part that heats a zone.
    """

    drawn_kw: float
    drawn_kva: float
    lost_kw: float
    lost_in_zone_kw: Mapping[str, float]


def everyday(tree: PowerTree) -> Everyday:
    """The tree with the laws of everyday running."""
    intakes = list(tree.intakes)
    for rank, node in enumerate(tree.nodes):
        if node.mode == "eco" and node.eco is not None:
            rating = float(node_rating(node).magnitude)
            law = yearly_law(node)
            intakes[rank] = replace(intakes[rank], law=law, rating=rating, in_kw=is_in_kw(node))
    return Everyday(tree, tuple(intakes))


def chain_of(
    running: Everyday, asked: Asked, share: float, machine_kw: Mapping[str, float]
) -> Chain:
    """Carry loads from racks and machines up to the sources.

    Parameters
    ----------
    share : float
        Of the planned power of all racks.
    machine_kw : mapping of str to float
        What each cooling machine draws; those on no feed are not looked at.
    """
    tree = running.tree
    kw = [
        machine_kw.get(node.id, 0.0) if node.kind == "machine" else base
        for node, base in zip(tree.nodes, tree.base_kw, strict=True)
    ]
    kva = list(kw)
    for load, count in asked.draws:
        for feed, drawn in zip(load.feeds, load.draws_kw([True] * len(load.feeds)), strict=True):
            kw[feed] += count * share * drawn
            kva[feed] += count * share * drawn / load.power_factor
    delivered, lost = sum(kw), defaultdict[str, float](float)
    drawn_kw = drawn_kva = 0.0
    for node in range(len(kw) - 1, -1, -1):
        supplier = tree.supplier(node)
        if supplier == SOURCE:
            drawn_kw, drawn_kva = drawn_kw + kw[node], drawn_kva + kva[node]
            continue
        real, apparent = running.intakes[node].of(kw[node], kva[node])
        kw[supplier] += real
        kva[supplier] += apparent
        zone = tree.nodes[node].zone
        if zone is not None:
            lost[zone] += real - kw[node]
    return Chain(drawn_kw, drawn_kva, drawn_kw - delivered, lost)
