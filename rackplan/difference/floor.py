"""Racks that stay, move, come and go, and those that stay on other feeds.

Racks of a type are alike: where some of them leave places and others come to new ones, so many have
moved, those first that stay in their row. What is left over was removed or added.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from rackplan.difference.side import Side
from rackplan.model.plan import Placement
from rackplan.model.site import Site

__all__ = ["Floor", "Move", "Rewiring", "floor_of"]

_WIRING = ("feeds", "loop", "phase")

_Order: TypeAlias = Callable[[Placement], tuple[int, str, str]]


@dataclass(frozen=True, slots=True)
class Move:
    """A rack that stands elsewhere in the second plan."""

    before: Placement
    after: Placement

    def to_json(self) -> dict[str, Any]:
        """The move as plain data."""
        return {
            "rack": self.after.rack,
            "from": self.before.position,
            "to": self.after.position,
            "before": _wiring(self.before),
            "after": _wiring(self.after),
        }


@dataclass(frozen=True, slots=True)
class Rewiring:
    """A rack that stays, on other feeds, another loop or another phase."""

    before: Placement
    after: Placement

    @property
    def changed(self) -> tuple[str, ...]:
        """What is other: feeds, loop, phase."""
        return tuple(k for k in _WIRING if getattr(self.before, k) != getattr(self.after, k))

    def to_json(self) -> dict[str, Any]:
        """What is other as plain data."""
        return {
            "rack": self.after.rack,
            "position": self.after.position,
            "changed": list(self.changed),
            "before": _wiring(self.before),
            "after": _wiring(self.after),
        }


@dataclass(frozen=True, slots=True)
class Floor:
    """What has become of the racks of the first plan, in the order of the floor.

    Attributes
    ----------
    stayed : int
        Racks that stand where they stood, rewired or not.
    moved : tuple of Move
    added, removed : tuple of Placement
    rewired : tuple of Rewiring
    """

    stayed: int
    moved: tuple[Move, ...]
    added: tuple[Placement, ...]
    removed: tuple[Placement, ...]
    rewired: tuple[Rewiring, ...]

    @property
    def is_same(self) -> bool:
        """Whether every rack stands as it stood."""
        return not (self.moved or self.added or self.removed or self.rewired)

    def to_json(self) -> dict[str, Any]:
        """All of it as plain data."""
        return {
            "stayed": self.stayed,
            "moved": [move.to_json() for move in self.moved],
            "added": [placement.model_dump(mode="json") for placement in self.added],
            "removed": [placement.model_dump(mode="json") for placement in self.removed],
            "rewired": [rewiring.to_json() for rewiring in self.rewired],
        }


def floor_of(before: Side, after: Side) -> Floor:
    """Match the racks of two plans of one site."""
    order = _order_of(after.told.site, before.told.site)
    first, second = _by_place(before, order), _by_place(after, order)
    kept: list[Rewiring] = []
    gone: list[Placement] = []
    for place, racks in first.items():
        there = second.get(place, [])
        kept += map(Rewiring, racks, there)
        gone += racks[len(there) :]
    new = [p for place, racks in second.items() for p in racks[len(first.get(place, ())) :]]
    moved = _pairs(gone, new, after.told.site)
    taken = {id(p) for move in moved for p in (move.before, move.after)}
    return Floor(
        stayed=len(kept),
        moved=tuple(sorted(moved, key=lambda move: order(move.before))),
        added=tuple(p for p in new if id(p) not in taken),
        removed=tuple(p for p in gone if id(p) not in taken),
        rewired=tuple(each for each in kept if each.changed),
    )


def _order_of(*sites: Site) -> _Order:
    """Along the rows of the second site; positions that it does not know come behind."""
    known = {name: n for n, name in enumerate(dict.fromkeys(p for s in sites for p in s.positions))}
    return lambda p: (known.get(p.position, len(known)), p.position, p.rack)


def _by_place(side: Side, order: _Order) -> dict[tuple[str, str], list[Placement]]:
    """Racks by position and type; several at one in a plan that somebody has spoiled."""
    found: dict[tuple[str, str], list[Placement]] = defaultdict(list)
    for placement in sorted(side.told.plan.placements, key=order):
        found[placement.position, placement.rack].append(placement)
    return dict(found)


def _pairs(gone: Sequence[Placement], new: Sequence[Placement], site: Site) -> list[Move]:
    """Racks that left a place with racks of their type that came to one, in their row first."""
    moves: list[Move] = []
    for rack in sorted({p.rack for p in gone} & {p.rack for p in new}):
        leaving = [p for p in gone if p.rack == rack]
        coming = [p for p in new if p.rack == rack]
        near = _matched(leaving, coming, site)
        done = {id(p) for move in near for p in (move.before, move.after)}
        left = (p for p in leaving if id(p) not in done)
        moves += near
        moves += map(Move, left, (p for p in coming if id(p) not in done))
    return moves


def _matched(leaving: Iterable[Placement], coming: Sequence[Placement], site: Site) -> list[Move]:
    """Those that stay in their row."""
    waiting: dict[str, list[Placement]] = defaultdict(list)
    for placement in reversed(coming):
        waiting[_row(placement, site)].append(placement)
    return [Move(p, waiting[row].pop()) for p in leaving if waiting.get(row := _row(p, site))]


def _row(placement: Placement, site: Site) -> str:
    position = site.positions.get(placement.position)
    return "" if position is None else position.row


def _wiring(placement: Placement) -> dict[str, Any]:
    return placement.model_dump(mode="json", include=set(_WIRING))
