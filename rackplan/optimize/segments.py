"""The floor cut into segments: places that no rule can tell apart, and racks that must stand.

A row is cut at its blocked positions and at racks that stand already or are pinned. A run of free
positions of which each takes the same types is one segment: any mix that fits its length packs into
it. Where some positions of a run are reserved or forbidden to some type, the run is told apart:
into one segment for each such class of positions where every type is one position wide, else into
single positions, on which a wide rack reaches over those that follow.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rackplan.model.plan import racks_of_width
from rackplan.model.site import Row, Site

__all__ = ["Segment", "segments_of"]


@dataclass(frozen=True, slots=True)
class Segment:
    """Positions of a row that are counted together.

    Attributes
    ----------
    row : int
        Index of its row.
    start, length : int
        First position and number of positions.
    places : tuple of int
        The positions, where they are not the `length` ones from `start` on.
    before, past : int
        Of a single position told apart in a run: positions of the run on either side of it. Racks
        from those before may reach it, and its own those behind.
    must : tuple of (int, str)
        Racks that have to stand here and nowhere else: position and type.
    is_given : bool
        Whether those stand already; else they are pinned, and new.
    """

    row: int
    start: int
    length: int
    places: tuple[int, ...] = ()
    before: int = 0
    past: int = 0
    must: tuple[tuple[int, str], ...] = ()
    is_given: bool = False

    @property
    def indices(self) -> tuple[int, ...]:
        """Its positions in the row."""
        return self.places or tuple(range(self.start, self.start + self.length))

    @property
    def is_single(self) -> bool:
        """Whether it is a single position told apart in a run."""
        return self.before + self.past > 0

    def most(self, span: int, rack: str) -> int:
        """How many racks of a type, so many positions wide, it holds."""
        if self.must:
            return sum(rack == name for _, name in self.must)
        return min(self.length, (self.length + self.past) // span)


def segments_of(site: Site, types: Sequence[str] = ()) -> tuple[Segment, ...]:
    """Cut the rows of a site.

    Parameters
    ----------
    types : sequence of str
        The rack types in play.
    """
    return tuple(
        segment
        for number, row in enumerate(site.rows.values())
        for segment in _Cutter(site, number, row, types).segments()
    )


@dataclass(frozen=True)
class _Cutter:
    """Cuts one row."""

    site: Site
    number: int
    row: Row
    types: Sequence[str]

    def segments(self) -> Iterator[Segment]:
        placed = {k: v.rack for k, v in self.site.placed.items()}
        pinned = {k: v for k, v in self.site.pins.items() if k not in placed}
        standing, held = self._must(placed), self._must(pinned)
        taken = {index for index, rack in (*standing, *held) for index in self._covers(index, rack)}
        for start, length in self._runs(taken):
            yield from self._told_apart(start, length)
        for must, is_given in ((standing, True), (held, False)):
            if must:
                yield self._fixed(must, is_given=is_given)

    def _must(self, wanted: dict[str, str]) -> tuple[tuple[int, str], ...]:
        positions = (position for position in self.row.positions if position.id in wanted)
        return tuple((position.index, wanted[position.id]) for position in positions)

    def _fixed(self, must: tuple[tuple[int, str], ...], *, is_given: bool) -> Segment:
        places = tuple(index for first, rack in must for index in self._covers(first, rack))
        return Segment(self.number, places[0], len(places), places, must=must, is_given=is_given)

    def _covers(self, first: int, rack: str) -> range:
        return range(first, first + self._span(rack))

    def _span(self, rack: str) -> int:
        return racks_of_width(self.site.catalog.racks[rack].width, self.row)

    def _runs(self, taken: set[int]) -> Iterator[tuple[int, int]]:
        """Maximal runs of free positions: first one, and how many."""
        start = 0
        shut = [bool(p.blocked) or p.index in taken for p in self.row.positions]
        for index, is_shut in enumerate([*shut, True]):
            if is_shut:
                if index > start:
                    yield start, index - start
                start = index + 1

    def _told_apart(self, start: int, length: int) -> Iterator[Segment]:
        kinds: dict[frozenset[str], list[int]] = {}
        for index in range(start, start + length):
            kinds.setdefault(self._kept_out(index), []).append(index)
        if len(kinds) == 1:
            yield Segment(self.number, start, length)
        elif all(self._span(rack) == 1 for rack in self.types):
            for places in kinds.values():
                yield Segment(self.number, places[0], len(places), tuple(places))
        else:
            for index in range(start, start + length):
                yield Segment(
                    self.number, index, 1, before=index - start, past=start + length - 1 - index
                )

    def _kept_out(self, index: int) -> frozenset[str]:
        """Types that may not stand on a position although it is free."""
        position = self.row.positions[index].id
        forbidden = self.site.forbidden.get(position, ())
        held = (rack for rack in self.types if self.site.is_held(position, rack))
        return frozenset((*held, *(rack for rack in forbidden if rack in self.types)))
