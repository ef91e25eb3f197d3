"""No new rack covers a position that is forbidden to its type."""

from __future__ import annotations

from collections.abc import Iterator

from rackplan.verify.comparison import Comparison
from rackplan.verify.facts import Facts
from rackplan.verify.kept_off import kept_off

__all__ = ["check"]


def check(facts: Facts) -> Iterator[Comparison]:
    """``sum(r) covers_r,p <= 0`` for each position p and new racks of the types forbidden there."""
    forbidden = facts.site.forbidden
    words = {
        position: f"is forbidden to {', '.join(types)}" for position, types in forbidden.items()
    }
    yield kept_off(facts, lambda position, rack: rack in forbidden[position], words)
