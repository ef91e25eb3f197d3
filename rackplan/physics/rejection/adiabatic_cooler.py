"""A dry cooler behind wetted pads."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rackplan.physics.moist_air import kernel
from rackplan.physics.rejection.conditions import Duty, Flags, Outdoors, Work
from rackplan.physics.rejection.dry_cooler import Coil, DryCooler
from rackplan.physics.rejection.water import take_cycles
from rackplan.units import FRACTION, TEMPERATURE, Numbers, Quantity, of, take

__all__ = ["AdiabaticCooler"]

_NO_FROST_C = 2.0


@dataclass(frozen=True)
class AdiabaticCooler:
    """A dry cooler that draws its air through pads, wetted when dry air does not suffice.

    Air leaves wet pads at ``T = T_db - e (T_db - T_wb)`` with the same wet bulb; evaporation is
    ``m_air (W - W_outdoors)``; makeup ``E COC / (COC - 1)``; fans work harder by `pad_share`.

    Attributes
    ----------
    cooler : DryCooler
        Coils and fans, rated without pads.
    saturation : Quantity [percent]
        e, effectiveness of the pads, 10 to 95 %.
    pad_share : Quantity [percent]
        Fan power more than without pads, wet or dry, 0 to 50 %.
    cycles : Quantity [dimensionless]
        Cycles of concentration, 1.05 to 20; see `rackplan.physics.rejection.blowdown`.
    wet_from : Quantity [degC], optional
        Dry bulb from which pads are wetted whatever the need, which saves fan power and costs
        water; by default only where dry air does not hold the supply temperature.

    Notes
    -----
    Pads stay dry at wet bulbs under 2 degC. They are wetted all or not at all; fans then slow down.
    Effectiveness of 65 to 85 % and 10 to 15 % more fan power are ranges that makers quote; the
    defaults are our assumption. Source: adiabatic saturation, ASHRAE HVAC Systems and Equipment,
    evaporative air cooling.

    Examples
    --------
    >>> from rackplan.units import POWER, parse
    >>> AdiabaticCooler(DryCooler(parse("2 MW", POWER))).saturation.m
    0.75
    """

    cooler: DryCooler
    saturation: Quantity = of(0.75, FRACTION)
    pad_share: Quantity = of(0.12, FRACTION)
    cycles: Quantity = of(5.0, FRACTION)
    wet_from: Quantity | None = None

    def __post_init__(self) -> None:
        _ = self.pads

    @cached_property
    def pads(self) -> Pads:
        """Coil and pads in plain numbers."""
        ratio = take_cycles(self.cycles)
        start = self.wet_from
        return Pads(
            coil=self.cooler.coil,
            saturation=take(self.saturation, FRACTION, "saturation", low=0.1, high=0.95),
            fan_factor=1.0 + take(self.pad_share, FRACTION, "pad share", low=0.0, high=0.5),
            fed_per_evaporated=ratio / (ratio - 1.0),
            wet_from_c=np.array(np.inf)
            if start is None
            else take(start, TEMPERATURE, "wet from", low=-20.0, high=60.0),
        )

    def coldest_c(self, air: Outdoors, heat_w: Numbers, range_k: Numbers) -> Numbers:
        """Supply temperature that it holds at full speed with wet pads."""
        pads = self.pads
        drawn = pads.drawn(air, pads.may_be_wet(air))
        return pads.coil.coldest_c(drawn.dry_c, drawn.density_kg_m3, heat_w, range_k)

    def hold(self, air: Outdoors, duty: Duty) -> Work:
        """Dry where that holds the supply, else wet; at full speed where neither does."""
        pads = self.pads
        dry_c = pads.coil.coldest_c(air.dry_c, air.density_kg_m3, duty.heat_w, duty.range_k)
        wanted = (dry_c > duty.supply_c) | (air.dry_c >= pads.wet_from_c)
        wet = wanted & pads.may_be_wet(air) & (duty.heat_w > 0.0)
        drawn = pads.drawn(air, wet)
        held, moved, fan_w = pads.coil.hold(drawn.dry_c, drawn.density_kg_m3, duty)
        return pads.work(air, drawn, (held, moved, fan_w), duty.heat_w, wet)

    def precool(self, air: Outdoors, duty: Duty) -> Work:
        """At full speed with wet pads on water at the return temperature."""
        pads = self.pads
        may = pads.may_be_wet(air)
        drawn = pads.drawn(air, may)
        held, moved, fan_w, taken_w = pads.coil.precool(drawn.dry_c, drawn.density_kg_m3, duty)
        return pads.work(air, drawn, (held, moved, fan_w), taken_w, may & (taken_w > 0.0))


@dataclass(frozen=True)
class Pads:
    """Wetted pads in front of a coil, in plain numbers."""

    coil: Coil
    saturation: Numbers
    fan_factor: Numbers
    fed_per_evaporated: Numbers
    wet_from_c: Numbers

    def may_be_wet(self, air: Outdoors) -> Flags:
        """Whether water on the pads is safe from frost."""
        return np.asarray(air.wet_c >= _NO_FROST_C)

    def drawn(self, air: Outdoors, wet: Flags) -> Outdoors:
        """Air behind the pads."""
        behind_c = air.dry_c - self.saturation * (air.dry_c - air.wet_c)
        dry_c = np.where(wet, behind_c, air.dry_c)
        saturated = kernel.humidity_at_wet_bulb(dry_c, air.wet_c, air.pressure_pa)
        humidity = np.where(wet, np.maximum(saturated, air.humidity), air.humidity)
        density = kernel.density_kg_m3(dry_c, humidity, air.pressure_pa)
        return Outdoors(dry_c, air.wet_c, air.pressure_pa, humidity, density)

    def work(
        self,
        air: Outdoors,
        drawn: Outdoors,
        run: tuple[Flags, Numbers, Numbers],
        taken_w: Numbers,
        wet: Flags,
    ) -> Work:
        """Fans behind pads, and the water that the air takes up in them."""
        held, moved, fan_w = run
        dry_air_kg_s = self.coil.air_w_k * moved / (1006.0 + 1860.0 * drawn.humidity)
        vapour = np.where(wet, dry_air_kg_s * (drawn.humidity - air.humidity), 0.0)
        none = np.zeros_like(moved)
        fed = vapour * self.fed_per_evaporated
        return Work(held, taken_w + none, fan_w * self.fan_factor, none, vapour, fed, wet)
