"""A block for every rack type: its outline to scale, its front, and attributes.

The base point is the middle of the front, with the rack behind it, so that a rack turns on its
front. Attributes carry what a person counts and filters by.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rackplan.exchange.floor_drawing.layers import rack_layer
from rackplan.exchange.floor_drawing.lettering import STYLE, fitted, plain
from rackplan.handover.places import RackPlace
from rackplan.handover.table import figure_text
from rackplan.model.catalog import RackType
from rackplan.units import LENGTH, MASS, POWER, magnitude

if TYPE_CHECKING:
    from ezdxf.document import Drawing
    from ezdxf.layouts.layout import Modelspace

__all__ = ["ATTRIBUTES", "add_block", "block_name", "insert_rack"]

ATTRIBUTES = {
    "POSITION": "The position, or the first of those that it takes.",
    "TYPE": "The rack type: an id of the catalog.",
    "STATE": "new, or standing where it stood before the plan.",
    "POD": "The pod that it belongs to.",
    "FEED_A": "The busway on side A.",
    "FEED_B": "The busway on side B.",
    "LOOP": "The cooling loop.",
    "KW": "Planned power in kW.",
    "KG": "Mass on the floor in kg.",
}
"""Attributes of a rack's block, by tag; the first two can be seen."""

_SEEN = ("POSITION", "TYPE")
_HEIGHT = 90.0
_FRONT = 60.0
_LINES = (-0.12, 0.22)
"""Where the two seen attributes stand across the rack, as shares of its width."""


def block_name(kind: RackType) -> str:
    """What the block of a rack type is called."""
    return f"RACK-{kind.id}"


def add_block(drawing: Drawing, kind: RackType) -> None:
    """Define the block of a rack type."""
    width, depth = _mm(kind)
    block = drawing.blocks.new(block_name(kind))
    left, right = -width / 2, width / 2
    outline = [(left, 0.0), (right, 0.0), (right, depth), (left, depth)]
    block.add_lwpolyline(outline, close=True, dxfattribs={"layer": "0"})
    front = [(left, 0.0), (right, 0.0), (right, _FRONT), (left, _FRONT)]
    block.add_lwpolyline(front, close=True, dxfattribs={"layer": "0"})
    for tag, (at, height) in _spots(kind).items():
        block.add_attdef(tag, at, dxfattribs=_lettering(tag, height), text="")


def insert_rack(space: Modelspace, place: RackPlace) -> None:
    """Put a rack where it stands, its front to the cold aisle, its attributes to be read."""
    outline, south = place.outline, place.row.cold_aisle == "south"
    x = 1000.0 * (outline.x + outline.width / 2)
    y = 1000.0 * (outline.y if south else outline.y + outline.depth)
    layer = rack_layer(place.kind.role, stands=place.stands)
    rack = space.add_blockref(
        block_name(place.kind),
        (x, y),
        dxfattribs={"layer": layer, "rotation": 0.0 if south else 180.0},
    )
    values, bottom = dict(_values(place)), 1000.0 * outline.y
    for tag, ((across, along), height) in _spots(place.kind).items():
        lettering = _lettering(tag, fitted(values[tag], height, _mm(place.kind)[1] * 0.85))
        rack.add_attrib(tag, plain(values[tag]), (x + across, bottom + along), lettering)


def _spots(kind: RackType) -> dict[str, tuple[tuple[float, float], float]]:
    """Where attributes stand, from the middle of the width and the south edge, and how high."""
    width, depth = _mm(kind)
    hidden = (0.0, depth / 2)
    seen = dict(zip(_SEEN, _LINES, strict=True))
    return {
        tag: ((seen[tag] * width, 0.08 * depth), _HEIGHT) if tag in seen else (hidden, _HEIGHT)
        for tag in ATTRIBUTES
    }


def _lettering(tag: str, height: float) -> dict[str, object]:
    """Text along the depth of the rack."""
    hidden = 0 if tag in _SEEN else 1
    return {
        "layer": "RACK-TEXT",
        "style": STYLE,
        "height": height,
        "rotation": 90.0,
        "flags": hidden,
    }


def _values(place: RackPlace) -> Iterator[tuple[str, str]]:
    placement = place.placement
    yield "POSITION", placement.position
    yield "TYPE", placement.rack
    yield "STATE", "standing" if place.stands else "new"
    yield "POD", placement.pod or ""
    yield "FEED_A", place.feed_a
    yield "FEED_B", place.feed_b
    yield "LOOP", placement.loop or ""
    yield "KW", figure_text(magnitude(place.kind.planned_power, POWER))
    yield "KG", figure_text(magnitude(place.kind.standing_mass, MASS))


def _mm(kind: RackType) -> tuple[float, float]:
    return 1000.0 * magnitude(kind.width, LENGTH), 1000.0 * magnitude(kind.depth, LENGTH)
