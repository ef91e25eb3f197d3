"""What a CDU does: how warm its pipes are, what it passes, the facility flow that it needs."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from rackplan.physics.liquid.coolant_table import coolant_named
from rackplan.physics.liquid.plates import (
    LEAST_SHARE,
    MOST_SHARE,
    CduExchanger,
    gap_of,
    rate_of,
    refuse_unless_above,
    take_degc,
)
from rackplan.physics.liquid.roots import rising_root
from rackplan.units import (
    FLOW,
    POWER,
    TEMPERATURE,
    TEMPERATURE_DIFFERENCE,
    Numbers,
    Quantity,
    UnitProblem,
    give,
    take,
)

__all__ = [
    "CduTemperatures",
    "cdu_facility_flow",
    "cdu_heat",
    "cdu_temperatures",
]

_ROUNDS = 8
"""Capacity rates hardly depend on temperature: a few rounds settle them."""


class CduTemperatures(NamedTuple):
    """How warm a CDU's four pipes are.

    Attributes
    ----------
    rack_supply, rack_return, facility_return : Quantity [degC]
    approach : Quantity [K]
        Rack supply less facility supply.
    facility_flow : Quantity [L/min]
    """

    rack_supply: Quantity
    rack_return: Quantity
    facility_return: Quantity
    approach: Quantity
    facility_flow: Quantity


def cdu_temperatures(
    cdu: CduExchanger,
    heat: Quantity,
    rack_flow: Quantity,
    facility_supply: Quantity,
    facility_flow: Quantity,
) -> CduTemperatures:
    """Supply that a CDU gives the racks: ``T_s = T_f + Q (1 / (eps C_min) - 1 / C_rack)``.

    Parameters
    ----------
    cdu : CduExchanger
    heat : Quantity [kW]
        Q.
    rack_flow : Quantity [L/min]
    facility_supply : Quantity [degC]
        T_f, into the CDU.
    facility_flow : Quantity [L/min]

    Returns
    -------
    CduTemperatures [degC, approach K, facility_flow L/min]

    Notes
    -----
    Each capacity rate is taken at the mean temperature of its own side. Flows below 0.05 or above 3
    times rated, and temperatures out of a coolant's range, are refused. Source: Kays & London.

    Examples
    --------
    At four fifths of its heat the XDU1350 comes within 3.2 K:

    >>> from rackplan.physics.liquid.plates import rated_cdu
    >>> from rackplan.units import FLOW, POWER, TEMPERATURE, TEMPERATURE_DIFFERENCE, parse
    >>> flow, warm = parse("1800 L/min", FLOW), parse("40 degC", TEMPERATURE)
    >>> unit = rated_cdu(parse("1350 kW", POWER), parse("4 K", TEMPERATURE_DIFFERENCE),
    ...                  warm, flow, flow)
    >>> found = cdu_temperatures(unit, parse("1080 kW", POWER), flow,
    ...                          parse("36 degC", TEMPERATURE), flow)
    >>> round(found.rack_supply.m_as("degC"), 2), round(found.approach.m_as("K"), 2)
    (39.2, 3.2)
    """
    heat_kw, cold = take(heat, POWER, "heat"), take_degc(facility_supply, "facility supply")
    rack_l_min = take(rack_flow, FLOW, "rack flow", low=1e-6)
    facility_l_min = take(facility_flow, FLOW, "facility flow", low=1e-6)
    facility_kw_k = rate_of(heat_kw, facility_l_min, cold, cdu.facility_coolant)
    conductance = cdu.read()(cdu.rack_share(rack_l_min), cdu.facility_share(facility_l_min))
    supply, gap_k, rack_kw_k = cold, np.zeros(()), np.ones(())
    for _ in range(_ROUNDS):
        rack_kw_k = rate_of(heat_kw, rack_l_min, supply, cdu.rack_coolant)
        gap_k = gap_of(heat_kw, conductance, rack_kw_k, facility_kw_k)
        supply = cold + gap_k
    found = CduTemperatures(
        give(supply, TEMPERATURE),
        give(supply + heat_kw / rack_kw_k, TEMPERATURE),
        give(cold + heat_kw / facility_kw_k, TEMPERATURE),
        give(gap_k, TEMPERATURE_DIFFERENCE),
        give(facility_l_min, FLOW),
    )
    rack, facility = coolant_named(cdu.rack_coolant), coolant_named(cdu.facility_coolant)
    rack.take(found.rack_supply, "rack supply"), rack.take(found.rack_return, "rack return")
    facility.take(facility_supply, "facility supply")
    facility.take(found.facility_return, "facility return")
    return found


def cdu_facility_flow(
    cdu: CduExchanger,
    heat: Quantity,
    rack_flow: Quantity,
    rack_supply: Quantity,
    facility_supply: Quantity,
) -> CduTemperatures:
    """Facility flow that a CDU needs to hold a rack supply; the inverse of `cdu_temperatures`.

    Solves ``Q (1 / (eps C_min) - 1 / C_rack) = T_s - T_f`` for the facility flow by halving.

    Parameters
    ----------
    cdu : CduExchanger
    heat : Quantity [kW]
        Q.
    rack_flow : Quantity [L/min]
    rack_supply, facility_supply : Quantity [degC]
        T_s and T_f, the first above the second.

    Returns
    -------
    CduTemperatures [degC, approach K, facility_flow L/min]
        At the least flow, 0.05 of rated, the supply may come out colder than asked for.

    Notes
    -----
    Refused where 3 times the rated facility flow is not enough: the approach asked for is then too
    small for this exchanger. Source: Kays & London.

    Examples
    --------
    The XDU1350 at 1080 kW, where the loop asks for an approach of 4 K:

    >>> from rackplan.physics.liquid.plates import rated_cdu
    >>> from rackplan.units import FLOW, POWER, TEMPERATURE, TEMPERATURE_DIFFERENCE, parse
    >>> flow, warm = parse("1800 L/min", FLOW), parse("40 degC", TEMPERATURE)
    >>> unit = rated_cdu(parse("1350 kW", POWER), parse("4 K", TEMPERATURE_DIFFERENCE),
    ...                  warm, flow, flow)
    >>> found = cdu_facility_flow(unit, parse("1080 kW", POWER), flow, warm,
    ...                           parse("36 degC", TEMPERATURE))
    >>> round(found.facility_flow.m_as("L/min"))
    1576
    """
    heat_kw, rack_l_min = take(heat, POWER, "heat"), take(rack_flow, FLOW, "rack flow", low=1e-6)
    supply, cold = (
        take_degc(rack_supply, "rack supply"),
        take_degc(facility_supply, "facility supply"),
    )
    refuse_unless_above(supply - cold, "rack supply above the facility supply")
    rack_kw_k = rate_of(heat_kw, rack_l_min, supply, cdu.rack_coolant)

    rated, conductance = take(cdu.facility_flow, FLOW, "rated flow", low=1e-6), cdu.read()
    rack_share = cdu.rack_share(rack_l_min)

    def spare(facility_share: Numbers) -> Numbers:
        rate = rate_of(heat_kw, facility_share * rated, cold, cdu.facility_coolant)
        ua_kw_k = conductance(rack_share, facility_share)
        return supply - cold - gap_of(heat_kw, ua_kw_k, rack_kw_k, rate)

    most = np.asarray(MOST_SHARE)
    missing = spare(most)
    if np.any(missing < 0.0):
        beyond = f"one {-np.min(missing):.4g} K smaller than at 3 times its facility flow"
        raise UnitProblem("an approach that the CDU reaches", beyond, fits=True)
    found = rising_root(spare, np.full(missing.shape, LEAST_SHARE), most)
    return cdu_temperatures(cdu, heat, rack_flow, facility_supply, give(found * rated, FLOW))


def cdu_heat(
    cdu: CduExchanger,
    rack_flow: Quantity,
    facility_flow: Quantity,
    rack_supply: Quantity,
    facility_supply: Quantity,
) -> Quantity:
    """Heat that a CDU passes at given flows and supplies.

    ``Q = (T_s - T_f) / (1 / (eps C_min) - 1 / C_rack)``.

    Parameters
    ----------
    cdu : CduExchanger
    rack_flow, facility_flow : Quantity [L/min]
    rack_supply, facility_supply : Quantity [degC]
        T_s and T_f, the first above the second.

    Returns
    -------
    Quantity [kW]
        What the exchanger passes; the maker's rated heat is a limit of its own.

    Notes
    -----
    Range and source as for `cdu_temperatures`.

    Examples
    --------
    The XDU1350 where water comes 6 K below the rack supply instead of 4:

    >>> from rackplan.physics.liquid.plates import rated_cdu
    >>> from rackplan.units import FLOW, POWER, TEMPERATURE, TEMPERATURE_DIFFERENCE, parse
    >>> flow, warm = parse("1800 L/min", FLOW), parse("40 degC", TEMPERATURE)
    >>> unit = rated_cdu(parse("1350 kW", POWER), parse("4 K", TEMPERATURE_DIFFERENCE),
    ...                  warm, flow, flow)
    >>> round(cdu_heat(unit, flow, flow, warm, parse("34 degC", TEMPERATURE)).m_as("kW"))
    2024
    """
    supply, cold = (
        take_degc(rack_supply, "rack supply"),
        take_degc(facility_supply, "facility supply"),
    )
    refuse_unless_above(supply - cold, "rack supply above the facility supply")
    rack_l_min = take(rack_flow, FLOW, "rack flow", low=1e-6)
    facility_l_min = take(facility_flow, FLOW, "facility flow", low=1e-6)
    conductance = cdu.read()(cdu.rack_share(rack_l_min), cdu.facility_share(facility_l_min))
    heat_kw = np.zeros(())
    for _ in range(_ROUNDS):
        rack_kw_k = rate_of(heat_kw, rack_l_min, supply, cdu.rack_coolant)
        facility_kw_k = rate_of(heat_kw, facility_l_min, cold, cdu.facility_coolant)
        heat_kw = (supply - cold) / gap_of(np.ones(()), conductance, rack_kw_k, facility_kw_k)
    return give(heat_kw, POWER)
