"""Now and then a drawn hall bounds how much may come from one fab or one builder."""

from __future__ import annotations

import random
from typing import Any

__all__ = ["with_origins"]

Document = dict[str, Any]


def with_origins(seed: int, site: Document, racks: dict[str, Document]) -> None:
    """State a fab and builders of one type that is asked for, and bound its share.

    The numbers of a hall that is drawn without them stay as they are.
    """
    rng = random.Random(f"origins {seed}")
    if rng.random() < 0.8:
        return
    rack = racks[rng.choice([name for name in site["demand"]["racks"] if name != "net"])]
    rack["computing"]["fab"] = "North N3"
    rack["builders"] = rng.choice((["East"], ["East", "West"]))
    share = {"at_most": f"{rng.uniform(40, 95):.2f} %"}
    key, name = rng.choice((("fab_share", "North"), ("builder_share", "East")))
    site["policy"][key] = {name: share}
