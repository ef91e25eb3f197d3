"""The outline of a hall with its dimensions, the title, and a legend of the racks in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rackplan.exchange.floor_drawing.lettering import write
from rackplan.handover.handover import Handover
from rackplan.handover.places import RackPlace
from rackplan.model.site import Hall
from rackplan.units import LENGTH, magnitude

if TYPE_CHECKING:
    from ezdxf.layouts.layout import Modelspace

__all__ = ["draw_hall", "title_lines", "write_title"]

_GAP = 1500.0
_LETTERS, _LINE = 300.0, 500.0
ASSUMED = "Reference design: halls and rows are assumptions in part, not published facts."


def draw_hall(space: Modelspace, hall: Hall) -> None:
    """Draw the outline of a hall and its two dimensions."""
    width, depth = (1000.0 * magnitude(size, LENGTH) for size in (hall.width, hall.depth))
    corners = [(0.0, 0.0), (width, 0.0), (width, depth), (0.0, depth)]
    space.add_lwpolyline(corners, close=True, dxfattribs={"layer": "HALL"})
    look = {"dimtxt": _LETTERS, "dimasz": 200.0, "dimexe": 100.0, "dimexo": 100.0, "dimgap": 60.0}
    look |= {"dimtad": 1, "dimdec": 0, "dimlfac": 1.0}
    for base, end, angle in (((0.0, -_GAP), (width, 0.0), 0.0), ((-_GAP, 0.0), (0.0, depth), 90.0)):
        made = space.add_linear_dim(
            base=base,
            p1=(0.0, 0.0),
            p2=end,
            angle=angle,
            override=look,
            dxfattribs={"layer": "DIMENSION"},
        )
        made.render()


def write_title(
    space: Modelspace, handover: Handover, hall: Hall, places: Iterable[RackPlace]
) -> float:
    """Write title and legend below the hall.

    Returns
    -------
    float [mm]
        Where they end.
    """
    y = -2 * _GAP
    for line in (*title_lines(handover, hall), "", *_legend(hall, places)):
        y -= _LINE
        if line:
            write(space, line, (0.0, y), _LETTERS, "TITLE")
    return y


def title_lines(handover: Handover, hall: Hall) -> Iterator[str]:
    """What the drawing is, and whether the plan holds."""
    site = handover.site
    yield f"{site.name}, hall {hall.id}"
    yield handover.standing
    yield f"Planning date {site.demand.date}, rackplan {handover.rackplan}"
    if handover.layout_is_assumed:
        yield ASSUMED
    yield "Millimetres; 0, 0 is the south-west corner of the hall, y is plan north."
    yield "Racks: middle of their positions, fronts (double line) on the cold aisle."
    yield "Busways are schematic; CDUs and air units have no place in a plan and are not drawn."


def _legend(hall: Hall, places: Iterable[RackPlace]) -> Iterator[str]:
    here = [place.kind for place in places if place.row.hall == hall.id]
    kinds = {kind.id: kind for kind in here}
    for name, count in Counter(kind.id for kind in here).items():
        sizes = (kinds[name].width, kinds[name].depth, kinds[name].height)
        size = " x ".join(f"{1000.0 * magnitude(each, LENGTH):.0f}" for each in sizes)
        yield f"{count} x {name}: {kinds[name].name}, {size} mm"
