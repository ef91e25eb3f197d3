"""Small products in round numbers, as documents, and a record of a figure in short."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rackplan.model.catalog import Assembly, Derivation
from rackplan.units import Quantity

Made = Callable[..., Assembly]
Documents = dict[str, dict[str, Any]]

NODE = {
    "id": "node",
    "kind": "server",
    "name": "Node",
    "role": "compute",
    "price": "100 kUSD",
    "height": "6 U",
    "mass": "100 kg",
    "planned_power": "10 kW",
    "power_factor": "100 %",
    "air": {"heat": "10 kW", "airflow": "1 m3/s"},
    "computing": {
        "accelerators": 8,
        "silicon_vendor": "Alpha",
        "hbm": "1 TB",
        "dense": {"fp8": "16 PFLOPS"},
    },
}
FRAME = {
    "id": "frame",
    "kind": "frame",
    "name": "Frame",
    "price": "2 kUSD",
    "width": "600 mm",
    "depth": "1200 mm",
    "height": "2 m",
    "mounting_height": "42 U",
    "unit": "1 U",
    "mass": "130 kg",
}
BUILD = {"id": "rack", "kind": "build", "name": "Rack", "server": "node", "frame": "frame"}
STRIP = {
    "id": "strip",
    "kind": "rack-pdu",
    "name": "Strip",
    "rating": "60 A",
    "voltage": "400 V",
    "usable": "80 %",
    "mass": "10 kg",
}
SHELF = {
    "id": "shelf",
    "kind": "shelf",
    "name": "Shelf",
    "rating": "33 kW",
    "modules": 6,
    "height": "1 U",
    "mass": "40 kg",
}
SWITCH = {
    "id": "switch",
    "kind": "switch",
    "name": "Switch",
    "ports": 32,
    "port_speed_gbps": 400,
    "peak_power": "1 kW",
    "height": "1 U",
    "mass": "10 kg",
}
PART = {"id": "part", "kind": "part", "name": "Part", "mass": "30 kg"}
ALL: Documents = {d["id"]: d for d in (NODE, FRAME, STRIP, SHELF, SWITCH, PART)}  # type: ignore[misc]  # ids are text


HEAD: dict[str, Any] = {
    "id": "head",
    "kind": "server",
    "name": "Head node",
    "role": "management",
    "price": "20 kUSD",
    "height": "1 U",
    "mass": "20 kg",
    "planned_power": "3 kW",
    "power_factor": "75 %",
    "air": {"heat": "3 kW", "airflow": "0.5 m3/s"},
}
WITH_HEAD = {"servers": 4, "equipment": [{"product": "head", "count": 2}]}


def said(derivation: Derivation) -> str:
    """A record in short: "sum 4 node.mass, 1 frame.mass"."""
    terms = ", ".join(f"{t.count} {t.product}.{t.path}" for t in derivation.terms)
    return f"{derivation.how} {terms}"


def kw(power: Quantity | None) -> float | None:
    return None if power is None else float(power.m_as("kW"))


def liquid(supply_max: int, flow: dict[int, float], **more: Any) -> dict[str, Any]:
    points = [{"supply": f"{t} degC", "flow": f"{v} L/min"} for t, v in flow.items()]
    return {
        "heat": "8 kW",
        "coolant": "PG25",
        "supply_max": f"{supply_max} degC",
        "flow": points,
    } | more
