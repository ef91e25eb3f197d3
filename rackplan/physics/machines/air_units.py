"""Fan walls and room coolers as they work in a zone, and the air that its racks draw.

Fans of a zone follow its racks: they move the air that the racks draw, and no more. The air
therefore returns as warm as the racks leave it, and a unit takes what its coil can take out of
air that warm while it still blows at the zone's supply temperature.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rackplan.model.catalog import AirNeed, AirUnit
from rackplan.physics.moist_air import standard_pressure
from rackplan.physics.rejection.secant import bracketed_root
from rackplan.physics.room_air import (
    AIR_HEAT,
    SEA_LEVEL,
    Coil,
    CoilDuty,
    coil_duty,
    rated_coil,
)
from rackplan.units import (
    AIRFLOW,
    DENSITY,
    FRACTION,
    POWER,
    PRESSURE,
    SPECIFIC_HEAT,
    TEMPERATURE,
    THERMAL_RESISTANCE,
    Numbers,
    Quantity,
    Ratio,
    give,
    magnitude,
    take,
)

__all__ = [
    "inlet_limit",
    "lacks_of_coil",
    "leaked_inlet",
    "recirculated_inlets",
    "return_temperature_of",
    "room_density",
    "unit_heat",
]

_MOST_RISE_K = 50.0
_SEA_LEVEL_KPA = 101.325
_WARMEST_DEGC = 80.0
_SLOWEST = 0.06
"""Of a unit's rated air by mass: below that its coil is not known."""

_STEPS = 20
_CLOSE_K = 1e-9


RECOMMENDED_DEGC = {"A1": 27.0, "A2": 27.0, "A3": 27.0, "A4": 27.0, "H1": 22.0}
"""The upper end of the inlets that ASHRAE TC 9.9 recommends, by class."""


def inlet_limit(need: AirNeed, *, by_class: bool) -> Quantity | None:
    """The warmest inlet of a rack: its maker's limit, else what its class recommends.

    Parameters
    ----------
    need : AirNeed
    by_class : bool
        Whether the class counts where the maker states no limit.

    Returns
    -------
    Quantity [degC] or None
        None where nothing is stated.

    Notes
    -----
    Source: ASHRAE TC 9.9, Equipment Thermal Guidelines (2021): recommended up to 27 degC for A1 to
    A4, up to 22 degC for H1. What a class allows for some hours is warmer.

    Examples
    --------
    >>> need = AirNeed.model_validate({"heat": "1 kW", "airflow": "1 m3/s", "inlet_class": "A2"})
    >>> inlet_limit(need, by_class=True).m_as("degC"), inlet_limit(need, by_class=False)
    (27.0, None)
    """
    if need.inlet_max is not None or not by_class or need.inlet_class is None:
        return need.inlet_max
    return give(RECOMMENDED_DEGC[need.inlet_class], TEMPERATURE)


def lacks_of_coil(unit: AirUnit) -> tuple[str, ...]:
    """Figures of an air unit that its heat off the rating would need and that it does not state."""
    return tuple(key for key in ("air_in", "water_in", "water_out") if getattr(unit, key) is None)


def room_density(elevation: Quantity) -> Quantity:
    """Density of room air at an altitude: ``rho = 1.2 kg/m3 p(z) / p(0)``.

    Makers rate airflow in air of 1.2 kg/m3 whatever its temperature; so it is taken here.

    Parameters
    ----------
    elevation : Quantity [m]
        Of the site above the sea.

    Returns
    -------
    Quantity [kg/m3]

    Notes
    -----
    Range and source as for `standard_pressure`.

    Examples
    --------
    >>> from rackplan.units import LENGTH, parse
    >>> round(room_density(parse("1600 m", LENGTH)).m_as("kg/m**3"), 3)
    0.989
    """
    share = take(standard_pressure(elevation), PRESSURE, "pressure") / _SEA_LEVEL_KPA
    return give(magnitude(SEA_LEVEL, DENSITY) * share, DENSITY)


