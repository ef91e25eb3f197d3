"""Some drawn blocks with a reserve that waits: machines in parallel, or a catcher."""

from __future__ import annotations

import json
import random
from typing import Any

__all__ = ["with_reserves"]

_SHARE = 0.2


def with_reserves(seed: int, site: dict[str, Any]) -> None:
    """Turn some of the blocks of a drawn site into N+1 or catcher, if no machine hangs on them."""
    rng = random.Random(f"reserves {seed}")
    hung_on = json.dumps([site["cooling"], site["power"].get("nodes", ())])
    for block in site["power"].get("blocks", ()):
        if rng.random() < _SHARE and f'"{block["id"]}.' not in hung_on:
            block["scheme"] = rng.choice(("N+1", "catcher"))
            block["modules"] = rng.randint(1, 3)
