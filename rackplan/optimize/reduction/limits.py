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
from rackplan.optimize.reduction.plants import rejection_caps
from rackplan.optimize.reduction.zones import air_flow_caps, air_heat_caps, inlet_caps, too_warm
from rackplan.optimize.row import Ints

__all__ = ["CoolingLimits", "cooling_limits"]

_LIMITS: Mapping[str, Callable[[Layout], Iterator[Cap]]] = {
    "cooling.liquid_head": head_caps,
    "cooling.approach": approach_caps,
    "cooling.ride_through": ride_through_caps,
    "cooling.air_flow": air_flow_caps,
    "cooling.inlet_temperature": inlet_caps,
}

_OF_THE_SITE: Mapping[str, Callable[[Layout, PowerStates], Iterator[Cap]]] = {
    "cooling.air_heat": air_heat_caps,
    "cooling.rejection": rejection_caps,
    "budget.water": water_caps,
    "budget.site_power": site_power_caps,
}


@dataclass(frozen=True)
class CoolingLimits:
    """Limits by rule, and what they ask about where racks stand.

    Attributes
    ----------
    caps : mapping of rule to tuple of Cap
    too_warm : int64[t, r]
        1 where the air that reaches a rack of type t in row r is too warm for it, whatever else
        stands there, 0 where it is not, -1 where nothing is known or a matrix says it.
    """

    caps: Mapping[str, tuple[Cap, ...]]
    too_warm: Ints

    @cached_property
    def stands(self) -> tuple[Stand, ...]:
        """Every place of which it matters whether racks of a type stand there."""
        every = (cap for caps in self.caps.values() for cap in caps)
        return tuple(dict.fromkeys(cap.stand for cap in every if cap.bites and cap.stand))


def cooling_limits(layout: Layout, power: PowerStates) -> CoolingLimits:
    """Reduce the cooling of a site, and what its climate asks of the meters."""
    caps = {rule: tuple(found(layout)) for rule, found in _LIMITS.items()}
    caps |= {rule: tuple(found(layout, power)) for rule, found in _OF_THE_SITE.items()}
    return CoolingLimits(caps, too_warm(layout))
