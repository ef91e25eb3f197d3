"""Drawn halls in which nothing fits, asked for less: so that there is a plan to be judged."""

from __future__ import annotations

from typing import Any

from rackplan.model.demand import SHARES

__all__ = ["ease"]

Document = dict[str, Any]


def ease(site: Document) -> None:
    """Take back what has to stand, and what lets no rack stand.

    All that limits a plan from above stays; but air units hang on no feed, so that loads beside
    the racks never lose all of theirs.
    """
    demand: Document = site["demand"]
    demand["objective"] = "capability"
    for bounds in (*demand["racks"].values(), *demand.get("capability", {}).values()):
        bounds.pop("at_least", None)
    demand.get("hbm", {}).pop("at_least", None)
    for key in SHARES:
        for bounds in site["policy"].get(key, {}).values():
            bounds.pop("at_least", None)
    for key in ("placed", "pins"):
        site.pop(key, None)
    for zone in site["cooling"]["zones"]:
        for units in zone["units"]:
            units.pop("feeds", None)
    shares = [(site["policy"], key) for key in SHARES]
    for holder, key in ((demand, "capability"), (demand, "hbm"), *shares):
        if not any(holder.get(key, {}).values()):
            holder.pop(key, None)
