"""Coils of fan walls and rear doors, against their rating and the library `ht`."""

from __future__ import annotations

import ht
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rackplan.physics.liquid import capacity_rate, return_temperature
from rackplan.physics.room_air import Coil, coil_duty, derated_heat, rated_coil
from rackplan.units import (
    AIRFLOW,
    DENSITY,
    FLOW,
    POWER,
    TEMPERATURE,
    TEMPERATURE_DIFFERENCE,
    UnitProblem,
    give,
    of,
)

AIR, RHO = give(150_000 / 3600, AIRFLOW), of(1.2, DENSITY)
BACK, COLD = of(36, TEMPERATURE), of(20, TEMPERATURE)


def ca80() -> Coil:
    """Vertiv Liebert CWA CA80: 500 kW from 36 degC, 150,000 m3/h, water at 20/32 degC."""
    return rated_coil(of(500, POWER), AIR, BACK, COLD, of(32, TEMPERATURE))


def test_rating_is_met() -> None:
    coil = ca80()
    found = coil_duty(coil, BACK, COLD, airflow=AIR, density=RHO, water_flow=coil.water_flow)
    assert found.heat.m_as("kW") == pytest.approx(500, rel=1e-9)
    assert found.air_out.m_as("degC") == pytest.approx(36 - 500 / (150 / 3.6 * 1.2 * 1.006))
    assert found.water_out.m_as("degC") == pytest.approx(32)


def test_conductance_as_ht_has_it() -> None:
    rates = 150 / 3.6 * 1.2 * 1.006, 500 / 12
    share = 500 / (min(rates) * 16)
    ntu = ht.NTU_from_effectiveness(share, min(rates) / max(rates), "crossflow")
    assert ca80().conductance.m_as("kW/K") == pytest.approx(ntu * min(rates), rel=1e-6)


@given(st.floats(22, 50), st.floats(0.3, 1.2), st.floats(0.7, 1.2), st.floats(0.3, 1.5))
def test_heat_leaves_the_air_and_enters_the_water(
    at: float, airflow: float, kg_m3: float, water: float
) -> None:
    coil = ca80()
    flow, moved = coil.water_flow * water, AIR * airflow
    rho, back = of(kg_m3, DENSITY), of(at, TEMPERATURE)
    found = coil_duty(coil, back, COLD, airflow=moved, density=rho, water_flow=flow)
    given_off = moved.m * kg_m3 * 1.006 * (at - found.air_out.m)
    mean = of(0.5 * (20 + found.water_out.m), TEMPERATURE)
    rate = capacity_rate("water", flow, mean).m_as("kW/K")
    assert given_off == pytest.approx(found.heat.m, rel=1e-9)
    assert rate * (found.water_out.m - 20) == pytest.approx(found.heat.m, rel=1e-9)
    assert 20 <= found.air_out.m <= at
    assert 20 <= found.water_out.m <= at


STATES = st.tuples(st.floats(22, 45), st.floats(0.2, 1.1), st.floats(0.7, 1.2))


@given(STATES, STATES)
def test_warmer_denser_faster_air_gives_more(
    one: tuple[float, float, float], two: tuple[float, float, float]
) -> None:
    low, high = (np.minimum(one, two), np.maximum(one, two))
    coil = ca80()
    heats = [
        coil_duty(
            coil,
            of(at, TEMPERATURE),
            COLD,
            airflow=AIR * share,
            density=of(rho, DENSITY),
            water_flow=coil.water_flow,
        ).heat.m
        for at, share, rho in (low, high)
    ]
    assert heats[0] <= heats[1] * (1 + 1e-12)


@given(st.floats(22, 40), st.floats(0.8, 1.2))
def test_the_simple_derating_is_on_the_safe_side(at: float, kg_m3: float) -> None:
    coil, rho, back = ca80(), of(kg_m3, DENSITY), of(at, TEMPERATURE)
    whole = coil_duty(coil, back, COLD, airflow=AIR, density=rho, water_flow=coil.water_flow)
    simple = derated_heat(
        of(500, POWER), of(16, TEMPERATURE_DIFFERENCE), back, COLD, rho, rated_density=RHO
    )
    assert simple.m <= whole.heat.m * (1 + 1e-3)  # but for the water's own properties
    assert simple.m == pytest.approx(500 * kg_m3 / 1.2 * (at - 20) / 16)


def test_a_rear_door_of_which_the_flow_is_known() -> None:
    """75 kW with 87 L/min of water at 30 degC, air from a rack at 50 degC."""
    heat, flow, cold = of(75, POWER), of(87, FLOW), of(30, TEMPERATURE)
    warm = return_temperature(heat, flow, cold, "water")
    door = rated_coil(heat, of(3.6, AIRFLOW), of(50, TEMPERATURE), cold, warm)
    assert door.water_flow.m_as("L/min") == pytest.approx(87, rel=1e-9)
    found = coil_duty(
        door, of(45, TEMPERATURE), cold, airflow=of(3.6, AIRFLOW), density=RHO, water_flow=flow
    )
    assert found.heat.m == pytest.approx(75 * 15 / 20, rel=1e-3)


@given(st.floats(0.2, 2.0))
def test_many_states_at_once(share: float) -> None:
    coil = ca80()
    assume(share > 0.05)
    flows = give([0.5, share], FLOW) * coil.water_flow.m
    both = coil_duty(coil, BACK, COLD, airflow=AIR, density=RHO, water_flow=flows)
    alone = coil_duty(coil, BACK, COLD, airflow=AIR, density=RHO, water_flow=flows[1])
    assert both.heat.m[1] == pytest.approx(alone.heat.m)


def test_refusals() -> None:
    coil = ca80()
    for cold, warm in ((20, 20), (20, 36.1)):
        with pytest.raises(UnitProblem, match="stays colder than the air"):
            rated_coil(of(500, POWER), AIR, BACK, of(cold, TEMPERATURE), of(warm, TEMPERATURE))
    with pytest.raises(UnitProblem, match="effectiveness"):
        rated_coil(of(900, POWER), AIR, BACK, COLD, of(32, TEMPERATURE))
    for states in (
        {"airflow": AIR * 4, "density": RHO, "water_flow": coil.water_flow},
        {"airflow": AIR, "density": RHO, "water_flow": coil.water_flow * 0.01},
    ):
        with pytest.raises(UnitProblem, match="flow over rated"):
            coil_duty(coil, BACK, COLD, **states)
    with pytest.raises(UnitProblem, match="no colder than the water"):
        coil_duty(coil, COLD, BACK, airflow=AIR, density=RHO, water_flow=coil.water_flow)
    with pytest.raises(UnitProblem, match="rated difference"):
        derated_heat(of(5, POWER), of(0.5, TEMPERATURE_DIFFERENCE), BACK, COLD, RHO)
