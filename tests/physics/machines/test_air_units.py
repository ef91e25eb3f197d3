"""Air units away from their rating: thin air, colder supplies, warmer water."""

from __future__ import annotations

import pytest

from rackplan.model.catalog import AirUnit
from rackplan.physics.machines import room_density, unit_heat
from rackplan.units import DENSITY, LENGTH, TEMPERATURE, of

UNIT = AirUnit.model_validate(
    {
        "id": "u",
        "kind": "air-unit",
        "name": "u",
        "heat": "500 kW",
        "airflow": "150000 m3/h",
        "air_in": "36 degC",
        "water_in": "20 degC",
        "water_out": "32 degC",
    }
)
AIRFLOW_M3_S = 150_000 / 3600
CP_KJ_KG_K = 1.006
COLDEST_DEGC = 36 - 500 / (AIRFLOW_M3_S * 1.2 * CP_KJ_KG_K)
"""What the rating leaves the coil at: 26.06 degC."""


def _heat_kw(
    back: float = 36.0, supply: float = COLDEST_DEGC + 1e-6, water: float = 20.0, rho: float = 1.2
) -> float:
    degrees = (of(value, TEMPERATURE) for value in (back, supply, water))
    return float(unit_heat(UNIT, *degrees, of(rho, DENSITY)).m_as("kW"))


def test_at_its_rating_it_takes_its_rated_heat():
    assert _heat_kw() == pytest.approx(500.0, rel=1e-4)


def test_thin_air_takes_less_than_thick_and_leaves_the_coil_colder():
    """At 1,600 m 0.824 of the mass moves: more than 0.824 of the heat, as that air gets colder."""
    rho = float(room_density(of(1600.0, LENGTH)).m_as("kg/m**3"))
    assert rho / 1.2 == pytest.approx(0.824, abs=1e-3)  # 83.5 kPa of the standard atmosphere
    thin = _heat_kw(rho=rho)
    assert 0.824 * 500.0 < thin < 500.0
    leaves = 36.0 - thin / (AIRFLOW_M3_S * rho * CP_KJ_KG_K)
    assert 20.0 < leaves < COLDEST_DEGC


@pytest.mark.parametrize("supply", [24.0, 23.0, 22.0])
def test_for_a_colder_supply_less_air_goes_through(supply):
    """The air that would carry the heat at the supply is less than the fans could move."""
    heat = _heat_kw(supply=supply)
    assert 0.0 < heat < _heat_kw(supply=supply + 1.0)
    moved_m3_s = heat / (1.2 * CP_KJ_KG_K * (36.0 - supply))
    assert moved_m3_s < AIRFLOW_M3_S


def test_each_kelvin_between_air_and_water_counts_alike():
    """At rated flows the effectiveness stays: heat goes as return less water."""
    assert _heat_kw(back=44.0, supply=30.0) == pytest.approx(500.0 * 24.0 / 16.0, rel=0.01)


@pytest.mark.parametrize(("back", "supply", "water"), [(25.0, 26.1, 20.0), (36.0, 26.1, 26.2)])
def test_no_heat_against_the_way_it_flows(back, supply, water):
    assert _heat_kw(back, supply, water) == 0.0
