"""A position holds at most one rack, and a rack covers free, adjacent positions of one row."""

from __future__ import annotations

from collections.abc import Iterator

from rackplan.model.verdict import Contributor
from rackplan.verify.columns import counted
from rackplan.verify.comparison import Comparison
from rackplan.verify.facts import Facts

__all__ = ["check"]


def check(facts: Facts) -> Iterator[Comparison]:
    """``sum(r) span_r <= 1`` at each free position, ``0`` at each blocked one.

    A rack also needs as many positions as are left to the end of its row, and a position that
    exists.
    """
    yield _covered(facts)
    yield _to_the_end(facts)
    yield _nowhere(facts)


def _covered(facts: Facts) -> Comparison:
    """Racks over each position of each row."""
    over: dict[str, list[str]] = {}
    for rack in facts.racks:
        for position in rack.row.positions[rack.index : rack.index + rack.span]:
            over.setdefault(position.id, []).append(rack.name)
    positions = list(facts.site.positions.values())
    blocked = {p.id: f" (blocked: {p.blocked})" for p in positions if p.blocked}
    return Comparison(
        says="{subject} holds {value} where {limit} may stand: {short} too many{most}",
        where=[p.id for p in positions],
        used=counted([len(over.get(p.id, ())) for p in positions]),
        limit=counted([0 if p.blocked else 1 for p in positions]),
        subject=lambda i: f"Position {positions[i].id}{blocked.get(positions[i].id, '')}",
        blame=lambda i, _: (Contributor(name, 1.0) for name in over.get(positions[i].id, ())),
    )


def _to_the_end(facts: Facts) -> Comparison:
    """Positions that each rack covers against those left to the end of its row."""
    racks = facts.racks
    return Comparison(
        says="{subject} covers {value} of the {limit} to the end of its row: {short} too many",
        where=racks.where,
        used=counted([rack.span for rack in racks]),
        limit=counted([len(rack.row.positions) - rack.index for rack in racks]),
        subject=racks.subject,
        blame=racks.itself,
        unit="positions",
    )


def _nowhere(facts: Facts) -> Comparison:
    """Racks at positions that no row has."""
    known = facts.site.positions
    lost = [p for p in facts.plan.placements if p.position not in known]
    return Comparison(
        says="{subject} stands at no position of the site",
        where=[p.position for p in lost],
        used=counted([1] * len(lost)),
        limit=counted(0),
        subject=lambda i: f"Rack {lost[i].position} {lost[i].rack}",
        blame=lambda i, _: (Contributor(f"{lost[i].position} {lost[i].rack}", 1.0),),
    )
