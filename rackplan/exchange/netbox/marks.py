"""What a type of NetBox has no place for, left in its comments, so that an import finds it again.

The library knows sizes, weights and inlets. What kind of thing it is, its planned power and its
power factor stand under a line of their own in the comments, a line each, as in our catalog.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from rackplan.model.catalog import AnyProduct, RackType
from rackplan.units import FRACTION, Quantity, magnitude, ureg
from rackplan.writing import one_line

__all__ = ["MARKED", "marks_of", "read_marks"]

HEAD = "From the catalog of rackplan:"

_LOAD = ("planned_power", "failover_power", "power_factor", "air.heat", "air.airflow")

MARKED: Mapping[str, tuple[str, ...]] = {
    "rack": ("role", "width", "depth", "height", "cords", "mass", *_LOAD),
    "frame": (
        "width",
        "depth",
        "height",
        "mounting_height",
        "unit",
        "rail_width",
        "mass",
        "load_limit",
    ),
    "server": ("role", "height", "mass", *_LOAD),
    "switch": ("ports", "port_speed_gbps", "height", "mass", "peak_power"),
    "rack-pdu": ("rating", "voltage", "phases", "usable", "height", "mass"),
    "cdu": ("form", "heat", "flow", "head", "pumps", "mass"),
    "air-unit": ("form", "heat", "airflow", "mass"),
}
"""What is left of a product, by its kind; a dot parts a table and the key in it."""

_LINE = re.compile(r"([a-z][a-z_.]*): (\S.*)")


def marks_of(item: AnyProduct | RackType) -> str:
    """The lines about a product; "" for a kind of which none are left."""
    keys = MARKED.get(item.kind)
    return "" if keys is None else "\n".join([HEAD, f"kind: {item.kind}", *_lines(item, keys)])


def read_marks(comments: str) -> dict[str, str]:
    r"""The lines out of comments, by their keys; empty where there are none, or of no known kind.

    Examples
    --------
    >>> read_marks("Heavy.\nFrom the catalog of rackplan:\nkind: server\nmass: 90 kg\n\nmass: 1 kg")
    {'kind': 'server', 'mass': '90 kg'}
    """
    lines = [line.strip() for line in comments.splitlines()]
    if HEAD not in lines:
        return {}
    found: dict[str, str] = {}
    for line in lines[lines.index(HEAD) + 1 :]:
        match = _LINE.fullmatch(line)
        if match is None:
            break
        found[match[1]] = match[2]
    known = MARKED.get(found.get("kind", ""), ())
    return {key: text for key, text in found.items() if known and key in ("kind", *known)}


def _lines(item: AnyProduct | RackType, keys: tuple[str, ...]) -> Iterator[str]:
    for key in keys:
        value: Any = item
        for part in key.split("."):
            value = getattr(value, part)
        if value is not None:
            is_figure = isinstance(value, ureg.Quantity)
            yield f"{key}: {_figure(value) if is_figure else one_line(value)}"


def _figure(value: Quantity) -> str:
    """A figure in twelve digits, shares in percent."""
    if value.dimensionless:
        return f"{100.0 * magnitude(value, FRACTION):.12g} %"
    return f"{value:.12g~}".replace(" ** ", "")
