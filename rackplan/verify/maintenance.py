"""One loss while another component is out for maintenance: the pairs that matter.

Most pairs of components do not know of each other: what one takes or moves, and the nodes whose
load it changes, are not those of the other. Such a pair breaks nothing that one of the two does not
break alone, and is left out. Where two meet in a source of power only, the source carries the
change of both: that is added up, for all such pairs at once. Every other pair is a state of its
own, walked like that after a single loss.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from rackplan.model.site import Site
from rackplan.model.verdict import Failure
from rackplan.verify.flow import Flow, State

__all__ = ["Maintenance", "SourcePair", "maintenance_of"]

_NOTHING = 1e-9
"""A change of load [kW] that is a matter of rounding."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class SourcePair:
    """The pair that loads a source most, of those that meet in sources only.

    Attributes
    ----------
    node : int
        Rank of the source.
    kw, kva : float
        What it gives.
    """

    node: int
    failure: Failure
    kw: float
    kva: float


@dataclass(frozen=True)
class Maintenance:
    """States with a component out for maintenance.

    Attributes
    ----------
    states : tuple of State
        With nothing lost beside it, where the policy does not name its loss anyway, and with each
        loss that shares influence with it.
    sources : tuple of SourcePair
        The worst of each source, of the pairs that meet in sources only.
    pairs : int
        How many such pairs there are.
    """

    states: tuple[State, ...] = ()
    sources: tuple[SourcePair, ...] = ()
    pairs: int = 0


def maintenance_of(site: Site, flow: Flow, states: Sequence[State]) -> Maintenance:
    """Pair what the policy wants maintained with each single loss of a power node.

    Parameters
    ----------
    states : sequence of State
        After each single loss.
    """
    if not site.policy.maintain:
        return Maintenance()
    lost = [_Reach.of(flow, state) for state in states]
    single = {reach.component: reach for reach in lost}
    out: list[_Reach] = []
    alone: list[State] = []
    for kind in dict.fromkeys(site.policy.maintain):
        for name in site.components(kind):
            if name in single:
                out.append(single[name])
            else:
                alone.append(flow.after(Failure(kind, name, name)))
                out.append(_Reach.of(flow, alone[-1]))
    meeting = _Meeting(flow, out, lost)
    sources, pairs = meeting.in_sources()
    return Maintenance((*alone, *meeting.states()), sources, pairs)


@dataclass(frozen=True)
class _Reach:
    """What one component influences when it is not there.

    Attributes
    ----------
    gone : frozenset of int
        Nodes that go with it.
    core : frozenset of int
        Nodes that it takes, moves or loads otherwise; of sources only those that it takes, and
        those of several machines, whose limit a loss changes too.
    at_sources : mapping of int to (float, float)
        Change of the load of each source that is left [kW, kVA].
    darkens : bool
        Whether it leaves cooling machines without a feed.
    """

    state: State
    component: str
    gone: frozenset[int]
    core: frozenset[int]
    at_sources: Mapping[int, tuple[float, float]]
    darkens: bool

    @classmethod
    def of(cls, flow: Flow, state: State) -> _Reach:
        assert state.failure is not None, "the normal state loses nothing"
        gone = frozenset(node for node in state.moved if state.is_gone(node))
        touched = {*state.moved, *state.nodes.tolist()}
        single = (node for node in touched - gone if flow.tree.nodes[node].parallel == 1)
        sources = {node for node in single if not flow.tree.fed_by[node]}
        places = {node: entry for entry, node in enumerate(state.nodes.tolist())}
        normal = flow.normal
        change = {
            node: (
                float(state.kw[places[node]] - normal.kw[node]),
                float(state.kva[places[node]] - normal.kva[node]),
            )
            for node in sources & places.keys()
        }
        return cls(
            state=state,
            component=state.failure.component,
            gone=gone,
            core=frozenset(touched - sources),
            at_sources=change,
            darkens=bool(flow.dark_machines(state)),
        )


