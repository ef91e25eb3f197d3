"""Orders that a solution fills, by name, and which racks fill each.

A solution says how many orders of a kind each row, line or hall fills. Those that have to be filled
come first, then those that an earlier plan filled, there where it did. The racks of an order stand
side by side, and in one row of its line or hall where some row has room for all of them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rackplan.model.filled import Filled, filled
from rackplan.model.plan import Plan
from rackplan.optimize.orders import SCOPES
from rackplan.optimize.problem import Problem
from rackplan.optimize.row import Ints
from rackplan.optimize.settling import Slot

__all__ = ["count_filled", "fill_orders"]


@dataclass(frozen=True, slots=True)
class _Filling:
    """An order that is filled in a place."""

    name: str
    kind: int
    rows: tuple[int, ...]


def fill_orders(
    problem: Problem, values: Ints, slots: Sequence[Slot], before: Plan | None = None
) -> None:
    """Say of each rack which order it fills, if any.

    Parameters
    ----------
    before : Plan, optional
        An earlier plan, whose orders stay where they are as far as can be.
    """
    if not problem.orders.kinds:
        return
    free: dict[tuple[int, int], list[Slot]] = defaultdict(list)
    for slot in sorted(slots, key=lambda s: (s.row, s.segment, s.index or 0, s.pod or "~")):
        if not problem.segments[slot.segment].is_given:
            free[slot.rack, slot.row].append(slot)
    for filling in _in_turn(problem, [*_named(problem, values, before)]):
        kind = problem.orders.kinds[filling.kind]
        rows = {r: free[kind.rack, r] for r in filling.rows}
        for slot in _side_by_side(rows, kind.racks):
            slot.order = filling.name


def _in_turn(problem: Problem, fillings: list[_Filling]) -> list[_Filling]:
    """Orders of the narrowest places first, which leave the others what is left; then large."""
    kinds = problem.orders.kinds

    def turn(filling: _Filling) -> tuple[int, int]:
        kind = kinds[filling.kind]
        return SCOPES.index(kind.together), -kind.racks

    return sorted(fillings, key=turn)


def _side_by_side(rows: Mapping[int, list[Slot]], count: int) -> Iterator[Slot]:
    """So many racks, all from the row that they fill best, else from one row after the other."""
    wide = [r for r, slots in rows.items() if len(slots) >= count]
    best = min(wide, key=lambda r: len(rows[r]), default=None)
    for r in rows if best is None else [best]:
        while count and rows[r]:
            yield rows[r].pop(0)
            count -= 1
    assert not count, "a place has the racks of the orders that it fills"


def _named(problem: Problem, values: Ints, before: Plan | None) -> Iterator[_Filling]:
    """The orders that a solution fills, by name, kind by kind."""
    old = {} if before is None else {f.name: f for f in filled(problem.site, before) if f.where}
    places: dict[int, list[str]] = defaultdict(list)
    for k, place in problem.columns.orders:
        places[k] += [place] * int(values[problem.columns.order(k, place)])
    for k, where in places.items():
        kind = problem.orders.kinds[k]
        order = sorted(kind.names, key=lambda name: (name not in kind.musts, name not in old))
        for name, place in _dealt(order[: len(where)], where, old):
            yield _Filling(name, k, problem.orders.rows[kind.together][place])


def _dealt(
    names: Sequence[str], places: Sequence[str], old: Mapping[str, Filled]
) -> Iterator[tuple[str, str]]:
    """Names with places, where they were as far as can be."""
    left = Counter(places)
    moving = []
    for name in names:
        where = old[name].where if name in old else None
        if where is not None and left[where]:
            left[where] -= 1
            yield name, where
        else:
            moving.append(name)
    yield from zip(moving, left.elements(), strict=True)


def count_filled(problem: Problem, plan: Plan, values: Ints) -> None:
    """Count the orders that a plan fills, in the columns of their kinds and places."""
    kind_of = {name: k for k, kind in enumerate(problem.orders.kinds) for name in kind.names}
    for each in filled(problem.site, plan):
        if each.where is not None:
            pair = kind_of[each.name], each.where
            if pair in problem.columns.orders:
                values[problem.columns.order(*pair)] += 1
