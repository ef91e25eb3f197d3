"""Rack loops as a plan loads them, and the CDUs that run in each state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from rackplan.model.catalog import RackType
from rackplan.model.demand import Policy
from rackplan.model.site import CoolingLoop
from rackplan.model.verdict import Failure
from rackplan.physics.liquid import rack_flow
from rackplan.physics.machines import RunningCdu, running
from rackplan.units import (
    FLOW,
    POWER,
    TEMPERATURE,
    TEMPERATURE_DIFFERENCE,
    Quantity,
    give,
    magnitude,
)
from rackplan.verify.facts import Facts
from rackplan.verify.machines import machines_gone
from rackplan.verify.racks import Racks

__all__ = ["LoopState", "LoopUse", "loop_states", "loops_in_use"]


@dataclass(frozen=True)
class LoopState:
    """The CDUs of a loop that run, whole or after a loss.

    Attributes
    ----------
    failure : Failure or None
    units : tuple of RunningCdu
        Those that run, with the flow that their pumps still move.
    """

    failure: Failure | None
    units: tuple[RunningCdu, ...]

    @property
    def alike(self) -> frozenset[tuple[tuple[str, float], int]]:
        """What states with the same CDUs running have in common."""
        kinds = Counter((unit.product.id, float(unit.flow.m_as("L/min"))) for unit in self.units)
        return frozenset(kinds.items())


@dataclass(frozen=True)
class LoopUse:
    """A loop with racks on it.

    Attributes
    ----------
    racks : Racks
        The liquid-cooled racks that hang on it.
    """

    loop: CoolingLoop
    racks: Racks

    @cached_property
    def flows(self) -> Quantity:
        """Flow that each rack needs at the supply temperature [L/min]."""
        return self.racks.by_type(self._flow, FLOW)

    @cached_property
    def heats(self) -> Quantity:
        """Heat that each rack gives to the loop [kW]."""
        return self.racks.by_type(_heat, POWER)

    @property
    def flow(self) -> Quantity:
        """Flow of all racks [L/min]."""
        total: Quantity = self.flows.sum()
        return total

    @property
    def heat(self) -> Quantity:
        """Heat of all racks [kW]."""
        total: Quantity = self.heats.sum()
        return total

    @cached_property
    def types(self) -> tuple[RackType, ...]:
        """The types of its racks, each once."""
        return tuple({rack.type.id: rack.type for rack in self.racks}.values())

    def rise(self, policy: Policy) -> Quantity:
        """How much the supply may warm: until the first rack refuses, or less by the policy."""
        limits = (kind.liquid.supply_max for kind in self.types if kind.liquid is not None)
        warmest = min(magnitude(limit, TEMPERATURE) for limit in limits)
        spare = warmest - magnitude(self.loop.supply, TEMPERATURE)
        if policy.ride_through_rise is not None:
            spare = min(spare, magnitude(policy.ride_through_rise, TEMPERATURE_DIFFERENCE))
        return give(max(spare, 0.0), TEMPERATURE_DIFFERENCE)

    def _flow(self, kind: RackType) -> Quantity:
        assert kind.liquid is not None, "only liquid-cooled racks hang on a loop"
        return rack_flow(kind.liquid, self.loop.supply)


def loops_in_use(facts: Facts) -> Iterator[LoopUse]:
    """The loops on which racks hang."""
    for loop in facts.site.loops.values():
        racks = facts.on_loop[loop.id]
        if len(racks):
            yield LoopUse(loop, racks)


def loop_states(facts: Facts, loop: CoolingLoop) -> list[LoopState]:
    """A loop whole, and after the loss of each CDU, pump and feed that its policy names.

    States in which no CDU runs are left out: limits of heat and flow tell of them.
    """
    whole = {unit.id: running(facts.site.cdu(unit)) for unit in loop.cdus}
    states: list[tuple[Failure | None, dict[str, RunningCdu | None]]] = [(None, whole)]
    for failure, gone in machines_gone(facts, "cdu", whole):
        states.append((failure, whole | dict.fromkeys(gone)))
    for unit in loop.cdus if facts.survives("pump") else ():
        cdu = facts.site.cdu(unit)
        rest = whole | {unit.id: running(cdu, pump_lost=True)}
        lost = (Failure("pump", f"{unit.id}.pump{n + 1}") for n in range(cdu.pumps))
        states.extend((failure, rest) for failure in lost)
    found = (LoopState(loss, tuple(u for u in left.values() if u)) for loss, left in states)
    return [state for state in found if state.units]


def _heat(kind: RackType) -> Quantity:
    assert kind.liquid is not None, "only liquid-cooled racks hang on a loop"
    return kind.liquid.heat
