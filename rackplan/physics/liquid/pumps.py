"""Pumps: power, affinity laws, and where a pump's curve meets its system."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from rackplan.physics.liquid.coolants import L_MIN_PER_M3_S
from rackplan.physics.liquid.curves import PumpCurve, SystemCurve
from rackplan.physics.liquid.roots import rising_root
from rackplan.units import (
    FLOW,
    FRACTION,
    POWER,
    PRESSURE,
    Numbers,
    Quantity,
    Ratio,
    UnitProblem,
    give,
    take,
)

__all__ = [
    "Affinity",
    "OperatingPoint",
    "affinity",
    "operating_point",
    "pump_flow",
    "pump_head",
    "pump_power",
    "pump_speed",
]


class Affinity(NamedTuple):
    """What a change of speed does to a pump or fan, each as a ratio to rated.

    Attributes
    ----------
    flow, head, power : Quantity [dimensionless]
    """

    flow: Quantity
    head: Quantity
    power: Quantity


class OperatingPoint(NamedTuple):
    """Where the curve of pumps meets that of their system.

    Attributes
    ----------
    flow : Quantity [L/min]
        Of all pumps together.
    head : Quantity [kPa]
    """

    flow: Quantity
    head: Quantity


def pump_power(flow: Quantity, head: Quantity, efficiency: Ratio) -> Quantity:
    """Electric power of a pump: ``P = V dp / eta``.

    Parameters
    ----------
    flow : Quantity [L/min]
    head : Quantity [kPa]
        Pressure rise dp.
    efficiency : float or Quantity [dimensionless]
        eta of pump, motor and drive together, 0.05 to 1; 0.55 to 0.62 for CDU pumps.

    Returns
    -------
    Quantity [kW]

    Notes
    -----
    An efficiency out of range is refused. Source: hydraulic power over efficiency.

    Examples
    --------
    >>> from rackplan.units import FLOW, PRESSURE, parse
    >>> power = pump_power(parse("1500 L/min", FLOW), parse("250 kPa", PRESSURE), 0.62)
    >>> round(power.m_as("kW"), 4)
    10.0806
    """
    share = take(efficiency, FRACTION, "efficiency of a pump", low=0.05, high=1.0)
    flow_m3_s = take(flow, FLOW, "flow") / L_MIN_PER_M3_S
    return give(flow_m3_s * take(head, PRESSURE, "head") / share, POWER)


def affinity(speed_ratio: Ratio) -> Affinity:
    """What a pump or fan does at another speed: flow ``s``, head ``s**2``, power ``s**3``.

    Parameters
    ----------
    speed_ratio : float or Quantity [dimensionless]
        s, speed over rated speed, 0 to 1.2.

    Returns
    -------
    Affinity [flow, head, power, each dimensionless]

    Notes
    -----
    Along one system curve without static head or set pressure, at one efficiency; more than 1.2
    times the rated speed is refused. Source: affinity laws.

    Examples
    --------
    >>> [round(ratio.m, 3) for ratio in affinity(0.8)]
    [0.8, 0.64, 0.512]
    """
    speed = take(speed_ratio, FRACTION, "speed over rated", high=1.2)
    return Affinity(give(speed, FRACTION), give(speed**2, FRACTION), give(speed**3, FRACTION))


def pump_head(curve: PumpCurve, flow: Quantity, pumps: int = 1, speed: Ratio = 1.0) -> Quantity:
    """Head of pumps in parallel at a flow and speed: ``H(V) = s**2 H0(V / (N s))``.

    Parameters
    ----------
    curve : PumpCurve
        H0, one pump at full speed.
    flow : Quantity [L/min]
        V, of all pumps together.
    pumps : int
        N, like pumps that run, 1 or more.
    speed : float or Quantity [dimensionless]
        s, over full speed, 0.1 to 1.2.

    Returns
    -------
    Quantity [kPa]

    Notes
    -----
    More flow than the last point of the curve at that speed is refused. Source: affinity laws;
    pumps in parallel share the flow at one head.

    Examples
    --------
    >>> from rackplan.units import FLOW, PRESSURE, give, parse
    >>> curve = PumpCurve(give([0, 600, 900], FLOW), give([320, 250, 160], PRESSURE))
    >>> round(pump_head(curve, parse("1200 L/min", FLOW), pumps=2).m_as("kPa"), 1)
    250.0
    """
    head_kpa, last = curve.read()
    pace = _pace(speed)
    each = _each(flow, pumps) / pace
    if np.any(each > last * (1 + 1e-9)):
        expected = f"flow of at most {last:.6g} L/min for each pump at full speed"
        raise UnitProblem(expected, f"{np.max(each):.6g} L/min", fits=True)
    return give(pace**2 * head_kpa(each), PRESSURE)


def pump_flow(curve: PumpCurve, head: Quantity, pumps: int = 1, speed: Ratio = 1.0) -> Quantity:
    """Most flow that pumps in parallel give at a head: the inverse of `pump_head`.

    ``V = N s H0**-1(H / s**2)``.

    Parameters
    ----------
    curve : PumpCurve
        H0, one pump at full speed.
    head : Quantity [kPa]
        H.
    pumps : int
        N, like pumps that run, 1 or more.
    speed : float or Quantity [dimensionless]
        s, over full speed, 0.1 to 1.2.

    Returns
    -------
    Quantity [L/min]
        None where the head is beyond the pumps; the last point's flow where the head is below it.

    Notes
    -----
    Speeds out of range are refused. Source: as for `pump_head`.

    Examples
    --------
    >>> from rackplan.units import FLOW, PRESSURE, give, parse
    >>> curve = PumpCurve(give([0, 600, 900], FLOW), give([320, 250, 160], PRESSURE))
    >>> round(pump_flow(curve, parse("250 kPa", PRESSURE), pumps=2).m_as("L/min"), 1)
    1200.0
    """
    pace = _pace(speed)
    each = curve.read_back()(take(head, PRESSURE, "head") / pace**2)
    return give(each * pace * _count(pumps), FLOW)


def operating_point(
    curve: PumpCurve, system: SystemCurve, pumps: int = 1, speed: Ratio = 1.0
) -> OperatingPoint:
    """Flow and head at which pumps in parallel meet their system.

    Solves ``s**2 H0(V / (N s)) = static + drop (V / flow)**n`` for V by halving.

    Parameters
    ----------
    curve : PumpCurve
        H0, one pump at full speed.
    system : SystemCurve
        Head that the loop needs; its figures may be arrays.
    pumps : int
        N that run: one fewer for the loss of a pump.
    speed : float or Quantity [dimensionless]
        s, over full speed, 0.1 to 1.2.

    Returns
    -------
    OperatingPoint [flow L/min, head kPa]

    Notes
    -----
    Refused where the pumps cannot lift the static head, and where the system is so light that they
    run beyond the last point of their curve. Source: as for `pump_head`.

    Examples
    --------
    Three pumps, then two, on a loop that needs 250 kPa at 1800 L/min:

    >>> from rackplan.units import FLOW, PRESSURE, give, parse
    >>> curve = PumpCurve(give([0, 600, 900], FLOW), give([320, 250, 160], PRESSURE))
    >>> system = SystemCurve(parse("1800 L/min", FLOW), parse("250 kPa", PRESSURE))
    >>> [round(operating_point(curve, system, n).flow.m_as("L/min")) for n in (3, 2)]
    [1800, 1591]
    """
    (given_kpa, last), needed_kpa = curve.read(), system.read()
    pace, count = _pace(speed), _count(pumps)

    def lack(flow_l_min: Numbers) -> Numbers:
        return needed_kpa(flow_l_min) - pace**2 * given_kpa(flow_l_min / count / pace)

    most = last * count * pace
    if np.any(lack(np.zeros_like(pace)) > 0.0):
        raise UnitProblem("static head that the pumps can lift", "more", fits=True)
    if np.any(lack(most) < -1e-9):
        expected = f"system that keeps the pumps within {np.max(most):.6g} L/min"
        raise UnitProblem(expected, "one that takes more", fits=True)
    found = rising_root(lack, np.zeros_like(lack(most)), most)
    return OperatingPoint(give(found, FLOW), give(needed_kpa(found), PRESSURE))


def pump_speed(curve: PumpCurve, flow: Quantity, head: Quantity, pumps: int = 1) -> Quantity:
    """Speed at which pumps in parallel give a flow and head: ``s**2 H0(V / (N s)) = H``.

    Parameters
    ----------
    curve : PumpCurve
        H0, one pump at full speed.
    flow : Quantity [L/min]
        V, of all pumps together.
    head : Quantity [kPa]
        H.
    pumps : int
        N that run.

    Returns
    -------
    Quantity [dimensionless]
        s, 0.1 to 1.

    Notes
    -----
    A duty beyond full speed is refused; one below a tenth of it is given as 0.1. Solved by halving.
    Source: affinity laws.

    Examples
    --------
    >>> from rackplan.units import FLOW, PRESSURE, give, parse
    >>> curve = PumpCurve(give([0, 600, 900], FLOW), give([320, 250, 160], PRESSURE))
    >>> round(pump_speed(curve, parse("480 L/min", FLOW), parse("160 kPa", PRESSURE)).m, 3)
    0.8
    """
    each, wanted = np.broadcast_arrays(_each(flow, pumps), take(head, PRESSURE, "head"))
    head_kpa, last = curve.read()
    if np.any(each > last) or np.any(head_kpa(np.minimum(each, last)) < wanted - 1e-9):
        raise UnitProblem("flow and head within the pumps at full speed", "more", fits=True)
    slowest = np.maximum(0.1, each / last)
    found = rising_root(
        lambda pace: pace**2 * head_kpa(each / pace) - wanted, slowest, np.ones_like(slowest)
    )
    return give(found, FRACTION)


def _count(pumps: int) -> int:
    if isinstance(pumps, bool) or pumps != int(pumps) or pumps < 1:
        raise UnitProblem("number of pumps of at least 1", f"{pumps}", fits=True)
    return int(pumps)


def _each(flow: Quantity, pumps: int) -> Numbers:
    """Flow of one of several pumps [L/min]."""
    return take(flow, FLOW, "flow") / _count(pumps)


def _pace(speed: Ratio) -> Numbers:
    return take(speed, FRACTION, "speed over full speed", low=0.1, high=1.2)
