"""Halls by parameters and a seed, as documents that a person could have written.

`HallKind` says how large a hall is and what binds in it; `hall_site` writes it to a folder and
reads it. Where it is `uneven`, no block is like another: scheme, rows, ratings, water, obstacles
and racks in place differ.
"""

from __future__ import annotations

import json
import random
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import rackplan as rp
from tests.bench.mixes import LUMPS, MIX, MixRack, products

__all__ = ["HallKind", "hall_documents", "hall_site"]

Document = dict[str, Any]

_CARRIED = {"2N": 1, "3N/2": 2, "4N/3": 3, "5N/4": 4}
"""Modules' worth of load that a scheme carries after the loss of one."""

_PER_LOOP_KW = 1050.0
"""Heat for which a block gets a CDU, one more apart."""


@dataclass(frozen=True, slots=True)
class HallKind:
    """What a generated hall is like.

    Attributes
    ----------
    blocks, rows, positions : int
        Power blocks, rows a block, positions a row.
    scheme : str
        2N, 3N/2, 4N/3, 5N/4, N+1 or catcher; "mixed" for one after the other.
    ups_kw : float [kW]
        Rating of a UPS module.
    supply, budget : float or None
        What is on sale and what may be spent, as shares of what fills the power; None for no limit.
    cooling : float
        Capacity of loops and zones as a share of what full power of wet, or dry, racks needs.
    old : bool
        Whether there are old, smaller racks beside the new ones.
    types : int
        Rack types, spread over the mix.
    uneven : bool
        Whether blocks differ.
    """

    blocks: int = 6
    rows: int = 24
    positions: int = 16
    scheme: str = "4N/3"
    ups_kw: float = 2000.0
    supply: float | None = 1.6
    budget: float | None = 1.05
    cooling: float = 0.8
    old: bool = False
    types: int = 12
    uneven: bool = False

    @property
    def size(self) -> int:
        """Positions of all blocks, where they do not differ."""
        return self.blocks * self.rows * self.positions


@dataclass(frozen=True, slots=True)
class _Block:
    name: str
    scheme: str
    rows: int
    positions: int
    ups_kw: float
    modules: int
    supply_c: int
    blocked: float
    standing: float

    @property
    def power_kw(self) -> float:
        return self.ups_kw * _CARRIED.get(self.scheme, self.modules)


def hall_site(kind: HallKind, seed: int = 0) -> rp.Site:
    """Read the hall of a kind and a seed."""
    site, catalog = hall_documents(kind, seed)
    with tempfile.TemporaryDirectory() as folder:
        for name, product in catalog.items():
            path = Path(folder, "catalogs", f"{name}.yaml")
            path.parent.mkdir(exist_ok=True)
            path.write_text(json.dumps(product), encoding="utf-8")
        Path(folder, "site").mkdir()
        Path(folder, "site", "site.yaml").write_text(json.dumps(site), encoding="utf-8")
        return rp.read_site(Path(folder, "site"), catalogs=Path(folder, "catalogs"))


