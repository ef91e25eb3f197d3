"""Whether a design rejects the heat on the design day, and what it lacks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rackplan.physics.rejection.conditions import Duty, Flags, Outdoors, take_duty, take_outdoors
from rackplan.physics.rejection.design import Design
from rackplan.physics.rejection.operation import operate
from rackplan.physics.rejection.reject import achievable_supply
from rackplan.physics.rejection.secant import threshold
from rackplan.units import (
    POWER,
    PRESSURE,
    TEMPERATURE,
    TEMPERATURE_DIFFERENCE,
    Numbers,
    Quantity,
    give,
    of,
    take,
)

__all__ = ["DesignDay", "Extreme", "design_day", "most_heat"]

_MOST_TIMES = 4.0


@dataclass(frozen=True)
class Extreme:
    """An extreme of the outdoor air, and how much warmer the air is that machines draw in.

    A dry machine is tried by the highest dry bulb with its mean coincident wet bulb, a wet one by
    the highest wet bulb with its mean coincident dry bulb: state both.

    Attributes
    ----------
    name : str
        "n20 dry bulb".
    dry_bulb, wet_bulb : Quantity [degC]
        Of the long record (ASHRAE's n-year values): a typical year clips them by up to 2 K.
    pressure : Quantity [kPa]
    recirculation : Quantity [K]
        Added to the dry bulb: warm air that machines draw in again, 1 to 3 K on roofs and in yards.
    wet_recirculation : Quantity [K]
        Added to the wet bulb; about a third of that for dry machines, all of it for towers.
    """

    name: str
    dry_bulb: Quantity
    wet_bulb: Quantity
    pressure: Quantity = of(101.325, PRESSURE)
    recirculation: Quantity = of(2.0, TEMPERATURE_DIFFERENCE)
    wet_recirculation: Quantity = of(1.0, TEMPERATURE_DIFFERENCE)

    def __post_init__(self) -> None:
        _ = self.intake

    @property
    def intake(self) -> Outdoors:
        """Air that machines draw in."""
        kelvin = TEMPERATURE_DIFFERENCE
        dry_k = take(self.recirculation, kelvin, "recirculation", low=0.0, high=10.0)
        wet_k = take(self.wet_recirculation, kelvin, "wet recirculation", low=0.0, high=10.0)
        dry_c = take(self.dry_bulb, TEMPERATURE, "dry bulb") + dry_k
        wet_c = take(self.wet_bulb, TEMPERATURE, "wet bulb") + wet_k
        return take_outdoors(give(dry_c, TEMPERATURE), give(wet_c, TEMPERATURE), self.pressure)


@dataclass(frozen=True)
class DesignDay:
    """What a design does at an extreme.

    Attributes
    ----------
    extreme : str
    holds : bool
        Whether it takes the heat at the supply temperature asked for.
    capacity : Quantity [kW]
        The most heat that it takes at these temperatures, up to four times what is asked.
    short : Quantity [kW]
        Heat asked for less capacity; 0 where it holds.
    supply : Quantity [degC]
        The coldest supply that it keeps with all the heat.
    """

    extreme: str
    holds: bool
    capacity: Quantity
    short: Quantity
    supply: Quantity


def design_day(
    design: Design, extreme: Extreme, *, heat: Quantity, supply: Quantity, return_: Quantity
) -> DesignDay:
    """Capacity of a design at an extreme: the most heat with ``short(Q) = 0`` at its loop's range.

    Parameters
    ----------
    design : Design
        With the units that run: leave out one to see the loss of one.
    extreme : Extreme
    heat : Quantity [kW]
        Heat to reject, above zero.
    supply, return_ : Quantity [degC]
        Of the facility loop; flow goes with the heat.

    Returns
    -------
    DesignDay

    Notes
    -----
    Ranges and refusals as for `reject`; source: the machines' own equations.

    Examples
    --------
    Racks at 45 degC and a CDU of 4 K ask for 41 degC. A dry cooler of 8 K keeps that up to 33 degC,
    recirculation included; at 36 degC it lacks more than a quarter:

    >>> from rackplan.physics.rejection import DryCooler
    >>> from rackplan.units import POWER, TEMPERATURE, TEMPERATURE_DIFFERENCE, parse
    >>> day = design_day(
    ...     Design("dry", DryCooler(parse("2 MW", POWER))),
    ...     Extreme("n20", parse("34 degC", TEMPERATURE), parse("24 degC", TEMPERATURE)),
    ...     heat=parse("2 MW", POWER), supply=parse("41 degC", TEMPERATURE),
    ...     return_=parse("51 degC", TEMPERATURE),
    ... )
    >>> day.holds, round(day.short.m_as("kW")), round(day.supply.m_as("degC"), 1)
    (False, 577, 44.1)
    """
    duty, air = take_duty(heat, supply, return_), extreme.intake
    most_w = float(_capacity_w(design, air, duty))
    asked_w = float(duty.heat_w)
    coldest = achievable_supply(
        design,
        dry_bulb=give(air.dry_c, TEMPERATURE),
        wet_bulb=give(air.wet_c, TEMPERATURE),
        pressure=extreme.pressure,
        heat=heat,
        water_range=give(duty.range_k, TEMPERATURE_DIFFERENCE),
    )
    short_w = 0.0 if _holds(design, air, duty) else max(asked_w - most_w, 0.0)
    return DesignDay(
        extreme=extreme.name,
        holds=_holds(design, air, duty),
        capacity=give(max(most_w, asked_w - short_w) / 1000.0, POWER),
        short=give(short_w / 1000.0, POWER),
        supply=coldest,
    )


def most_heat(
    design: Design, extreme: Extreme, *, heat: Quantity, supply: Quantity, return_: Quantity
) -> Quantity:
    """The most heat that a design takes at an extreme: `capacity` of `design_day` by itself.

    Parameters
    ----------
    design : Design
    extreme : Extreme
    heat : Quantity [kW]
        A scale, above zero: more than four times as much is told as that.
    supply, return_ : Quantity [degC]
        Of the facility loop; flow goes with the heat.

    Returns
    -------
    Quantity [kW]

    Notes
    -----
    Ranges, refusals and source as for `design_day`.

    Examples
    --------
    A dry cooler of 8 K at its rating:

    >>> from rackplan.physics.rejection import DryCooler
    >>> from rackplan.units import POWER, TEMPERATURE, parse
    >>> heat = most_heat(
    ...     Design("dry", DryCooler(parse("2 MW", POWER))),
    ...     Extreme("n20", parse("33 degC", TEMPERATURE), parse("24 degC", TEMPERATURE)),
    ...     heat=parse("2 MW", POWER), supply=parse("43 degC", TEMPERATURE),
    ...     return_=parse("53 degC", TEMPERATURE),
    ... )
    >>> round(heat.m_as("kW"), -1)
    1990.0
    """
    duty = take_duty(heat, supply, return_)
    return give(float(_capacity_w(design, extreme.intake, duty)) / 1000.0, POWER)


def _holds(design: Design, air: Outdoors, duty: Duty) -> bool:
    return bool(np.all(operate(design, air, duty).short_w <= 0.0))


def _capacity_w(design: Design, air: Outdoors, duty: Duty) -> Numbers:
    """The most heat without any short, at supply and return as they are.

    A cooler alone is short where its coldest water is too warm, which is quicker to find.
    """
    cooler = design.cooler

    def is_short(heat_w: Numbers) -> Flags:
        asked = Duty(heat_w, duty.supply_c, duty.return_c).colder(design.exchanger_k)
        if cooler is not None and design.chiller is None:
            coldest_c = cooler.coldest_c(air, heat_w, duty.range_k)
            return np.asarray(coldest_c > asked.supply_c)
        done = operate(design, air, Duty(heat_w, duty.supply_c, duty.return_c))
        return np.asarray(done.short_w > 0.0)

    none = np.zeros_like(duty.heat_w)
    return threshold(is_short, none, _MOST_TIMES * duty.heat_w)
