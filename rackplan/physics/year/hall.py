"""What a hall draws, where its heat goes, and the loops that take it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import TypeAlias

import numpy as np

from rackplan.physics.rejection import Design
from rackplan.physics.rejection.conditions import Duty, take_duty
from rackplan.units import FRACTION, POWER, Numbers, Quantity, UnitProblem, give, of, take

__all__ = [
    "ChainLoss",
    "FacilityLoop",
    "HallLoad",
    "Loops",
    "PlainLoad",
    "duty_of",
    "heat_of_loops_w",
    "named_loops",
    "plain_load",
    "pumps_w",
]

ChainLoss: TypeAlias = Quantity | Callable[[Quantity], Quantity]
"""A loss, or a function from the power that the chain carries to its loss."""

_NONE_KW = of(0.0, POWER)
_ROUNDING = 1e-9


@dataclass(frozen=True)
class HallLoad:
    """What a hall draws and where its heat goes; each figure one value, or one a condition.

    Attributes
    ----------
    it : Quantity [kW]
        Power at the rack inlets: the mean of the year, or of each condition. Above zero.
    liquid : Quantity [kW]
        Heat of the racks that liquid takes, at most `it`; air takes the rest.
    cdu_pumps, fan_walls : Quantity [kW]
        Their electric power; pump heat goes to the liquid, fan heat to the air.
    other : Quantity [kW]
        Lights, controls, offices of the hall; heat to the air.
    chain_loss : Quantity [kW] or function
        Losses between utility and racks; as a function, of the power that the chain carries
        (`it`, CDU pumps, fan walls and other) to the loss, both Quantity [kW].
    loss_to_air : Quantity [percent]
        Share of the chain's loss that the air loop has to take; the rest arises outdoors.
    """

    it: Quantity
    liquid: Quantity
    cdu_pumps: Quantity = _NONE_KW
    fan_walls: Quantity = _NONE_KW
    other: Quantity = _NONE_KW
    chain_loss: ChainLoss = _NONE_KW
    loss_to_air: Quantity = of(1.0, FRACTION)


@dataclass(frozen=True)
class FacilityLoop:
    """A facility water loop: the heat rejection behind it, its temperatures and its pumps.

    Attributes
    ----------
    design : Design
    supply, return_ : Quantity [degC]
        To and from the hall, at which heat is asked for.
    pumps : Quantity [kW]
        Electric power; their heat goes into the loop.
    share : Quantity [percent]
        Of the heat to liquid, or to air, where several loops divide it.
    name : str
        What it is called in a `Year`; "" for the only one of its kind: 'liquid' or 'air'.
    """

    design: Design
    supply: Quantity
    return_: Quantity
    pumps: Quantity = _NONE_KW
    share: Quantity = of(1.0, FRACTION)
    name: str = ""


Loops: TypeAlias = FacilityLoop | Sequence[FacilityLoop] | None
"""None, one, or several that divide the heat."""


@dataclass(frozen=True)
class PlainLoad:
    """A `HallLoad` in watts, each an array over the conditions."""

    it: Numbers
    liquid: Numbers
    cdu_pumps: Numbers
    fan_walls: Numbers
    other: Numbers
    chain_loss: Numbers
    loss_to_air: Numbers


def plain_load(load: HallLoad, count: int) -> PlainLoad:
    """A load in watts, checked: no more heat to liquid than IT power, some IT power at all."""
    named = {
        each.name: _watts(getattr(load, each.name), each.name, count)
        for each in fields(load)
        if each.name not in {"chain_loss", "loss_to_air"}
    }
    if np.any(named["it"] <= 0.0):
        raise UnitProblem("IT power above zero", f"{np.min(named['it']):g} W", fits=True)
    if np.any(named["liquid"] > named["it"]):
        raise UnitProblem("heat to liquid of at most the IT power", "more", fits=True)
    carried = sum(named[name] for name in ("it", "cdu_pumps", "fan_walls", "other"))
    loss = load.chain_loss
    if callable(loss):
        loss = loss(give(np.asarray(carried) / 1000.0, POWER))
    share = take(load.loss_to_air, FRACTION, "share of losses to air", low=0.0, high=1.0)
    return PlainLoad(**named, chain_loss=_watts(loss, "chain_loss", count), loss_to_air=share)


def named_loops(kind: str, loops: Loops) -> dict[str, FacilityLoop]:
    """Loops of a kind by name; several carry names of their own and divide all the heat."""
    several = (loops,) if isinstance(loops, FacilityLoop) else tuple(loops or ())
    named = {loop.name or kind: loop for loop in several}
    if len(named) != len(several):
        raise ValueError(f"{kind} loops of one name")
    total = sum(_share(loop) for loop in several)
    if several and abs(total - 1.0) > _ROUNDING:
        raise UnitProblem(f"shares of {kind} loops that add up to 1", f"{total:.6g}", fits=True)
    return named


def heat_of_loops_w(
    plain: PlainLoad, liquid: Mapping[str, FacilityLoop], air: Mapping[str, FacilityLoop]
) -> dict[str, Numbers]:
    """Heat of each loop by name, its own pumps included."""
    indoors = plain.it - plain.liquid + plain.fan_walls + plain.other
    to_air = indoors + plain.loss_to_air * plain.chain_loss
    heat = {}
    for kind, loops, all_w in (
        ("liquid", liquid, plain.liquid + plain.cdu_pumps),
        ("air", air, to_air),
    ):
        if not loops and np.any(all_w > 0.0):
            most = f"{np.max(all_w) / 1000.0:,.0f} kW and none"
            raise UnitProblem(f"a loop for the heat that goes to {kind}", most, fits=True)
        for name, loop in loops.items():
            heat[name] = _share(loop) * all_w + pumps_w(loop, all_w.size)
    return heat


def pumps_w(loop: FacilityLoop, count: int) -> Numbers:
    """Power of the pumps of a loop."""
    return _watts(loop.pumps, "facility_pumps", count)


def duty_of(loop: FacilityLoop, heat_w: Numbers) -> Duty:
    """Heat and temperatures of a loop."""
    return take_duty(give(heat_w / 1000.0, POWER), loop.supply, loop.return_)


def _watts(power: Quantity, name: str, count: int) -> Numbers:
    watts = 1000.0 * take(power, POWER, name.replace("_", " "))
    if watts.shape not in {(), (count,)}:
        raise UnitProblem(f"{name} of one value or {count:,}", f"{watts.size:,}", fits=True)
    return np.broadcast_to(watts, (count,))


def _share(loop: FacilityLoop) -> float:
    return float(take(loop.share, FRACTION, "share of a loop", low=0.0, high=1.0))
