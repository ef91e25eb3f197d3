"""Racks of an earlier plan left where they are, and in their pods.

Which racks of a type stay decides nothing but how many moves a plan needs, so those stay that stood
there: each at its position, with its pod. New racks take the positions between, and pods with room.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rackplan.model.plan import Plan
from rackplan.optimize.problem import Problem
from rackplan.optimize.segments import Segment

__all__ = ["Scope", "Slot", "Standing", "deal_to_pods", "settle", "standing_of"]


@dataclass
class Slot:
    """A rack on a segment.

    Attributes
    ----------
    index : int or None
        Its position in the row, once it has one.
    workload : str or None
        What it serves.
    order : str or None
        What it helps to fill.
    """

    rack: int
    segment: int
    row: int
    pod: str | None = None
    index: int | None = None
    workload: str | None = None
    order: str | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """Where pods of a type may stand: in a row, or in a hall.

    Attributes
    ----------
    begun : int
        How many pods there may be.
    slots : list of Slot
        The racks of all types there.
    """

    rack: int
    begun: int
    slots: list[Slot]


@dataclass(frozen=True)
class Standing:
    """Where racks of an earlier plan stood, and in which pod: ``(row, position, type)``."""

    pods: Mapping[tuple[int, int, int], str | None]
    names: set[str] = field(default_factory=set)

    def pod_of(self, slot: Slot) -> str | None:
        """The pod that a rack has been in where it stands now."""
        return None if slot.index is None else self.pods.get((slot.row, slot.index, slot.rack))


def standing_of(problem: Problem, before: Plan) -> Standing:
    """Where the racks of an earlier plan stood; none whose type or position is not there now."""
    row_of = {row.id: r for r, row in enumerate(problem.rows)}
    pods: dict[tuple[int, int, int], str | None] = {}
    for placement in before.placements:
        position = problem.site.positions.get(placement.position)
        t = problem.index.get(placement.rack)
        if position is not None and t is not None:
            pods[row_of[position.row], position.index, t] = placement.pod
    return Standing(pods, {name for name in pods.values() if name is not None})


def settle(problem: Problem, slots: Sequence[Slot], standing: Standing) -> None:
    """Give racks the positions where some of their type stood, and the others what is left.

    Where wide racks do not find room between those that stay, a segment is left open.
    """
    for s, here in _by_segment(slots).items():
        segment = problem.segments[s]
        if segment.must:
            _on_their_own(problem, segment, here)
        elif not segment.is_single:
            found = _settled(problem, segment, here, standing)
            for slot, index in zip(here, found or (), strict=False):
                slot.index = index
        else:
            here[0].index = segment.start


def _by_segment(slots: Sequence[Slot]) -> dict[int, list[Slot]]:
    of_segment: dict[int, list[Slot]] = defaultdict(list)
    for slot in slots:
        of_segment[slot.segment].append(slot)
    return of_segment


def _on_their_own(problem: Problem, segment: Segment, here: Sequence[Slot]) -> None:
    waiting = list(here)
    for index, name in segment.must:
        slot = next((w for w in waiting if problem.types[w.rack] == name), None)
        if slot is not None:
            waiting.remove(slot)
            slot.index = index


def _settled(
    problem: Problem, segment: Segment, here: Sequence[Slot], standing: Standing
) -> list[int] | None:
    """A position for each rack: those that stay, then the widest; None where one has none."""
    free = dict.fromkeys(segment.indices)
    found: dict[int, int] = {}
    old = {
        t: [i for i in segment.indices if (segment.row, i, t) in standing.pods]
        for t in {slot.rack for slot in here}
    }
    spans = [int(problem.span[slot.rack, segment.row]) for slot in here]
    for n, slot in enumerate(here):
        if old[slot.rack]:
            _take(free, found, n, range(first := old[slot.rack].pop(0), first + spans[n]))
    for n in sorted(range(len(here)), key=lambda n: -spans[n]):
        if n not in found:
            span = spans[n]
            starts = (i for i in free if all(i + k in free for k in range(span)))
            first = next(starts, -1)
            if first < 0:
                return None
            _take(free, found, n, range(first, first + span))
    return [found[n] for n in range(len(here))]


def _take(free: dict[int, None], found: dict[int, int], n: int, covers: range) -> None:
    """Put a rack on positions, where all of them are free."""
    if all(index in free for index in covers):
        found[n] = covers[0]
        for index in covers:
            del free[index]


def deal_to_pods(problem: Problem, scope: Scope, standing: Standing, names: Iterator[str]) -> None:
    """Part the racks of a type into pods that keep the racks they had.

    Parameters
    ----------
    names : iterator of str
        For pods that are new.
    """
    pod, slots = problem.racks[scope.rack].pod, scope.slots
    members = sorted((s for s in slots if s.rack == scope.rack), key=_along)
    if pod is None or not members:
        return
    count = min(scope.begun, -(-len(members) // pod.racks))
    for name, group in _grouped(members, standing, (count, pod.racks), names).items():
        for slot in group:
            slot.pod = name
    groups = _by_pod(members)
    for support, need in pod.support.items():
        u = problem.index[support]
        free = [s for s in slots if s.rack == u and s.pod is None]
        for name in groups:
            for slot in [s for s in free if standing.pod_of(s) == name][:need]:
                slot.pod = name
        _lend(groups, [s for s in slots if s.rack == u], need)


def _lend(groups: Mapping[str, Sequence[Slot]], support: Sequence[Slot], need: int) -> None:
    """Give pods the nearest free support racks that they still lack."""
    has = Counter(slot.pod for slot in support)
    for name, group in groups.items():
        centre = group[len(group) // 2]
        free = [slot for slot in support if slot.pod is None]
        free.sort(key=lambda s: (abs(s.row - centre.row), _distance(s, centre)))
        for slot in free[: need - has[name]]:
            slot.pod = name


def _grouped(
    members: Sequence[Slot], standing: Standing, limits: tuple[int, int], names: Iterator[str]
) -> dict[str, list[Slot]]:
    """Old pods with the racks that they keep, the fullest first, filled up along the floor."""
    count, size = limits
    old: dict[str, list[Slot]] = defaultdict(list)
    for slot in members:
        name = standing.pod_of(slot)
        if name is not None:
            old[name].append(slot)
    kept = sorted(old, key=lambda name: (-len(old[name]), name))[:count]
    groups = {name: old[name][:size] for name in sorted(kept)}
    placed = {id(slot) for group in groups.values() for slot in group}
    for slot in (s for s in members if id(s) not in placed):
        with_room = [name for name in groups if len(groups[name]) < size]
        if len(groups) < count and not _is_near(groups, with_room, slot):
            groups[next(names)] = [slot]
        else:
            nearest = min(with_room, key=lambda name: _distance(groups[name][-1], slot))
            groups[nearest].append(slot)
    return groups


def _is_near(groups: Mapping[str, Sequence[Slot]], names: Sequence[str], slot: Slot) -> bool:
    return any(groups[name][-1].row == slot.row for name in names)


def _distance(one: Slot, other: Slot) -> int:
    """How far two racks stand apart: rows count as long as any row is."""
    return 1000 * abs(one.row - other.row) + abs((one.index or 0) - (other.index or 0))


def _along(slot: Slot) -> tuple[int, int, int]:
    return slot.row, slot.segment, slot.index or 0


def _by_pod(members: Sequence[Slot]) -> dict[str, list[Slot]]:
    groups: dict[str, list[Slot]] = defaultdict(list)
    for slot in members:
        if slot.pod is not None:
            groups[slot.pod].append(slot)
    return groups