def return_temperature_of(supply: Quantity, heat: Quantity, airflow: Quantity) -> Quantity:
    """Temperature of the air that racks give back: ``T_r = T_s + Q / (rho0 cp A)``.

    Parameters
    ----------
    supply : Quantity [degC]
        T_s of the zone.
    heat : Quantity [kW]
        Q of the racks to air, and of what else warms the zone.
    airflow : Quantity [m3/s]
        A through the racks as their makers state it, in air of 1.2 kg/m3: the mass that they move
        is the same at every altitude.

    Returns
    -------
    Quantity [degC]
        A rise of more than 50 K, and a return of more than 80 degC, count as that; without airflow
        as without heat the supply temperature.

    Notes
    -----
    What leaks past the racks cools the return and is made up for by exhaust that they draw: it does
    not change it. Source: first law.

    Examples
    --------
    >>> from rackplan.units import AIRFLOW, POWER, TEMPERATURE, parse
    >>> back = return_temperature_of(parse("24 degC", TEMPERATURE), parse("150 kW", POWER),
    ...                              parse("10 m3/s", AIRFLOW))
    >>> round(back.m_as("degC"), 2)
    36.43
    """
    cold = take(supply, TEMPERATURE, "supply temperature")
    return give(np.minimum(cold + _rise_k(heat, airflow), _WARMEST_DEGC), TEMPERATURE)


def unit_heat(
    unit: AirUnit,
    air_in: Quantity,
    supply: Quantity,
    water_in: Quantity,
    density: Quantity,
    *,
    water: str = "water",
) -> Quantity:
    """Heat that a unit takes from air at a return temperature, where it blows at the zone's supply.

    That of `coil_duty` with the most airflow, up to the rated one, that leaves the coil no warmer
    than T_s.

    Parameters
    ----------
    unit : AirUnit
        One that states the temperatures of its rating: see `lacks_of_coil`. Without them its rated
        heat is given.
    air_in : Quantity [degC]
        Return air T_r, one figure or an array, as the next three.
    supply : Quantity [degC]
        T_s of the zone.
    water_in : Quantity [degC]
    density : Quantity [kg/m3]
        Of the zone's air: see `room_density`.
    water : str
        Coolant on the facility side.

    Returns
    -------
    Quantity [kW]
        None where the water is too warm for the supply, or the return no warmer than it.

    Notes
    -----
    At the rated flow of water. Below 6 % of its rated air by mass a unit counts as off. Equations
    and source as for `coil_duty`.

    Examples
    --------
    The Liebert CWA CA80 at its rating, then with a supply that is 2 K colder:

    >>> from rackplan.units import DENSITY, TEMPERATURE, parse
    >>> unit = AirUnit.model_validate({"id": "u", "kind": "air-unit", "name": "u",
    ...     "heat": "500 kW", "airflow": "150000 m3/h", "air_in": "36 degC",
    ...     "water_in": "20 degC", "water_out": "32 degC"})
    >>> back, cold = parse("36 degC", TEMPERATURE), parse("20 degC", TEMPERATURE)
    >>> for supply in ("26.06 degC", "24.06 degC"):
    ...     heat = unit_heat(unit, back, parse(supply, TEMPERATURE), cold,
    ...                      parse("1.2 kg/m3", DENSITY))
    ...     print(round(heat.m_as("kW")))
    500
    415
    """
    if lacks_of_coil(unit):
        return unit.heat
    assert unit.air_in is not None, "asked above"
    assert unit.water_in is not None, "asked above"
    assert unit.water_out is not None, "asked above"
    coil = rated_coil(
        unit.heat, unit.airflow, unit.air_in, unit.water_in, unit.water_out, water=water
    )
    back, warm, cold, rho = np.broadcast_arrays(
        take(air_in, TEMPERATURE, "return air"),
        take(supply, TEMPERATURE, "supply"),
        take(water_in, TEMPERATURE, "water in"),
        take(density, DENSITY, "density"),
    )
    works = (back > warm) & (warm > cold)
    air = _Air(np.where(works, back, cold + 2.0), np.where(works, warm, cold + 1.0), cold, rho)
    moved = air.most_through(coil)
    taken = air.through(coil, np.maximum(moved, air.least(coil))).heat.m_as("kW")
    return give(np.where(works & (moved > 0.0), taken, 0.0), POWER)


