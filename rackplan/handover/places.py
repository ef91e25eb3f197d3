"""Where racks stand, in metres of their hall, and how far cables run between them.

x runs along the width of a hall and y, north, along its depth, from its south-west corner. A plan
says which positions a rack takes, and not where inside of them it stands. It is drawn in the middle
of their width with its front on their edge at the cold aisle, as rows are lined up in practice.
"""

from __future__ import annotations

from dataclasses import dataclass

from rackplan.errors import BadInputError
from rackplan.model.catalog import RackType
from rackplan.model.plan import Placement, Plan, positions_taken, stands_already
from rackplan.model.site import Row, Site
from rackplan.units import LENGTH, Quantity, magnitude, of

__all__ = ["Box", "RackPlace", "places_of", "run_length"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the floor: its south-west corner and its size [m]."""

    x: float
    y: float
    width: float
    depth: float

    @property
    def centre(self) -> tuple[float, float]:
        """Its middle [m]."""
        return self.x + self.width / 2, self.y + self.depth / 2


@dataclass(frozen=True, slots=True)
class RackPlace:
    """A rack that stands.

    Attributes
    ----------
    positions : Box
        The floor of the positions that it takes.
    feed_a, feed_b : str
        The busways that it hangs on, by the side of its row; "" for none.
    share_a, share_b : float
        Of its planned power, with all feeds there.
    stands : bool
        Whether it stands already, before the plan.
    """

    placement: Placement
    kind: RackType
    row: Row
    positions: Box
    feed_a: str
    feed_b: str
    share_a: float
    share_b: float
    stands: bool

    @property
    def name(self) -> str:
        """The position that it is named after."""
        return self.placement.position

    @property
    def outline(self) -> Box:
        """The rack itself: in the middle of the width, its front at the cold aisle."""
        width, depth = magnitude(self.kind.width, LENGTH), magnitude(self.kind.depth, LENGTH)
        floor = self.positions
        south = self.row.cold_aisle == "south"
        y = floor.y if south else floor.y + floor.depth - depth
        return Box(floor.x + (floor.width - width) / 2, y, width, depth)


def places_of(site: Site, plan: Plan) -> tuple[RackPlace, ...]:
    """All racks of a plan, in its order.

    Raises
    ------
    BadInputError
        For racks at a position that there is not, and for two that begin at one position: a
        drawing or a list of them would hide one.
    """
    seen: set[str] = set()
    places = []
    for placement in plan.placements:
        if placement.position not in site.positions:
            raise _unfit(placement, "there is no such position")
        if placement.position in seen:
            raise _unfit(placement, "another rack stands there already")
        seen.add(placement.position)
        places.append(_place(site, placement))
    return tuple(places)


def run_length(one: RackPlace, other: RackPlace) -> Quantity | None:
    """How long a cable between two racks is, as an estimate [m].

    ``l = |dx| + |dy| + h_1 + h_2``: along and across the aisles from middle to middle, and from
    the floor of either rack over its top, which no port is further from. Inside of one rack it is
    its height. What trays and patch panels add is not known and not in it; None between halls,
    whose place to each other is not known.
    """
    up = magnitude(one.kind.height, LENGTH)
    if one.name == other.name and one.row.id == other.row.id:
        return of(up, LENGTH)
    if one.row.hall != other.row.hall:
        return None
    (x, y), (far_x, far_y) = one.positions.centre, other.positions.centre
    rise = up + magnitude(other.kind.height, LENGTH)
    return of(abs(x - far_x) + abs(y - far_y) + rise, LENGTH)


def _place(site: Site, placement: Placement) -> RackPlace:
    kind = site.catalog.racks[placement.rack]
    taken = positions_taken(site, placement)
    row = site.rows[taken[0].row]
    pitch = magnitude(row.position_width, LENGTH)
    floor = Box(
        x=magnitude(row.x, LENGTH) + taken[0].index * pitch,
        y=magnitude(row.y, LENGTH),
        width=len(taken) * pitch,
        depth=magnitude(row.position_depth, LENGTH),
    )
    feed_a, feed_b = _sides(placement, row)
    shares = _shares(placement, kind)
    return RackPlace(
        placement,
        kind,
        row,
        floor,
        feed_a,
        feed_b,
        shares.get(feed_a, 0.0),
        shares.get(feed_b, 0.0),
        stands_already(site, placement),
    )


def _sides(placement: Placement, row: Row) -> tuple[str, str]:
    """Feed A and feed B of a rack: by the side of the row, not by the order in the plan."""
    feeds = list(dict.fromkeys(placement.feeds))
    if not set(feeds) <= set(row.feeds[:2]):
        return (*feeds, "", "")[0], (*feeds, "", "")[1]
    side_a, side_b = (*row.feeds, "", "")[:2]
    return (side_a if side_a in feeds else "", side_b if side_b in feeds else "")


def _shares(placement: Placement, kind: RackType) -> dict[str, float]:
    """What part of its power a rack draws from each feed: all of it from a single one."""
    feeds = list(dict.fromkeys(placement.feeds))[: kind.cords]
    if len(feeds) == 1:
        return {feeds[0]: 1.0}
    return dict(zip(feeds, (kind.share_on_a, 1.0 - kind.share_on_a), strict=False))


def _unfit(placement: Placement, why: str) -> BadInputError:
    return BadInputError.about(
        f"{placement.position} {placement.rack}",
        f"{why}, so that nothing can be exported. `rackplan verify` tells all that is wrong.",
    )