@dataclass(frozen=True)
class _Meeting:
    """What is out for maintenance against what may be lost."""

    flow: Flow
    out: Sequence[_Reach]
    lost: Sequence[_Reach]

    def states(self) -> Iterator[State]:
        """The state of every pair that shares more than sources."""
        for number, maintained in enumerate(self.out):
            for other in sorted(self._sharing[number]):
                loss = self.lost[other]
                if not self._is_known(maintained, loss):
                    failure = loss.state.failure
                    assert failure is not None, "a loss has a failure"
                    pair = Failure(failure.kind, failure.component, maintained.component)
                    yield self.flow.after(pair)

    def in_sources(self) -> tuple[tuple[SourcePair, ...], int]:
        """The worst pair of each source, of those that share sources only, and how many share."""
        found: list[SourcePair] = []
        meets = np.zeros((len(self.out), len(self.lost)), dtype=bool)
        apart = np.ones_like(meets)
        for number, sharing in enumerate(self._sharing):
            apart[number, sorted(sharing)] = False
        for node in sorted({node for reach in self.out for node in reach.at_sources}):
            of_out, of_lost = (_changes(side, node) for side in (self.out, self.lost))
            both = apart & (abs(of_out[:, :1]) > _NOTHING) & (abs(of_lost[:, 0]) > _NOTHING)
            meets |= both
            if both.any():
                found.append(self._worst(node, both, of_out, of_lost))
        return tuple(found), int(meets.sum())

    @cached_property
    def _sharing(self) -> list[set[int]]:
        """For each component in maintenance, the losses that it shares more than sources with."""
        touching: dict[int, set[int]] = defaultdict(set)
        loading: dict[int, set[int]] = defaultdict(set)
        for number, loss in enumerate(self.lost):
            for node in loss.core:
                touching[node].add(number)
            for node in loss.at_sources:
                loading[node].add(number)
        darkening = {number for number, loss in enumerate(self.lost) if loss.darkens}
        found = []
        for maintained in self.out:
            sharing = set(darkening) if maintained.darkens else set()
            for node in (*maintained.core, *maintained.at_sources):
                sharing |= touching.get(node, set())
            for node in maintained.gone:
                sharing |= loading.get(node, set())
            found.append(sharing)
        return found

    @cached_property
    def _ranks(self) -> Mapping[str, int]:
        """The node that a component is, or is a machine of."""
        return {**self.flow.tree.rank, **self.flow.tree.machines}

    def _is_known(self, maintained: _Reach, loss: _Reach) -> bool:
        """Whether one of the two goes with the other, so that the pair is the other alone."""
        ranks = self._ranks
        goes = ranks[loss.component] in maintained.gone
        comes = ranks[maintained.component] in loss.gone
        return goes or comes or maintained.component == loss.component

    def _worst(
        self, node: int, both: npt.NDArray[np.bool_], of_out: Floats, of_lost: Floats
    ) -> SourcePair:
        """The pair with the highest load, as the source is rated."""
        rated = 0 if self.flow.tree.in_kw[node] else 1
        sums = np.where(both, of_out[:, rated, None] + of_lost[:, rated], -np.inf)
        m, f = divmod(int(sums.argmax()), sums.shape[1])
        more = of_out[m] + of_lost[f]
        failure = self.lost[f].state.failure
        assert failure is not None, "a loss has a failure"
        return SourcePair(
            node=node,
            failure=Failure(failure.kind, failure.component, self.out[m].component),
            kw=float(self.flow.normal.kw[node] + more[0]),
            kva=float(self.flow.normal.kva[node] + more[1]),
        )


def _changes(reaches: Sequence[_Reach], node: int) -> Floats:
    """Change of a source's load by each component: float64[component, (kW, kVA)]."""
    return np.array([reach.at_sources.get(node, (0.0, 0.0)) for reach in reaches]).reshape(-1, 2)
