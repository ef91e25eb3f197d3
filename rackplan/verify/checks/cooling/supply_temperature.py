"""A loop's supply is no warmer than each of its racks accepts."""

from __future__ import annotations

from collections.abc import Iterator

from rackplan.model.catalog import RackType
from rackplan.model.site import CoolingLoop
from rackplan.units import TEMPERATURE, Quantity
from rackplan.verify.columns import column
from rackplan.verify.comparison import Comparison
from rackplan.verify.facts import Facts
from rackplan.verify.racks import Racks

__all__ = ["check"]


def check(facts: Facts) -> Iterator[Comparison]:
    """``T_loop <= T_r`` for each rack with a liquid side on a loop."""
    return (_on_loop(loop, facts.on_loop[loop.id]) for loop in facts.site.loops.values())


def _on_loop(loop: CoolingLoop, racks: Racks) -> Comparison:
    return Comparison(
        says="{subject} is fed at {value} and accepts {limit}: {short} too warm",
        where=racks.where,
        used=column([loop.supply] * len(racks), TEMPERATURE),
        limit=racks.by_type(_warmest, TEMPERATURE),
        subject=lambda i: f"{racks.subject(i)} on loop {loop.id}",
        blame=racks.itself,
    )


def _warmest(kind: RackType) -> Quantity:
    assert kind.liquid is not None, "only liquid-cooled racks hang on a loop"
    return kind.liquid.supply_max
