"""What a design does at given outdoor conditions, and how cold a supply it can keep."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rackplan.physics.rejection.conditions import Duty, Flags, Outdoors, take_duty, take_outdoors
from rackplan.physics.rejection.cooling_tower import CoolingTower
from rackplan.physics.rejection.design import Design
from rackplan.physics.rejection.operation import MODES, Operation, operate
from rackplan.physics.rejection.secant import threshold
from rackplan.units import (
    FLOW,
    POWER,
    TEMPERATURE,
    TEMPERATURE_DIFFERENCE,
    Numbers,
    Quantity,
    UnitProblem,
    give,
    take,
)

__all__ = ["Rejection", "achievable_supply", "reject"]

_L_MIN_PER_KG_S = 60.0
_COLDEST_C, _WARMEST_C = 1.0, 70.0
_TOWER_WARMEST_C = 70.0


@dataclass(frozen=True, eq=False)
class Rejection:
    """What a design does in each condition; every figure is an array over the conditions.

    Attributes
    ----------
    mode : array of str
        'free' (coolers alone), 'adiabatic' (pads wetted), 'partial' (cooler and chiller) or
        'mechanical' (chiller alone).
    supply : Quantity [degC]
        Supply temperature that the loop has: the one asked for, or a warmer one at which the
        design takes all heat.
    fan_power, pump_power, compressor_power : Quantity [kW]
        Fans of coolers, pumps of tower water, chillers with the fans of their own condensers.
    free_heat, chilled_heat : Quantity [kW]
        Heat of the loop that coolers and chillers take at the temperatures asked for.
    short : Quantity [kW]
        What neither takes at these temperatures, at this flow; 0 where the supply is held.
    evaporation, makeup : Quantity [L/min]
        Water that evaporates, and all that is fed: with blowdown and drift.
    """

    mode: np.ndarray[tuple[int, ...], np.dtype[np.str_]]
    supply: Quantity
    fan_power: Quantity
    pump_power: Quantity
    compressor_power: Quantity
    free_heat: Quantity
    chilled_heat: Quantity
    short: Quantity
    evaporation: Quantity
    makeup: Quantity


def reject(
    design: Design,
    *,
    dry_bulb: Quantity,
    wet_bulb: Quantity,
    pressure: Quantity,
    heat: Quantity,
    supply: Quantity,
    return_: Quantity,
) -> Rejection:
    """Fan and compressor power, water and mode of a design, at one condition or at many.

    Parameters
    ----------
    design : Design
    dry_bulb : Quantity [degC]
        Of the air that machines draw in, -60 to 60 degC.
    wet_bulb : Quantity [degC]
        -60 to 45 degC, at most the dry bulb.
    pressure : Quantity [kPa]
        50 to 110 kPa.
    heat : Quantity [kW]
        Heat of the loop.
    supply, return_ : Quantity [degC]
        Of the facility loop, to and from the hall: 1 to 70 degC, the return 0.5 to 60 K above.

    Returns
    -------
    Rejection

    Notes
    -----
    Each may be one figure or an array; they are broadcast. Out of range is refused. Equations and
    sources stand with the machines.

    Examples
    --------
    A dry cooler with a trim chiller at 20 and at 38 degC outdoors:

    >>> from rackplan.physics.rejection import Chiller, DryCooler
    >>> from rackplan.units import POWER, PRESSURE, TEMPERATURE, give, parse
    >>> done = reject(
    ...     Design("trim", DryCooler(parse("2 MW", POWER)), Chiller(parse("1 MW", POWER))),
    ...     dry_bulb=give([20.0, 38.0], TEMPERATURE), wet_bulb=give([15.0, 24.0], TEMPERATURE),
    ...     pressure=parse("101.325 kPa", PRESSURE), heat=parse("2 MW", POWER),
    ...     supply=parse("40 degC", TEMPERATURE), return_=parse("50 degC", TEMPERATURE),
    ... )
    >>> [str(mode) for mode in done.mode]
    ['free', 'partial']
    >>> done.fan_power.m.round(1), done.compressor_power.m.round(1)
    (array([ 2.9, 49.4]), array([ 0. , 56.2]))
    """
    air, duty = _take(design, (dry_bulb, wet_bulb, pressure), (heat, supply, return_))
    done = operate(design, air, duty)
    supply_c = duty.supply_c
    if np.any(done.short_w > 0.0):
        reached_c = _supply_c(design, air, duty.heat_w, duty.range_k)
        supply_c = np.where(done.short_w > 0.0, np.maximum(reached_c, supply_c), supply_c)
    return _quantities(done, supply_c + np.zeros_like(done.fan_w))


def achievable_supply(
    design: Design,
    *,
    dry_bulb: Quantity,
    wet_bulb: Quantity,
    pressure: Quantity,
    heat: Quantity,
    water_range: Quantity,
) -> Quantity:
    """The coldest supply at which a design takes a heat with everything running.

    The least ``T_s`` with ``Q_cooler(T_s + range) + Q_chiller(T_s) >= Q``, found by halving.

    Parameters
    ----------
    design : Design
    dry_bulb, wet_bulb : Quantity [degC]
    pressure : Quantity [kPa]
        As for `reject`.
    heat : Quantity [kW]
        Heat of the loop.
    water_range : Quantity [K]
        Return less supply, 0.5 to 60 K.

    Returns
    -------
    Quantity [degC]
        From 1 degC up to 70 degC; at 70 degC the design may not take the heat at all.

    Examples
    --------
    A dry cooler at its rating keeps dry bulb and approach, 35 and 8 degC:

    >>> from rackplan.physics.rejection import DryCooler
    >>> from rackplan.units import POWER, PRESSURE, TEMPERATURE, TEMPERATURE_DIFFERENCE, parse
    >>> coldest = achievable_supply(
    ...     Design("dry", DryCooler(parse("2 MW", POWER))),
    ...     dry_bulb=parse("35 degC", TEMPERATURE), wet_bulb=parse("21 degC", TEMPERATURE),
    ...     pressure=parse("101.325 kPa", PRESSURE), heat=parse("2 MW", POWER),
    ...     water_range=parse("10 K", TEMPERATURE_DIFFERENCE),
    ... )
    >>> round(coldest.m_as("degC"), 1)
    43.0
    """
    air = take_outdoors(dry_bulb, wet_bulb, pressure)
    heat_w = 1000.0 * take(heat, POWER, "heat")
    range_k = take(water_range, TEMPERATURE_DIFFERENCE, "range", low=0.5, high=60.0)
    return give(_supply_c(design, air, heat_w, range_k), TEMPERATURE)


def _supply_c(design: Design, air: Outdoors, heat_w: Numbers, range_k: Numbers) -> Numbers:
    warmest = _WARMEST_C
    if isinstance(design.cooler, CoolingTower):
        warmest = float(_TOWER_WARMEST_C - np.max(range_k))

    def holds(supply_c: Numbers) -> Flags:
        done = operate(design, air, Duty(heat_w, supply_c, supply_c + range_k))
        return np.asarray(done.short_w <= 0.0)

    like = np.zeros_like(air.dry_c * heat_w * range_k)
    return threshold(holds, like + _COLDEST_C, like + warmest)


def _take(
    design: Design,
    outdoors: tuple[Quantity, Quantity, Quantity],
    loop: tuple[Quantity, Quantity, Quantity],
) -> tuple[Outdoors, Duty]:
    air, duty = take_outdoors(*outdoors), take_duty(*loop)
    if isinstance(design.cooler, CoolingTower) and np.any(duty.return_c > _TOWER_WARMEST_C):
        text = f"return temperature of at most {_TOWER_WARMEST_C:g} degC to a tower"
        raise UnitProblem(text, f"{np.max(duty.return_c):g} degC", fits=True)
    return air, duty


def _quantities(done: Operation, supply_c: Numbers) -> Rejection:
    return Rejection(
        mode=np.array(MODES)[done.mode],
        supply=give(supply_c, TEMPERATURE),
        fan_power=give(done.fan_w / 1000.0, POWER),
        pump_power=give(done.pump_w / 1000.0, POWER),
        compressor_power=give(done.compressor_w / 1000.0, POWER),
        free_heat=give(done.free_w / 1000.0, POWER),
        chilled_heat=give(done.chilled_w / 1000.0, POWER),
        short=give(done.short_w / 1000.0, POWER),
        evaporation=give(done.evaporated_kg_s * _L_MIN_PER_KG_S, FLOW),
        makeup=give(done.makeup_kg_s * _L_MIN_PER_KG_S, FLOW),
    )
