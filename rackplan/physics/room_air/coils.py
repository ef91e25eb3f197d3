"""What a fan wall, room cooler or rear door takes at the real return air, water and altitude.

A maker rates a unit at one return temperature, one water temperature and sea level. The coil is
taken as a heat exchanger whose conductance meets that rating; at other temperatures, airflows and
densities it is the same coil.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from rackplan.physics.liquid.coolant_table import coolant_named
from rackplan.physics.liquid.coolants import L_MIN_PER_M3_S
from rackplan.physics.liquid.exchanger import scale_of
from rackplan.physics.liquid.ntu import (
    MOST_NTU,
    Arrangement,
    effectiveness_of,
    ntu_of,
)
from rackplan.physics.liquid.plates import rate_of
from rackplan.physics.room_air.airflow import air_capacity_kw_k
from rackplan.units import (
    AIRFLOW,
    CONDUCTANCE,
    DENSITY,
    FLOW,
    FRACTION,
    POWER,
    TEMPERATURE,
    TEMPERATURE_DIFFERENCE,
    Numbers,
    Quantity,
    UnitProblem,
    give,
    of,
    take,
)

__all__ = ["SEA_LEVEL", "Coil", "CoilDuty", "coil_duty", "derated_heat", "rated_coil"]

SEA_LEVEL: Quantity = of(1.2, DENSITY)
"""Density of air for which makers rate."""

_LEAST_SHARE, _MOST_SHARE = 0.05, 3.0
"""Mass flows over rated for which films are scaled."""

_FARTHEST = 2.0
"""Air above water over the rated difference, up to which a rating is drawn on."""

_ROUNDS = 8
"""The water's capacity hardly depends on its own warming: a few rounds settle it."""


class CoilDuty(NamedTuple):
    """What a coil does.

    Attributes
    ----------
    heat : Quantity [kW]
    air_out, water_out : Quantity [degC]
    """

    heat: Quantity
    air_out: Quantity
    water_out: Quantity


@dataclass(frozen=True, eq=False)
class Coil:
    """A dry finned coil, known at its rated flows.

    Attributes
    ----------
    conductance : Quantity [kW/K]
        At the rated flows: see `rated_coil`.
    airflow : Quantity [m3/s]
    density : Quantity [kg/m3]
        Of the air at rating.
    water_flow : Quantity [L/min]
    water : str
        Coolant in the tubes.
    arrangement : {'crossflow', 'counterflow'}
    exponent : float [dimensionless]
        Of film coefficients against flow.
    resistance_ratio : float [dimensionless]
        Thermal resistance of the water side over that of the air side.
    """

    conductance: Quantity
    airflow: Quantity
    density: Quantity
    water_flow: Quantity
    water: str = "water"
    arrangement: Arrangement = "crossflow"
    exponent: float = 0.6
    resistance_ratio: float = 0.15

    def conductance_kw_k(self, air_share: Numbers, water_share: Numbers) -> Numbers:
        """Conductance at mass flows over rated, on plain numbers."""
        for share, side in ((air_share, "air"), (water_share, "water")):
            take(share, FRACTION, f"{side} flow over rated", low=_LEAST_SHARE, high=_MOST_SHARE)
        ratio = take(self.resistance_ratio, FRACTION, "ratio of resistances", high=1e3)
        power = take(self.exponent, FRACTION, "exponent of the film coefficient", high=1.0)
        rated = take(self.conductance, CONDUCTANCE, "conductance")
        return rated * scale_of(air_share, water_share, ratio, power)


