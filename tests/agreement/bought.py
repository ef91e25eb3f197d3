"""Now and then a part of a drawn hall is not there yet and has a price."""

from __future__ import annotations

import random
from typing import Any

__all__ = ["with_offers"]


def with_offers(seed: int, site: dict[str, Any]) -> None:
    """Put prices on a block, on the busways of a row, on a loop or a zone.

    The numbers of a hall that is drawn without them stay as they are. Machines on feeds hang on
    what is given: then neither blocks nor busways have a price.
    """
    rng = random.Random(f"offers {seed}")
    if rng.random() < 0.6:
        return
    groups = [*site["cooling"]["loops"], *site["cooling"]["zones"]]
    machines = [units for group in groups for units in group.get("cdus", group.get("units"))]
    entries = groups
    if not any("feeds" in units for units in machines):
        entries = [*groups, *site["rows"], *site["power"].get("blocks", ())]
    for entry in entries:
        if rng.random() < 0.3:
            entry["price"] = f"{rng.uniform(0.01, 2.0):.4f} MUSD"
