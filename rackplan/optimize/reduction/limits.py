"""All limits of cooling, water and site power that the physics gives, by rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from rackplan.optimize.power_states import PowerStates
from rackplan.optimize.reduction.caps import Cap, Stand
from rackplan.optimize.reduction.layout import Layout
from rackplan.optimize.reduction.loops import approach_caps, head_caps, ride_through_caps
from rackplan.optimize.reduction.outdoors import site_power_caps, water_caps

__all__ = ["CoolingLimits", "cooling_limits"]

_LIMITS: Mapping[str, Callable[[Layout], Iterator[Cap]]] = {
    "cooling.liquid_head": head_caps,
    "cooling.approach": approach_caps,
    "cooling.ride_through": ride_through_caps,
}

_OF_THE_SITE: Mapping[str, Callable[[Layout, PowerStates], Iterator[Cap]]] = {
    "budget.water": water_caps,
    "budget.site_power": site_power_caps,
}


@dataclass(frozen=True)
class CoolingLimits:
    """Limits by rule, and what they ask about where racks stand."""

    caps: Mapping[str, tuple[Cap, ...]]

    @cached_property
    def stands(self) -> tuple[Stand, ...]:
        """Every place of which it matters whether racks of a type stand there."""
        every = (cap for caps in self.caps.values() for cap in caps)
        return tuple(dict.fromkeys(cap.stand for cap in every if cap.bites and cap.stand))


def cooling_limits(layout: Layout, power: PowerStates) -> CoolingLimits:
    """Reduce the cooling of a site, and what its climate asks of the meters."""
    caps = {rule: tuple(found(layout)) for rule, found in _LIMITS.items()}
    return CoolingLimits(
        caps | {rule: tuple(found(layout, power)) for rule, found in _OF_THE_SITE.items()}
    )