def rated_coil(
    heat: Quantity,
    airflow: Quantity,
    air_in: Quantity,
    water_in: Quantity,
    water_out: Quantity,
    *,
    density: Quantity = SEA_LEVEL,
    water: str = "water",
    arrangement: Arrangement = "crossflow",
) -> Coil:
    """The coil of an air unit or rear door from its maker's rating.

    ``eps = Q / (C_min (T_air - T_water))``, ``UA = N(eps) C_min``.

    Parameters
    ----------
    heat : Quantity [kW]
        Rated sensible heat Q, above zero.
    airflow : Quantity [m3/s]
    air_in : Quantity [degC]
        Return air of the rating.
    water_in, water_out : Quantity [degC]
        Water of the rating; where its flow is stated instead: see `return_temperature`.
    density : Quantity [kg/m3]
        Of the air of the rating.
    water : str
        "water", "PG25" and others: see `density` of `rackplan.physics.liquid.coolants`.
    arrangement : {'crossflow', 'counterflow'}
        Crossflow is the safe choice; coils of many rows come close to counterflow.

    Returns
    -------
    Coil [conductance kW/K, flows]

    Notes
    -----
    A dry coil: the water is no colder than the dew point of the air. Refused where the heat does
    not fit between the temperatures. Source: Kays & London.

    Examples
    --------
    The Liebert CWA CA80: 500 kW from 36 degC at 150,000 m3/h, water at 20/32 degC:

    >>> from rackplan.units import AIRFLOW, POWER, TEMPERATURE, parse
    >>> temperatures = (parse(f"{t} degC", TEMPERATURE) for t in (36, 20, 32))
    >>> coil = rated_coil(parse("500 kW", POWER), parse("150000 m3/h", AIRFLOW), *temperatures)
    >>> round(coil.conductance.m_as("kW/K"), 1), round(coil.water_flow.m_as("L/min"))
    (143.1, 600)
    """
    heat_kw = take(heat, POWER, "rated heat", low=1e-9)
    air, cold, warm = (
        take(each, TEMPERATURE, name)
        for each, name in ((air_in, "air"), (water_in, "water in"), (water_out, "water out"))
    )
    if np.any(warm <= cold) or np.any(air <= warm):
        given = f"{np.min(warm - cold):.4g} K of rise, {np.min(air - warm):.4g} K below the air"
        raise UnitProblem("water that warms and stays colder than the air", given, fits=True)
    air_kw_k, water_kw_k = air_capacity_kw_k(airflow, density), heat_kw / (warm - cold)
    least = np.minimum(air_kw_k, water_kw_k)
    share = heat_kw / (least * (air - cold))
    units = ntu_of(share, least / np.maximum(air_kw_k, water_kw_k), arrangement)
    mean = give(0.5 * (warm + cold), TEMPERATURE)
    flow_l_min = L_MIN_PER_M3_S * water_kw_k / _held(water, mean)
    conductance, flow = give(units * least, CONDUCTANCE), give(flow_l_min, FLOW)
    return Coil(conductance, airflow, density, flow, water, arrangement)


def coil_duty(
    coil: Coil,
    air_in: Quantity,
    water_in: Quantity,
    *,
    airflow: Quantity,
    density: Quantity,
    water_flow: Quantity,
) -> CoilDuty:
    """Heat that a coil takes from air at a temperature, with its outlets.

    ``Q = eps(UA / C_min, C_min / C_max) C_min (T_air - T_water)`` with UA scaled from its rating by
    the mass flows: ``UA = UA0 (1 + r) / (a**-n + r w**-n)``.

    Parameters
    ----------
    coil : Coil
        See `rated_coil`.
    air_in : Quantity [degC]
        The air that really returns, no colder than the water.
    water_in : Quantity [degC]
    airflow : Quantity [m3/s]
        A fan moves the same volume at every altitude.
    density : Quantity [kg/m3]
        Of the air at the site's altitude.
    water_flow : Quantity [L/min]

    Returns
    -------
    CoilDuty [heat kW, air_out degC, water_out degC]

    Notes
    -----
    A dry coil; flows below 0.05 or above 3 times rated are refused. Source: Kays & London.

    Examples
    --------
    The CA80 at 34 degC instead of 36, 300 m above the sea:

    >>> from rackplan.units import AIRFLOW, DENSITY, POWER, TEMPERATURE, parse
    >>> degc = [parse(f"{t} degC", TEMPERATURE) for t in (36, 20, 32, 34)]
    >>> air = parse("150000 m3/h", AIRFLOW)
    >>> coil = rated_coil(parse("500 kW", POWER), air, *degc[:3])
    >>> duty = coil_duty(coil, degc[3], degc[1], airflow=air, density=parse("1.15 kg/m3", DENSITY),
    ...                  water_flow=coil.water_flow)
    >>> round(duty.heat.m_as("kW")), round(duty.air_out.m_as("degC"), 1)
    (429, 25.1)
    """
    air = take(air_in, TEMPERATURE, "air in")
    cold = coolant_named(coil.water).take(water_in, "water in")
    _refuse_colder(air, cold)
    air_kw_k, water_l_min = air_capacity_kw_k(airflow, density), take(water_flow, FLOW, "water")
    rated_air = take(coil.airflow, AIRFLOW, "rated airflow", low=1e-6)
    dense, rated = take(density, DENSITY, "density"), take(coil.density, DENSITY, "density")
    air_share = take(airflow, AIRFLOW, "airflow") * dense / (rated_air * rated)
    water_share = water_l_min / take(coil.water_flow, FLOW, "rated flow", low=1e-6)
    conductance = coil.conductance_kw_k(air_share, water_share)
    heat_kw = water_kw_k = np.zeros(())
    for _ in range(_ROUNDS):
        water_kw_k = rate_of(heat_kw, water_l_min, cold, coil.water)
        least = np.minimum(air_kw_k, water_kw_k)
        ratio = least / np.maximum(air_kw_k, water_kw_k)
        units = np.minimum(conductance / least, MOST_NTU)
        heat_kw = effectiveness_of(units, ratio, coil.arrangement) * least * (air - cold)
    outlets = air - heat_kw / air_kw_k, cold + heat_kw / water_kw_k
    return CoilDuty(give(heat_kw, POWER), *(give(out, TEMPERATURE) for out in outlets))


