"""Electric power of pumps and fans that follow the flow asked of them."""

from __future__ import annotations

import numpy as np

from rackplan.model.catalog import Cdu
from rackplan.model.facility import FacilityLoop
from rackplan.physics.liquid import coolant_flow, pump_power
from rackplan.units import (
    FRACTION,
    POWER,
    TEMPERATURE,
    TEMPERATURE_DIFFERENCE,
    Quantity,
    Ratio,
    give,
    magnitude,
    take,
)

__all__ = ["cdu_rated_power", "facility_pump_power", "following_fans", "following_pumps"]

_PUMP_EFFICIENCY = 0.55
_FAN_EXPONENT = 2.5
_SLOWEST_FAN = 0.3


def cdu_rated_power(product: Cdu) -> Quantity | None:
    """Electric power of a CDU at its rated flow: as stated, else ``V dp / 0.55`` of its pumps.

    Parameters
    ----------
    product : Cdu

    Returns
    -------
    Quantity [kW] or None
        None where it states neither power nor head.

    Notes
    -----
    Source: the product; `pump_power`. The efficiency is at the low end of 0.55 to 0.62.

    Examples
    --------
    >>> product = Cdu(id="c", kind="cdu", name="C", heat="2 MW", flow="2125 L/min", head="241 kPa")
    >>> round(cdu_rated_power(product).m_as("kW"), 2)
    15.52
    """
    if product.power is not None and product.power.magnitude > 0:
        return product.power
    if product.head is None:
        return None
    return pump_power(product.flow, product.head, _PUMP_EFFICIENCY)


def following_pumps(rated: Quantity, flow_ratio: Ratio) -> Quantity:
    """Power of pumps that keep a set pressure: ``P = P0 y``.

    Parameters
    ----------
    rated : Quantity [kW]
        P0, at the rated flow.
    flow_ratio : float or Quantity [dimensionless]
        y, flow over rated, cut to 0 to 1.

    Returns
    -------
    Quantity [kW]

    Notes
    -----
    Power goes with the flow at one head and efficiency; pumps whose head falls with the flow take
    less, so this is on the safe side. Source: hydraulic power.

    Examples
    --------
    >>> from rackplan.units import POWER, parse
    >>> following_pumps(parse("12 kW", POWER), 0.5).m_as("kW")
    6.0
    """
    share = np.clip(take(flow_ratio, FRACTION, "flow over rated"), 0.0, 1.0)
    return give(take(rated, POWER, "rated power") * share, POWER)


def following_fans(rated: Quantity, flow_ratio: Ratio) -> Quantity:
    """Power of fans that share an airflow, the spare unit running too: ``P = P0 y^2.5``.

    Parameters
    ----------
    rated : Quantity [kW]
        P0, of all units at rated airflow.
    flow_ratio : float or Quantity [dimensionless]
        y, airflow over that of all units; no slower than 0.3, cut at 1.

    Returns
    -------
    Quantity [kW]

    Notes
    -----
    The exponent is 3 by the affinity laws, 2.5 with the losses of real drives; the slowest speed is
    our assumption. Source: as for `rackplan.physics.room_air.fan_power_at`.

    Examples
    --------
    >>> from rackplan.units import POWER, parse
    >>> round(following_fans(parse("100 kW", POWER), 0.8).m_as("kW"), 1)
    57.2
    """
    share = np.clip(take(flow_ratio, FRACTION, "airflow over rated"), _SLOWEST_FAN, 1.0)
    return give(take(rated, POWER, "rated power") * share**_FAN_EXPONENT, POWER)


def facility_pump_power(loop: FacilityLoop, heat: Quantity) -> Quantity:
    """Power of the pumps of a facility loop: ``P = V dp / eta`` at ``V = Q / (rho cp dT)``.

    Parameters
    ----------
    loop : FacilityLoop
        With its range, head and the efficiency of its pumps.
    heat : Quantity [kW]
        Q.

    Returns
    -------
    Quantity [kW]
        None where the loop states no head.

    Notes
    -----
    The flow follows the heat at one head: on the safe side, as for `following_pumps`. Source:
    first law; hydraulic power.

    Examples
    --------
    >>> from rackplan.model.facility import FacilityLoop
    >>> loop = FacilityLoop(id="FW1", supply="36 degC", head="150 kPa")
    >>> from rackplan.units import POWER, parse
    >>> round(facility_pump_power(loop, parse("1 MW", POWER)).m_as("kW"), 2)
    6.03
    """
    if loop.head is None:
        return give(0.0 * take(heat, POWER, "heat"), POWER)
    middle = magnitude(loop.supply, TEMPERATURE)
    middle += magnitude(loop.water_range, TEMPERATURE_DIFFERENCE) / 2.0
    flow = coolant_flow(heat, loop.water_range, loop.coolant, give(middle, TEMPERATURE))
    return pump_power(flow, loop.head, loop.pump_efficiency)
