"""Products of drawn halls: compute and support racks, their shelves, a CDU, a fan wall."""

from __future__ import annotations

import math
import random
from typing import Any

__all__ = ["draw_cdu", "draw_fan", "draw_racks"]

Document = dict[str, Any]

_SHELF_KW = 33.0
_SUPPLY_KW = 3.2


def draw_racks(rng: random.Random) -> dict[str, Document]:
    """Racks by id, and the shelves that they need."""
    racks = [_wet(rng), _dry(rng), _net(rng), _store(rng)]
    if rng.random() < 0.3:
        racks.insert(1, _mixed(rng))
    shelves = [_shelf("shelf", _SHELF_KW), _shelf("psu", _SUPPLY_KW)]
    return {product["id"]: product for product in (*racks, *shelves)}


def draw_cdu(rng: random.Random) -> Document:
    """A CDU for about three wet racks, short of heat or of flow."""
    cdu: Document = {
        **_product("cdu", "cdu"),
        "heat": f"{rng.uniform(100, 450):.3f} kW",
        "flow": f"{rng.uniform(100, 500):.3f} L/min",
        "pumps": rng.randint(1, 2),
    }
    if cdu["pumps"] == 2 and rng.random() < 0.7:
        cdu["flow_after_pump_loss"] = f"{rng.uniform(60, 95):.3f} L/min"
    return cdu


def draw_fan(rng: random.Random) -> Document:
    """A fan wall for about three dry racks, short of heat or of air."""
    return {
        **_product("fan", "air-unit"),
        "heat": f"{rng.uniform(60, 260):.3f} kW",
        "airflow": f"{rng.uniform(5, 25):.5f} m3/s",
    }


def _wet(rng: random.Random) -> Document:
    planned = rng.uniform(60, 130)
    part = rng.uniform(0.7, 0.9)
    failover = planned * rng.choice((1.0, 0.8, 0.9))
    flow = rng.uniform(40, 80)
    return {
        **_rack(rng, "wet", "compute", planned),
        "failover_power": f"{failover:.4f} kW",
        "supplies": _shelves(rng, failover),
        "liquid": {
            "heat": f"{part * planned:.4f} kW",
            "coolant": "PG25",
            "supply_max": rng.choice(("45 degC", "45 degC", "41 degC")),
            "flow": [
                {"supply": "25 degC", "flow": f"{flow:.4f} L/min"},
                {"supply": "40 degC", "flow": f"{1.9 * flow:.4f} L/min"},
                {"supply": "45 degC", "flow": f"{2.8 * flow:.4f} L/min"},
            ],
        },
        "air": _air(rng, (1 - part) * planned),
        "computing": _computing(rng, "Alpha", planned, 72),
        "pod": _pod(rng, one_row=rng.random() < 0.6),
    }


def _dry(rng: random.Random) -> Document:
    planned = rng.uniform(25, 50)
    servers = rng.choice((2, 4))
    each = math.ceil(planned / _SUPPLY_KW / servers)
    rack = {
        **_rack(rng, "dry", "compute", planned),
        "air": _air(rng, planned),
        "computing": _computing(rng, "Beta", planned, 32),
        "pod": _pod(rng, one_row=rng.random() < 0.3),
        "supplies": {
            "product": "psu",
            "on_feed_a": servers * each,
            "on_feed_b": servers * max(1, each - rng.choice((0, 0, 0, 0, 1))),
            "groups": servers,
        },
    }
    if rng.random() < 0.2:
        del rack["supplies"]
        rack["cords"] = rng.choice((1, 2))
    return rack


def _mixed(rng: random.Random) -> Document:
    """A wide rack of Alpha's that needs no liquid and no pod."""
    planned = rng.uniform(40, 80)
    return {
        **_rack(rng, "mixed", "compute", planned),
        "width": rng.choice(("900 mm", "1200 mm")),
        "air": _air(rng, planned),
        "computing": _computing(rng, "Alpha", planned, 16),
    }


def _net(rng: random.Random) -> Document:
    planned = rng.uniform(5, 15)
    return {**_rack(rng, "net", "network", planned), "air": _air(rng, planned)}


def _store(rng: random.Random) -> Document:
    planned = rng.uniform(3, 9)
    return {**_rack(rng, "store", "storage", planned), "air": _air(rng, planned)}


def _rack(rng: random.Random, name: str, role: str, planned: float) -> Document:
    mass = rng.uniform(500, 900) + 5 * planned
    rack: Document = {
        **_product(name, "rack"),
        "role": role,
        "price": f"{planned * rng.uniform(0.02, 0.05):.7f} MUSD",
        "width": rng.choice(("600 mm", "600 mm", "600 mm", "750 mm")),
        "depth": rng.choice(("1200 mm", "1100 mm", "1100 mm", "1100 mm")),
        "height": "42 U",
        "mass": f"{mass:.2f} kg",
        "planned_power": f"{planned:.4f} kW",
        "power_factor": f"{rng.uniform(94, 100):.2f} %",
    }
    if rng.random() < 0.5:
        rack["mass_with_coolant"] = f"{1.08 * mass:.2f} kg"
    if rng.random() < 0.04:
        rack["available_from"] = "2027-01-01"
    return rack


def _shelves(rng: random.Random, failover: float) -> Document:
    """As many on each feed as carry the failover draw, or now and then one less on B."""
    enough = math.ceil(failover / _SHELF_KW)
    short = rng.choice((0, 0, 0, 0, 1))
    return {"product": "shelf", "on_feed_a": enough, "on_feed_b": enough - short}


def _air(rng: random.Random, heat: float) -> Document:
    return {"heat": f"{heat:.4f} kW", "airflow": f"{heat * rng.uniform(0.06, 0.1):.6f} m3/s"}


def _computing(rng: random.Random, vendor: str, planned: float, accelerators: int) -> Document:
    fp16 = planned * rng.uniform(0.5, 1.5)
    return {
        "accelerators": accelerators,
        "silicon_vendor": vendor,
        "hbm": f"{0.1 * planned * rng.uniform(0.5, 1.5):.3f} TB",
        "dense": {"fp16": f"{fp16:.3f} PFLOPS", "fp8": f"{2.1 * fp16:.3f} PFLOPS"},
    }


def _pod(rng: random.Random, *, one_row: bool) -> Document:
    support = {"net": rng.randint(1, 2)} | ({"store": 1} if rng.random() < 0.2 else {})
    return {"racks": rng.randint(1, 4), "support": support, "one_row": one_row}


def _shelf(name: str, kilowatts: float) -> Document:
    return {**_product(name, "shelf"), "rating": f"{kilowatts} kW"}


def _product(name: str, kind: str) -> Document:
    return {"id": name, "kind": kind, "name": f"drawn {name}"}