def derated_heat(
    rated_heat: Quantity,
    rated_difference: Quantity,
    air_in: Quantity,
    water_in: Quantity,
    density: Quantity,
    *,
    rated_density: Quantity = SEA_LEVEL,
) -> Quantity:
    """Heat of a unit off its rating where its coil is not known.

    ``Q = Q0 (rho / rho0) (T_air - T_water) / dT0``.

    Parameters
    ----------
    rated_heat : Quantity [kW]
        Q0.
    rated_difference : Quantity [K]
        dT0, return air less entering water at the rating, 1 to 60 K.
    air_in, water_in : Quantity [degC]
        As they are at the site, the air no colder than the water.
    density, rated_density : Quantity [kg/m3]
        Of the air at the site, and at the rating.

    Returns
    -------
    Quantity [kW]

    Notes
    -----
    At rated flows. Thin air gives a greater share of its heat than is reckoned here, so the reading
    is on the safe side, but for 0.1 % that the water's own properties may take. More than
    twice the rated difference is refused: no rating tells so much. Out of range is refused. Source:
    effectiveness kept as rated.

    Examples
    --------
    >>> from rackplan.units import DENSITY, POWER, TEMPERATURE, TEMPERATURE_DIFFERENCE, parse
    >>> heat = derated_heat(parse("500 kW", POWER), parse("16 K", TEMPERATURE_DIFFERENCE),
    ...                     parse("34 degC", TEMPERATURE), parse("20 degC", TEMPERATURE),
    ...                     parse("1.15 kg/m3", DENSITY))
    >>> round(heat.m_as("kW"))
    419
    """
    air, cold = take(air_in, TEMPERATURE, "air in"), take(water_in, TEMPERATURE, "water in")
    _refuse_colder(air, cold)
    rated_k = take(rated_difference, TEMPERATURE_DIFFERENCE, "rated difference", low=1, high=60)
    _refuse_far(air - cold, rated_k)
    dense, rated = (
        take(each, DENSITY, "density of air", low=0.5, high=1.6)
        for each in (density, rated_density)
    )
    share = dense / rated * (air - cold) / rated_k
    return give(take(rated_heat, POWER, "rated heat") * share, POWER)


def _refuse_colder(air_degc: Numbers, water_degc: Numbers) -> None:
    if np.any(air_degc < water_degc):
        given = f"air {np.max(water_degc - air_degc):.4g} K colder"
        raise UnitProblem("air that is no colder than the water", given, fits=True)


def _refuse_far(difference_k: Numbers, rated_k: Numbers) -> None:
    share = float(np.max(difference_k / rated_k, initial=0.0))
    if share > _FARTHEST:
        expected = f"air at most {_FARTHEST:g} times as far above the water as rated"
        raise UnitProblem(expected, f"{share:.4g} times", fits=True)


def _held(coolant: str, temperature: Quantity) -> Numbers:
    """Heat that a cubic metre takes for each kelvin [kJ/m3/K]."""
    liquid = coolant_named(coolant)
    return liquid.capacity_kj_m3_k(liquid.take(temperature, "water temperature"))
