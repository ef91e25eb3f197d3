"""A drawing of every hall."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager

from ezdxf import units
from ezdxf._options import options
from ezdxf.document import Drawing
from ezdxf.filemanagement import new

from rackplan.exchange.floor_drawing.blocks import add_block
from rackplan.exchange.floor_drawing.captions import draw_hall, write_title
from rackplan.exchange.floor_drawing.floor import draw_rows
from rackplan.exchange.floor_drawing.layers import add_layers
from rackplan.exchange.floor_drawing.lettering import STYLE
from rackplan.handover.handover import Handover
from rackplan.handover.places import RackPlace, places_of
from rackplan.model.site import Hall
from rackplan.units import LENGTH, magnitude

__all__ = ["dxf_files"]

_VERSION = "R2010"
"""Old enough for every drawing program in use, new enough for text in UTF-8."""

_EDGE = 3000.0
"""Free space around all that is drawn [mm]."""

_MARGIN = 1.3
"""How much larger than the hall the first view is."""


def dxf_files(handover: Handover) -> dict[str, bytes]:
    """A drawing a hall, the same bytes for the same plan."""
    places = places_of(handover.site, handover.plan)
    with _without_clock():
        return {
            f"{handover.name}-{hall.id}.dxf": _written(_drawn(handover, hall, places))
            for hall in handover.site.halls.values()
        }


def _drawn(handover: Handover, hall: Hall, places: tuple[RackPlace, ...]) -> Drawing:
    drawing = new(_VERSION, setup=["dimstyles"], units=units.MM)
    drawing.styles.add(STYLE, font="arial.ttf")
    add_layers(drawing)
    here = {place.kind.id: place.kind for place in places if place.row.hall == hall.id}
    for _, kind in sorted(here.items()):
        add_block(drawing, kind)
    space = drawing.modelspace()
    draw_hall(space, hall)
    draw_rows(space, handover.site, hall.id, places)
    _show_all(drawing, hall, write_title(space, handover, hall, places))
    return drawing


def _show_all(drawing: Drawing, hall: Hall, bottom: float) -> None:
    """State the extents, without which some programs show nothing, and open on the hall [mm]."""
    width, depth = (1000.0 * magnitude(size, LENGTH) for size in (hall.width, hall.depth))
    low, high = (-_EDGE, bottom - _EDGE), (width + _EDGE, depth + _EDGE)
    space = drawing.modelspace()
    space.reset_extents((*low, 0.0), (*high, 0.0))
    space.reset_limits(low, high)
    for name, value in (("EXTMIN", (*low, 0.0)), ("EXTMAX", (*high, 0.0))):
        drawing.header[f"${name}"] = value
    drawing.header["$LIMMIN"], drawing.header["$LIMMAX"] = low, high
    drawing.set_modelspace_vport(_MARGIN * max(width, depth), (width / 2, depth / 2))


def _written(drawing: Drawing) -> bytes:
    text = io.StringIO()
    drawing.write(text)
    return drawing.encode(text.getvalue())


@contextmanager
def _without_clock() -> Iterator[None]:
    """Leave the time of writing and random ids out of the file."""
    before = options.write_fixed_meta_data_for_testing
    options.write_fixed_meta_data_for_testing = True
    try:
        yield
    finally:
        options.write_fixed_meta_data_for_testing = before
