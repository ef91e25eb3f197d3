"""A liquid-cooled rack hangs on the loop of its own row, and the loop has the coolant it needs."""

from __future__ import annotations

from collections.abc import Iterator

from rackplan.model.site import CoolingLoop
from rackplan.verify.columns import counted
from rackplan.verify.comparison import Comparison
from rackplan.verify.facts import Facts
from rackplan.verify.racks import Standing

__all__ = ["check"]


def check(facts: Facts) -> Iterator[Comparison]:
    """``connected_r >= 1`` for each rack with a liquid side."""
    racks = facts.racks.those(lambda rack: rack.type.liquid is not None)
    faults = [_fault(rack, facts.site.loops.get(rack.placement.loop or "")) for rack in racks]
    yield Comparison(
        says="{subject}",
        where=racks.where,
        used=counted([0 if fault else 1 for fault in faults]),
        limit=counted(1),
        subject=lambda i: f"{racks.subject(i)} {faults[i]}",
        blame=racks.itself,
        at_least=True,
    )


def _fault(rack: Standing, loop: CoolingLoop | None) -> str:
    """What is wrong with the connection of a rack; "" when nothing is."""
    need = rack.type.liquid
    assert need is not None, "only liquid-cooled racks come here"
    if rack.row.loop is None:
        return f"needs {need.coolant}, and row {rack.row.id} has no loop"
    if loop is None or loop.id != rack.row.loop:
        named = f"loop {rack.placement.loop}" if rack.placement.loop else "no loop"
        return f"hangs on {named}, and row {rack.row.id} on loop {rack.row.loop}"
    if loop.coolant != need.coolant:
        return f"needs {need.coolant}, and loop {loop.id} carries {loop.coolant}"
    return ""
