"""A loop's coolant carries the heat of its racks for a while when its cooling stops."""

from __future__ import annotations

from collections.abc import Iterator

from rackplan.model.demand import Policy
from rackplan.physics.machines import loop_ride_through
from rackplan.units import Quantity
from rackplan.verify.comparison import Comparison
from rackplan.verify.facts import Facts
from rackplan.verify.loops import LoopUse, loops_in_use

__all__ = ["check"]


def check(facts: Facts) -> Iterator[Comparison]:
    """``m cp dT / Q >= t`` for each loop of known volume, where the policy wants it."""
    wanted = facts.site.policy.ride_through
    for use in loops_in_use(facts):
        if wanted is not None and use.loop.volume is not None and use.heat.magnitude > 0:
            yield _on_loop(use, use.loop.volume, wanted, facts.site.policy)


def _on_loop(use: LoopUse, volume: Quantity, wanted: Quantity, policy: Policy) -> Comparison:
    loop = use.loop
    return Comparison(
        says="{subject} carries the heat of its racks for {value} when its cooling stops, and "
        "{limit} are asked for: {short} too little{most}",
        where=[loop.id],
        used=loop_ride_through(volume, loop.coolant, loop.supply, use.rise(policy), use.heat),
        limit=wanted,
        subject=lambda _: f"Loop {loop.id}",
        blame=lambda *_: (),
        at_least=True,
    )
