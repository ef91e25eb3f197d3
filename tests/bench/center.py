"""The published synthetic data center, as a document that a person could have written.

Topology and ratings are those of the instance of "Online Rack Placement in Large-Scale Data
Centers" (Baxi, Cummings, Jacquillat, Lo, McDonald, Mellou, Menache, Molinaro; arXiv 2501.12725) and
of the code that its authors published: two rooms of 36 rows, each of two groups of ten positions;
in each room four top devices of 1 MW, six of 200 kW below each, three of 120 kW below each of
those, of which a group hangs on two under different tops, so that a device feeds two groups; 18
cooling zones of 1 MW a room. A loss is that of a top device; after it tops carry 4/3 of what they
carry normally, the devices below twice as much.

Which racks are asked for is not in that code: `requests` draws it, and that draw is ours.
"""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product
from pathlib import Path
from typing import Any

import rackplan as rp

__all__ = ["Center", "Request", "center_site", "requests"]

Document = dict[str, Any]

_TOPS = 4
_PAIRS = tuple(combinations(range(_TOPS), 2))
_LOWS = 3
_POWERS_KW = range(5, 21)


@dataclass(frozen=True, slots=True)
class Center:
    """How large a center is, and what is asked of it.

    Attributes
    ----------
    rooms : int
        Of 36 rows each.
    requests : int
        All-or-nothing orders, each in one row.
    """

    rooms: int = 2
    requests: int = 150


@dataclass(frozen=True, slots=True)
class Request:
    """So many racks of one power."""

    racks: int
    power_kw: int


def requests(center: Center, seed: int) -> list[Request]:
    """Draw requests: 1 to 20 racks, often 10 and sometimes 20, of 5 to 20 kW a rack.

    150 of them ask for about 1,090 racks and 9 MW, where there are 1,440 positions and 8 MW.
    """
    rng = random.Random(f"requests {seed}")
    return [_request(rng) for _ in range(center.requests)]


def _request(rng: random.Random) -> Request:
    kind = rng.random()
    racks = 10 if kind < 0.25 else 20 if kind < 0.3 else rng.randint(1, 10)
    power_kw = min(_POWERS_KW[-1], _POWERS_KW[0] + int(rng.expovariate(1 / 3.5)))
    return Request(racks, power_kw)


def center_site(center: Center, seed: int = 0) -> rp.Site:
    """Read the center with the requests of a seed."""
    with tempfile.TemporaryDirectory() as folder:
        for name, document in _products().items():
            path = Path(folder, "catalogs", f"{name}.yaml")
            path.parent.mkdir(exist_ok=True)
            path.write_text(json.dumps(document), encoding="utf-8")
        Path(folder, "site").mkdir()
        document = _site(center, requests(center, seed))
        Path(folder, "site", "site.yaml").write_text(json.dumps(document), encoding="utf-8")
        return rp.read_site(Path(folder, "site"), catalogs=Path(folder, "catalogs"))


def _site(center: Center, wanted: list[Request]) -> Document:
    rooms = [f"A{n + 1}" for n in range(center.rooms)]
    return {
        "id": "synthetic-center",
        "name": "the published synthetic data center",
        "place": {"town": "Nowhere"},
        "halls": [{"id": room, "width": "99 m", "depth": "199 m"} for room in rooms],
        "policy": {"survive": ["ups"]},
        "power": {
            "utilities": [{"id": "UT", "rating": f"{9 * center.rooms} MVA"}],
            "nodes": [node for room in rooms for node in _devices(room)],
        },
        "cooling": {
            "zones": [
                {
                    "id": f"{room}Z[01-18]",
                    "supply": "24 degC",
                    "units": [{"product": "cooler", "id": "C1"}],
                }
                for room in rooms
            ]
        },
        "rows": [row for room in rooms for row in _rows(room)],
        "demand": {
            "date": "2026-12-01",
            "objective": "it_power",
            "orders": {
                f"Q{n:03}": {"rack": f"r{each.power_kw}", "racks": each.racks, "together": "line"}
                for n, each in enumerate(wanted, start=1)
            },
        },
    }


def _devices(room: str) -> Iterator[Document]:
    """Three levels, rated by what they carry after a loss."""
    for top in range(_TOPS):
        name = f"{room}T{top}"
        yield _device(name, "ups", 4000 / 3, "75 %", "UT")
        for mid in range(len(_PAIRS)):
            yield _device(f"{name}M{mid}", "board", 400.0, "50 %", name)
            for low in range(1, _LOWS + 1):
                yield _device(f"{name}M{mid}L{low}", "board", 240.0, "50 %", f"{name}M{mid}")


def _device(name: str, kind: str, kw: float, normal: str, above: str) -> Document:
    rated = {"id": name, "kind": kind, "rating": f"{kw!r} kW"}
    return rated | {"normal_load": normal, "fed_by": [above]}


def _rows(room: str) -> Iterator[Document]:
    """Each group as a row on feeds of its own, two of them in a line."""
    for number, (first, second) in enumerate(product(range(6), range(6)), start=1):
        zone = number if number <= 18 else 37 - number
        for group, (pair, mid) in enumerate(((first, second), (second, first))):
            yield {
                "id": f"{room}R{number:02}{'ab'[group]}",
                "hall": room,
                "line": f"{room}R{number:02}",
                "feeds": [_low(room, pair, mid, end) for end in (0, 1)],
                "positions": "P[01-10]",
                "position_width": "600 mm",
                "position_depth": "1200 mm",
                "at": {"x": f"{3 + 6 * group} m", "y": f"{3 * number} m"},
                "busway": {"rating": "400 kW"},
                "tap": {"rating": "63 A", "voltage": "415 V", "usable": "100 %"},
                "zone": f"{room}Z{zone:02}",
                "floor_load": "14 kPa",
                "spread_depth": "2.7 m",
            }


def _low(room: str, pair: int, mid: int, end: int) -> str:
    """The device that feeds one end of a group: under each top one for each other top."""
    top, other = _PAIRS[pair][end], _PAIRS[pair][1 - end]
    return f"{room}T{top}M{mid}L{(other - top) % _TOPS}"


def _products() -> dict[str, Document]:
    racks = {f"r{kw}": _rack(kw) for kw in _POWERS_KW}
    cooler = {"id": "cooler", "kind": "air-unit", "name": "cooler", "heat": "1000 kW"}
    return {**racks, "cooler": cooler | {"airflow": "90 m3/s"}}


def _rack(kw: int) -> Document:
    """A rack with two cords, which draws the same on one feed as on both."""
    return {
        "id": f"r{kw}",
        "kind": "rack",
        "name": f"a rack of {kw} kW",
        "role": "compute",
        "planned_power": f"{kw} kW",
        "failover_power": f"{kw} kW",
        "power_factor": "100 %",
        "width": "600 mm",
        "depth": "1200 mm",
        "height": "2300 mm",
        "mass": "900 kg",
        "air": {"heat": f"{kw} kW", "airflow": f"{kw / 14:.4f} m3/s", "inlet_max": "35 degC"},
        "computing": {
            "accelerators": 8,
            "silicon_vendor": "Alpha",
            "hbm": f"{kw / 10} TB",
            "dense": {"fp8": f"{kw} PFLOPS"},
        },
    }
