"""Figures of a product as its type in the library states them, nothing else.

What the library has several meanings for is not taken. Draws of several inlets may be those of
supplies that stand by. `max_weight` is held by NetBox against rack and contents together, while
many files give the maker's limit of the contents: less the rack's own weight it is too much in
neither reading.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

from rackplan.exchange.type_library.entry import TypeEntry
from rackplan.exchange.type_library.ports import current_of, inlets, network_ports
from rackplan.handover.table import figure_text

__all__ = ["TAKEN", "Figure", "figures_of", "kilograms", "load_limit_kg", "millimetres"]

_KG = {"kg": 1.0, "g": 1e-3, "lb": 0.45359237, "oz": 0.45359237 / 16}
_MM = {"mm": 1.0, "in": 25.4}
_UNIT = {19: "U", 23: "U", 10: "U"}
"""Units of a frame by its rails [in]: those of 21 in. are EIA's, ETSI's or Open Rack's."""

Figure = tuple[str, str, str]
"""Key, value as in a file of ours, and what more there is to say of it."""


def figures_of(entry: TypeEntry, kind: str) -> Iterator[Figure]:
    """All that is stated."""
    yield from _FROM_FIELDS[kind](entry)


def kilograms(entry: TypeEntry, key: str = "weight") -> float | None:
    """A weight; None where none is stated."""
    weight = entry.values.get(key)
    return None if weight is None else weight * _KG[entry.values["weight_unit"]]


def millimetres(entry: TypeEntry, key: str) -> float | None:
    """An outer size; None where it is not stated."""
    size = entry.values.get(key)
    return None if size is None else size * _MM[entry.values["outer_unit"]]


def load_limit_kg(entry: TypeEntry) -> float | None:
    """What may be mounted in a frame, in the safer reading; None where that is unknown."""
    whole, own = kilograms(entry, "max_weight"), kilograms(entry)
    return whole - own if whole is not None and own is not None and whole > own else None


def _frame(entry: TypeEntry) -> Iterator[Figure]:
    yield from _outside(entry)
    rails = entry.values.get("width")
    units = figure_text(float(entry.values["u_height"]))
    if rails in _UNIT and entry.values["u_height"]:
        yield "mounting_height", f"{units} {_UNIT[rails]}", ""
        yield "unit", f"1 {_UNIT[rails]}", f"a frame with rails of {rails} in"
    if rails is not None:
        yield "rail_width", f"{figure_text(float(rails))} in", ""
    yield from _mass(entry)
    limit = load_limit_kg(entry)
    if limit is not None:
        yield "load_limit", f"{figure_text(limit)} kg", "max_weight less the frame's own weight"


def _outside(entry: TypeEntry) -> Iterator[Figure]:
    for key in ("width", "depth", "height"):
        size = millimetres(entry, f"outer_{key}")
        if size is not None:
            yield key, f"{figure_text(size)} mm", ""


def _mass(entry: TypeEntry) -> Iterator[Figure]:
    mass = kilograms(entry)
    if mass is not None:
        yield "mass", f"{figure_text(mass)} kg", ""


def _mounted(entry: TypeEntry) -> Iterator[Figure]:
    units = entry.values["u_height"]
    if units:
        yield "height", f"{figure_text(float(units))} U", ""
    yield from _mass(entry)


def _server(entry: TypeEntry) -> Iterator[Figure]:
    yield from _mounted(entry)
    listed = inlets(entry)
    if len(listed) == 1 and listed[0].maximum_w is not None:
        yield (
            "rated_power",
            f"{figure_text(listed[0].maximum_w)} W",
            "maximum_draw of its one inlet",
        )
    plugs = {inlet.plug for inlet in listed}
    current = current_of(next(iter(plugs))) if len(plugs) == 1 else None
    if current is not None:
        yield "input.current", current, ""
        yield "input.connector", next(iter(plugs)), ""


def _switch(entry: TypeEntry) -> Iterator[Figure]:
    ports = network_ports(entry)
    fastest = max(ports, default=0.0)
    if fastest >= 1.0 and math.isclose(fastest, round(fastest)):
        yield "ports", str(ports[fastest]), ""
        yield "port_speed_gbps", str(round(fastest)), ""
    yield from _mounted(entry)


def _cdu(entry: TypeEntry) -> Iterator[Figure]:
    if entry.values["u_height"]:
        yield "form", "in-rack", ""
    yield from _mounted(entry)


def _strip(entry: TypeEntry) -> Iterator[Figure]:
    currents = {current_of(inlet.plug) for inlet in inlets(entry)}
    phases = {"ac-single-phase": "1", "ac-three-phase": "3"}
    current = currents.pop() if len(currents) == 1 else None
    if current in phases:
        yield "phases", phases[current], ""
    yield from _mounted(entry)


def _rack(entry: TypeEntry) -> Iterator[Figure]:
    yield from _outside(entry) if entry.form == "rack type" else _mass(entry)


_FROM_FIELDS: dict[str, Callable[[TypeEntry], Iterator[Figure]]] = {
    "frame": _frame,
    "server": _server,
    "switch": _switch,
    "cdu": _cdu,
    "rack-pdu": _strip,
    "shelf": _mounted,
    "ups": _mounted,
    "part": _mounted,
    "rack": _rack,
    "air-unit": _mass,
}

_OUTER = ("width", "depth", "height")
_MOUNTED = ("height", "mass")

TAKEN: dict[str, tuple[str, ...]] = {
    "frame": (*_OUTER, "mounting_height", "unit", "rail_width", "mass", "load_limit"),
    "server": (*_MOUNTED, "rated_power", "input.current", "input.connector"),
    "switch": ("ports", "port_speed_gbps", *_MOUNTED),
    "cdu": ("form", *_MOUNTED),
    "rack-pdu": ("phases", *_MOUNTED),
    **dict.fromkeys(("shelf", "ups", "part"), _MOUNTED),
    "rack": (*_OUTER, "mass"),
    "air-unit": ("mass",),
}
"""What each kind of product may take from the fields of a type."""
