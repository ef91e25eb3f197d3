"""Now and then a drawn hall says what its racks are for."""

from __future__ import annotations

import random
from typing import Any

__all__ = ["with_workloads"]

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
