"""A plan: which rack stands where, on which feeds and which loop."""

from __future__ import annotations

from collections import Counter
from typing import Literal, TypeAlias

from rackplan.model.figures import Frozen, Id
from rackplan.model.site import Position, Row, Site
from rackplan.units import Quantity

__all__ = ["PHASES", "Phase", "Placement", "Plan", "positions_taken", "racks_of_width"]

Phase: TypeAlias = Literal["L1", "L2", "L3", "L1-L2", "L2-L3", "L3-L1"]
"""Between which conductors a single-phase rack hangs: a line and the neutral, or two lines."""

PHASES: dict[int, tuple[Phase, ...]] = {1: ("L1", "L2", "L3"), 2: ("L1-L2", "L2-L3", "L3-L1")}
"""The places for a rack on one line, and for one on two."""


class Placement(Frozen):
    """One rack on the floor.

    `position` is the first of the positions that a wide rack takes; `pod` names the pod that the
    rack belongs to, compute and support alike. `phase` is the line, or the two lines, that a
    single-phase rack hangs on, alike on all of its feeds: L1, L2-L3.
    """

    position: str
    rack: Id
    feeds: tuple[Id, ...]
    loop: Id | None = None
    pod: str | None = None
    phase: Phase | None = None


class Plan(Frozen):
    """All placements of a site."""

    site: Id
    placements: tuple[Placement, ...]

    def counts(self) -> Counter[str]:
        """How many racks of each type."""
        return Counter(placement.rack for placement in self.placements)


def racks_of_width(width: Quantity, row: Row) -> int:
    """How many adjacent positions of a row a rack of this width takes.

    Parameters
    ----------
    width : Quantity [m]
        Outer width of the rack.
    row : Row
        The row, with its `position_width`.
    """
    ratio = float((width / row.position_width).m_as("dimensionless"))
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
