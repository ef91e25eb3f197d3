"""What racks load the power nodes with: chains turned into coefficients.

A rack with both feeds alive draws its planned power, parted over them as its shelves are; with one
feed lost it draws its failover power on the other.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from rackplan.model.power import PowerNode
from rackplan.model.verdict import Failure
from rackplan.optimize.chains import Link, PowerState
from rackplan.optimize.intake_lines import Pair
from rackplan.optimize.power_states import PowerStates
from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Ints, Row

__all__ = ["NodeLoad", "NodeLoads"]

Floats = npt.NDArray[np.float64]

_MOST_STATES = 1000
"""States of a source that are written out, also where its limit can be seen to hold in all."""

_MOST_PAIRS = 2000
"""Pairs of maintenance and a loss that get a load each; of more, one load for each maintenance."""


@dataclass(frozen=True)
class NodeLoad:
    """Load of a node in one state.

    Attributes
    ----------
    node : str
        Id of the node.
    failure : Failure or None
        The state.
    each : int64[t, n]
        What a rack of type t in the n-th of `rows` loads the node with [W or VA], rounded up.
    base : int
        What loads it apart from racks [W or VA], rounded up.
    left : float
        The share of its rating that is left.
    rows : tuple of int
        Rows that the node ever feeds; the same ones in every state.
    """

    node: str
    failure: Failure | None
    each: Ints
    base: int
    left: float = 1.0
    rows: tuple[int, ...] = (0,)

    def implied_by(self, other: NodeLoad) -> bool:
        """Whether the other load is at least as heavy for every rack."""
        return bool(self.base <= other.base and (self.each <= other.each).all())


class NodeLoads:
    """Loads of all nodes of a problem, state by state."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._states: PowerStates = problem.power
        self._cords = np.array([rack.cords for rack in problem.racks])
        self._share_a = np.array([rack.share_on_a for rack in problem.racks])
        self._touched: dict[str, tuple[int, ...]] = {}
        self._bases_of: dict[str, list[str]] = {}
        self._places_of: dict[str, dict[int, int]] = {}
        self._normal_of: dict[str, tuple[Floats, float]] = {}
        self._rows_changed_of: dict[int, frozenset[int]] = {}
        self._feeds_of: dict[tuple[int, int], tuple[bool, list[dict[str, Link]]]] = {}
        self._load_of: dict[tuple[bool, tuple[Pair | None, ...]], Floats] = {}
        self._states_of: dict[str, list[PowerState]] = defaultdict(list)
        self._darkening_of: dict[tuple[int, int], Failure | None] = {}
        self._order = {id(state): n for n, state in enumerate(problem.power.losses)}
        for state in problem.power.losses:
            for start in state.chains:
                self._states_of[start].append(state)

    def row(self, rule: str, load: NodeLoad) -> Row:
        """``sum(load of racks) <= limit - base`` for a node in a state."""
        problem = self._problem
        terms = problem.table_terms(load.each, load.rows)
        return Row(
            rule,
            load.node,
            terms,
            upper=math.floor(problem.node_limit[load.node] * load.left + 1e-6) - load.base,
            scale=1000.0,
            unit="kW" if problem.node_is_real[load.node] else "kVA",
            offset=load.base,
            failure=load.failure,
        )

    def normal(self, node: str) -> NodeLoad:
        """Load of a node with nothing lost."""
        return self._load(node, self._states.normal)

    def short_of_machines(self, node: str) -> list[NodeLoad]:
        """Loads of a node of several machines in parallel, all alike, where it is short of some.

        Of one that is lost or in maintenance, with nothing lost beside it or any other component;
        or of one that is lost and one in maintenance.
        """
        box, policy = self._problem.site.power[node], self._problem.site.policy
        may_be_lost, is_maintained = box.kind in policy.survive, box.kind in policy.maintain
        if box.parallel == 1 or not (may_be_lost or is_maintained):
            return []
        first, second = box.machines[:2]
        normal, left = self.normal(node), 1.0 - 1.0 / box.parallel
        alone = Failure(box.kind, first, "" if may_be_lost else first)
        found = [replace(normal, failure=alone, left=left)]
        if may_be_lost and is_maintained:
            both = Failure(box.kind, first, second)
            found.append(replace(normal, failure=both, left=1.0 - 2.0 / box.parallel))
        for load in (self._load(node, state) for state in self._changing(node)):
            other = load.failure
            assert other is not None, "the normal state changes nothing"
            if other.during not in ("", other.component):
                continue
            if is_maintained and not other.is_maintenance:
                found.append(replace(load, failure=replace(other, during=first), left=left))
            elif may_be_lost and (other.is_maintenance or other.kind in policy.maintain):
                both = Failure(box.kind, first, other.component)
                found.append(replace(load, failure=both, left=left))
        return found

    def heaviest(self, node: str) -> list[NodeLoad]:
        """Loads of a node after losses, without those that another state implies."""
        states = self._changing(node)
        if len(states) > _MOST_STATES and self._carries_all(node):
            return []
        loads = [self._load(node, state) for state in states]
        loads += self._added_up(node)
        loads.sort(key=lambda load: (-int(load.each.sum()) - load.base, _familiarity(load.failure)))
        kept = [self.normal(node)]
        for load in loads:
            if not any(load.implied_by(other) for other in kept):
                kept.append(load)
        return kept[1:]

    def _carries_all(self, node: str) -> bool:
        """Whether a source carries the most that each node below it could ever take at once.

        The rows of those nodes then say all, in every state.
        """
        power, problem = self._problem.site.power, self._problem
        below = self._fed_from.get(node, [])
        may = all(other.kind not in {"busway", "machine"} for other in below)
        if power[node].fed_by or power[node].parallel > 1 or not may:
            return False
        most = sum(self._most_taken(other, real=problem.node_is_real[node]) for other in below)
        return most + self._normal(node)[1] <= problem.node_limit[node]

    def _most_taken(self, node: PowerNode, *, real: bool) -> float:
        """The most that a node within its limit takes from its source [W where `real`, else VA]."""
        if self._problem.node_is_real[node.id]:
            return math.inf  # its limit in W says nothing of VA
        line = self._states.lines[node.id]
        of_watt, of_va = line.of((1.0, 0.0), (0.0, 1.0))[0 if real else 1]
        return (of_watt + of_va) * self._problem.node_limit[node.id] + line.fixed[0 if real else 1]

    def dark(self, state: PowerState, t: int, r: int) -> bool:
        """Whether a rack of type t in row r has no feed left in a state."""
        feeds = self._problem.rows[r].feeds[: int(self._cords[t])]
        return not any(self._states.chain(state, feed) for feed in feeds)

    def darkening(self, t: int, r: int) -> Failure | None:
        """The first loss that leaves racks of type t in row r without a feed."""
        place = int(self._cords[t]), r
        if place not in self._darkening_of:
            feeds = self._problem.rows[r].feeds
            near = {self._order[id(s)]: s for feed in feeds for s in self._states_of.get(feed, ())}
            found = (near[n].failure for n in sorted(near) if self.dark(near[n], t, r))
            self._darkening_of[place] = next(found, None)
        return self._darkening_of[place]

    def _changing(self, node: str) -> list[PowerState]:
        """States in which the load of a node may differ from normal."""
        rows = self._rows_touching(node)
        near = {feed for r in rows for feed in self._problem.rows[r].feeds}
        near |= set(self._states.busways_of.get(node, ()))
        found = {
            id(state): state for start in sorted(near) for state in self._states_of.get(start, ())
        }
        return [s for s in found.values() if s.failure and not _is_out(node, s.failure)]

    def _added_up(self, node: str) -> Iterator[NodeLoad]:
        """Loads of a source in which a loss and maintenance meet, and in nothing else.

        What both change adds up. Where there are too many pairs, one load stands for all losses
        beside a component in maintenance: of each rack the most that any of them changes.
        """
        if self._problem.site.power[node].fed_by:
            return
        normal, base = self._normal(node)
        pairs = sum(len(meeting.losses) for meeting in self._states.sources_only)
        for meeting in self._states.sources_only:
            load, fixed = self._unrounded(node, meeting.maintained)
            changes = [
                (more - normal, extra - base, state.failure)
                for state in meeting.losses
                if state.failure is not None and not _is_out(node, state.failure)
                for more, extra in [self._unrounded(node, state)]
            ]
            if pairs > _MOST_PAIRS and changes:
                most = np.maximum.reduce([change for change, _, _ in changes])
                changes = [(most, max(extra for _, extra, _ in changes), changes[0][2])]
            maintained = meeting.maintained.failure
            assert maintained is not None, "maintenance is no normal state"
            for change, extra, failure in changes:
                during = replace(failure, during=maintained.component)
                yield self._rounded_up(node, during, load + change, fixed + extra)

    def _load(self, node: str, state: PowerState) -> NodeLoad:
        """Load of a node in a state: the normal one, where the state changes nothing."""
        return self._rounded_up(node, state.failure, *self._unrounded(node, state))

    def _rounded_up(
        self, node: str, failure: Failure | None, load: Floats, base: float
    ) -> NodeLoad:
        each = np.ceil(load - 1e-6).astype(np.int64)
        whole = math.ceil(base - 1e-6)
        return NodeLoad(node, failure, each, whole, rows=self._rows_touching(node))

    def _unrounded(self, node: str, state: PowerState) -> tuple[Floats, float]:
        """Load of a node in a state: of racks [t, n] in the rows it touches, and of all else."""
        load, base = self._normal(node)
        if state.failure is None:
            return load, base
        place = self._places(node)
        changed = place.keys() & self._rows_changed(state)
        if changed:
            load = load.copy()
        for r in changed:
            load[:, place[r]] = self._row_load(node, state, r)
        if any(start in state.chains for start in self._bases_below(node)):
            base = self._base_load(node, state)
        return load, base

    def _normal(self, node: str) -> tuple[Floats, float]:
        """Load of a node with nothing lost: of racks [t, n], and of all else."""
        if node not in self._normal_of:
            normal = self._states.normal
            touched = self._rows_touching(node)
            load = np.zeros((len(self._problem.types), len(touched)))
            for n, r in enumerate(touched):
                load[:, n] = self._row_load(node, normal, r)
            self._normal_of[node] = load, self._base_load(node, normal)
        return self._normal_of[node]

    def _base_load(self, node: str, state: PowerState) -> float:
        """What loads a node apart from racks [W or VA]: base loads and losses of nodes below."""
        real, base = self._problem.node_is_real[node], self._states.base
        starts = self._bases_below(node)
        links = ((s, self._states.links(self._states.chain(state, s))) for s in starts)
        return sum(at[node].load(*base[s], real=real) for s, at in links if node in at)

    def _bases_below(self, node: str) -> list[str]:
        """Where loads start that are no racks and that a node ever feeds."""
        if node not in self._bases_of:
            starts = self._states.busways_of.get(node, ())
            self._bases_of[node] = [start for start in starts if start in self._states.base]
        return self._bases_of[node]

    def _row_load(self, node: str, state: PowerState, r: int) -> Floats:
        """Load of a node from one rack of each type in a row [t]; the same for rows alike."""
        whole, feeds = self._feeds(state, r)
        real = self._problem.node_is_real[node]
        links = [links.get(node) for links in feeds]
        comes_to = tuple(
            [None if link is None else link.real if real else link.apparent for link in links]
        )
        if (whole, comes_to) not in self._load_of:
            self._load_of[whole, comes_to] = self._load_of_feeds(comes_to, whole=whole)
        return self._load_of[whole, comes_to]

    def _feeds(self, state: PowerState, r: int) -> tuple[bool, list[dict[str, Link]]]:
        """Whether all feeds of a row are alive in a state, and what each of them loads."""
        asked = id(state), r
        if asked not in self._feeds_of:
            chains = [self._states.chain(state, f) for f in self._problem.rows[r].feeds[:2]]
            links = [self._states.links(chain) for chain in chains]
            self._feeds_of[asked] = all(chains), links
        return self._feeds_of[asked]

    def _load_of_feeds(self, comes_to: tuple[Pair | None, ...], *, whole: bool) -> Floats:
        """Load from one rack of each type [t], by what its feeds' loads come to at the node."""
        problem = self._problem
        load = np.zeros(len(problem.types))
        for side, pair in enumerate(comes_to):
            if pair is None:
                continue
            of_watt, of_va = pair
            planned = of_watt * problem.planned_w + of_va * problem.planned_va
            failover = of_watt * problem.failover_w + of_va * problem.failover_va
            single = planned if side == 0 else np.zeros_like(planned)
            share = self._share_a if side == 0 else 1.0 - self._share_a
            double = planned * share if whole else failover
            load += np.where(self._cords == 1, single, double)
        return load

    def _rows_touching(self, node: str) -> tuple[int, ...]:
        if node not in self._touched:
            starts = self._states.busways_of.get(node, ())
            self._touched[node] = tuple(self._rows_on(starts))
        return self._touched[node]

    def _places(self, node: str) -> dict[int, int]:
        """Axis n by row, of the rows that a node ever feeds."""
        if node not in self._places_of:
            self._places_of[node] = {r: n for n, r in enumerate(self._rows_touching(node))}
        return self._places_of[node]

    def _rows_changed(self, state: PowerState) -> frozenset[int]:
        """Rows of which a state changes a feed."""
        if id(state) not in self._rows_changed_of:
            self._rows_changed_of[id(state)] = frozenset(self._rows_on(state.chains))
        return self._rows_changed_of[id(state)]

    def _rows_on(self, feeds: Iterable[str]) -> list[int]:
        along = self._problem.rows_along
        return sorted({r for feed in feeds for r in along.get(feed, ())})

    @cached_property
    def _fed_from(self) -> dict[str, list[PowerNode]]:
        """For each node, those that may draw from it."""
        below: dict[str, list[PowerNode]] = defaultdict(list)
        for node in self._problem.site.power.values():
            for source in dict.fromkeys(node.fed_by):
                below[source].append(node)
        return below


def _is_out(node: str, failure: Failure) -> bool:
    return node in (failure.component, failure.during)


def _familiarity(failure: Failure | None) -> int:
    """Of losses with the same effect, the UPS is the one that people think in."""
    order = ("ups", "utility", "generator", "transformer", "rectifier", "board", "busway")
    return order.index(failure.kind) if failure is not None else 0
