"""From counts to placements: pods together, their support in their middle, positions in order.

The counts say how many racks of each type stand on each segment and how many pods are begun where;
any order of racks on a segment keeps the rows, so the order here is for people: a pod's racks side
by side, its network racks between its halves, so that cables stay short; and so those of an order
(`filling`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

import numpy as np

from rackplan.model.built import offers_needed
from rackplan.model.plan import PHASES, Phase, Placement, Plan, positions_taken
from rackplan.optimize.filling import count_filled, fill_orders
from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Ints
from rackplan.optimize.segments import Segment
from rackplan.optimize.settling import (
    Scope,
    Slot,
    Standing,
    deal_to_pods,
    settle,
    standing_of,
)

__all__ = ["column_of", "encode", "extract", "places_by_segment"]


@dataclass
class _Naming:
    """Numbers the pods of each type, but for numbers that are taken."""

    problem: Problem
    taken: Collection[str] = ()
    begun: dict[int, int] = field(default_factory=lambda: defaultdict(int))

    def next(self, t: int) -> str:
        self.begun[t] += 1
        name = f"{self.problem.types[t]}/{self.begun[t]:02d}"
        return self.next(t) if name in self.taken else name

    def names(self, t: int) -> Iterator[str]:
        while True:
            yield self.next(t)


def extract(problem: Problem, values: Ints, before: Plan | None = None) -> Plan:
    """Give the racks of a solution their positions, pods, feeds and loop.

    Parameters
    ----------
    values : int64[column]
        Racks by type and segment, pods begun, racks by type and workload, and orders filled.
    before : Plan, optional
        Of which as many racks as can be stay where they are, and in their pods.
    """
    slots = list(_slots(problem, values))
    standing = None if before is None else standing_of(problem, before)
    if standing is not None:
        settle(problem, slots, standing)
    _label_pods(problem, values, slots, standing)
    fill_orders(problem, values, slots, before)
    _deal_workloads(problem, values, slots)
    dealt: Counter[tuple[int, int]] = Counter()
    on_segment = _grouped(slots, lambda slot: slot.segment)
    placements = [
        placement
        for s in range(len(problem.segments))
        for placement in _place(problem, s, on_segment.get(s, []), dealt)
    ]
    return Plan(
        site=problem.site.id,
        placements=tuple(placements),
        bought=tuple(_bought(problem, values, placements)),
    )


def _bought(problem: Problem, values: Ints, placements: list[Placement]) -> Iterator[str]:
    """Offers that the solution buys, without those that nothing needs."""
    for offer in offers_needed(problem.site, placements):
        if values[problem.columns.offer(offer)]:
            yield offer


def encode(problem: Problem, plan: Plan) -> Ints | None:
    """The columns of a plan; None when some rack stands on no segment, or on that of another.

    Pods begun are counted as the rules count them: by row for one-row types, else by hall.
    """
    columns = problem.columns
    values = np.zeros(columns.count, dtype=np.int64)
    at = places_by_segment(problem)
    for placement in plan.placements:
        column = column_of(problem, at, placement)
        if column is None:
            return None
        values[column] += 1
    for t, r in columns.row_pods:
        values[columns.row_pod(t, r)] = _begun(problem, values, t, [r])
    for t, h in columns.hall_pods:
        rows = problem.rows_at(problem.row_hall, h)
        values[columns.hall_pod(t, h)] = _begun(problem, values, t, rows)
    for t, stood in columns.stands:
        racks = sum(int(values[column]) for column in problem.count_terms(t, stood))
        values[columns.stand((t, stood))] = min(racks, 1)
    for offer in plan.bought:
        values[columns.offer(offer)] = 1
    _count_serving(problem, plan, values)
    count_filled(problem, plan, values)
    return values


def _count_serving(problem: Problem, plan: Plan, values: Ints) -> None:
    """Count racks that serve a workload; one that cannot run its own counts for none."""
    for placement in plan.placements:
        pair = problem.index[placement.rack], str(placement.workload)
        if pair in problem.columns.serving:
            values[problem.columns.serve(*pair)] += 1


def column_of(problem: Problem, at: Mapping[str, int], placement: Placement) -> int | None:
    """The column that counts a rack; None for one that is on no segment, or on that of another.

    Parameters
    ----------
    at : mapping of position to segment
        From `places_by_segment`.
    """
    s = at.get(placement.position)
    t = problem.index.get(placement.rack)
    if s is None or t is None:
        return None
    taken = positions_taken(problem.site, placement)
    if not _is_inside(problem, s, [at.get(p.id) for p in taken]):
        return None
    must = problem.segments[s].must
    if must and (taken[0].index, placement.rack) not in must:
        return None
    return problem.columns.x(t, s)


def _is_inside(problem: Problem, s: int, covered: list[int | None]) -> bool:
    """Whether a rack that begins on a segment covers nothing but it, or what follows in its run."""
    last = s + problem.segments[s].past
    return all(other is not None and s <= other <= last for other in covered)


def _begun(problem: Problem, values: Ints, t: int, rows: list[int]) -> int:
    pod = problem.racks[t].pod
    racks = sum(int(values[column]) for column in problem.count_terms(t, rows))
    return -(-racks // (1 if pod is None else pod.racks))


def places_by_segment(problem: Problem) -> dict[str, int]:
    """The segment of each position that is on one."""
    return {
        problem.rows[segment.row].positions[index].id: s
        for s, segment in enumerate(problem.segments)
        for index in segment.indices
    }


def _slots(problem: Problem, values: Ints) -> Iterator[Slot]:
    for s, segment in enumerate(problem.segments):
        for t in range(len(problem.types)):
            for _ in range(int(values[problem.columns.x(t, s)])):
                yield Slot(t, s, segment.row)


def _label_pods(
    problem: Problem, values: Ints, slots: list[Slot], standing: Standing | None
) -> None:
    """Form the pods that the solution begins: row pods first, hall pods from what is left."""
    naming = _Naming(problem, () if standing is None else standing.names)
    for scope in _scopes(problem, values, slots):
        if standing is None:
            _form(problem, naming, scope)
        else:
            deal_to_pods(problem, scope, standing, naming.names(scope.rack))


def _scopes(problem: Problem, values: Ints, slots: list[Slot]) -> Iterator[Scope]:
    """Types with the pods that they begin in a row or a hall, and all racks there."""
    columns = problem.columns
    in_row = _grouped(slots, lambda slot: slot.row)
    in_hall = _grouped(slots, lambda slot: int(problem.row_hall[slot.row]))
    for t, r in columns.row_pods:
        yield Scope(t, int(values[columns.row_pod(t, r)]), in_row.get(r, []))
    for t, h in columns.hall_pods:
        yield Scope(t, int(values[columns.hall_pod(t, h)]), in_hall.get(h, []))


def _grouped(slots: Iterable[Slot], where: Callable[[Slot], int]) -> dict[int, list[Slot]]:
    """Racks by the segment, row or hall that they are on, in their order."""
    found: dict[int, list[Slot]] = defaultdict(list)
    for slot in slots:
        found[where(slot)].append(slot)
    return found


def _form(problem: Problem, naming: _Naming, scope: Scope) -> None:
    """Part the racks of a type into pods as equal as can be, each with the nearest free support."""
    t, slots = scope.rack, scope.slots
    pod = problem.racks[t].pod
    members = [slot for slot in slots if slot.rack == t]
    if pod is None or not members:
        return
    pods = min(scope.begun, -(-len(members) // pod.racks))
    for number in range(pods):
        first, last = (len(members) * n // pods for n in (number, number + 1))
        group = members[first:last][: pod.racks]
        name = naming.next(t)
        for slot in group:
            slot.pod = name
        for support, need in pod.support.items():
            _take_nearest(problem.index[support], need, name, group, slots)


def _take_nearest(support: int, need: int, pod: str, group: list[Slot], slots: list[Slot]) -> None:
    centre = group[len(group) // 2]
    free = [slot for slot in slots if slot.rack == support and slot.pod is None]
    free.sort(key=lambda slot: (abs(slot.row - centre.row), abs(slot.segment - centre.segment)))
    for slot in free[:need]:
        slot.pod = pod


def _deal_workloads(problem: Problem, values: Ints, slots: list[Slot]) -> None:
    """Say what each rack serves, whole pods of a workload as far as can be.

    Racks that stand already come last: they need not serve anything.
    """
    order = sorted(
        slots,
        key=lambda slot: (
            problem.segments[slot.segment].is_given,
            slot.pod or "~",
            slot.order or "~",
        ),
    )
    for t in range(len(problem.types)):
        free = iter([slot for slot in order if slot.rack == t])
        for kind, workload in problem.columns.serving:
            if kind == t:
                for slot in islice(free, int(values[problem.columns.serve(t, workload)])):
                    slot.workload = workload


def _place(
    problem: Problem, s: int, slots: list[Slot], dealt: Counter[tuple[int, int]]
) -> Iterator[Placement]:
    """Line the racks of a segment up from its first position; those that must stand, on theirs.

    Parameters
    ----------
    dealt : Counter of (type, row)
        Single-phase racks that were dealt to the lines so far.
    """
    segment = problem.segments[s]
    row = problem.rows[segment.row]
    for index, slot in _on_positions(problem, segment, _in_order(problem, slots)):
        rack = problem.racks[slot.rack]
        position = row.positions[index].id
        placed = problem.site.placed.get(position)
        yield Placement(
            position=position,
            rack=rack.id,
            feeds=(placed and placed.feeds) or row.feeds[: rack.cords],
            loop=row.loop if rack.liquid is not None else None,
            pod=slot.pod,
            phase=_phase(problem, slot, dealt),
            workload=slot.workload,
            order=slot.order,
        )


def _on_positions(
    problem: Problem, segment: Segment, slots: list[Slot]
) -> Iterator[tuple[int, Slot]]:
    """The racks of a segment with their positions in the row."""
    settled = [(slot.index, slot) for slot in slots if slot.index is not None]
    if settled and len(settled) == len(slots):
        yield from sorted(settled, key=lambda pair: pair[0])
    elif segment.must:
        for index, name in segment.must:
            slot = next((s for s in slots if problem.types[s.rack] == name), None)
            if slot is not None:
                slots.remove(slot)
                yield index, slot
    else:
        taken = 0
        for slot in slots:
            yield segment.places[taken] if segment.places else segment.start + taken, slot
            taken += int(problem.span[slot.rack, segment.row])


def _phase(problem: Problem, slot: Slot, dealt: Counter[tuple[int, int]]) -> Phase | None:
    """The line of a single-phase rack: those of a type in turn along a row, each type one later."""
    places = PHASES.get(int(problem.poles[slot.rack, slot.row]))
    if places is None:
        return None
    turn = slot.rack + dealt[slot.rack, slot.row]
    dealt[slot.rack, slot.row] += 1
    return places[turn % len(places)]


def _in_order(problem: Problem, slots: list[Slot]) -> list[Slot]:
    """Pod by pod, the support of each between its halves; racks of no pod at the end."""
    groups: dict[str | None, list[Slot]] = defaultdict(list)
    for slot in slots:
        groups[slot.pod].append(slot)
    ordered: list[Slot] = []
    for pod in sorted(groups, key=lambda name: (name is None, name or "")):
        compute = [s for s in groups[pod] if problem.racks[s.rack].role == "compute"]
        support = [s for s in groups[pod] if problem.racks[s.rack].role != "compute"]
        half = (len(compute) + 1) // 2
        ordered += compute[:half] + support + compute[half:]
    return ordered
