"""The power tree reduced to chains: what each busway loads, whole and after each loss.

For one state of the tree every busway has one live chain of nodes above it. A link of a chain says
what one watt and one volt-ampere on the busway load a node with, losses in between included.
Losses that are there without load are loads of their own, with a chain above the node that has
them. Only what a loss of a component changes is worked out anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from rackplan.model.power import POWER_KINDS, PowerNode
from rackplan.model.site import Site
from rackplan.model.verdict import Failure
from rackplan.optimize.intake_lines import IntakeLine, Pair, intake_line

__all__ = ["Chain", "Link", "PowerState", "PowerStates", "power_states"]

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
class PowerStates:
    """The normal state, and one state a loss that changes anything.

    Attributes
    ----------
    base : mapping of start to Pair
        Loads that are no rack [W, and VA]: base loads of nodes, losses without load.
    dark_machines : tuple of (Failure, frozenset of str)
        Cooling machines that a loss of power leaves without a feed; losses that leave none are not
        listed.
    """

    normal: PowerState
    losses: tuple[PowerState, ...]
    base: Mapping[str, Pair]
    dark_machines: tuple[tuple[Failure, frozenset[str]], ...] = ()

    def chain(self, state: PowerState, node: str) -> Chain:
        """The live chain of a busway or a loaded node in a state."""
        chain = state.chains.get(node)
        return self.normal.chains[node] if chain is None else chain

    @cached_property
    def busways_of(self) -> dict[str, tuple[str, ...]]:
        """The starts of all chains that touch a node in any state."""
        touching: dict[str, set[str]] = defaultdict(set)
        for state in (self.normal, *self.losses):
            for start, chain in state.chains.items():
                for link in chain:
                    touching[link.node].add(start)
        return {node: tuple(sorted(starts)) for node, starts in touching.items()}


def power_states(site: Site) -> PowerStates:
    """Reduce the tree of a site to the chains of its normal state and of every loss to survive."""
    tree = _Tree(site.power, {node.id: intake_line(node) for node in site.power.values()})
    normal = {start: tree.chain(start, lost="") for start in tree.starts}
    reach = _reach(site.power, tree.starts)
    losses = []
    for kind in POWER_KINDS:
        if kind in site.policy.survive:
            for lost in site.components(kind):
                changed = {
                    start: chain
                    for start in reach.get(lost, ())
                    if (chain := tree.chain(start, lost)) != normal[start]
                }
                if changed:
                    losses.append(PowerState(Failure(kind, lost), changed))
    dark = _dark_machines(site, losses)
    return PowerStates(PowerState(None, normal), tuple(losses), tree.base, dark)


@dataclass(frozen=True)
class _Tree:
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

    def chain(self, start: str, lost: str) -> Chain:
        """Follow the first live source upwards; empty when a source cannot be reached."""
        node = start.removesuffix(_LOSSES)
        if not self._is_alive(node, lost):
            return ()
        begin: str | None = node if node == start else self._supplier(node, lost)
        return tuple(self._links(begin, lost))

    def _links(self, node: str | None, lost: str) -> Iterator[Link]:
        real, apparent = _OF_LOAD
        while node is not None:
            yield Link(node, real, apparent)
            real, apparent = self.lines[node].of(real, apparent)
            node = self._supplier(node, lost)

    def _supplier(self, node: str, lost: str) -> str | None:
        """What feeds a live node; None for a source."""
        above = self.nodes[node].fed_by
        return next((source for source in above if self._is_alive(source, lost)), None)

    def _is_alive(self, node: str, lost: str) -> bool:
        if node == lost:
            return False
        above = self.nodes[node].fed_by
        return not above or any(self._is_alive(source, lost) for source in above)


def _dark_machines(
    site: Site, losses: list[PowerState]
) -> tuple[tuple[Failure, frozenset[str]], ...]:
    machines = {node.id for node in site.power.values() if node.kind == "machine"}
    found = []
    for state in losses:
        assert state.failure is not None, "the normal state is no loss"
        dark = frozenset(m for m in machines & state.chains.keys() if not state.chains[m])
        if dark:
            found.append((state.failure, dark))
    return tuple(found)


def _reach(nodes: Mapping[str, PowerNode], starts: list[str]) -> dict[str, list[str]]:
    """For each node, the starts that it could ever feed."""
    reach: dict[str, list[str]] = defaultdict(list)
    for start in starts:
        seen: set[str] = set()
        queue = [start.removesuffix(_LOSSES)]
        while queue:
            node = queue.pop()
            if node not in seen:
                seen.add(node)
                reach[node].append(start)
                queue.extend(nodes[node].fed_by)
    return reach
