"""The exchanger of a CDU: counterflow plates between facility loop (FWS) and rack loop (TCS)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from rackplan.physics.liquid.coolant_table import coolant_named
from rackplan.physics.liquid.coolants import L_MIN_PER_M3_S
from rackplan.physics.liquid.exchanger import scale_of
from rackplan.physics.liquid.ntu import effectiveness_of, ntu_of
from rackplan.units import (
    CONDUCTANCE,
    FLOW,
    FRACTION,
    POWER,
    TEMPERATURE,
    TEMPERATURE_DIFFERENCE,
    Numbers,
    Quantity,
    Ratio,
    UnitProblem,
    give,
    take,
)

__all__ = [
    "LEAST_SHARE",
    "MOST_SHARE",
    "CduExchanger",
    "CduSizing",
    "cdu_sizing",
    "gap_of",
    "rate_of",
    "rated_cdu",
    "refuse_unless_above",
    "take_degc",
]

LEAST_SHARE, MOST_SHARE = 0.05, 3.0
"""Flows over rated for which films are scaled."""


class CduSizing(NamedTuple):
    """What a CDU's exchanger must be.

    Attributes
    ----------
    effectiveness, ntu : Quantity [dimensionless]
    conductance : Quantity [kW/K]
    facility_return : Quantity [degC]
    """

    effectiveness: Quantity
    ntu: Quantity
    conductance: Quantity
    facility_return: Quantity


@dataclass(frozen=True, eq=False)
class CduExchanger:
    """A counterflow plate exchanger, known at its rated flows.

    Attributes
    ----------
    conductance : Quantity [kW/K]
        UA at the rated flows: see `rated_cdu`.
    rack_flow, facility_flow : Quantity [L/min]
        The rated flows of the two sides.
    rack_coolant, facility_coolant : str
    exponent : float [dimensionless]
        Of film coefficients against flow: 0.65 to 0.7 for plates.
    resistance_ratio : float [dimensionless]
        Thermal resistance of the facility side over that of the rack side, at rated flows.
    """

    conductance: Quantity
    rack_flow: Quantity
    facility_flow: Quantity
    rack_coolant: str = "PG25"
    facility_coolant: str = "water"
    exponent: float = 0.7
    resistance_ratio: float = 1.0

    def read(self) -> Callable[[Numbers, Numbers], Numbers]:
        """UA [kW/K] at rack and facility flows over rated, on plain numbers."""
        ratio = take(self.resistance_ratio, FRACTION, "ratio of resistances", high=1e3)
        power = take(self.exponent, FRACTION, "exponent of the film coefficient", high=1.0)
        rated = take(self.conductance, CONDUCTANCE, "conductance")
        return lambda rack, facility: rated * scale_of(rack, facility, ratio, power)

    def rack_share(self, rack_l_min: Numbers) -> Numbers:
        """Rack flow over rated, refused where films are not scaled so far."""
        share = rack_l_min / take(self.rack_flow, FLOW, "rated flow", low=1e-6)
        return take(share, FRACTION, "rack flow over rated", low=LEAST_SHARE, high=MOST_SHARE)

    def facility_share(self, facility_l_min: Numbers) -> Numbers:
        """Facility flow over rated, refused where films are not scaled so far."""
        share = facility_l_min / take(self.facility_flow, FLOW, "rated flow", low=1e-6)
        return take(share, FRACTION, "facility flow over rated", low=LEAST_SHARE, high=MOST_SHARE)


def cdu_sizing(
    heat: Quantity,
    rack_return: Quantity,
    rack_supply: Quantity,
    facility_supply: Quantity,
    capacity_ratio: Ratio = 1.0,
) -> CduSizing:
    """Exchanger that a duty takes: ``eps = Q / (C_min (T_r - T_f))``, ``UA = N(eps) C_min``.

    Parameters
    ----------
    heat : Quantity [kW]
        Q, above zero.
    rack_return, rack_supply : Quantity [degC]
        T_r and T_s of the rack loop; their difference gives its capacity rate.
    facility_supply : Quantity [degC]
        T_f, into the CDU.
    capacity_ratio : float or Quantity [dimensionless]
        Capacity rate ``rho cp V`` of the facility side over that of the rack side, 0.1 to 10.

    Returns
    -------
    CduSizing [effectiveness, ntu, conductance kW/K, facility_return degC]

    Notes
    -----
    Counterflow. Refused where the rack supply is not warmer than the facility supply, or where the
    facility return would have to be warmer than the rack return. Source: Kays & London.

    Examples
    --------
    A megawatt, 50/40 degC on the rack side, water at 36 degC, balanced: an approach of 4 K.

    >>> from rackplan.units import POWER, TEMPERATURE, parse
    >>> temperatures = (parse(f"{t} degC", TEMPERATURE) for t in (50, 40, 36))
    >>> sizing = cdu_sizing(parse("1 MW", POWER), *temperatures)
    >>> round(sizing.effectiveness.m, 4), round(sizing.conductance.m_as("kW/K"), 6)
    (0.7143, 250.0)
    """
    heat_kw = take(heat, POWER, "heat", low=1e-9)
    back, supply = take_degc(rack_return, "rack return"), take_degc(rack_supply, "rack supply")
    cold = take_degc(facility_supply, "facility supply")
    ratio = take(capacity_ratio, FRACTION, "ratio of capacity rates", low=0.1, high=10.0)
    refuse_unless_above(back - supply, "rack return above the rack supply")
    refuse_unless_above(supply - cold, "rack supply above the facility supply")
    rack_kw_k = heat_kw / (back - supply)
    facility_kw_k = rack_kw_k * ratio
    refuse_unless_above(
        back - cold - heat_kw / facility_kw_k, "facility return below the rack return"
    )
    least = np.minimum(rack_kw_k, facility_kw_k)
    share = heat_kw / (least * (back - cold))
    units = ntu_of(share, np.minimum(ratio, 1.0 / ratio), "counterflow")
    return CduSizing(
        give(share, FRACTION),
        give(units, FRACTION),
        give(units * least, CONDUCTANCE),
        give(cold + heat_kw / facility_kw_k, TEMPERATURE),
    )


def rated_cdu(
    heat: Quantity,
    approach: Quantity,
    rack_supply: Quantity,
    rack_flow: Quantity,
    facility_flow: Quantity,
    *,
    rack_coolant: str = "PG25",
    facility_coolant: str = "water",
    exponent: float = 0.7,
) -> CduExchanger:
    """The exchanger of a CDU from its maker's rating: UA such that the approach is met.

    Parameters
    ----------
    heat : Quantity [kW]
        Rated heat.
    approach : Quantity [K]
        Rack supply less facility supply at that heat, 0.5 to 30 K.
    rack_supply : Quantity [degC]
        Of the rating.
    rack_flow, facility_flow : Quantity [L/min]
        Of the rating.
    rack_coolant, facility_coolant : str
        "PG25", "water" and others: see `density`.
    exponent : float [dimensionless]
        Of film coefficients against flow: 0.65 to 0.7 for plates.

    Returns
    -------
    CduExchanger [conductance kW/K, flows L/min]

    Notes
    -----
    Counterflow, clean plates. Refused where the heat does not fit between the temperatures at these
    flows. Source: Kays & London.

    Examples
    --------
    The Vertiv XDU1350: 1350 kW at 4 K and 1800 L/min, with as much water:

    >>> from rackplan.units import FLOW, POWER, TEMPERATURE, TEMPERATURE_DIFFERENCE, parse
    >>> flow = parse("1800 L/min", FLOW)
    >>> unit = rated_cdu(parse("1350 kW", POWER), parse("4 K", TEMPERATURE_DIFFERENCE),
    ...                  parse("40 degC", TEMPERATURE), flow, flow)
    >>> round(unit.conductance.m_as("kW/K"))
    324
    """
    gap_k = take(approach, TEMPERATURE_DIFFERENCE, "approach", low=0.5, high=30.0)
    heat_kw, supply = take(heat, POWER, "heat", low=1e-9), take_degc(rack_supply, "rack supply")
    rack_l_min = take(rack_flow, FLOW, "rack flow", low=1e-6)
    facility_l_min = take(facility_flow, FLOW, "facility flow", low=1e-6)
    rack_kw_k = rate_of(heat_kw, rack_l_min, supply, rack_coolant)
    facility_kw_k = rate_of(heat_kw, facility_l_min, supply - gap_k, facility_coolant)
    least = np.minimum(rack_kw_k, facility_kw_k)
    span_k = gap_k + heat_kw / rack_kw_k
    refuse_unless_above(span_k - heat_kw / facility_kw_k, "facility return below the rack return")
    share = heat_kw / (least * span_k)
    units = ntu_of(share, least / np.maximum(rack_kw_k, facility_kw_k), "counterflow")
    conductance = give(units * least, CONDUCTANCE)
    return CduExchanger(
        conductance, rack_flow, facility_flow, rack_coolant, facility_coolant, exponent
    )


def gap_of(
    heat_kw: Numbers, conductance_kw_k: Numbers, rack_kw_k: Numbers, facility_kw_k: Numbers
) -> Numbers:
    """Rack supply less facility supply in counterflow [K]."""
    least = np.minimum(rack_kw_k, facility_kw_k)
    ratio = least / np.maximum(rack_kw_k, facility_kw_k)
    share = effectiveness_of(conductance_kw_k / least, ratio, "counterflow")
    return heat_kw / (share * least) - heat_kw / rack_kw_k


def rate_of(heat_kw: Numbers, flow_l_min: Numbers, inlet_degc: Numbers, coolant: str) -> Numbers:
    """Capacity rate of a stream that takes up or leaves with a heat [kW/K].

    `inlet_degc` is the colder end on either side; the mean of both ends stays in the coolant's
    range while a flow is sought.
    """
    liquid = coolant_named(coolant)
    flow_m3_s = flow_l_min / L_MIN_PER_M3_S
    rate = flow_m3_s * liquid.capacity_kj_m3_k(np.clip(inlet_degc, liquid.coldest, liquid.warmest))
    for _ in range(6):
        mean = np.clip(inlet_degc + 0.5 * heat_kw / rate, liquid.coldest, liquid.warmest)
        rate = flow_m3_s * liquid.capacity_kj_m3_k(mean)
    return rate


def refuse_unless_above(difference_k: Numbers, expected: str) -> None:
    """Refuse temperatures that stand the wrong way round."""
    least = float(np.min(difference_k))
    if least <= 0.0:
        raise UnitProblem(expected, f"a difference of {least:.6g} K", fits=True)


def take_degc(temperature: Quantity, name: str) -> Numbers:
    """Temperature on plain numbers."""
    return take(temperature, TEMPERATURE, name)
