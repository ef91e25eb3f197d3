"""How a design runs: which machine takes what, on plain arrays.

Order of effort: dry air, wetted pads, the chiller for the rest. Fans run as slow as the supply
temperature allows; with a chiller on, at full speed.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rackplan.physics.rejection.conditions import (
    Duty,
    Outdoors,
    Work,
    blend,
    chosen,
    free_share,
    scattered,
)
from rackplan.physics.rejection.design import AnyChiller, Cooler, Design
from rackplan.units import Numbers

__all__ = ["MODES", "Operation", "operate"]

MODES = ("free", "adiabatic", "partial", "mechanical")
"""Coolers alone; with wet pads; with some help of a chiller; by a chiller alone."""

_ROUNDS = 5
_NEGLIGIBLE = 1e-9


@dataclass(frozen=True)
class Operation:
    """What a design does in each condition.

    Attributes
    ----------
    mode : int[condition]
        Index in `MODES`.
    fan_w, pump_w, compressor_w : Numbers [W]
        An air-cooled chiller's own fans are in its compressor's power.
    free_w, chilled_w : Numbers [W]
        Heat of the loop that coolers and chiller take at the temperatures asked for.
    short_w : Numbers [W]
        Heat that neither takes at these temperatures: the loop gets warmer.
    evaporated_kg_s, makeup_kg_s : Numbers
    """

    mode: Numbers
    fan_w: Numbers
    pump_w: Numbers
    compressor_w: Numbers
    free_w: Numbers
    chilled_w: Numbers
    short_w: Numbers
    evaporated_kg_s: Numbers
    makeup_kg_s: Numbers


def operate(design: Design, air: Outdoors, duty: Duty) -> Operation:
    """Run a design in each condition."""
    cooler, chiller = design.cooler, design.chiller
    if cooler is None:
        assert chiller is not None
        return _chilled(chiller, _idle(air, duty), air.dry_c, duty)
    if chiller is None:
        return _alone(cooler, air, duty.colder(design.exchanger_k))
    if chiller.sink == "air":
        behind = duty.colder(design.exchanger_k)
        work = _or_precooled(cooler.hold(air, behind), cooler, air, behind)
        return _chilled(chiller, work, air.dry_c, duty)
    return _water_cooled(design, cooler, chiller, air, duty)


def _alone(cooler: Cooler, air: Outdoors, duty: Duty) -> Operation:
    """A cooler without a chiller: where it does not suffice the loop warms until it does."""
    work = cooler.hold(air, duty)
    taken_w = _or_precooled(work, cooler, air, duty).taken_w
    none = np.zeros_like(taken_w)
    return _summed(work, taken_w, none, none, _rest_w(duty.heat_w, taken_w))


def _or_precooled(work: Work, cooler: Cooler, air: Outdoors, duty: Duty) -> Work:
    """The work where it holds the supply; what the cooler does at the return's warmth elsewhere."""
    missed = ~work.held
    if not missed.any():
        return work
    some = cooler.precool(chosen(air, missed), chosen(duty, missed))
    return scattered(work, missed, some)


def _chilled(chiller: AnyChiller, work: Work, sink_c: Numbers, duty: Duty) -> Operation:
    """The chiller takes what the cooler leaves, as far as it can."""
    load_w = _rest_w(duty.heat_w, work.taken_w)
    served_w = np.minimum(load_w, chiller.capacity_w(duty.supply_c, sink_c))
    power_w = chiller.power_w(served_w, duty.supply_c, sink_c)
    return _summed(work, work.taken_w, served_w, power_w, load_w - served_w)


def _water_cooled(
    design: Design, cooler: Cooler, chiller: AnyChiller, air: Outdoors, duty: Duty
) -> Operation:
    """A chiller whose condenser the cooler serves, with or without free cooling beside it."""
    behind = duty.colder(design.exchanger_k)
    free = cooler.hold(air, behind)
    held = free.held & design.free_cooling
    if np.all(held):
        return _chilled(chiller, free, air.dry_c, duty)
    condenser_c, free_w, served_w, power_w = _condensing(design, cooler, chiller, air, duty)
    heat_w = free_w + served_w + power_w
    work = cooler.hold(air, Duty(heat_w, condenser_c, condenser_c + duty.range_k))
    mixed = blend(held, free, work)
    load_w = _rest_w(duty.heat_w, free_w)
    return _summed(
        mixed,
        np.where(held, duty.heat_w, free_w),
        np.where(held, 0.0, served_w),
        np.where(held, 0.0, power_w),
        np.where(held, 0.0, load_w - served_w),
    )


def _condensing(
    design: Design, cooler: Cooler, chiller: AnyChiller, air: Outdoors, duty: Duty
) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Condenser water, heat taken freely and by the chiller, and its power, found by repetition.

    The cooler carries the heat of the loop and of the compressor at the loop's range. Compressor
    heat warms its water by a few tenths of a kelvin, so that a few rounds settle it.
    """
    power_w = np.zeros_like(air.dry_c * duty.heat_w)
    sought_c = -np.inf if design.free_cooling else design.condenser_min_c
    for _ in range(_ROUNDS):
        coldest_c = cooler.coldest_c(air, duty.heat_w + power_w, duty.range_k)
        condenser_c = np.maximum(coldest_c, sought_c)
        free_w = np.zeros_like(power_w)
        if design.free_cooling:
            free_c = condenser_c + design.exchanger_k
            free_w = duty.heat_w * free_share(free_c, duty.supply_c, duty.return_c)
        load_w = _rest_w(duty.heat_w, free_w)
        served_w = np.minimum(load_w, chiller.capacity_w(duty.supply_c, condenser_c))
        power_w = chiller.power_w(served_w, duty.supply_c, condenser_c)
    return condenser_c, free_w, served_w, power_w


def _rest_w(heat_w: Numbers, taken_w: Numbers) -> Numbers:
    """What is left, without the crumbs of rounding."""
    rest = heat_w - taken_w
    return np.where(rest > _NEGLIGIBLE * heat_w, rest, 0.0)


def _idle(air: Outdoors, duty: Duty) -> Work:
    none = np.zeros_like(air.dry_c * duty.heat_w)
    no = none.astype(bool)
    return Work(no, none, none, none, none, none, no)


def _summed(
    work: Work, free_w: Numbers, chilled_w: Numbers, compressor_w: Numbers, short_w: Numbers
) -> Operation:
    partial = np.where(free_w > _NEGLIGIBLE * chilled_w, 2, 3)
    mode = np.where(chilled_w > 0.0, partial, np.where(work.wet, 1, 0))
    return Operation(
        mode=mode,
        fan_w=work.fan_w,
        pump_w=work.pump_w,
        compressor_w=compressor_w,
        free_w=free_w,
        chilled_w=chilled_w,
        short_w=short_w,
        evaporated_kg_s=work.evaporated_kg_s,
        makeup_kg_s=work.makeup_kg_s,
    )
