"""Positions that some rack types may not cover: reserved ones, forbidden ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rackplan.model.plan import positions_taken, stands_already
from rackplan.model.verdict import Contributor
from rackplan.verify.columns import counted
from rackplan.verify.comparison import Comparison
from rackplan.verify.facts import Facts

__all__ = ["kept_off"]


def kept_off(
    facts: Facts, is_kept_off: Callable[[str, str], bool], words: Mapping[str, str]
) -> Comparison:
    """Count the new racks that cover positions which they may not.

    Parameters
    ----------
    is_kept_off : callable of (position, rack type)
    words : mapping of str to str
        What each of the positions is: "is kept free until 2027-01-01".
    """
    over: dict[str, list[str]] = {position: [] for position in words}
    for rack in facts.racks if words else ():
        if not stands_already(facts.site, rack.placement):
            for position in positions_taken(facts.site, rack.placement):
                if position.id in over and is_kept_off(position.id, rack.type.id):
                    over[position.id].append(rack.name)
    positions = list(words)
    return Comparison(
        says="{subject} and holds {value}{most}",
        where=positions,
        used=counted([len(over[position]) for position in positions]),
        limit=counted(0),
        subject=lambda i: f"Position {positions[i]} {words[positions[i]]},",
        blame=lambda i, _: (Contributor(name, 1.0) for name in over[positions[i]]),
    )
