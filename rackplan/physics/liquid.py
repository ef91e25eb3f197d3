"""Coolant flow that a rack needs."""

from __future__ import annotations

import numpy as np

from rackplan.model.catalog import LiquidNeed
from rackplan.units import FLOW, Quantity, of

__all__ = ["rack_flow"]


def rack_flow(need: LiquidNeed, supply: Quantity) -> Quantity:
    """Flow that a rack needs at a supply temperature, from its maker's points.

    Linear between the points. Makers' tables follow a constant return temperature, so flow rises
    as ``1 / (T_return - T_supply)``, which is convex: the straight line lies above it and the
    reading is on the safe side. Below the coldest point its flow is kept; above the warmest the
    last flow is kept, and the rule on supply temperature refuses what lies beyond the limit.

    Parameters
    ----------
    need : LiquidNeed
        Points of supply temperature and flow, in any order.
    supply : Quantity [degC]
        Supply temperature of the loop.

    Returns
    -------
    Quantity [L/min]

    Notes
    -----
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
    """
    points = sorted((p.supply.m_as("degC"), p.flow.m_as("L/min")) for p in need.flow)
    at, flow = np.array(points).T
    return of(float(np.interp(supply.m_as("degC"), at, flow)), FLOW)
