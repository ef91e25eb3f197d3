"""Power flow: what every node carries, whole and after the loss of one of them.

With nothing lost a node draws from the first of its `fed_by`. After a loss a node is there when
it is not the lost one and is a source or has something left that feeds it; it draws from the first
that is left. A loss is followed down to what it takes with it or moves, to the racks that
then draw otherwise, and from those up again to the sources: nothing else changes.

Why not a share of each scheme (75 % for 4N/3)? Such a figure holds for balanced loads only. The
walk holds for any loads on any tree.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from rackplan.model.verdict import Contributor, Failure
from rackplan.units import APPARENT_POWER, POWER, Quantity, unit_of, ureg
from rackplan.verify.loads import Load
from rackplan.verify.tree import SOURCE, PowerTree

__all__ = ["Flow", "State"]

_GONE = -2
"""The supplier of a node that nothing feeds any more."""


@dataclass(frozen=True)
class State:
    """What differs from the normal state after a loss; all of it in the normal state.

    Attributes
    ----------
    failure : Failure or None
    moved : mapping of int to int
        Nodes with another supplier than normal, and that supplier.
    draws_kw : mapping of int to tuple of float
        Loads that draw otherwise than normal, and what they take from each feed.
    nodes : int[entry]
        Nodes that are there and whose load was reckoned anew.
    kw, kva : float64[entry]
        Their loads.
    left : mapping of int to float
        Nodes that lost one of several machines, and the share of their rating that is left.
    """

    failure: Failure | None
    moved: Mapping[int, int]
    draws_kw: Mapping[int, tuple[float, ...]]
    nodes: npt.NDArray[np.intp]
    kw: npt.NDArray[np.float64]
    kva: npt.NDArray[np.float64]
    left: Mapping[int, float] = field(default_factory=dict)

    def is_gone(self, node: int) -> bool:
        """Whether nothing feeds a node any more."""
        return self.moved.get(node) == _GONE

    def within(self, left: Mapping[int, float]) -> State:
        """The same loads, where nodes may use no more than a share of their rating."""
        return replace(self, left=left)

    @property
    def real(self) -> Quantity:
        """Real power of the nodes [kW]."""
        return ureg.Quantity(self.kw, unit_of(POWER))

    @property
    def apparent(self) -> Quantity:
        """Apparent power of the nodes [kVA]."""
        return ureg.Quantity(self.kva, unit_of(APPARENT_POWER))


@dataclass(frozen=True)
class Flow:
    """Loads on a tree, and the states that its losses bring."""

    tree: PowerTree
    loads: tuple[Load, ...]

    @cached_property
    def loads_at(self) -> Mapping[int, tuple[tuple[int, int], ...]]:
        """Loads that hang on each node: which one, and with which of its cords."""
        hanging: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for index, load in enumerate(self.loads):
            for cord, feed in enumerate(load.feeds):
                hanging[feed].append((index, cord))
        return {node: tuple(pairs) for node, pairs in hanging.items()}

    @cached_property
    def normal(self) -> State:
        """The state with nothing lost."""
        return State(
            failure=None,
            moved={},
            draws_kw={},
            nodes=np.arange(len(self.tree.nodes)),
            kw=np.array([kw for kw, _ in self._normal_loads]),
            kva=np.array([kva for _, kva in self._normal_loads]),
        )

    def after(self, failure: Failure) -> State:
        """The state after the loss of a power node, with one out for maintenance or not.

        Either may be one of several machines in parallel, which leaves its node with the others.
        """
        names = {failure.component, failure.during}
        left = self._left({name for name in names if name in self.tree.machines})
        lost = {self.tree.rank[name] for name in names if name in self.tree.rank}
        moved = self._followed_down(lost | {node for node, share in left.items() if not share})
        draws = self._drawn_otherwise(moved)
        carried = self._followed_up(moved, self._changes(draws), left)
        nodes = [node for node in carried if moved.get(node) != _GONE]
        return State(
            failure=failure,
            moved=moved,
            draws_kw=draws,
            nodes=np.array(nodes, dtype=np.intp),
            kw=np.array([carried[node][0] for node in nodes]),
            kva=np.array([carried[node][1] for node in nodes]),
            left=left,
        )

    def _left(self, machines: Collection[str]) -> dict[int, float]:
        """The share of its rating that each node has left without some of its machines."""
        nodes = Counter(self.tree.machines[machine] for machine in machines)
        return {node: 1.0 - lost / self.tree.nodes[node].parallel for node, lost in nodes.items()}

    def dark_kw(self, state: State) -> dict[int, float]:
        """Planned power that goes dark with each load that lost a feed, or 0 [kW]."""
        return {
            index: 0.0 if any(draws) else self.loads[index].planned_kw
            for index, draws in state.draws_kw.items()
        }

    def dark_machines(self, state: State) -> frozenset[str]:
        """Ids of the cooling machines that nothing feeds in a state."""
        gone = (node for node, supplier in state.moved.items() if supplier == _GONE)
        nodes = (self.tree.nodes[node] for node in gone)
        return frozenset(node.id for node in nodes if node.kind == "machine")

    def contributors(self, node: int, state: State, *, apparent: bool) -> Iterator[Contributor]:
        """What loads a node in a state: racks, base loads, losses without load [kW or kVA].

        A load is seen at the node: with its share of the losses on the way, which is that of what
        each node on the way draws over what it gives.
        """
        seen: dict[str, float] = defaultdict(float)
        loads = self.loads_in(state)
        below = [(node, 1.0)]
        while below:
            at, gain = below.pop()
            if self.tree.base_kw[at]:
                seen[f"{self.tree.nodes[at].id} base load"] += self.tree.base_kw[at] * gain
            for index, cord in self.loads_at.get(at, ()):
                load = self.loads[index]
                drawn = self.draws(index, state)[cord] * gain
                seen[load.name] += drawn / load.power_factor if apparent else drawn
            for user in self.tree.users[at]:
                if state.moved.get(user, self.tree.supplier(user)) == at:
                    given = loads[user][int(apparent)]
                    drawn = self.tree.intakes[user].of(*loads[user])[int(apparent)]
                    if given:
                        below.append((user, gain * drawn / given))
                    elif drawn:
                        seen[f"{self.tree.nodes[user].id} without load"] += drawn * gain
        return (Contributor(name, value) for name, value in seen.items())

    def loads_in(self, state: State) -> Sequence[tuple[float, float]]:
        """Real and apparent power that every node gives in a state; nothing of one that is gone."""
        loads = list(self._normal_loads)
        for node, supplier in state.moved.items():
            if supplier == _GONE:
                loads[node] = (0.0, 0.0)
        for node, kw, kva in zip(state.nodes, state.kw, state.kva, strict=True):
            loads[node] = (float(kw), float(kva))
        return loads

    def losses_kw(self, state: State) -> npt.NDArray[np.float64]:
        """What each node turns into heat in a state, float64[node]."""
        lost = np.zeros(len(self.tree.nodes))
        for node, (kw, kva) in enumerate(self.loads_in(state)):
            if state.moved.get(node) != _GONE:
                lost[node] = self.tree.intakes[node].of(kw, kva)[0] - kw
        return lost

    @cached_property
    def _normal_draws(self) -> tuple[tuple[float, ...], ...]:
        return tuple(load.draws_kw([True] * len(load.feeds)) for load in self.loads)

    @cached_property
    def _normal_loads(self) -> Sequence[tuple[float, float]]:
        """Real and apparent power of all nodes with nothing lost, from the racks up."""
        kw, kva = list(self.tree.base_kw), list(self.tree.base_kw)  # at power factor 1
        for load, draws in zip(self.loads, self._normal_draws, strict=True):
            for feed, drawn in zip(load.feeds, draws, strict=True):
                kw[feed] += drawn
                kva[feed] += drawn / load.power_factor
        for node in range(len(kw) - 1, -1, -1):
            supplier = self.tree.supplier(node)
            if supplier != SOURCE:
                real, apparent = self.tree.intakes[node].of(kw[node], kva[node])
                kw[supplier] += real
                kva[supplier] += apparent
        return list(zip(kw, kva, strict=True))

    @cached_property
    def _normal_intakes(self) -> Sequence[tuple[float, float]]:
        """What all nodes draw with nothing lost."""
        loads = zip(self.tree.intakes, self._normal_loads, strict=True)
        return [intake.of(*load) for intake, load in loads]

    def draws(self, index: int, state: State) -> tuple[float, ...]:
        """What a load takes from each of its feeds in a state [kW]."""
        changed = state.draws_kw.get(index)
        return self._normal_draws[index] if changed is None else changed

    def _followed_down(self, lost: Collection[int]) -> dict[int, int]:
        """Nodes that a loss takes along or moves to another supplier.

        Ranks are taken in rising order, so all that may feed a node is settled before it.
        """
        moved = dict.fromkeys(lost, _GONE)
        waiting = [user for node in lost for user in self.tree.users[node]]
        heapq.heapify(waiting)
        while waiting:
            node = heapq.heappop(waiting)
            if node in moved:
                continue
            left = (source for source in self.tree.fed_by[node] if moved.get(source) != _GONE)
            supplier = next(left, _GONE)
            if supplier == self.tree.supplier(node):
                continue
            moved[node] = supplier
            if supplier == _GONE:
                for user in self.tree.users[node]:
                    heapq.heappush(waiting, user)
        return moved

    def _drawn_otherwise(self, moved: Mapping[int, int]) -> dict[int, tuple[float, ...]]:
        """What the loads that lost a feed take from each of their feeds [kW]."""
        gone = [node for node, supplier in moved.items() if supplier == _GONE]
        touched = {index for node in gone for index, _ in self.loads_at.get(node, ())}
        return {
            index: load.draws_kw([moved.get(feed) != _GONE for feed in load.feeds])
            for index in sorted(touched)
            for load in (self.loads[index],)
        }

    def _changes(self, draws: Mapping[int, tuple[float, ...]]) -> dict[int, tuple[float, float]]:
        """Change of the load of each feed that racks draw otherwise from [kW, and kVA]."""
        changes: dict[int, tuple[float, float]] = {}
        for index, now in draws.items():
            load, before = self.loads[index], self._normal_draws[index]
            for feed, old, new in zip(load.feeds, before, now, strict=True):
                kw, kva = changes.get(feed, (0.0, 0.0))
                changes[feed] = kw + new - old, kva + (new - old) / load.power_factor
        return changes

    def _followed_up(
        self,
        moved: Mapping[int, int],
        changes: dict[int, tuple[float, float]],
        left: Mapping[int, float],
    ) -> dict[int, tuple[float, float]]:
        """Loads of all nodes that a loss touches, from the busways up to the sources.

        A node that lost some of its machines carries its load with the others, at another loss.

        Ranks are taken in falling order, so all that a node feeds is settled before it. A node
        that moved takes what it drew off its normal supplier and puts what it draws on the other.
        """
        carried: dict[int, tuple[float, float]] = {}
        waiting = [-node for node in {*moved, *changes, *left}]
        heapq.heapify(waiting)
        while waiting:
            node = -heapq.heappop(waiting)
            if node in carried:
                continue
            before, supplier = self.tree.supplier(node), moved.get(node, self.tree.supplier(node))
            carried[node] = load = self._load(node, supplier, changes)
            intake = self.tree.intakes[node].with_rating(left.get(node, 1.0))
            drawn = (0.0, 0.0) if supplier == _GONE else intake.of(*load)
            normal = self._normal_intakes[node]
            for other, (kw, kva) in ((before, (-normal[0], -normal[1])), (supplier, drawn)):
                if other >= 0:
                    more_kw, more_kva = changes.get(other, (0.0, 0.0))
                    changes[other] = more_kw + kw, more_kva + kva
                    heapq.heappush(waiting, -other)
        return carried

    def _load(
        self, node: int, supplier: int, changes: Mapping[int, tuple[float, float]]
    ) -> tuple[float, float]:
        """What a node gives after a loss; a hair below nothing is a matter of rounding."""
        if supplier == _GONE:
            return 0.0, 0.0
        kw, kva = self._normal_loads[node]
        more_kw, more_kva = changes.get(node, (0.0, 0.0))
        return max(kw + more_kw, 0.0), max(kva + more_kva, 0.0)
