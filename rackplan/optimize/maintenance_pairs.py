"""One loss while another component is out for maintenance: the pairs that a row has to be made for.

What a component influences: the nodes above loads whose chain it changes, before and after, and
those above the other feeds of racks that it leaves on one. Two components that share none of these
but sources of power load no other node more together than apart. A source carries the change of
both: such pairs are handed over as they are, and their loads added up where rows are made.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rackplan.model.site import Site
from rackplan.model.verdict import Failure
from rackplan.optimize.chains import PowerState, Tree

__all__ = ["SourcesOnly", "maintenance_pairs", "whole_nodes"]


@dataclass(frozen=True, slots=True)
class SourcesOnly:
    """A component in maintenance, and the losses that it shares sources with and nothing else."""

    maintained: PowerState
    losses: tuple[PowerState, ...]


def maintenance_pairs(
    site: Site, tree: Tree, singles: Sequence[PowerState]
) -> tuple[list[PowerState], list[SourcesOnly]]:
    """Pair what the policy wants maintained with each single loss of a power node.

    Returns
    -------
    states : list of PowerState
        With nothing lost beside it, where the policy does not name its loss anyway, and of pairs
        that share influence.
    sources_only : list of SourcesOnly
        The pairs that meet in sources only.
    """
    known = {_component(state): state for state in singles}
    kinds = dict.fromkeys(site.policy.maintain)
    names = [(kind, name) for kind in kinds for name in whole_nodes(site, kind)]
    alone = [tree.state(Failure(kind, n, n)) for kind, n in names if n not in known]
    out = {**{_component(state): state for state in alone}, **known}
    feeds = _other_feeds(site)
    lost = [_reach(feeds, tree, state) for state in singles] if names else []
    states, sources_only = list(alone), []
    for _, name in names:
        reach = _reach(feeds, tree, out[name])
        sharing = [other for other in lost if other.shares_with(reach)]
        states += _pairs(tree, name, sharing)
        apart = tuple(
            other.state
            for other in lost
            if other.sources & reach.sources and not other.shares_with(reach)
        )
        if apart:
            sources_only.append(SourcesOnly(reach.state, apart))
    return states, sources_only


def whole_nodes(site: Site, kind: str) -> Iterator[str]:
    """Components of a kind that are nodes of their own, and no machines in parallel."""
    return (name for name in site.components(kind) if name in site.power)


def _pairs(tree: Tree, maintained: str, losses: Sequence[_Reach]) -> Iterator[PowerState]:
    for loss in losses:
        failure = loss.state.failure
        if failure is not None and failure.component != maintained:
            yield tree.state(Failure(failure.kind, failure.component, maintained))


@dataclass(frozen=True)
class _Reach:
    """What one component influences when it is not there."""

    state: PowerState
    core: frozenset[str]
    sources: frozenset[str]
    darkens: bool

    def shares_with(self, other: _Reach) -> bool:
        """Whether two components share more than sources that are there without either."""
        met = self.core & (other.core | other.sources) or self.sources & other.core
        return bool(met) or (self.darkens and other.darkens)


def _other_feeds(site: Site) -> dict[str, set[str]]:
    """For each busway, those that share racks with it."""
    others: dict[str, set[str]] = defaultdict(set)
    for row in site.rows.values():
        for feed in row.feeds:
            others[feed] |= {*row.feeds} - {feed}
    return others


def _reach(feeds: Mapping[str, set[str]], tree: Tree, state: PowerState) -> _Reach:
    component = _component(state)
    touched = {component}
    for start, chain in state.chains.items():
        touched |= {link.node for link in (*chain, *tree.normal[start])}
        for other in feeds.get(start, ()):
            after = state.chains.get(other, tree.normal[other])
            touched |= {link.node for link in (*after, *tree.normal[other])}
    sources = {node for node in touched if not tree.nodes[node].fed_by} - {component}
    dark = any(
        not chain and tree.nodes[start].kind == "machine"
        for start, chain in state.chains.items()
        if start in tree.nodes
    )
    return _Reach(state, frozenset(touched - sources), frozenset(sources), dark)


def _component(state: PowerState) -> str:
    assert state.failure is not None, "the normal state loses nothing"
    return state.failure.component
