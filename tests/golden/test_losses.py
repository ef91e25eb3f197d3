"""How many single losses Wisconsin has, counted on its YAML and on nothing else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
MODULES = {"N": 1, "2N": 2, "3N/2": 3, "4N/3": 4, "5N/4": 5}


def how_many(text: str) -> int:
    """How many ids a range such as ``K[2-6]`` stands for."""
    count = 1
    for first, last in re.findall(r"\[(\d+)-(\d+)\]", text):
        count *= int(last) - int(first) + 1
    return count


def machines(groups: list[dict[str, Any]], key: str) -> Iterator[tuple[str, int]]:
    """Product and number of the machines of each group of loops or zones."""
    for group in groups:
        for entry in group[key]:
            yield entry["product"], how_many(group["id"]) * how_many(entry["id"])


def figure(entry: Any) -> int:
    return int(entry["value"] if isinstance(entry, dict) else entry)


def shelves_of(racks: Counter[str]) -> int:
    """Shelves or supplies of all racks, by the catalog's files."""
    return sum(count * shelves_in(rack) for rack, count in racks.items())


def shelves_in(rack: str) -> int:
    """Shelves of a rack, or of all servers of one that is made of them."""
    document = product(f"racks/{rack}")
    servers = 1
    if "supplies" not in document and document["kind"] == "build":
        servers = figure(document["servers"])
        document = product(f"servers/{document['server']}")
    supplies = document.get("supplies", {"on_feed_a": 0, "on_feed_b": 0})
    return servers * (figure(supplies["on_feed_a"]) + figure(supplies["on_feed_b"]))


def product(path: str) -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load((ROOT / f"catalogs/{path}.yaml").read_text())
    return document


def pumps_of(name: str) -> int:
    return figure(product(f"cooling/{name}")["pumps"])


def test_every_component_is_lost_once(wisconsin: Any) -> None:
    site: dict[str, Any] = {}
    for path in (ROOT / "sites" / "wisconsin").glob("*.yaml"):
        site |= yaml.safe_load(path.read_text())
    power, cooling = site["power"], site["cooling"]
    modules = sum(how_many(block["id"]) * MODULES[block["scheme"]] for block in power["blocks"])
    assert all("generator" in block for block in power["blocks"])
    assert "survive" not in site["policy"], "the default: all kinds"
    document = wisconsin.document
    cdus = list(machines(cooling["loops"], "cdus"))
    counted = {
        "utility": sum(how_many(utility["id"]) for utility in power["utilities"]),
        "generator": modules,
        "transformer": modules,
        "ups": modules,
        "board": modules,
        "busway": 2 * sum(how_many(row["id"]) for row in site["rows"]),
        "shelf": shelves_of(Counter(p["rack"] for p in document["placements"])),
        "cdu": sum(number for _, number in cdus),
        "pump": sum(number * pumps_of(product) for product, number in cdus),
        "air_unit": sum(number for _, number in machines(cooling["zones"], "units")),
        "rejection": sum(number for _, number in machines(cooling["rejection"], "units")),
    }
    simulated = document["verdict"]["failures_by_kind"]
    assert {kind: number for kind, number in simulated.items() if number} == counted
    assert document["verdict"]["failures_simulated"] == sum(counted.values())