def leaked_inlet(need: AirNeed, supply: Quantity, leakage: Ratio) -> Quantity:
    """Inlet temperature of a rack that makes up for leaks: ``T_s + l dT / (1 - l)``.

    Parameters
    ----------
    need : AirNeed
        Heat and airflow, which say dT through the rack.
    supply : Quantity [degC]
        T_s of its zone.
    leakage : float or Quantity [dimensionless]
        l, share of the supply that leaks past the racks and of their air that is exhaust, 0 to 0.6.

    Returns
    -------
    Quantity [degC]

    Notes
    -----
    A rack is taken to draw its own exhaust. Source: mixing, see `inlet_by_recirculation`.

    Examples
    --------
    >>> from rackplan.units import TEMPERATURE, parse
    >>> need = AirNeed.model_validate({"heat": "20 kW", "airflow": "1.38 m3/s"})
    >>> round(leaked_inlet(need, parse("24 degC", TEMPERATURE), 0.05).m_as("degC"), 2)
    24.63
    """
    share = take(leakage, FRACTION, "leakage", low=0.0, high=0.6)
    rise_k = _rise_k(need.heat, need.airflow)
    cold = take(supply, TEMPERATURE, "supply temperature")
    return give(cold + share / (1.0 - share) * rise_k, TEMPERATURE)


def recirculated_inlets(supply: Quantity, matrix: Quantity, heat: Quantity) -> Quantity:
    """Inlet temperatures by a recirculation matrix of rows: ``T_i = T_s + sum(j) D_ij Q_j``.

    Parameters
    ----------
    supply : Quantity [degC]
        T_s of the zone.
    matrix : Quantity [K/kW]
        D_ij, an array of rows by rows.
    heat : Quantity [kW]
        Q_j to air of each row.

    Returns
    -------
    Quantity [degC]
        By row; however warm that is.

    Notes
    -----
    Source: as for `inlet_temperatures`, which refuses what no room can be like.

    Examples
    --------
    >>> from rackplan.units import POWER, TEMPERATURE, THERMAL_RESISTANCE, give, parse
    >>> matrix = give([[0.02, 0.01], [0.01, 0.02]], THERMAL_RESISTANCE)
    >>> inlets = recirculated_inlets(parse("24 degC", TEMPERATURE), matrix, give([100, 50], POWER))
    >>> inlets.m_as("degC").tolist()
    [26.5, 26.0]
    """
    warming = take(matrix, THERMAL_RESISTANCE, "recirculation matrix", low=0.0)
    rise_k = warming @ take(heat, POWER, "heat of rows")
    return give(take(supply, TEMPERATURE, "supply temperature") + rise_k, TEMPERATURE)


@dataclass(frozen=True)
class _Air:
    """Air of a zone and the water of its units, on plain numbers."""

    back_c: Numbers
    supply_c: Numbers
    water_c: Numbers
    density_kg_m3: Numbers

    def least(self, coil: Coil) -> Numbers:
        """The least airflow at which a coil is known [m3/s]."""
        rated = magnitude(coil.airflow, AIRFLOW)
        share = _SLOWEST * magnitude(SEA_LEVEL, DENSITY) / self.density_kg_m3
        return np.minimum(share, 1.0) * rated

    def through(self, coil: Coil, moved: Numbers) -> CoilDuty:
        """What a coil does with an airflow."""
        return coil_duty(
            coil,
            give(self.back_c, TEMPERATURE),
            give(self.water_c, TEMPERATURE),
            airflow=give(moved, AIRFLOW),
            density=give(self.density_kg_m3, DENSITY),
            water_flow=coil.water_flow,
        )

    def most_through(self, coil: Coil) -> Numbers:
        """The most air that leaves a coil no warmer than the supply [m3/s]; 0 where none does."""

        def excess_k(moved: Numbers) -> Numbers:
            leaving = self.through(coil, moved).air_out
            return take(leaving, TEMPERATURE, "leaving air") - self.supply_c

        least = self.least(coil)
        full = np.full_like(least, magnitude(coil.airflow, AIRFLOW))
        at_full, at_least = excess_k(full), excess_k(least)
        found = bracketed_root(excess_k, least, full, steps=_STEPS)
        return np.where(at_full <= _CLOSE_K, full, np.where(at_least > 0.0, 0.0, found))


def _rise_k(heat: Quantity, airflow: Quantity) -> Numbers:
    """Warming of the air through racks, at most 50 K; none without air."""
    heat_kw, moved = take(heat, POWER, "heat"), take(airflow, AIRFLOW, "airflow")
    rate = magnitude(SEA_LEVEL, DENSITY) * magnitude(AIR_HEAT, SPECIFIC_HEAT) * moved
    rise = heat_kw / np.where(rate > 0.0, rate, np.inf)
    return np.where(rate > 0.0, np.minimum(rise, _MOST_RISE_K), 0.0)
