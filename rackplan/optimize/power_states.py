"""The power tree reduced to chains: what each busway loads, whole and after each loss.

For one state of the tree every busway has one live chain of nodes above it: `chains`. Only what a
loss of a component changes is worked out anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from rackplan.model.power import POWER_KINDS
from rackplan.model.site import Site
from rackplan.model.verdict import Failure
from rackplan.optimize.alike import once_a_kind
from rackplan.optimize.chains import Chain, Link, PowerState, Tree
from rackplan.optimize.intake_lines import IntakeLine, Pair, intake_line
from rackplan.optimize.maintenance_pairs import SourcesOnly, maintenance_pairs, whole_nodes

__all__ = ["PowerStates", "power_states"]


@dataclass(frozen=True)
class PowerStates:
    """The normal state, and one state a loss that changes anything.

    Attributes
    ----------
    losses : tuple of PowerState
        After each single loss, and during maintenance: with nothing lost beside it, and with each
        loss that shares influence with it.
    sources_only : tuple of SourcesOnly
        Losses and maintenance that meet in sources of power only.
    base : mapping of start to Pair
        Loads that are no rack [W, and VA]: base loads of nodes, losses without load.
    dark_machines : tuple of (Failure, frozenset of str)
        Cooling machines that a loss of power leaves without a feed; losses that leave none are not
        listed.
    lines : mapping of node id to IntakeLine
        What each node draws for what it carries.
    """

    normal: PowerState
    losses: tuple[PowerState, ...]
    base: Mapping[str, Pair]
    dark_machines: tuple[tuple[Failure, frozenset[str]], ...] = ()
    sources_only: tuple[SourcesOnly, ...] = ()
    lines: Mapping[str, IntakeLine] = field(default_factory=dict)
    _links: dict[int, dict[str, Link]] = field(default_factory=dict, repr=False, compare=False)

    def chain(self, state: PowerState, node: str) -> Chain:
        """The live chain of a busway or a loaded node in a state."""
        chain = state.chains.get(node)
        return self.normal.chains[node] if chain is None else chain

    def links(self, chain: Chain) -> dict[str, Link]:
        """What a chain of one of the states loads, by node."""
        if id(chain) not in self._links:  # the states keep their chains, so no id comes twice
            self._links[id(chain)] = {link.node: link for link in chain}
        return self._links[id(chain)]

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
    lines = once_a_kind(site.power.values(), intake_line)
    tree = Tree(site.power, lines)
    singles = [
        tree.state(Failure(kind, lost))
        for kind in POWER_KINDS
        if kind in site.policy.survive
        for lost in whole_nodes(site, kind)
    ]
    during, sources_only = maintenance_pairs(site, tree, singles)
    losses = [state for state in (*singles, *during, *_emptied(site, tree)) if state.chains]
    return PowerStates(
        normal=PowerState(None, tree.normal),
        losses=tuple(losses),
        base=tree.base,
        dark_machines=_dark_machines(site, losses),
        sources_only=tuple(sources_only),
        lines=lines,
    )


def _emptied(site: Site, tree: Tree) -> Iterator[PowerState]:
    """States in which a node of two machines has one lost and the other in maintenance."""
    for node in site.power.values():
        if node.parallel == 2 and node.kind in {*site.policy.survive} & {*site.policy.maintain}:
            first, second = node.machines
            whole = tree.state(Failure(node.kind, node.id))
            yield PowerState(Failure(node.kind, first, second), whole.chains)


def _dark_machines(
    site: Site, losses: Sequence[PowerState]
) -> tuple[tuple[Failure, frozenset[str]], ...]:
    machines = {node.id for node in site.power.values() if node.kind == "machine"}
    found = []
    for state in losses:
        assert state.failure is not None, "the normal state is no loss"
        dark = frozenset(m for m in machines & state.chains.keys() if not state.chains[m])
        if dark:
            found.append((state.failure, dark))
    return tuple(found)
