"""Air balance of a zone: what its units supply, what its racks draw, what goes astray."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from rackplan.physics.room_air.airflow import AIR_HEAT, air_capacity_kw_k
from rackplan.units import (
    AIRFLOW,
    FRACTION,
    POWER,
    TEMPERATURE,
    Quantity,
    Ratio,
    UnitProblem,
    give,
    take,
)

__all__ = ["AirBalance", "air_balance", "needed_airflow", "zone_return"]


class AirBalance(NamedTuple):
    """Where the air of a zone goes.

    Attributes
    ----------
    surplus : Quantity [m3/s]
        Supply that reaches the racks less what they draw; below zero it is lacking, and they draw
        as much of their own exhaust.
    recirculation : Quantity [dimensionless]
        Share of the racks' air that is exhaust.
    bypass : Quantity [dimensionless]
        Share of the supply that returns unused.
    """

    surplus: Quantity
    recirculation: Quantity
    bypass: Quantity


def air_balance(supplied: Quantity, drawn: Quantity, leakage: Ratio) -> AirBalance:
    """Surplus, recirculation and bypass of a zone with a leaking containment.

    ``surplus = (1 - l) V_s - V_r``, ``recirculation = max(0, -surplus) / V_r``,
    ``bypass = 1 - (1 - recirculation) V_r / V_s``.

    Parameters
    ----------
    supplied : Quantity [m3/s]
        V_s of all units that run, above zero.
    drawn : Quantity [m3/s]
        V_r through all racks, above zero, at the same density.
    leakage : float or Quantity [dimensionless]
        l, share of the supply that leaks past the racks, 0 to 0.6: 0.03 to 0.10 with containment,
        0.3 to 0.5 without.

    Returns
    -------
    AirBalance [surplus m3/s, recirculation, bypass]

    Notes
    -----
    Mean over the zone: which rack gets the warm air is for a recirculation matrix or CFD. Out of
    range is refused. Source: mass balance.

    Examples
    --------
    >>> from rackplan.units import AIRFLOW, parse
    >>> balance = air_balance(parse("40 m3/s", AIRFLOW), parse("40 m3/s", AIRFLOW), 0.05)
    >>> round(balance.surplus.m_as("m**3/s"), 2), round(balance.recirculation.m, 3)
    (-2.0, 0.05)
    """
    supply = take(supplied, AIRFLOW, "supplied airflow", low=1e-6)
    draw = take(drawn, AIRFLOW, "airflow through racks", low=1e-6)
    surplus = (1.0 - take(leakage, FRACTION, "leakage", high=0.6)) * supply - draw
    recirculated = np.maximum(0.0, -surplus) / draw
    bypass = 1.0 - (1.0 - recirculated) * draw / supply
    return AirBalance(give(surplus, AIRFLOW), give(recirculated, FRACTION), give(bypass, FRACTION))


def needed_airflow(drawn: Quantity, leakage: Ratio) -> Quantity:
    """Supply without recirculation: ``V_s = V_r / (1 - l)``.

    Parameters
    ----------
    drawn : Quantity [m3/s]
        V_r through all racks.
    leakage : float or Quantity [dimensionless]
        l, 0 to 0.6: see `air_balance`.

    Returns
    -------
    Quantity [m3/s]

    Notes
    -----
    Out of range is refused. Source: mass balance.

    Examples
    --------
    >>> from rackplan.units import AIRFLOW, parse
    >>> round(needed_airflow(parse("38 m3/s", AIRFLOW), 0.05).m_as("m**3/s"), 6)
    40.0
    """
    share = 1.0 - take(leakage, FRACTION, "leakage", high=0.6)
    return give(take(drawn, AIRFLOW, "airflow through racks") / share, AIRFLOW)


def zone_return(
    supply: Quantity,
    heat: Quantity,
    supplied: Quantity,
    density: Quantity,
    specific_heat: Quantity = AIR_HEAT,
) -> Quantity:
    """Temperature of the air that returns to the units of a zone: ``T_r = T_s + Q / (rho cp V_s)``.

    Parameters
    ----------
    supply : Quantity [degC]
        T_s, -20 to 60 degC.
    heat : Quantity [kW]
        Q of all racks and of what else warms the zone, fans of the units included.
    supplied : Quantity [m3/s]
        V_s of all units that run, above zero. Bypass cools the return, recirculation does not
        change it.
    density : Quantity [kg/m3]
        0.5 to 1.6 kg/m3.
    specific_heat : Quantity [kJ/kg/K]

    Returns
    -------
    Quantity [degC]

    Notes
    -----
    Refused where the return would be warmer than 80 degC. Source: first law.

    Examples
    --------
    >>> from rackplan.units import AIRFLOW, DENSITY, POWER, TEMPERATURE, parse
    >>> back = zone_return(parse("24 degC", TEMPERATURE), parse("500 kW", POWER),
    ...                    parse("41.5 m3/s", AIRFLOW), parse("1.15 kg/m3", DENSITY))
    >>> round(back.m_as("degC"), 2)
    34.41
    """
    rate = air_capacity_kw_k(supplied, density, specific_heat)
    cold = take(supply, TEMPERATURE, "supply temperature", low=-20.0, high=60.0)
    back = cold + take(heat, POWER, "heat") / rate
    if np.any(back > 80.0):
        raise UnitProblem("airflow for a return of at most 80 degC", f"{np.max(back):.6g} degC")
    return give(back, TEMPERATURE)
