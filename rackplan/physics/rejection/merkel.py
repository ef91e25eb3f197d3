"""What a cooling tower makes of a stream of water, fan speed given."""

from __future__ import annotations

import numpy as np

from rackplan.physics.rejection.conditions import WATER_J_KG_K, outdoors_of
from rackplan.physics.rejection.cooling_tower import CoolingTower
from rackplan.units import (
    FRACTION,
    MASS_FLOW,
    PRESSURE,
    TEMPERATURE,
    Quantity,
    UnitProblem,
    give,
    take,
)

__all__ = ["merkel_leaving_water"]


def merkel_leaving_water(
    tower: CoolingTower,
    *,
    wet_bulb: Quantity,
    pressure: Quantity,
    entering_water: Quantity,
    water_flow: Quantity,
    fan_ratio: Quantity,
) -> Quantity:
    """Temperature of the water that leaves a tower at a given flow and fan speed.

    ``T_out = T_in - Q / (m c)``, with Q where ``Q = eps C_min (T_in - T_wb)`` and
    ``Q = m_air (h_s(T_air_out) - h_s(T_wb))`` agree; see `CoolingTower`.

    Parameters
    ----------
    tower : CoolingTower
        Its rating; rated water flow is ``heat / (4.18 kJ/kg/K water_range)``.
    wet_bulb : Quantity [degC]
        Of the entering air, -40 to 40 degC.
    pressure : Quantity [kPa]
        50 to 110 kPa.
    entering_water : Quantity [degC]
        Above the wet bulb, at most 70 degC.
    water_flow : Quantity [kg/s]
        Above zero.
    fan_ratio : Quantity [dimensionless]
        Air mass flow over its rating, 0.05 to 1.2.

    Returns
    -------
    Quantity [degC]

    Notes
    -----
    Out of range is refused. Source: EnergyPlus CoolingTower:VariableSpeed:Merkel, against a run of
    which it is tested within 0.1 K.

    Examples
    --------
    At its rating a tower cools to wet bulb and approach, here 25.6 and 4 degC:

    >>> from rackplan.units import FRACTION, MASS_FLOW, POWER, PRESSURE, TEMPERATURE, parse
    >>> leaving = merkel_leaving_water(
    ...     CoolingTower(parse("2340.8 kW", POWER)),
    ...     wet_bulb=parse("25.6 degC", TEMPERATURE), pressure=parse("101.325 kPa", PRESSURE),
    ...     entering_water=parse("35.2 degC", TEMPERATURE),
    ...     water_flow=parse("100 kg/s", MASS_FLOW), fan_ratio=parse("100 %", FRACTION),
    ... )
    >>> round(leaving.m_as("degC"), 2)
    29.6
    """
    wet_c = take(wet_bulb, TEMPERATURE, "wet bulb", low=-40.0, high=40.0)
    pressure_pa = 1000.0 * take(pressure, PRESSURE, "air pressure", low=50.0, high=110.0)
    entering_c = take(entering_water, TEMPERATURE, "entering water", high=70.0)
    water_w_k = WATER_J_KG_K * take(water_flow, MASS_FLOW, "water flow", low=1e-6)
    ratio = take(fan_ratio, FRACTION, "fan ratio", low=0.05, high=1.2)
    if np.any(entering_c <= wet_c):
        raise UnitProblem("entering water above the wet bulb", f"{np.min(entering_c - wet_c):g} K")
    air = outdoors_of(wet_c, wet_c, pressure_pa)
    taken_w = tower.fill.taken_w(air, ratio * tower.fill.rated_air_kg_s, water_w_k, entering_c)
    return give(entering_c - taken_w / water_w_k, TEMPERATURE)
