"""A rack that stands already stays where it stands, on its feeds."""

from __future__ import annotations

from collections.abc import Iterator

from rackplan.model.plan import Placement
from rackplan.model.standing import Placed
from rackplan.verify.columns import counted
from rackplan.verify.comparison import Comparison
from rackplan.verify.facts import Facts

__all__ = ["check"]


def check(facts: Facts) -> Iterator[Comparison]:
    """``n_p >= 1`` at each position p of a standing rack."""
    placed = facts.site.placed
    positions = list(placed)
    found = [facts.placements_at.get(position, ()) for position in positions]
    kept = [
        sum(_is_it(placement, placed[position]) for placement in at)
        for position, at in zip(positions, found, strict=True)
    ]
    yield Comparison(
        says="{subject}",
        where=positions,
        used=counted(kept),
        limit=counted(1),
        subject=lambda i: (
            f"Rack {positions[i]} {placed[positions[i]].rack} stands already, and the plan has "
            f"{_named(found[i], placed[positions[i]])} there"
        ),
        blame=lambda *_: (),
        at_least=True,
    )


def _is_it(placement: Placement, placed: Placed) -> bool:
    return placement.rack == placed.rack and placed.feeds in {(), placement.feeds}


def _named(placements: tuple[Placement, ...], placed: Placed) -> str:
    """What the plan has in place of a standing rack."""
    moved = next((p for p in placements if p.rack == placed.rack), None)
    if moved is not None:
        return f"it on {', '.join(moved.feeds) or 'no feed'} instead of {', '.join(placed.feeds)}"
    return ", ".join(placement.rack for placement in placements) or "nothing"
