"""Where a rack type is pinned, a rack of it stands."""

from __future__ import annotations

from collections.abc import Iterator

from rackplan.verify.columns import counted
from rackplan.verify.comparison import Comparison
from rackplan.verify.facts import Facts

__all__ = ["check"]


def check(facts: Facts) -> Iterator[Comparison]:
    """``n_p >= 1`` at each position p with a pin."""
    pins = facts.site.pins
    positions = list(pins)
    found = [[p.rack for p in facts.placements_at.get(position, ())] for position in positions]
    yield Comparison(
        says="{subject}",
        where=positions,
        used=counted([racks.count(pins[p]) for p, racks in zip(positions, found, strict=True)]),
        limit=counted(1),
        subject=lambda i: (
            f"Position {positions[i]} is for a rack {pins[positions[i]]}, and the plan has "
            f"{', '.join(found[i]) or 'nothing'} there"
        ),
        blame=lambda *_: (),
        at_least=True,
    )
