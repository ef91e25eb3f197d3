"""Now and then a drawn hall says what its racks are for, and has orders."""

from __future__ import annotations

import random
from typing import Any

__all__ = ["with_orders", "with_workloads"]

Document = dict[str, Any]


def with_workloads(seed: int, site: Document, racks: dict[str, Document]) -> None:
    """Name one or two workloads, one of which only some types can run, and bound what they get.

    The numbers of a hall that is drawn without them stay as they are.
    """
    rng = random.Random(f"workloads {seed}")
    if rng.random() < 0.5:
        return
    positions = sum(len(row["blocked"]) + 4 for row in site["rows"])
    training: Document = {}
    if rng.random() < 0.6:
        rack = racks[rng.choice([name for name in site["demand"]["racks"] if name != "net"])]
        rack["computing"]["software"] = "Alike (3.1)"
        training["stacks"] = ["alike"]
    if rng.random() < 0.5:
        most = f"{rng.uniform(2, 12) * positions:.3f} PFLOPS"
        training["capability"] = {rng.choice(("fp8", "fp16")): {"at_most": most}}
    if rng.random() < 0.3:
        training["hbm"] = {"at_most": f"{rng.uniform(0.2, 1) * positions:.3f} TB"}
    workloads: Document = {"training": training}
    if rng.random() < 0.8:
        bound, low, high = rng.choice((("at_most", 30, 90), ("at_least", 5, 60)))
        workloads["serving"] = {"share": {bound: f"{rng.uniform(low, high):.2f} %"}}
    site["demand"]["workloads"] = workloads


def with_orders(seed: int, site: Document) -> None:
    """Now and then order racks all together, of a type that may stand for orders only."""
    rng = random.Random(f"orders {seed}")
    if rng.random() < 0.5:
        return
    racks = site["demand"]["racks"]
    names = [name for name in racks if name != "net"]
    orders = {
        f"O{n}": {
            "rack": rng.choice(names),
            "racks": rng.randint(1, 4),
            "together": rng.choice(("row", "row", "line", "hall")),
        }
        for n in range(1, rng.randint(2, 6))
    }
    for name in {order["rack"]: None for order in orders.values()}:
        if rng.random() < 0.5 and not racks[name].get("at_least"):
            del racks[name]
    site["demand"]["orders"] = orders
