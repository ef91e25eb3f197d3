"""The aisles between rows, found from where the rows stand and which way they face."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from rackplan.model.site import Row, Site
from rackplan.units import LENGTH, magnitude

__all__ = ["Aisle", "Strip", "aisles_of", "strip_of"]

AisleKind = Literal["cold", "hot", "mixed"]

_WIDEST = 4.0
_USUAL = 1.2


@dataclass(frozen=True, slots=True)
class Strip:
    """The floor under a row, in metres from the corner of its hall."""

    row: str
    x: float
    y: float
    width: float
    depth: float
    cold_south: bool

    @property
    def right(self) -> float:
        """Its east end [m]."""
        return self.x + self.width

    @property
    def top(self) -> float:
        """Its north edge [m]."""
        return self.y + self.depth

    def kind(self, *, north: bool) -> AisleKind:
        """The aisle that it faces on one side."""
        return "cold" if north != self.cold_south else "hot"


@dataclass(frozen=True, slots=True)
class Aisle:
    """A strip of floor along one row, or between two."""

    kind: AisleKind
    x: float
    y: float
    width: float
    depth: float
    south_of: str = ""
    north_of: str = ""


def strip_of(row: Row) -> Strip:
    """Where a row stands."""
    return Strip(
        row=row.id,
        x=magnitude(row.x, LENGTH),
        y=magnitude(row.y, LENGTH),
        width=len(row.positions) * magnitude(row.position_width, LENGTH),
        depth=magnitude(row.position_depth, LENGTH),
        cold_south=row.cold_aisle == "south",
    )


def aisles_of(site: Site, hall: str) -> tuple[Aisle, ...]:
    """The aisles of a hall: between rows first, then along the outer rows.

    Two rows less than 4 m apart share the aisle between them. It is cold or hot where both draw
    from it or both blow into it, and mixed where one blows at the other's front.
    """
    strips = [strip_of(row) for row in site.rows.values() if row.hall == hall]
    depth = magnitude(site.halls[hall].depth, LENGTH)
    between: list[Aisle] = []
    open_sides: list[tuple[Strip, bool]] = []
    for strip in strips:
        upper = _neighbour(strip, strips, north=True)
        if upper is None:
            open_sides.append((strip, True))
        else:
            between.append(_shared(strip, upper))
        if _neighbour(strip, strips, north=False) is None:
            open_sides.append((strip, False))
    usual = _usual_depths(between)
    outer = (_outer(strip, depth, usual, north=north) for strip, north in open_sides)
    return (*between, *(aisle for aisle in outer if aisle.depth > 0))


def _neighbour(strip: Strip, strips: Iterable[Strip], *, north: bool) -> Strip | None:
    """The nearest row on one side, close enough to share an aisle."""
    near = [
        (gap, other.row, other)
        for other in strips
        if other is not strip and min(strip.right, other.right) > max(strip.x, other.x)
        for gap in (other.y - strip.top if north else strip.y - other.top,)
        if 0 < gap <= _WIDEST
    ]
    return min(near)[2] if near else None


def _shared(lower: Strip, upper: Strip) -> Aisle:
    below, above = lower.kind(north=True), upper.kind(north=False)
    left, right = max(lower.x, upper.x), min(lower.right, upper.right)
    return Aisle(
        kind=below if below == above else "mixed",
        x=left,
        y=lower.top,
        width=right - left,
        depth=upper.y - lower.top,
        south_of=upper.row,
        north_of=lower.row,
    )


def _usual_depths(between: Sequence[Aisle]) -> dict[AisleKind, float]:
    """The commonest depth of each kind of aisle; of equally common ones the narrowest."""
    usual: dict[AisleKind, float] = {"cold": _USUAL, "hot": _USUAL}
    for kind in usual:
        depths = Counter(sorted(aisle.depth for aisle in between if aisle.kind == kind))
        usual[kind] = depths.most_common(1)[0][0] if depths else _USUAL
    return usual


def _outer(strip: Strip, wall: float, usual: dict[AisleKind, float], *, north: bool) -> Aisle:
    kind = strip.kind(north=north)
    room = wall - strip.top if north else strip.y
    depth = min(usual[kind], room)
    start = strip.top if north else strip.y - depth
    beside = {"north_of" if north else "south_of": strip.row}
    return Aisle(kind, strip.x, start, strip.width, depth, **beside)
