"""Chains above loads: the nodes that feed a load, in one state of the tree, with losses on the way.

A link of a chain says what one watt and one volt-ampere of the load come to at a node. Losses that
are there without load are loads of their own, with a chain above the node that has them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rackplan.model.power import PowerNode
from rackplan.model.verdict import Failure
from rackplan.optimize.intake_lines import IntakeLine, Pair

__all__ = ["Chain", "Link", "PowerState", "Tree"]

_OF_LOAD: tuple[Pair, Pair] = ((1.0, 0.0), (0.0, 1.0))
_LOSSES = " losses"
"""Behind the id of a node: its losses without load; no id has a blank."""


@dataclass(frozen=True, slots=True)
class Link:
    """A node above a load.

    Attributes
    ----------
    node : str
    real, apparent : Pair
        What the load comes to there [W, and VA], from each W and from each VA of it.
    """

    node: str
    real: Pair
    apparent: Pair

    def load(self, watts: float, volt_amperes: float, *, real: bool) -> float:
        """What a load comes to at the node [W where `real`, else VA]."""
        of_watt, of_va = self.real if real else self.apparent
        return of_watt * watts + of_va * volt_amperes


Chain = tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class PowerState:
    """The tree with nothing, or one component, lost.

    Attributes
    ----------
    failure : Failure or None
        None in the normal state.
    chains : mapping of start to chain
        Live chains above busways and above nodes with a base load, the node itself first, and above
        losses without load, with the supplier first; a dead node has the empty chain. In a failure
        state only those that differ from the normal state.
    """

    failure: Failure | None
    chains: Mapping[str, Chain]


@dataclass(frozen=True)
class Tree:
    """The nodes of a site with their lines of intake, and all that loads them."""

    nodes: Mapping[str, PowerNode]
    lines: Mapping[str, IntakeLine]

    @cached_property
    def base(self) -> dict[str, Pair]:
        """Loads that are no rack, by where they start."""
        found: dict[str, Pair] = {}
        for node in self.nodes.values():
            if node.base_load is not None:
                watts = float(node.base_load.m_as("W"))
                found[node.id] = (watts, watts)
            if self.lines[node.id].fixed_w:
                found[node.id + _LOSSES] = self.lines[node.id].fixed
        return found

    @cached_property
    def starts(self) -> list[str]:
        """All that loads the tree: busways, base loads, losses without load."""
        busways = [node.id for node in self.nodes.values() if node.kind == "busway"]
        return list(dict.fromkeys([*busways, *self.base]))

    @cached_property
    def reach(self) -> Mapping[str, Sequence[str]]:
        """For each node, the starts that it could ever feed."""
        found: dict[str, list[str]] = defaultdict(list)
        for start in self.starts:
            seen: set[str] = set()
            queue = [start.removesuffix(_LOSSES)]
            while queue:
                node = queue.pop()
                if node not in seen:
                    seen.add(node)
                    found[node].append(start)
                    queue.extend(self.nodes[node].fed_by)
        return found

    @cached_property
    def normal(self) -> dict[str, Chain]:
        """The chains of all starts with nothing lost."""
        return {start: self.chain(start) for start in self.starts}

    def state(self, failure: Failure) -> PowerState:
        """What a loss changes, with a component out for maintenance or not."""
        lost = {name for name in (failure.component, failure.during) if name}
        starts = dict.fromkeys(start for name in sorted(lost) for start in self.reach.get(name, ()))
        chains = {start: self.chain(start, lost) for start in starts}
        changed = {s: chain for s, chain in chains.items() if chain != self.normal[s]}
        return PowerState(failure, changed)

    def chain(self, start: str, lost: Collection[str] = ()) -> Chain:
        """Follow the first live source upwards; empty when a source cannot be reached."""
        node = start.removesuffix(_LOSSES)
        if not self._is_alive(node, lost):
            return ()
        begin: str | None = node if node == start else self._supplier(node, lost)
        return tuple(self._links(begin, lost))

    def _links(self, node: str | None, lost: Collection[str]) -> Iterator[Link]:
        real, apparent = _OF_LOAD
        while node is not None:
            yield Link(node, real, apparent)
            real, apparent = self.lines[node].of(real, apparent)
            node = self._supplier(node, lost)

    def _supplier(self, node: str, lost: Collection[str]) -> str | None:
        """What feeds a live node; None for a source."""
        above = self.nodes[node].fed_by
        return next((source for source in above if self._is_alive(source, lost)), None)

    def _is_alive(self, node: str, lost: Collection[str]) -> bool:
        if node in lost:
            return False
        above = self.nodes[node].fed_by
        return not above or any(self._is_alive(source, lost) for source in above)
