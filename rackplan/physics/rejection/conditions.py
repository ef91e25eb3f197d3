"""What heat rejection is asked for and under which sky, and what a machine answers: plain arrays.

`Outdoors` and `Duty` are checked once where they are taken in; every machine works on them.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, TypeAlias, TypeVar

import numpy as np

from rackplan.physics.moist_air import kernel
from rackplan.units import POWER, PRESSURE, TEMPERATURE, Numbers, Quantity, UnitProblem, take

__all__ = [
    "WATER_J_KG_K",
    "Duty",
    "Flags",
    "Outdoors",
    "Work",
    "blend",
    "chosen",
    "free_share",
    "outdoors_of",
    "rated_w",
    "scattered",
    "take_duty",
    "take_outdoors",
]

WATER_J_KG_K = 4180.0
"""Specific heat of water between 15 and 60 degC, within 0.1 %."""

Flags: TypeAlias = np.ndarray[Any, np.dtype[np.bool_]]
"""Yes or no for each condition."""

_ROUNDING_K = 0.01
_LEAST_HEAT_W = 1.0
_LEAST_RANGE_K = 0.5


@dataclass(frozen=True)
class Outdoors:
    """Air that a machine draws in.

    Attributes
    ----------
    dry_c, wet_c : Numbers [degC]
    pressure_pa : Numbers
    humidity : Numbers [kg/kg]
    density_kg_m3 : Numbers
    """

    dry_c: Numbers
    wet_c: Numbers
    pressure_pa: Numbers
    humidity: Numbers
    density_kg_m3: Numbers


@dataclass(frozen=True)
class Duty:
    """Heat to take from a water loop, and the temperatures at which.

    Attributes
    ----------
    heat_w : Numbers [W]
    supply_c, return_c : Numbers [degC]
        To and from the hall.
    """

    heat_w: Numbers
    supply_c: Numbers
    return_c: Numbers

    @property
    def range_k(self) -> Numbers:
        """Return less supply."""
        return self.return_c - self.supply_c

    @property
    def capacity_w_k(self) -> Numbers:
        """Heat capacity of the flow; a trickle where there is no heat."""
        return np.maximum(self.heat_w, _LEAST_HEAT_W) / self.range_k

    def colder(self, difference_k: float) -> Duty:
        """The same heat behind a balanced heat exchanger."""
        return Duty(self.heat_w, self.supply_c - difference_k, self.return_c - difference_k)


Given = TypeVar("Given", Outdoors, Duty)


@dataclass(frozen=True)
class Work:
    """What a machine does in each condition.

    Attributes
    ----------
    held : bool[condition]
        Whether it takes all heat at the supply temperature asked for.
    taken_w : Numbers [W]
        Heat that it takes.
    fan_w, pump_w : Numbers [W]
    evaporated_kg_s, makeup_kg_s : Numbers
        Water that turns to vapour, and all that has to be fed.
    wet : bool[condition]
        Whether pads are wetted.
    """

    held: Flags
    taken_w: Numbers
    fan_w: Numbers
    pump_w: Numbers
    evaporated_kg_s: Numbers
    makeup_kg_s: Numbers
    wet: Flags


def blend(mask: Flags, first: Work, second: Work) -> Work:
    """The first where the mask says so, the second elsewhere."""
    return Work(
        **{
            each.name: np.where(mask, getattr(first, each.name), getattr(second, each.name))
            for each in fields(Work)
        }
    )


def chosen(given: Given, mask: Flags) -> Given:
    """Air or duty in the conditions that a mask says."""
    picked = {
        each.name: np.broadcast_to(getattr(given, each.name), mask.shape)[mask]
        for each in fields(given)
    }
    return type(given)(**picked)


def scattered(work: Work, mask: Flags, part: Work) -> Work:
    """Work with that of some conditions put in its place."""
    filled = {}
    for each in fields(Work):
        column = np.array(getattr(work, each.name))
        column[mask] = getattr(part, each.name)
        filled[each.name] = column
    return Work(**filled)


def outdoors_of(dry_c: Numbers, wet_c: Numbers, pressure_pa: Numbers) -> Outdoors:
    """Air with its humidity and density; bins may round the wet bulb below what air can have."""
    humidity = np.maximum(kernel.humidity_at_wet_bulb(dry_c, wet_c, pressure_pa), kernel.DRIEST)
    density = kernel.density_kg_m3(dry_c, humidity, pressure_pa)
    return Outdoors(dry_c, wet_c, pressure_pa, humidity, density)


def free_share(free_c: Numbers, supply_c: Numbers, return_c: Numbers) -> Numbers:
    """Share of the heat that water of a temperature takes on its way from return to supply."""
    return np.clip((return_c - free_c) / (return_c - supply_c), 0.0, 1.0)


def take_outdoors(dry_bulb: Quantity, wet_bulb: Quantity, pressure: Quantity) -> Outdoors:
    """Air outdoors, checked: -60 to 60 degC, 50 to 110 kPa, no wet bulb above the dry bulb."""
    dry_c = take(dry_bulb, TEMPERATURE, "dry bulb", low=-60.0, high=60.0)
    wet_c = take(wet_bulb, TEMPERATURE, "wet bulb", low=-60.0, high=45.0)
    pressure_pa = 1000.0 * take(pressure, PRESSURE, "air pressure", low=50.0, high=110.0)
    if np.any(wet_c > dry_c + _ROUNDING_K):
        most = f"{np.max(wet_c - dry_c):.4g} K above it"
        raise UnitProblem("wet bulb of at most the dry bulb", most, fits=True)
    return outdoors_of(dry_c, np.minimum(wet_c, dry_c), pressure_pa)


def rated_w(heat: Quantity, units: int) -> Numbers:
    """Rated heat of all units together, checked: above zero, and at least one unit."""
    if units < 1:
        raise UnitProblem("one unit or more", f"{units}", fits=True)
    return units * 1000.0 * take(heat, POWER, "rated heat", low=1e-3)


def take_duty(heat: Quantity, supply: Quantity, return_: Quantity) -> Duty:
    """A duty, checked: supply of 1 to 70 degC, return 0.5 to 60 K above it."""
    heat_w = 1000.0 * take(heat, POWER, "heat")
    supply_c = take(supply, TEMPERATURE, "supply temperature", low=1.0, high=70.0)
    return_c = take(return_, TEMPERATURE, "return temperature", low=1.0, high=95.0)
    rise = return_c - supply_c
    if np.any(rise < _LEAST_RANGE_K):
        text = f"return temperature at least {_LEAST_RANGE_K:g} K above the supply"
        raise UnitProblem(text, f"{np.min(rise):.4g} K above it", fits=True)
    return Duty(heat_w, supply_c, return_c)
