"""Random small halls, drawn by a seed as documents that a person could have written.

Figures are odd numbers around what the racks of the hall would need: in most halls a few limits
bite, and which ones changes from seed to seed. `rows` and `positions` keep a hall as small as a
test needs.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rackplan.model.site import Site
from rackplan.reading import read_site
from tests.agreement.bought import with_offers
from tests.agreement.chains import with_chain
from tests.agreement.easing import ease
from tests.agreement.errands import with_orders, with_workloads
from tests.agreement.liquid import with_liquid
from tests.agreement.machines import draw_cdu, draw_fan, draw_racks
from tests.agreement.origins import with_origins
from tests.agreement.outdoors import with_outdoors
from tests.agreement.reserves import with_reserves
from tests.agreement.standing import furnish

__all__ = ["HallSize", "draw_site"]

_SCHEMES = ("2N", "3N/2", "3N/2", "4N/3", "N")
_LOST = (
    *("utility", "generator", "transformer", "ups", "board", "busway"),
    *("shelf", "cdu", "pump", "air_unit"),
)
"""Kinds of loss that a drawn policy may name; its random numbers stay when there are more kinds."""

_OBJECTIVES = ("capability", "cost", "it_power")
_MEAN_KW = 60.0
"""About what a position of a drawn hall holds."""

Document = dict[str, Any]


@dataclass(frozen=True)
class HallSize:
    """Bounds of a drawn hall: how many rows, and positions in each."""

    rows: tuple[int, int] = (2, 4)
    positions: tuple[int, int] = (3, 7)
    blocked: float = 0.08


def draw_site(
    seed: int,
    folder: Path,
    size: HallSize | None = None,
    *,
    chain: bool = False,
    eased: bool = False,
    mixed: bool = False,
    **demand: object,
) -> Site:
    """Draw a hall, write it below a folder and read it.

    Parameters
    ----------
    chain
        Whether the power chain has losses at load and all else for which rows are not exact.
    eased
        Whether nothing has to stand, as for halls in which else nothing fits.
    mixed
        Whether some halls bound shares of fabs and builders, say what their racks are for, or have
        orders.
    demand
        Keys of the demand that are not left to chance, such as ``objective="cost"``.
    """
    rng = random.Random(seed)
    racks = draw_racks(rng)
    site = _site(rng, size or HallSize(), racks)
    site["demand"] |= demand
    products = {**racks, "cdu": draw_cdu(rng), "fan": draw_fan(rng)}
    _warm_the_air(rng, site, racks)
    if chain:
        with_chain(seed, site, products)
        with_outdoors(seed, site, products)
        with_liquid(seed, site, products)
        with_offers(seed, site)
    if mixed:
        with_origins(seed, site, racks)
        with_workloads(seed, site, racks)
        with_orders(seed, site)
    with_reserves(seed, site)
    furnish(seed, site, racks)
    if eased:
        ease(site)
    return write_site(site, products, folder / f"hall-{seed}{'-eased' * eased}")


def write_site(site: Document, products: dict[str, Document], folder: Path) -> Site:
    """Read a site from documents: JSON is YAML."""
    for name, product in products.items():
        path = folder / "catalogs" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(product), encoding="utf-8")
    (folder / "site").mkdir()
    (folder / "site" / "site.yaml").write_text(json.dumps(site), encoding="utf-8")
    return read_site(folder / "site", catalogs=folder / "catalogs")


def _site(rng: random.Random, size: HallSize, racks: dict[str, Document]) -> Document:
    lengths = [rng.randint(*size.positions) for _ in range(rng.randint(*size.rows))]
    load_kw = _MEAN_KW * sum(lengths)
    tree, feeds = rng.choice((_blocks, _blocks, _blocks, _catcher))(rng, load_kw)
    loops, zones = _loops(rng, load_kw), _zones(rng, load_kw)
    rows = [
        _row(rng, number, length, size.blocked, loops, zones) | rng.choice(feeds)
        for number, length in enumerate(lengths, start=1)
    ]
    computing = [name for name, rack in racks.items() if rack.get("role") == "compute"]
    return {
        "id": "drawn",
        "name": "drawn by a seed",
        "place": {"town": "Nowhere"},
        "halls": [{"id": name, "width": "99 m", "depth": "99 m"} for name in ("H1", "H2")],
        "policy": _policy(rng),
        "power": tree,
        "cooling": {"loops": loops, "zones": zones},
        "rows": rows,
        "demand": _demand(rng, computing, sum(lengths)),
        "supply": _supply(rng, computing),
        "budget": {} if rng.random() < 0.6 else {"capex": f"{rng.uniform(4, 50):.3f} MUSD"},
    }


def _row(
    rng: random.Random,
    number: int,
    length: int,
    blocked: float,
    loops: list[Document],
    zones: list[Document],
) -> Document:
    row: Document = {
        "id": f"R{number}",
        "hall": rng.choice(("H1", "H1", "H2")),
        "positions": f"P[1-{length}]",
        "position_width": rng.choice(("600 mm", "600 mm", "750 mm")),
        "position_depth": rng.choice(("1200 mm", "1200 mm", "1200 mm", "1150 mm")),
        "at": {"x": "2 m", "y": f"{4 * number} m"},
        "busway": _three_phase(rng, _limit(rng, _MEAN_KW * length), 80),
        "tap": _three_phase(rng, rng.choice((90, 130, 180)), 80),
        "zone": rng.choice(zones)["id"],
        "floor_load": f"{rng.choice((7.4, 9.3, 13.7))} kPa",
        "spread_depth": "2.7 m",
        "blocked": {
            f"R{number}-P{n}": "column" for n in range(1, length + 1) if rng.random() < blocked
        },
    }
    if loops and rng.random() < 0.85:
        row["loop"] = rng.choice(loops)["id"]
    return row


def _blocks(rng: random.Random, load_kw: float) -> tuple[Document, list[Document]]:
    """One or two blocks of a named scheme, and what a row says to hang on one of them."""
    count = rng.randint(1, 2)
    power: Document = {
        "utilities": [{"id": "UT[1-2]", "rating": f"{_limit(rng, 1.6 * load_kw) / 1000:.4f} MVA"}],
        "blocks": [_block(rng, f"K{k}", load_kw / count) for k in range(1, count + 1)],
    }
    return power, [{"block": block["id"]} for block in power["blocks"]]


def _block(rng: random.Random, name: str, load_kw: float) -> Document:
    scheme = rng.choice(_SCHEMES)
    modules = {"N": 1, "2N": 2, "3N/2": 3, "4N/3": 4}[scheme]
    module_kw = load_kw / max(1, modules - 1)
    block: Document = {
        "id": name,
        "scheme": scheme,
        "utilities": ["UT1", "UT2"],
        "transformer": {
            "rating": f"{_limit(rng, 1.3 * module_kw):.3f} kVA",
            "efficiency": f"{rng.uniform(98, 99.5):.2f} %",
            "base_load": f"{rng.uniform(0, 20):.3f} kW",
        },
        "ups": {"rating": f"{_limit(rng, module_kw):.3f} kW", "efficiency": "96.8 %"},
        "board": _three_phase(rng, _limit(rng, 1.2 * module_kw), 100),
    }
    if rng.random() < 0.6:
        block["generator"] = {"rating": f"{_limit(rng, 1.4 * module_kw):.3f} kW"}
    return block


def _catcher(rng: random.Random, load_kw: float) -> tuple[Document, list[Document]]:
    """Three mains and a catcher on which each of their boards can fall back."""
    unit = {"kind": "ups", "rating": f"{_limit(rng, load_kw / 3):.3f} kW", "efficiency": "97 %"}
    nodes = [{"id": "U[1-3]", "fed_by": ["UT1"], **unit}, {"id": "C", "fed_by": ["UT2"], **unit}]
    for n in (1, 2, 3):
        board = _three_phase(rng, _limit(rng, load_kw / 2), 100)
        nodes.append({"id": f"B{n}", "kind": "board", "fed_by": [f"U{n}", "C"], **board})
    power = {"utilities": [{"id": "UT[1-2]", "rating": "9 MVA"}], "nodes": nodes}
    return power, [{"feeds": pair} for pair in (["B1", "B2"], ["B2", "B3"], ["B3", "B1"])]


def _loops(rng: random.Random, load_kw: float) -> list[Document]:
    return [
        {
            "id": f"L{n}",
            "coolant": rng.choice(("PG25", "PG25", "PG25", "water")),
            "supply": f"{rng.choice((25, 33.5, 40, 44))} degC",
            "cdus": [{"product": "cdu", "id": f"CDU[1-{rng.randint(2, 4)}]"}],
        }
        for n in range(1, rng.randint(0, 2) + 1)
    ]


def _zones(rng: random.Random, load_kw: float) -> list[Document]:
    return [
        {
            "id": f"Z{n}",
            "supply": "24 degC",
            "units": [{"product": "fan", "id": f"FW[1-{rng.randint(2, 4)}]"}],
        }
        for n in range(1, rng.randint(1, 2) + 1)
    ]


def _warm_the_air(rng: random.Random, site: Document, racks: dict[str, Document]) -> None:
    """Now and then a zone is warmer than some racks accept."""
    for zone in site["cooling"]["zones"]:
        zone["supply"] = rng.choice(("24 degC", "24 degC", "27.5 degC"))
    for rack in racks.values():
        if "air" in rack and rng.random() < 0.4:
            rack["air"]["inlet_max"] = rng.choice(("27 degC", "32 degC", "35 degC"))


def _policy(rng: random.Random) -> Document:
    policy: Document = {}
    if rng.random() < 0.5:
        policy["survive"] = [kind for kind in _LOST if rng.random() < 0.6]
    share = rng.random()
    if share < 0.2:
        policy["vendor_share"] = {"Alpha": {"at_most": f"{rng.uniform(40, 90):.2f} %"}}
    elif share < 0.35:
        policy["vendor_share"] = {"Beta": {"at_least": f"{rng.uniform(5, 50):.2f} %"}}
    return policy


def _demand(rng: random.Random, computing: list[str], positions: int) -> Document:
    racks = {name: _counts(rng) for name in computing}
    if rng.random() < 0.2:
        racks["net"] = {"at_most": rng.randint(1, 4)}
    demand: Document = {
        "date": "2026-12-01",
        "objective": rng.choice(_OBJECTIVES),
        "precision": rng.choice(("fp8", "fp16")),
        "racks": racks,
    }
    if demand["objective"] == "cost" or rng.random() < 0.2:
        demand["capability"] = {"fp8": _bounds(rng, 9.0 * positions, "PFLOPS")}
    if rng.random() < 0.3:
        demand["hbm"] = _bounds(rng, 0.4 * positions, "TB")
    return demand


def _counts(rng: random.Random) -> Document:
    counts: Document = {}
    if rng.random() < 0.15:
        counts["at_least"] = rng.randint(1, 2)
    if rng.random() < 0.35:
        counts["at_most"] = rng.randint(2, 6)
    return counts


def _bounds(rng: random.Random, scale: float, unit: str) -> Document:
    bounds = {"at_least": f"{rng.uniform(0.2, 1.0) * scale:.3f} {unit}"}
    if rng.random() < 0.3:
        bounds["at_most"] = f"{rng.uniform(1.1, 4) * scale:.3f} {unit}"
    return bounds


def _supply(rng: random.Random, computing: list[str]) -> Document:
    return {
        name: [
            {"from_date": "2026-06-01", "units": rng.randint(0, 6)},
            {"from_date": "2027-06-01", "units": 9},
        ]
        for name in computing
        if rng.random() < 0.3
    }


def _limit(rng: random.Random, load: float) -> float:
    """A capacity that is short of a load, about it, or well above it."""
    return load * rng.choice((0.7, 1.0, 1.5, 2.0, 4.0)) * rng.uniform(0.9, 1.1)


def _three_phase(rng: random.Random, load_kva: float, usable: float) -> Document:
    """Amperes at 415 V that carry about a load."""
    amperes = 1000 * load_kva / (3**0.5 * 415 * usable / 100)
    return {"rating": f"{amperes:.2f} A", "voltage": "415 V", "usable": f"{usable} %"}
