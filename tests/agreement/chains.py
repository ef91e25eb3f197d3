"""What halls drawn at random have of the power chain beyond ratings, each on a share of them.

Losses by curves and products, power factors of UPS, cooling machines on feeds, direct current,
voltage drops along busways, racks on single lines, maintenance beside losses. The rows for these
are on the safe side, not exact: tests that want exact rows leave them out.
"""

from __future__ import annotations

import random
from typing import Any

__all__ = ["with_chain"]

Document = dict[str, Any]


def with_chain(seed: int, site: Document, products: dict[str, Document]) -> None:
    """Change a drawn hall and its products in place; the hall's own random numbers stay."""
    rng = random.Random(f"chain {seed}")
    for part in _parts(site["power"], "ups"):
        _lossy_ups(rng, part, products)
    for part in _parts(site["power"], "transformer"):
        if rng.random() < 0.5:
            part["efficiency"] = _transformer_curve(rng)
    if rng.random() < 0.3:
        _machines_on_feeds(rng, site, products)
    if rng.random() < 0.25:
        _on_direct_current(rng, site, products)
    if rng.random() < 0.4:
        _long_busways(rng, site)
    if rng.random() < 0.4:
        _on_single_lines(rng, site, products)
    if rng.random() < 0.2:
        site["policy"]["maintain"] = rng.sample(("generator", "ups", "transformer", "board"), 1)


def _parts(power: Document, kind: str) -> list[Document]:
    """All boxes of a kind: of blocks, and nodes."""
    of_blocks = [block[kind] for block in power.get("blocks", []) if kind in block]
    return of_blocks + [node for node in power.get("nodes", []) if node["kind"] == kind]


def _lossy_ups(rng: random.Random, box: Document, products: dict[str, Document]) -> None:
    if rng.random() < 0.4:
        box["efficiency"] = _curve(rng)
    elif rng.random() < 0.4:
        name = f"drawn-ups-{len(products)}"
        rating, curve = box.pop("rating"), _curve(rng)
        products[name] = {
            "id": name,
            "kind": "ups",
            "name": "drawn UPS",
            "rating": rating,
            "efficiency": curve,
            "eco": "99 %",
        }
        box.pop("efficiency")
        box |= {"product": name, "mode": rng.choice(("eco", "double-conversion"))}
    if rng.random() < 0.4:
        box["power_factor"] = f"{rng.uniform(94, 100):.2f} %"


def _curve(rng: random.Random) -> list[Document]:
    """One to four points of a UPS, good at half load, now and then better at a quarter of it."""
    points = {25: (93, 97), 50: (95, 97.5), 75: (96, 97.5), 100: (95, 97)}
    loads = sorted(rng.sample(sorted(points), rng.randint(1, 4)))
    return [
        {"load": f"{load} %", "efficiency": f"{rng.uniform(*points[load]):.3f} %"} for load in loads
    ]


def _transformer_curve(rng: random.Random) -> list[Document]:
    loads = sorted(rng.sample((25, 35, 50, 100), rng.randint(1, 3)))
    return [
        {"load": f"{load} %", "efficiency": f"{rng.uniform(98.5, 99.6):.3f} %"} for load in loads
    ]


def _machines_on_feeds(rng: random.Random, site: Document, products: dict[str, Document]) -> None:
    """CDUs and fan walls that hang on one or two boards, or on the busways of a row."""
    products["cdu"]["power"] = f"{rng.uniform(2, 12):.3f} kW"
    products["fan"]["power"] = f"{rng.uniform(1, 8):.3f} kW"
    boards = _boards(site["power"])
    cooling = site["cooling"]
    for entry in (
        *(loop["cdus"] for loop in cooling["loops"]),
        *(z["units"] for z in cooling["zones"]),
    ):
        if rng.random() < 0.7:
            entry[0]["feeds"] = rng.sample(boards, min(len(boards), rng.randint(1, 2)))
            entry[0]["power_factor"] = f"{rng.uniform(85, 100):.2f} %"


def _boards(power: Document) -> list[str]:
    modules = {"N": 1, "2N": 2, "3N/2": 3, "4N/3": 4}
    of_blocks = [
        f"{block['id']}.B{m}"
        for block in power.get("blocks", [])
        for m in range(1, modules[block["scheme"]] + 1)
    ]
    return of_blocks + [n["id"] for n in power.get("nodes", []) if n["kind"] == "board"]


def _on_direct_current(rng: random.Random, site: Document, products: dict[str, Document]) -> None:
    """The rows of one block on 800 V, and some racks that take it."""
    blocks = site["power"].get("blocks", [])
    if not blocks:
        return
    block = rng.choice(blocks)
    dc = {"current": "dc", "voltage": "800 V"}
    block["rectifier"] = {
        "rating": block["ups"].get("rating", "300 kW"),
        "efficiency": rng.choice(("97.5 %", _curve(rng))),
        "power_factor": "98.5 %",
    }
    block["board"] |= dc
    for row in site["rows"]:
        if row.get("block") == block["id"]:
            row["busway"] |= dc
            row["tap"] |= dc
    for name in ("wet", "net", "store"):
        if len(blocks) == 1 or rng.random() < 0.5:
            products[name] |= {"power_factor": "100 %", "input": {"current": "dc"}}


def _long_busways(rng: random.Random, site: Document) -> None:
    """Busways that lose a few per cent of their voltage, and a policy that allows about that."""
    site["policy"]["voltage_drop"] = f"{rng.uniform(0.5, 3):.3f} %"
    for row in site["rows"]:
        busway, length_m = row["busway"], rng.uniform(6, 30)
        if rng.random() < 0.2:
            continue
        amperes, volts = (float(busway[key][:-2]) for key in ("rating", "voltage"))
        mohm_m = 1e3 * rng.uniform(0.01, 0.1) * volts / (1.73 * amperes * length_m)
        busway |= {"length": f"{length_m:.3f} m", "resistance": f"{mohm_m:.6f} mohm/m"}
        if rng.random() < 0.6:
            busway["reactance"] = f"{rng.uniform(0.2, 1) * mohm_m:.6f} mohm/m"


def _on_single_lines(rng: random.Random, site: Document, products: dict[str, Document]) -> None:
    """Racks of servers on a line and the neutral, or on two lines of a hall of 208 V."""
    if rng.random() < 0.4:
        for row in site["rows"]:
            if row["busway"].get("current", "ac") == "ac":
                row["busway"]["voltage"] = row["tap"]["voltage"] = "208 V"
                amperes = float(row["tap"]["rating"].removesuffix(" A"))
                row["tap"]["rating"] = f"{rng.uniform(2, 5) * amperes:.3f} A"
    for name in ("dry", "net", "store", "mixed"):
        if name in products and "input" not in products[name] and rng.random() < 0.6:
            products[name]["input"] = {
                "current": "ac-single-phase",
                "voltage_low": "200 V",
                "voltage_high": "240 V",
            }
    if rng.random() < 0.3:
        site["policy"]["imbalance"] = f"{rng.uniform(3, 40):.2f} %"