def hall_documents(kind: HallKind, seed: int) -> tuple[Document, dict[str, Document]]:
    """The site and its products as documents."""
    rng = random.Random(seed)
    blocks = [_drawn(rng, kind, k) for k in range(kind.blocks)]
    power_kw = sum(block.power_kw for block in blocks)
    mix = MIX if kind.old else LUMPS
    chosen = [mix[n * len(mix) // kind.types] for n in range(kind.types)]
    rows = [row for number, block in enumerate(blocks) for row in _rows(rng, block, number)]
    columns = {position for row in rows for position in row["blocked"]}
    site: Document = {
        "id": f"made-{seed}",
        "name": "made by a seed",
        "place": {"town": "Nowhere"},
        "halls": [
            {"id": f"H{k + 1}", "width": "99 m", "depth": "99 m"} for k in range(kind.blocks)
        ],
        "policy": {},
        "power": {
            "utilities": [{"id": "UT[1-2]", "rating": f"{2 * power_kw:.0f} kVA"}],
            "blocks": [_block(block) for block in blocks],
        },
        "cooling": {
            "loops": [_loop(block, kind) for block in blocks],
            "zones": [_zone(block, kind) for block in blocks],
        },
        "rows": rows,
        "placed": {
            position: rack
            for block in blocks
            for position, rack in _standing(rng, block).items()
            if position not in columns
        },
        "demand": {
            "date": "2026-12-01",
            "objective": "capability",
            "racks": {rack.name: {} for rack in chosen},
        },
        "supply": _supply(rng, kind, chosen, power_kw),
        "budget": _budget(kind, chosen, power_kw),
    }
    return site, products()


def _hall(name: str) -> Document:
    return {"id": name, "width": "99 m", "depth": "99 m"}


def _supply(rng: random.Random, kind: HallKind, chosen: list[MixRack], power_kw: float) -> Document:
    """Of each type about as much of the power, more of some and less of others."""
    if kind.supply is None:
        return {}
    share_kw = kind.supply * power_kw / kind.types
    units = {r.name: round(share_kw / r.planned_kw * rng.uniform(0.5, 1.5)) for r in chosen}
    return {name: [{"from_date": "2026-01-01", "units": count}] for name, count in units.items()}


def _budget(kind: HallKind, chosen: list[MixRack], power_kw: float) -> Document:
    if kind.budget is None:
        return {}
    mean = sum(rack.price / rack.planned_kw for rack in chosen) / kind.types
    return {"capex": f"{kind.budget * mean * power_kw:.1f} MUSD"}


def _drawn(rng: random.Random, kind: HallKind, k: int) -> _Block:
    schemes = (*_CARRIED, "N+1", "catcher")
    scheme = schemes[k % len(schemes)] if kind.scheme == "mixed" else kind.scheme
    even = _Block(f"K{k + 1}", scheme, kind.rows, kind.positions, kind.ups_kw, 3, 40, 0.0, 0.0)
    if not kind.uneven:
        return even
    return _Block(
        even.name,
        scheme,
        rows=max(2, kind.rows + rng.randint(-kind.rows // 4, kind.rows // 4)),
        positions=kind.positions + rng.randint(-4, 4),
        ups_kw=round(kind.ups_kw * rng.uniform(0.7, 1.4), -1),
        modules=rng.randint(2, 4),
        supply_c=rng.choice((35, 40, 45)),
        blocked=rng.uniform(0.0, 0.06),
        standing=rng.choice((0.0, 0.0, 0.02, 0.05)),
    )


def _block(block: _Block) -> Document:
    """Generators and transformers carry the whole UPS with its losses and a base load."""
    beside_kw = 0.02 * block.ups_kw
    document: Document = {
        "id": block.name,
        "scheme": block.scheme,
        "utilities": ["UT1", "UT2"],
        "generator": {"rating": f"{1.09 * block.ups_kw:.1f} kW"},
        "transformer": {
            "rating": f"{1.12 * block.ups_kw:.1f} kVA",
            "efficiency": "99 %",
            "base_load": f"{beside_kw:.1f} kW",
        },
        "ups": {"rating": f"{block.ups_kw:.1f} kW", "efficiency": "96.8 %"},
        "board": _three_phase(1.15 * block.ups_kw, 100),
    }
    if block.scheme not in _CARRIED:
        document["modules"] = block.modules
    return document


def _rows(rng: random.Random, block: _Block, number: int) -> list[Document]:
    ids = [f"{block.name}R{n + 1:02}" for n in range(block.rows)]
    columns = {
        f"{row}-P{p:02}": "column"
        for row in ids
        for p in range(1, block.positions + 1)
        if rng.random() < block.blocked
    }
    row_kw = max(900.0, 1.6 * block.power_kw / block.rows)
    return [
        {
            "id": f"{block.name}R[01-{block.rows:02}]",
            "hall": f"H{number + 1}",
            "block": block.name,
            "positions": f"P[01-{block.positions:02}]",
            "position_width": "600 mm",
            "position_depth": "1200 mm",
            "at": {"x": "3 m", "y": "3 m"},
            "aisles": {"cold": "1.8 m", "hot": "1.2 m"},
            "busway": _three_phase(row_kw, 80),
            "tap": {"rating": "500 A", "voltage": "415 V", "usable": "80 %"},
            "loop": f"L{block.name}",
            "zone": f"Z{block.name}",
            "floor_load": "14 kPa",
            "spread_depth": "2.7 m",
            "blocked": columns,
        }
    ]


def _standing(rng: random.Random, block: _Block) -> Document:
    """Old racks here and there, side by side from the start of a row on."""
    count = int(block.standing * block.rows * block.positions)
    found: Document = {}
    for n in range(count):
        row, place = n % block.rows + 1, n // block.rows + 1
        found[f"{block.name}R{row:02}-P{place:02}"] = rng.choice(("old-18", "dry-33"))
    return found


def _loop(block: _Block, kind: HallKind) -> Document:
    count = max(1, round(kind.cooling * block.power_kw / _PER_LOOP_KW)) + 1
    return {
        "id": f"L{block.name}",
        "coolant": "PG25",
        "supply": f"{block.supply_c} degC",
        "cdus": [{"product": "cdu", "id": f"CDU[1-{count}]"}],
    }


def _zone(block: _Block, kind: HallKind) -> Document:
    count = max(2, round(0.6 * kind.cooling * block.power_kw / 450.0)) + 1
    return {
        "id": f"Z{block.name}",
        "supply": "24 degC",
        "units": [{"product": "fan", "id": f"FW[1-{count}]"}],
    }


def _three_phase(load_kva: float, usable: float) -> Document:
    """Amperes at 415 V that carry a load."""
    amperes = 1000 * load_kva / (3**0.5 * 415 * usable / 100)
    return {"rating": f"{amperes:.0f} A", "voltage": "415 V", "usable": f"{usable} %"}
