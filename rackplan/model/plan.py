"""A plan: which rack stands where, on which feeds and which loop."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import Any, Literal, Protocol, TypeAlias

from rackplan.model.figures import Frozen, Id
from rackplan.model.site import Position, Site
from rackplan.units import Quantity

__all__ = [
    "PHASES",
    "HasPositions",
    "Phase",
    "Placement",
    "Plan",
    "positions_taken",
    "racks_added",
    "racks_of_width",
    "stands_already",
]

Phase: TypeAlias = Literal["L1", "L2", "L3", "L1-L2", "L2-L3", "L3-L1"]
"""Between which conductors a single-phase rack hangs: a line and the neutral, or two lines."""

PHASES: dict[int, tuple[Phase, ...]] = {1: ("L1", "L2", "L3"), 2: ("L1-L2", "L2-L3", "L3-L1")}
"""The places for a rack on one line, and for one on two."""


class Placement(Frozen):
    """One rack on the floor.

    `position` is the first of the positions that a wide rack takes; `pod` names the pod that the
    rack belongs to, compute and support alike. `phase` is the line, or the two lines, that a
    single-phase rack hangs on, alike on all of its feeds: L1, L2-L3. `workload` is what a compute
    rack runs, where the demand names workloads, and `order` the order that it helps to fill.
    """

    position: str
    rack: Id
    feeds: tuple[Id, ...]
    loop: Id | None = None
    pod: str | None = None
    phase: Phase | None = None
    workload: Id | None = None
    order: Id | None = None


class Plan(Frozen):
    """All placements of a site, and which of its offers are bought."""

    site: Id
    placements: tuple[Placement, ...]
    bought: tuple[Id, ...] = ()

    def counts(self) -> Counter[str]:
        """How many racks of each type."""
        return Counter(placement.rack for placement in self.placements)


def stands_already(site: Site, placement: Placement) -> bool:
    """Whether a placement is a rack that stands on the floor before the plan."""
    placed = site.placed.get(placement.position)
    return placed is not None and placed.rack == placement.rack


def racks_added(site: Site, plan: Plan) -> Counter[str]:
    """How many racks of each type a plan puts up, beside those that stand already."""
    return Counter(p.rack for p in plan.placements if not stands_already(site, p))


class HasPositions(Protocol):
    """Something with positions of one width, such as a row."""

    @property
    def position_width(self) -> Quantity:
        """Width of each position [m]."""


def racks_of_width(width: Quantity, row: HasPositions) -> int:
    """How many adjacent positions of a row a rack of this width takes.

    Parameters
    ----------
    width : Quantity [m]
        Outer width of the rack.
    row : HasPositions
        The row.
    """
    place = row.position_width
    return _spanned(width.magnitude, width.units, place.magnitude, place.units)


@lru_cache(maxsize=4096)
def _spanned(width: float, unit: Any, place: float, place_unit: Any) -> int:
    """Places of a width that another width takes; asked for every rack of a hall."""
    ratio = float((width * unit / (place * place_unit)).m_as("dimensionless"))
    return max(1, -int(-(ratio - 1e-6) // 1))


def positions_taken(site: Site, placement: Placement) -> tuple[Position, ...]:
    """The positions that a placement covers, cut off at the end of its row.

    An unknown position covers nothing.
    """
    first = site.positions.get(placement.position)
    if first is None:
        return ()
    row = site.rows[first.row]
    span = racks_of_width(site.catalog.racks[placement.rack].width, row)
    return row.positions[first.index : first.index + span]
