"""Coolant that a rack needs: flow, pressure drop and return temperature."""

from __future__ import annotations

import numpy as np

from rackplan.model.catalog import LiquidNeed
from rackplan.physics.liquid.drops import drop_at, flow_at
from rackplan.physics.liquid.heat_balance import return_temperature
from rackplan.units import (
    FLOW,
    FRACTION,
    PRESSURE,
    TEMPERATURE,
    Quantity,
    Ratio,
    UnitProblem,
    give,
    take,
)

__all__ = ["rack_drop", "rack_flow", "rack_flow_at", "rack_return"]


def rack_flow(need: LiquidNeed, supply: Quantity, load: Ratio = 1.0) -> Quantity:
    """Flow that a rack needs at a supply temperature and load, from its maker's points.

    ``V = x V(T_s)``, V linear between the maker's points. Makers' tables follow a constant return
    temperature, so flow rises as ``1 / (T_return - T_supply)``, which is convex: the straight line
    lies above it and the reading is on the safe side. Below the coldest point its flow is kept;
    above the warmest the last flow is kept, and the rule on supply temperature refuses what lies
    beyond the limit.

    Parameters
    ----------
    need : LiquidNeed
        Points of supply temperature and flow, in any order.
    supply : Quantity [degC]
        Supply temperature of the loop, one figure or an array.
    load : float or Quantity [dimensionless]
        x, heat over the heat at planned power, 0 to 1. At part load the flow falls in proportion:
        the return stays as warm, and a cold plate that gives less heat over the same rise runs
        cooler, so the reading is on the safe side.

    Returns
    -------
    Quantity [L/min]

    Notes
    -----
    A load beyond 1 is refused: chips would have to run warmer than the maker's points allow.
    Source: the GB300 NVL72 table of Lenovo LP2357 (59, 71, 89, 119, 177 L/min at 25 to 45 degC).

    Examples
    --------
    >>> from rackplan.units import TEMPERATURE, parse
    >>> need = LiquidNeed.model_validate({
    ...     "heat": "122 kW", "coolant": "PG25", "supply_max": "45 degC",
    ...     "flow": [{"supply": "40 degC", "flow": "119 L/min"},
    ...              {"supply": "45 degC", "flow": "177 L/min"}]})
    >>> rack_flow(need, parse("42.5 degC", TEMPERATURE)).m_as("L/min")
    148.0
    >>> rack_flow(need, parse("42.5 degC", TEMPERATURE), load=0.5).m_as("L/min")
    74.0
    """
    points = sorted((p.supply.m_as("degC"), p.flow.m_as("L/min")) for p in need.flow)
    at, flow = np.array(points).T
    full = np.interp(take(supply, TEMPERATURE, "supply temperature"), at, flow)
    return give(full * take(load, FRACTION, "load", high=1.0), FLOW)


def rack_drop(need: LiquidNeed, flow: Quantity) -> Quantity:
    """Pressure drop of a rack at a flow: ``dp = k V**n`` through its maker's points.

    Parameters
    ----------
    need : LiquidNeed
        Points of which at least one states its drop.
    flow : Quantity [L/min]
        One figure or an array.

    Returns
    -------
    Quantity [kPa]

    Notes
    -----
    Joined and continued as `drop_at` says; a need without any drop, and more than 1.5 times the
    largest flow with a drop, are refused. The points are printed at different supply temperatures;
    the change of viscosity among them is left in the curve.

    Examples
    --------
    >>> from rackplan.units import FLOW, parse
    >>> need = LiquidNeed.model_validate({
    ...     "heat": "122 kW", "coolant": "PG25", "supply_max": "45 degC",
    ...     "flow": [{"supply": "40 degC", "flow": "119 L/min", "drop": "58.6 kPa"},
    ...              {"supply": "45 degC", "flow": "177 L/min", "drop": "126.9 kPa"}]})
    >>> round(rack_drop(need, parse("148 L/min", FLOW)).m_as("kPa"), 1)
    89.6
    """
    return drop_at(flow, *_drop_points(need))


def rack_flow_at(need: LiquidNeed, drop: Quantity) -> Quantity:
    """Flow through a rack at a pressure drop, the inverse of `rack_drop`: ``V = (dp / k)**(1/n)``.

    Parameters
    ----------
    need : LiquidNeed
        Points of which at least one states its drop.
    drop : Quantity [kPa]
        One figure or an array.

    Returns
    -------
    Quantity [L/min]

    Notes
    -----
    Range as for `rack_drop`.

    Examples
    --------
    >>> from rackplan.units import PRESSURE, parse
    >>> need = LiquidNeed.model_validate({
    ...     "heat": "122 kW", "coolant": "PG25", "supply_max": "45 degC",
    ...     "flow": [{"supply": "40 degC", "flow": "119 L/min", "drop": "58.6 kPa"},
    ...              {"supply": "45 degC", "flow": "177 L/min", "drop": "126.9 kPa"}]})
    >>> round(rack_flow_at(need, parse("126.9 kPa", PRESSURE)).m_as("L/min"), 1)
    177.0
    """
    return flow_at(drop, *_drop_points(need))


def rack_return(need: LiquidNeed, supply: Quantity, load: Ratio = 1.0) -> Quantity:
    """Return temperature of a rack that gets the flow it needs: ``T_r = T_s + x Q / (rho cp V)``.

    Parameters
    ----------
    need : LiquidNeed
        Heat, coolant and points.
    supply : Quantity [degC]
    load : float or Quantity [dimensionless]
        x, above 0 and at most 1.

    Returns
    -------
    Quantity [degC]

    Notes
    -----
    Range and source as for `rack_flow` and the coolant; without load there is no flow and no
    return: refused.

    Examples
    --------
    >>> from rackplan.units import TEMPERATURE, parse
    >>> need = LiquidNeed.model_validate({
    ...     "heat": "118.6 kW", "coolant": "PG25", "supply_max": "45 degC",
    ...     "flow": [{"supply": "45 degC", "flow": "177 L/min"}]})
    >>> round(rack_return(need, parse("45 degC", TEMPERATURE)).m_as("degC"), 2)
    54.99
    """
    share = give(take(load, FRACTION, "load", low=1e-6, high=1.0), FRACTION)
    heat = need.heat * share
    return return_temperature(heat, rack_flow(need, supply, share), supply, need.coolant)


def _drop_points(need: LiquidNeed) -> tuple[Quantity, Quantity]:
    """The maker's points that state a drop, one for each flow."""
    known = {p.flow.m_as("L/min"): p.drop.m_as("kPa") for p in need.flow if p.drop is not None}
    if not known:
        raise UnitProblem("points of flow with a pressure drop", "points without", fits=True)
    return give(list(known), FLOW), give(list(known.values()), PRESSURE)
