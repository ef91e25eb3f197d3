"""Rack types and device types, as the community library writes them.

Models are the ids of our catalog: they are unique, and a plan is found again by them. What the
library asks for and no source states is filled in one way and said so: rails of 19 inches, a frame
of four posts, power connectors of type "other".
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rackplan.exchange.netbox.marks import marks_of
from rackplan.exchange.netbox.slugs import slug_of
from rackplan.model.catalog import AnyProduct, Catalog, Frame, Load, RackBuild, RackType, Server
from rackplan.units import FRACTION, LENGTH, MASS, POWER, Quantity, magnitude
from rackplan.writing import one_line

__all__ = [
    "INLET",
    "PowerPort",
    "device_type",
    "frame_of",
    "manufacturer_of",
    "rack_ports",
    "rack_type",
    "server_ports",
    "unit_height",
]

INLET = "inlet"
_UNIT_M = 0.04445
_OPEN_UNIT_M = 0.048
_INCH_M = 0.0254
_SLACK = 1e-6
_NOT_STATED = "What stands for a figure that no source states: rails of 19 in, four posts."
_HEIGHT_UNKNOWN = "u_height is the outside height in units of 44.45 mm; how many can be used is "
_GENERIC = "Generic"
_SIGNS = "=+-@'\uff1d\uff0b\uff0d\uff20 "


@dataclass(frozen=True, slots=True)
class PowerPort:
    """An inlet.

    Attributes
    ----------
    allocated, maximum : int [VA]
        With both feeds there, and once the other is lost. NetBox compares them with volts times
        amperes of a feed, so they are apparent power.
    side : {'A', 'B'}
        The feed that it is meant for.
    """

    name: str
    allocated: int
    maximum: int
    side: str

    def to_yaml(self) -> dict[str, Any]:
        """The port of a device type."""
        draws = {"maximum_draw": self.maximum, "allocated_draw": self.allocated}
        return {"name": self.name, "type": "other", **draws, "description": f"feed {self.side}, VA"}


def manufacturer_of(item: AnyProduct | RackType) -> str:
    """Who makes it, as far as NetBox takes the name; Generic where no source names anybody.

    Types in YAML and rows in CSV have to agree, so it begins with nothing that a cell would mark.
    """
    return one_line(item.maker or "").lstrip(_SIGNS)[:100].strip() or _GENERIC


def frame_of(catalog: Catalog, rack: str) -> RackType | Frame:
    """The rack type of a rack: its frame, or itself where it is delivered whole."""
    build = catalog.products.get(rack)
    if isinstance(build, RackBuild):
        frame = catalog.products[build.frame]
        assert isinstance(frame, Frame), "the reader saw to that"
        return frame
    return catalog.racks[rack]


def unit_height(frame: RackType | Frame) -> int:
    """Units in a rack; of one whose units nobody states, those of its outside."""
    if isinstance(frame, Frame):
        return math.floor(magnitude(frame.mounting_height, LENGTH) / _UNIT_M + _SLACK)
    return math.floor(magnitude(frame.height, LENGTH) / _UNIT_M + _SLACK)


def rail_width(frame: RackType | Frame) -> int:
    """Inches between the rails; where none are stated 21 for Open Rack units, else 19."""
    if isinstance(frame, Frame) and frame.rail_width is not None:
        return round(magnitude(frame.rail_width, LENGTH) / _INCH_M)
    open_rack = isinstance(frame, Frame) and magnitude(frame.unit, LENGTH) > _OPEN_UNIT_M - 1e-4
    return 21 if open_rack else 19


def rack_type(frame: RackType | Frame) -> dict[str, Any]:
    """A rack type of the library."""
    maker = manufacturer_of(frame)
    document: dict[str, Any] = {
        "manufacturer": maker,
        "model": frame.id,
        "slug": f"{slug_of(maker)}-{slug_of(frame.id)}"[:100],
        "description": one_line(frame.name)[:200],
        "form_factor": "4-post-cabinet",
        "width": rail_width(frame),
        "u_height": unit_height(frame),
        "starting_unit": 1,
        "outer_width": _mm(frame.width),
        "outer_height": _mm(frame.height),
        "outer_depth": _mm(frame.depth),
        "outer_unit": "mm",
    }
    if isinstance(frame, Frame):
        document |= _frame_weights(frame)
        return document | {"comments": f"{_NOT_STATED}\n\n{marks_of(frame)}"}
    said = f"{_NOT_STATED} {_HEIGHT_UNKNOWN}not stated."
    return document | {"comments": f"{said}\n\n{marks_of(frame)}"}


def device_type(item: AnyProduct | RackType, ports: tuple[PowerPort, ...]) -> dict[str, Any]:
    """A device type of the library; its height is 0 where it is not that of units in a rack."""
    maker = manufacturer_of(item)
    mass = getattr(item, "mass", None)
    document: dict[str, Any] = {
        "manufacturer": maker,
        "model": item.id,
        "slug": f"{slug_of(maker)}-{slug_of(item.id)}"[:100],
        "u_height": _units(item),
        "is_full_depth": True,
        "description": one_line(item.name)[:200],
    }
    if mass is not None:
        document |= {"weight": round(magnitude(mass, MASS), 2), "weight_unit": "kg"}
    if ports:
        document["power-ports"] = [port.to_yaml() for port in ports]
    marks = marks_of(item)
    return document | {"comments": marks} if marks else document


def rack_ports(kind: RackType, share_a: float) -> tuple[PowerPort, ...]:
    """The inlets of a rack, one a cord."""
    planned, failover = _apparent(kind, kind.planned_power), _apparent(kind, kind.failover)
    if kind.cords == 1:
        return (_port(INLET, planned, planned, "A"),)
    return (
        _port("A", share_a * planned, failover, "A"),
        _port("B", (1.0 - share_a) * planned, failover, "B"),
    )


def server_ports(server: Server) -> tuple[PowerPort, ...]:
    """The supplies of a server; one inlet a feed where it states none."""
    supplies = server.supplies
    on = (
        {"A": 1, "B": 1} if supplies is None else {"A": supplies.on_feed_a, "B": supplies.on_feed_b}
    )
    planned, failover = _apparent(server, server.planned_power), _apparent(server, server.failover)
    each = planned / sum(on.values())
    sides = [side for side, count in on.items() for _ in range(count)]
    alone = not all(on.values())
    return tuple(
        _port(f"PSU{number}", each, each if alone else failover / on[side], side)
        for number, side in enumerate(sides, 1)
    )


def _port(name: str, allocated: float, maximum: float, side: str) -> PowerPort:
    """Draws rounded up; NetBox refuses an allocated one above the maximum."""
    low = max(1, math.ceil(allocated - _SLACK))
    return PowerPort(name, low, max(low, math.ceil(maximum - _SLACK)), side)


def _apparent(load: Load, power: Quantity) -> float:
    """Apparent power of a real power [VA]."""
    return 1000.0 * magnitude(power, POWER) / magnitude(load.power_factor, FRACTION)


def _units(item: AnyProduct | RackType) -> float:
    """Height in units of 44.45 mm, in halves rounded up, of what is mounted in a frame."""
    height = getattr(item, "height", None)
    if height is None or not _is_mounted(item):
        return 0
    halves = math.ceil(2 * magnitude(height, LENGTH) / _UNIT_M - _SLACK)
    return halves // 2 if halves % 2 == 0 else halves / 2


def _is_mounted(item: AnyProduct | RackType) -> bool:
    return item.kind in {"server", "switch"}


def _frame_weights(frame: Frame) -> Iterator[tuple[str, Any]]:
    yield "weight", round(magnitude(frame.mass, MASS), 2)
    if frame.load_limit is not None:
        whole = magnitude(frame.load_limit, MASS) + magnitude(frame.mass, MASS)
        yield "max_weight", math.floor(whole)
    yield "weight_unit", "kg"


def _mm(length: Quantity) -> int:
    return round(1000.0 * magnitude(length, LENGTH))
