"""A reserved position holds no new rack before its day, save of the types that it is kept for."""

from __future__ import annotations

from collections.abc import Iterator

from rackplan.verify.comparison import Comparison
from rackplan.verify.facts import Facts
from rackplan.verify.kept_off import kept_off

__all__ = ["check"]


def check(facts: Facts) -> Iterator[Comparison]:
    """``sum(r) covers_r,p <= 0`` for each reserved position p, of new racks not of its types."""
    date, reserved = facts.site.demand.date, facts.site.reserved
    words = {}
    for position, reservation in reserved.items():
        until = "" if reservation.until is None else f" until {reservation.until.isoformat()}"
        types = ", ".join(reservation.kept_for)
        words[position] = f"is kept free{until}{f' for {types}' if types else ''}"
    yield kept_off(facts, lambda position, rack: reserved[position].holds_off(rack, date), words)
