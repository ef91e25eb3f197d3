"""Racks that generated halls are filled with: old and new ones, from 18 to 230 kW.

The figures are round ones near those of products on sale, so that a catalog that changes does not
change what was measured.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

__all__ = ["LUMPS", "MIX", "MixRack", "products"]

Document = dict[str, Any]

_SHELF_KW = 33


@dataclass(frozen=True, slots=True)
class MixRack:
    """A compute rack of the mix.

    Attributes
    ----------
    planned_kw, failover_kw : float [kW]
    wet : float
        Share of its heat that the loop takes; 0 for a rack cooled by air.
    pflops : float [PFLOPS]
        Dense fp8.
    price : float [MUSD]
    mass : int [kg]
    pod : int
        Racks that share one network rack.
    """

    name: str
    vendor: str
    planned_kw: float
    failover_kw: float
    wet: float
    pflops: float
    price: float
    mass: int
    pod: int
    width: int = 600


LUMPS = (
    MixRack("new-230", "Alpha", 230, 214, 0.97, 900, 8.1, 1900, 8),
    MixRack("new-221", "Beta", 221, 221, 0.95, 826, 7.2, 1900, 8),
    MixRack("wide-210", "Beta", 210, 210, 0.95, 801, 7.0, 2300, 6, width=1200),
    MixRack("new-198", "Alpha", 198, 190, 0.95, 741, 6.6, 1800, 8),
    MixRack("new-190", "Gamma", 190, 180, 0.95, 672, 5.6, 1700, 8),
    MixRack("asic-178", "Gamma", 178, 178, 0.90, 615, 4.9, 1700, 8),
    MixRack("asic-167", "Delta", 167, 167, 0.90, 570, 4.7, 1700, 8),
    MixRack("full-156", "Beta", 156, 148, 0.87, 512, 4.6, 1600, 8),
    MixRack("full-149", "Delta", 149, 149, 0.87, 473, 4.0, 1500, 8),
    MixRack("full-142", "Alpha", 142, 132, 0.87, 463, 4.1, 1500, 8),
    MixRack("full-137", "Gamma", 137, 137, 0.87, 421, 3.3, 1500, 8),
    MixRack("full-132", "Alpha", 132, 132, 0.87, 403, 3.4, 1472, 8),
)
"""New racks only: lumps against UPS modules of 2 MW, and nothing small to fill up with."""

MIX = (
    *(LUMPS[n] for n in (0, 2, 4, 9, 11)),
    MixRack("half-125", "Beta", 125, 106, 0.85, 322, 2.95, 1600, 8),
    MixRack("asic-104", "Gamma", 104, 104, 0.80, 236, 2.1, 1300, 8),
    MixRack("tall-86", "Beta", 86, 80, 0.70, 211, 2.0, 1250, 12),
    MixRack("dry-57", "Alpha", 57, 57, 0.0, 144, 1.63, 1200, 16),
    MixRack("dry-41", "Alpha", 41, 38.4, 0.0, 63, 1.15, 1100, 16),
    MixRack("dry-33", "Gamma", 33, 33, 0.0, 58, 0.72, 900, 16),
    MixRack("old-18", "Beta", 18, 18, 0.0, 20, 0.31, 800, 16),
)
"""New and old racks."""


def products() -> dict[str, Document]:
    """The mix with its network rack, shelf, CDU and fan wall, as documents by id."""
    racks = [_compute(rack) for rack in {*LUMPS, *MIX}]
    others: list[Document] = [
        _product("net", "rack")
        | {"role": "network", "price": "1.1 MUSD", "planned_power": "16 kW"}
        | _frame(600, 700)
        | {"air": _air(16.0)},
        _product("shelf", "shelf") | {"rating": f"{_SHELF_KW} kW"},
        _product("cdu", "cdu") | {"heat": "1500 kW", "flow": "2100 L/min", "pumps": 1},
        _product("fan", "air-unit") | {"heat": "450 kW", "airflow": "40 m3/s"},
    ]
    return {product["id"]: product for product in (*racks, *others)}


def _compute(rack: MixRack) -> Document:
    dry_kw = rack.planned_kw * (1.0 - rack.wet)
    each = -(-rack.failover_kw // _SHELF_KW)
    document = (
        _product(rack.name, "rack")
        | _frame(rack.width, rack.mass)
        | {
            "role": "compute",
            "price": f"{rack.price} MUSD",
            "planned_power": f"{rack.planned_kw} kW",
            "failover_power": f"{rack.failover_kw} kW",
            "supplies": {"product": "shelf", "on_feed_a": each, "on_feed_b": each},
            "air": _air(dry_kw),
            "computing": {
                "accelerators": 72,
                "silicon_vendor": rack.vendor,
                "hbm": f"{rack.pflops / 20:.3f} TB",
                "dense": {"fp8": f"{rack.pflops} PFLOPS"},
            },
            "pod": {"racks": rack.pod, "support": {"net": 1}},
        }
    )
    if rack.wet:
        document["liquid"] = _liquid(rack.planned_kw * rack.wet)
    return document


def _product(name: str, kind: str) -> Document:
    return {"id": name, "kind": kind, "name": name}


def _frame(width: int, mass: int) -> Document:
    return {
        "width": f"{width} mm",
        "depth": "1200 mm",
        "height": "2300 mm",
        "mass": f"{mass} kg",
        "power_factor": "99 %",
    }


def _air(heat_kw: float) -> Document:
    """Air that warms up by about 12 K."""
    return {
        "heat": f"{heat_kw:.3f} kW",
        "airflow": f"{heat_kw / 14:.4f} m3/s",
        "inlet_max": "35 degC",
    }


def _liquid(heat_kw: float) -> Document:
    """Flow at a return of some 58 degC."""
    points = ((25, 0.46), (35, 0.66), (40, 0.85), (45, 1.15))
    return {
        "heat": f"{heat_kw:.3f} kW",
        "coolant": "PG25",
        "supply_max": "45 degC",
        "flow": [
            {"supply": f"{supply} degC", "flow": f"{each * heat_kw:.3f} L/min"}
            for supply, each in points
        ],
    }
