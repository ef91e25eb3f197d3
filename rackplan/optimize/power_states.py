"""The power tree reduced to chains: what each busway loads, whole and after each loss.

For one state of the tree every busway has one live chain of nodes above it. A chain carries a
factor for each node: what one watt on the busway loads it with, losses in between included.
Only what a loss changes is worked out anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from rackplan.model.power import POWER_KINDS, PowerNode
from rackplan.model.site import Site
from rackplan.model.verdict import Failure

__all__ = ["PowerState", "PowerStates", "power_states"]

Chain = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class PowerState:
    """The tree with nothing, or one component, lost.

    Attributes
    ----------
    failure : Failure or None
        None in the normal state.
    chains : mapping of node id to chain
        Live chains above busways and above nodes with a base load, the node itself first; a dead
        node has the empty chain. In a failure state only those that differ from the normal state.
    """

    failure: Failure | None
    chains: Mapping[str, Chain]


@dataclass(frozen=True)
class PowerStates:
    """The normal state, and one state a loss that changes anything.

    Attributes
    ----------
    dark_machines : tuple of (Failure, frozenset of str)
        Cooling machines that a loss of power leaves without a feed; losses that leave none are not
        listed.
    """

    normal: PowerState
    losses: tuple[PowerState, ...]
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
                for node, _ in chain:
                    touching[node].add(start)
        return {node: tuple(sorted(starts)) for node, starts in touching.items()}


def power_states(site: Site) -> PowerStates:
    """Reduce the tree of a site to the chains of its normal state and of every loss to survive."""
    starts = [n.id for n in site.power.values() if n.kind == "busway" or n.base_load is not None]
    normal = {start: _chain(site.power, start, lost="") for start in starts}
    reach = _reach(site.power, starts)
    losses = []
    for kind in POWER_KINDS:
        if kind in site.policy.survive:
            for lost in site.components(kind):
                changed = {
                    start: chain
                    for start in reach.get(lost, ())
                    if (chain := _chain(site.power, start, lost)) != normal[start]
                }
                if changed:
                    losses.append(PowerState(Failure(kind, lost), changed))
    return PowerStates(PowerState(None, normal), tuple(losses), _dark_machines(site, losses))


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


def _chain(nodes: Mapping[str, PowerNode], start: str, lost: str) -> Chain:
    """Follow the first live source upwards; empty when a source cannot be reached."""
    chain: list[tuple[str, float]] = []
    node: str | None = start if _alive(nodes, start, lost) else None
    factor = 1.0
    while node is not None:
        chain.append((node, factor))
        factor /= float(nodes[node].efficiency.magnitude)
        above = nodes[node].fed_by
        node = next((source for source in above if _alive(nodes, source, lost)), None)
    return tuple(chain)


def _alive(nodes: Mapping[str, PowerNode], node: str, lost: str) -> bool:
    if node == lost:
        return False
    above = nodes[node].fed_by
    return not above or any(_alive(nodes, source, lost) for source in above)


def _reach(nodes: Mapping[str, PowerNode], starts: list[str]) -> dict[str, list[str]]:
    """For each node, the starts that it could ever feed."""
    reach: dict[str, list[str]] = defaultdict(list)
    for start in starts:
        seen: set[str] = set()
        queue = [start]
        while queue:
            node = queue.pop()
            if node not in seen:
                seen.add(node)
                reach[node].append(start)
                queue.extend(nodes[node].fed_by)
    return reach
