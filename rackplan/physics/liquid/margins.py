"""What a CDU has to spare, limit by limit."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from rackplan.physics.liquid.cdu import cdu_temperatures
from rackplan.physics.liquid.curves import PumpCurve
from rackplan.physics.liquid.plates import CduExchanger, take_degc
from rackplan.physics.liquid.pumps import pump_flow
from rackplan.units import (
    FLOW,
    POWER,
    PRESSURE,
    TEMPERATURE_DIFFERENCE,
    Quantity,
    give,
    take,
)

__all__ = ["CduMargins", "cdu_margins"]


class CduMargins(NamedTuple):
    """What a CDU has to spare; below zero it lacks that much.

    Attributes
    ----------
    heat : Quantity [kW]
    flow : Quantity [L/min]
    head : Quantity [kPa]
    approach : Quantity [K]
    """

    heat: Quantity
    flow: Quantity
    head: Quantity
    approach: Quantity


def cdu_margins(
    cdu: CduExchanger,
    pumps: PumpCurve,
    *,
    rated_heat: Quantity,
    heat: Quantity,
    flow: Quantity,
    head: Quantity,
    rack_supply: Quantity,
    facility_supply: Quantity,
    facility_flow: Quantity,
    pumps_on: int = 1,
) -> CduMargins:
    """What a CDU has to spare: heat, flow, head and approach are four limits, each by itself.

    ``Q_rated - Q``, ``V(H) - V``, ``H(V) - H`` and ``(T_s - T_f) - approach(Q, V, V_f)``.

    Parameters
    ----------
    cdu : CduExchanger
        See `rated_cdu`.
    pumps : PumpCurve
        One of its pumps at full speed.
    rated_heat : Quantity [kW]
        The maker's rating.
    heat : Quantity [kW]
        Q, asked of this unit.
    flow : Quantity [L/min]
        V, asked of this unit on the rack side.
    head : Quantity [kPa]
        H that the rack loop needs at that flow, outside the unit.
    rack_supply, facility_supply : Quantity [degC]
        T_s that the loop asks for, and T_f that the facility gives.
    facility_flow : Quantity [L/min]
        V_f that the facility gives.
    pumps_on : int
        Pumps that run: one fewer for the loss of a pump.

    Returns
    -------
    CduMargins [heat kW, flow L/min, head kPa, approach K]
        Below zero where the limit is broken. A flow beyond the last point of the pumps leaves no
        head at all.

    Notes
    -----
    Range and source as for `cdu_temperatures` and `pump_head`.

    Examples
    --------
    >>> from rackplan.physics.liquid.plates import rated_cdu
    >>> from rackplan.units import FLOW, POWER, PRESSURE, TEMPERATURE, TEMPERATURE_DIFFERENCE
    >>> from rackplan.units import give, parse
    >>> full, warm = parse("1800 L/min", FLOW), parse("40 degC", TEMPERATURE)
    >>> unit = rated_cdu(parse("1350 kW", POWER), parse("4 K", TEMPERATURE_DIFFERENCE),
    ...                  warm, full, full)
    >>> curve = PumpCurve(give([600], FLOW), give([200], PRESSURE))
    >>> margins = cdu_margins(
    ...     unit, curve, pumps_on=3, rated_heat=parse("1350 kW", POWER),
    ...     heat=parse("1080 kW", POWER), flow=parse("1600 L/min", FLOW),
    ...     head=parse("160 kPa", PRESSURE), rack_supply=warm,
    ...     facility_supply=parse("36 degC", TEMPERATURE), facility_flow=full)
    >>> [round(margin.m, 2) for margin in margins]
    [270.0, 200.0, 40.0, 1.17]
    """
    flow_l_min, head_kpa = take(flow, FLOW, "flow"), take(head, PRESSURE, "head")
    has_flow, (given_kpa, last) = pump_flow(pumps, head, pumps_on), pumps.read()
    each = flow_l_min / pumps_on
    has_kpa = np.where(each > last * (1 + 1e-12), 0.0, given_kpa(each))
    found = cdu_temperatures(cdu, heat, flow, facility_supply, facility_flow)
    gap_k = take_degc(rack_supply, "rack supply") - take_degc(facility_supply, "facility supply")
    spare_kw = take(rated_heat, POWER, "rated heat") - take(heat, POWER, "heat")
    return CduMargins(
        give(spare_kw, POWER),
        give(has_flow.m_as("L/min") - flow_l_min, FLOW),
        give(has_kpa - head_kpa, PRESSURE),
        give(
            gap_k - take(found.approach, TEMPERATURE_DIFFERENCE, "approach"), TEMPERATURE_DIFFERENCE
        ),
    )
