"""Rack loops: the head that a rack needs, and how long a loop carries its heat alone."""

from __future__ import annotations

import numpy as np

from rackplan.model.catalog import LiquidNeed
from rackplan.model.piping import DropPoint, Piping
from rackplan.physics.liquid import Pipe, coolant_mass, rack_drop, rack_flow, ride_through, run_drop
from rackplan.physics.liquid.coolant_table import coolant_named
from rackplan.units import (
    FLOW,
    PRESSURE,
    TEMPERATURE,
    TEMPERATURE_DIFFERENCE,
    Quantity,
    give,
    magnitude,
    take,
)

__all__ = ["loop_ride_through", "piping_drop", "rack_head", "states_drop"]

_BEYOND = 1.5
_LONGEST_RISE_K = 60.0


def states_drop(need: LiquidNeed, supply: Quantity) -> bool:
    """Whether a rack's maker says what it drops at the flow that it needs.

    Parameters
    ----------
    need : LiquidNeed
    supply : Quantity [degC]
        Of the loop.

    Returns
    -------
    bool [yes or no]
        No also where the flow is more than 1.5 times the largest one with a drop.

    Examples
    --------
    >>> from rackplan.units import TEMPERATURE, parse
    >>> need = LiquidNeed.model_validate({
    ...     "heat": "122 kW", "coolant": "PG25", "supply_max": "45 degC",
    ...     "flow": [{"supply": "45 degC", "flow": "177 L/min"}]})
    >>> states_drop(need, parse("40 degC", TEMPERATURE))
    False
    """
    known = [magnitude(point.flow, FLOW) for point in need.flow if point.drop is not None]
    needed = magnitude(rack_flow(need, supply), FLOW)
    return bool(known) and needed <= _BEYOND * max(known)


def rack_head(need: LiquidNeed, supply: Quantity, manifold: DropPoint | None = None) -> Quantity:
    """Head that a rack needs across its taps: its own drop and its manifold's.

    ``dp_rack(V) + dp_m (V / V_m)**2`` at the flow V that it needs at the supply temperature.

    Parameters
    ----------
    need : LiquidNeed
        Points that state a drop: see `states_drop`.
    supply : Quantity [degC]
        Of the loop.
    manifold : DropPoint, optional
        Hoses, couplings, valves and manifold of one rack: its drop at a flow.

    Returns
    -------
    Quantity [kPa]

    Notes
    -----
    Range as for `rack_drop`. Source: turbulent losses go with the square of the flow.

    Examples
    --------
    >>> from rackplan.units import TEMPERATURE, parse
    >>> need = LiquidNeed.model_validate({
    ...     "heat": "122 kW", "coolant": "PG25", "supply_max": "45 degC",
    ...     "flow": [{"supply": "40 degC", "flow": "119 L/min", "drop": "58.6 kPa"},
    ...              {"supply": "45 degC", "flow": "177 L/min", "drop": "126.9 kPa"}]})
    >>> manifold = DropPoint.model_validate({"drop": "40 kPa", "at": "200 L/min"})
    >>> round(rack_head(need, parse("40 degC", TEMPERATURE), manifold).m_as("kPa"), 2)
    72.76
    """
    flow = rack_flow(need, supply)
    head: Quantity = rack_drop(need, flow)
    return head if manifold is None else head + _squared(manifold, flow)


def piping_drop(piping: Piping, flow: Quantity, coolant: str, supply: Quantity) -> Quantity:
    """Pressure drop of the pipes between CDUs and racks at the flow of the loop.

    ``dp_p (V / V_p)**2 + sum (f L / D + K) rho v**2 / 2``.

    Parameters
    ----------
    piping : Piping
        A known point, runs of pipe, both, or nothing.
    flow : Quantity [L/min]
        V of the whole loop, one figure or an array.
    coolant : str
    supply : Quantity [degC]
        Of the loop: all pipes are taken as cold as the supply.

    Returns
    -------
    Quantity [kPa]

    Notes
    -----
    Range and source as for `run_drop`.

    Examples
    --------
    >>> from rackplan.units import FLOW, TEMPERATURE, parse
    >>> piping = Piping.model_validate({"point": {"drop": "60 kPa", "at": "4000 L/min"}})
    >>> drop = piping_drop(piping, parse("2000 L/min", FLOW), "PG25", parse("40 degC", TEMPERATURE))
    >>> round(drop.m_as("kPa"), 6)
    15.0
    """
    take(supply, TEMPERATURE, "supply")
    total = give(np.zeros_like(take(flow, FLOW, "flow")), PRESSURE)
    if piping.point is not None:
        total = total + _squared(piping.point, flow)
    for run in piping.pipes:
        pipe = Pipe(run.length, run.diameter, run.roughness, run.fittings)
        total = total + run_drop(flow, pipe, coolant, supply)
    return total


def loop_ride_through(
    volume: Quantity, coolant: str, supply: Quantity, rise: Quantity, heat: Quantity
) -> Quantity:
    """Seconds for which a loop's coolant carries the heat of its racks alone: ``m cp dT / Q``.

    Parameters
    ----------
    volume : Quantity [m3]
        Of all coolant that goes round.
    coolant : str
    supply : Quantity [degC]
        Before the loss.
    rise : Quantity [K]
        dT that the supply may warm: up to what the racks accept, or less; more than 60 K counts as
        that.
    heat : Quantity [kW]
        Q, above zero.

    Returns
    -------
    Quantity [s]

    Notes
    -----
    Pumps run on and the cooling stops; see `ride_through`. Specific heat is taken at the mean
    temperature, and at most where the coolant is known.

    Examples
    --------
    >>> from rackplan.units import POWER, TEMPERATURE, TEMPERATURE_DIFFERENCE, VOLUME, parse
    >>> time = loop_ride_through(parse("2 m3", VOLUME), "PG25", parse("40 degC", TEMPERATURE),
    ...                          parse("5 K", TEMPERATURE_DIFFERENCE), parse("1 MW", POWER))
    >>> round(time.m_as("s"), 1)
    40.3
    """
    wanted_k = float(take(rise, TEMPERATURE_DIFFERENCE, "rise of the supply"))
    rise_k = min(max(wanted_k, 0.0), _LONGEST_RISE_K)
    liquid = coolant_named(coolant)
    supply_c = float(take(supply, TEMPERATURE, "supply"))
    mean = give(min(supply_c + 0.5 * rise_k, liquid.warmest), TEMPERATURE)
    mass = coolant_mass(volume, coolant, supply)
    return ride_through(mass, give(rise_k, TEMPERATURE_DIFFERENCE), heat, coolant, mean)


def _squared(point: DropPoint, flow: Quantity) -> Quantity:
    ratio = take(flow, FLOW, "flow") / magnitude(point.at, FLOW)
    return give(magnitude(point.drop, PRESSURE) * ratio**2, PRESSURE)
