"""What boards and busways carry on each of their lines: by side, whole, and after the worst loss.

Loads are those of the verifier's walk of the tree. Where all racks below are three-phase, the lines
of a node carry alike. A busway with single-phase racks has the phasors of the verifier; a board
above it carries what the lines of its busways do, added up as numbers, which is no less than they
are together.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from rackplan.handover.places import RackPlace
from rackplan.model.power import PowerNode
from rackplan.model.verdict import Failure
from rackplan.units import VOLTAGE, magnitude
from rackplan.verify.facts import Facts
from rackplan.verify.flow import State
from rackplan.verify.lines import BuswayLines
from rackplan.verify.tree import SOURCE

__all__ = ["LineLoads", "NodeLines"]

_KEEPS_LINES = frozenset({"board", "busway"})
"""What passes each line on as it is; a transformer or a UPS draws alike on all three."""

_ROOT3 = math.sqrt(3.0)

Floats = npt.NDArray[np.float64]


@dataclass(slots=True)
class NodeLines:
    """A board or busway.

    Attributes
    ----------
    volts : float or None
        Line to line, or between the poles; None where neither the node nor what it feeds says so.
    side_a, side_b : float64[line] [kVA]
        What racks draw through it with their cords on side A and on side B, with nothing lost. Of
        a line it is its current times the voltage to the neutral: a third of a three-phase load.
    other : float [kVA]
        What is no rack, on each line: machines, base loads, losses without load.
    normal, worst : float64[line] [kVA]
        With nothing lost, and after the loss that leaves least.
    limit, limit_then : float or None [kVA]
        What a line may carry, and what it may after that loss; None where it is rated in kW.
    neutral : float or None [kVA]
        The most of any state; None where it is not reckoned.
    after : Failure or None
        The loss that leaves least; None where none adds to it.
    """

    node: PowerNode
    volts: float | None
    limit: float | None
    normal: Floats
    worst: Floats
    limit_then: float | None
    side_a: Floats = field(default_factory=lambda: np.zeros(3))
    side_b: Floats = field(default_factory=lambda: np.zeros(3))
    other: float = 0.0
    neutral: float | None = 0.0
    after: Failure | None = None

    def amperes(self, kva: Floats) -> tuple[float | None, ...]:
        """Currents of the lines; of direct current that of the poles alone [A]."""
        if self.volts is None:
            return None, None, None
        if self.node.current == "dc":
            return float(kva.sum() * 1e3 / self.volts), None, None
        return tuple((kva * _ROOT3 * 1e3 / self.volts).tolist())

    def ampere(self, kva: float | None) -> float | None:
        """The current of one line, of direct current that of the poles [A]."""
        return None if kva is None else self.amperes(np.full(3, kva))[0]


@dataclass(frozen=True)
class LineLoads:
    """Lines of all boards and busways of a plan.

    Attributes
    ----------
    places : tuple of RackPlace
        Which say on which side a feed is.
    """

    facts: Facts
    places: tuple[RackPlace, ...]

    @cached_property
    def nodes(self) -> Mapping[str, NodeLines]:
        """By id, in the order of the site."""
        tree = self.facts.flow.tree
        shares = self._by_side()
        found: dict[int, NodeLines] = {}
        for rank, node in enumerate(tree.nodes):
            if node.kind in _KEEPS_LINES:
                found[rank] = lines = self._whole(rank)
                lines.side_a, lines.side_b = shares[rank, :3], shares[rank, 3:6]
                lines.other = float(shares[rank, 6])
        for state in self.facts.states:
            self._take(state, found)
        by_id = {lines.node.id: lines for lines in found.values()}
        return {name: by_id[name] for name in self.facts.site.power if name in by_id}

    def _whole(self, rank: int) -> NodeLines:
        """A node with nothing lost."""
        tree, normal = self.facts.flow.tree, self.facts.flow.normal
        lines = self._lines(rank, normal, float(normal.kva[rank]))
        is_dc = tree.nodes[rank].current == "dc"
        limit = None if tree.in_kw[rank] and not is_dc else float(tree.limit[rank]) / 3.0
        whole = NodeLines(tree.nodes[rank], self._volts(rank), limit, lines, lines, limit)
        if rank in self._uneven:
            whole.neutral = self._neutral(rank, normal)
        return whole

    def _take(self, state: State, found: Mapping[int, NodeLines]) -> None:
        """Keep what a state leaves least of, node by node."""
        for rank, kva in zip(state.nodes.tolist(), state.kva.tolist(), strict=True):
            if rank not in found:
                continue
            node, lines = found[rank], self._lines(rank, state, kva)
            limit = None if node.limit is None else node.limit * state.left.get(rank, 1.0)
            now, then = 1.0 if limit is None else limit, node.limit_then or 1.0
            if lines.max() * then > node.worst.max() * now * (1 + 1e-9):
                node.worst, node.limit_then, node.after = lines, limit, state.failure
            if rank in self._uneven and node.neutral is not None:
                node.neutral = max(node.neutral, self._neutral(rank, state) or 0.0)

    def _lines(self, rank: int, state: State, kva: float) -> Floats:
        """What each line of a node carries in a state [kVA]."""
        if rank not in self._uneven:
            return np.full(3, kva / 3.0)
        if rank in self._busways:
            return self._kva(rank, state)
        given = self.facts.flow.loads_in(state)
        uneven, even = np.zeros(3), kva
        for user in self.facts.flow.tree.users[rank]:
            supplied = state.moved.get(user, self.facts.flow.tree.supplier(user)) == rank
            if supplied and user in self._uneven:
                drawn, carried = self._drawn(user, given), given[user][1]
                even -= drawn
                uneven += self._lines(user, state, carried) * (drawn / (carried or 1.0))
        return uneven + max(even, 0.0) / 3.0

    def _drawn(self, rank: int, given: Sequence[tuple[float, float]]) -> float:
        """Apparent power that a node draws for what it gives [kVA]."""
        return float(self.facts.flow.tree.intakes[rank].of(*given[rank])[1])

    def _kva(self, rank: int, state: State) -> Floats:
        """Currents of the verifier times the voltage to the neutral [kVA]."""
        return np.abs(self._phasors(rank, state)) * self._busways[rank].volts / _ROOT3 / 1e3

    def _neutral(self, rank: int, state: State) -> float | None:
        if rank not in self._busways:
            return None
        current = abs(self._phasors(rank, state).sum())
        return float(current * self._busways[rank].volts / _ROOT3 / 1e3)

    def _phasors(self, rank: int, state: State) -> npt.NDArray[np.complex128]:
        lines, busway = self.facts.lines, self._busways[rank]
        return lines.phasors(busway, state, lines.draws(busway, state))

    def _by_side(self) -> Floats:
        """Of racks on side A and on side B, and of all else, with nothing lost: [node, 7] [kVA]."""
        flow, tree = self.facts.flow, self.facts.flow.tree
        shares = np.zeros((len(tree.nodes), 7))
        given = flow.loads_in(flow.normal)
        for rank in range(len(tree.nodes) - 1, -1, -1):
            shares[rank] += self._own(rank)
            supplier = tree.supplier(rank)
            if supplier != SOURCE:
                shares[supplier] += self._passed_on(rank, shares[rank], given)
        return shares

    def _own(self, rank: int) -> Floats:
        """What racks and base load put on a node itself."""
        flow, own = self.facts.flow, np.zeros(7)
        own[6] = flow.tree.base_kw[rank] / 3.0
        on_a, hanging = self._on_a, flow.loads_at.get(rank, ())
        if rank in self._busways:
            busway = self._busways[rank]
            draws = self.facts.lines.draws(busway, flow.normal)
            is_a = np.array([on_a[index] == rank for index, _ in hanging])
            for start, mine in ((0, is_a), (3, ~is_a)):
                currents = np.abs((draws * mine) @ busway.per_kw)
                own[start : start + 3] = currents * busway.volts / _ROOT3 / 1e3
            return own
        for index, cord in hanging:
            start = 0 if on_a[index] == rank else 3
            kva = flow.draws(index, flow.normal)[cord] / flow.loads[index].power_factor
            own[start : start + 3] += kva / 3.0
        return own

    def _passed_on(self, rank: int, share: Floats, given: Sequence[tuple[float, float]]) -> Floats:
        """What a node draws for what it gives: alike on all lines, but for boards and busways."""
        drawn, kva = self._drawn(rank, given), given[rank][1]
        if not kva:
            return np.array([0.0] * 6 + [drawn / 3.0])
        passed = share * (drawn / kva)
        if self.facts.flow.tree.nodes[rank].kind not in _KEEPS_LINES:
            passed[:3], passed[3:6] = passed[:3].mean(), passed[3:6].mean()
        return passed

    @cached_property
    def _on_a(self) -> list[int]:
        """By load the node that is its feed A; -1 for none."""
        feed_a = {place.name: place.feed_a for place in self.places}
        rank = self.facts.flow.tree.rank
        return [rank.get(feed_a[rack.position], -1) for rack in self.facts.racks]

    @cached_property
    def _busways(self) -> Mapping[int, BuswayLines]:
        """Nodes on which a single-phase rack hangs."""
        rank = self.facts.flow.tree.rank
        feeds = {f for rack in self.facts.lines.single_phase for f in rack.placement.feeds}
        known = sorted(rank[feed] for feed in feeds if feed in rank)
        return {r: self.facts.lines.of(r) for r in known if r in self.facts.flow.loads_at}

    @cached_property
    def _uneven(self) -> frozenset[int]:
        """Nodes whose lines may differ: those, and the boards that may feed them."""
        tree, found = self.facts.flow.tree, set(self._busways)
        for rank in range(len(tree.nodes) - 1, -1, -1):
            if tree.nodes[rank].kind in _KEEPS_LINES and found.intersection(tree.users[rank]):
                found.add(rank)
        return frozenset(found)

    def _volts(self, rank: int) -> float | None:
        """Voltage of a node, else of the first board or busway that it feeds."""
        tree = self.facts.flow.tree
        voltage = tree.nodes[rank].voltage
        if voltage is not None:
            return magnitude(voltage, VOLTAGE)
        if rank in self._busways:
            return self._busways[rank].volts
        below = (self._volts(n) for n in tree.users[rank] if tree.nodes[n].kind in _KEEPS_LINES)
        return next((volts for volts in below if volts is not None), None)
