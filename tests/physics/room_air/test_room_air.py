"""Room air: airflow, fans and the balance of a zone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rackplan.physics import room_air as ra
from rackplan.units import (
    AIRFLOW,
    DENSITY,
    LENGTH,
    POWER,
    PRESSURE,
    TEMPERATURE,
    TEMPERATURE_DIFFERENCE,
    UnitProblem,
    give,
    of,
)
from tests.physics.vector_files import Vector, vectors_of

AIR = of(1.2, DENSITY)
Given = Mapping[str, Any]


def _airflow(given: Given) -> dict[str, Any]:
    flow = ra.air_flow(**given)
    return {"airflow": flow, "in_cfm": flow.to("cfm")}


ANSWERS: dict[str, Callable[[Given], dict[str, Any]]] = {
    "airflow": _airflow,
    "fan_power": lambda g: {"power": ra.fan_power(**g)},
}


@pytest.mark.parametrize("vector", vectors_of("air"), ids=str)
def test_vector(vector: Vector) -> None:
    (answer,) = [ask for start, ask in ANSWERS.items() if vector.name.startswith(start)]
    assert not vector.misses(answer(vector.given))


@given(st.floats(0.1, 2000), st.floats(0.5, 50), st.floats(0.6, 1.4))
def test_flow_heat_and_rise_are_inverses(kw: float, kelvin: float, kg_m3: float) -> None:
    heat, rise, rho = of(kw, POWER), of(kelvin, TEMPERATURE_DIFFERENCE), of(kg_m3, DENSITY)
    flow = ra.air_flow(heat, rise, rho)
    assert ra.air_heat(flow, rise, rho).m_as("kW") == pytest.approx(kw)
    assert ra.air_rise(heat, flow, rho).m_as("K") == pytest.approx(kelvin)


def test_altitude_takes_more_air() -> None:
    """At 1,600 m, 83.5 kPa, a sixth more airflow than at sea level, as the pressures have it."""
    from rackplan.physics.moist_air import density, standard_pressure

    warm = of(30, TEMPERATURE)
    low, high = (
        ra.air_flow(
            of(100, POWER),
            of(12, TEMPERATURE_DIFFERENCE),
            density(warm, 0.0, standard_pressure(of(metres, LENGTH))),
        ).m
        for metres in (0, 1600)
    )
    assert high / low == pytest.approx(101.325 / 83.524, rel=1e-3)


@given(st.floats(0, 1.2), st.floats(1, 3))
def test_fans_by_the_cube(share: float, exponent: float) -> None:
    power = ra.fan_power_at(of(24, POWER), share, exponent)
    assert power.m == pytest.approx(24 * share**exponent)


@given(st.integers(1, 8), st.floats(0.1, 1.0))
def test_one_unit_more_saves_power(units: int, share: float) -> None:
    each, rated = of(41.5, AIRFLOW), of(24, POWER)
    drawn = give(units * share * 41.5, AIRFLOW)
    few, many = (ra.shared_fan_power(drawn, each, rated, n).m for n in (units, units + 1))
    assert many / few == pytest.approx((units / (units + 1)) ** 2)


FLOWS = st.floats(0.1, 500)


@given(FLOWS, FLOWS, st.floats(0, 0.6))
def test_zone_keeps_its_air(supplied: float, drawn: float, leakage: float) -> None:
    """What comes from the units goes through the racks or past them."""
    balance = ra.air_balance(of(supplied, AIRFLOW), of(drawn, AIRFLOW), leakage)
    fresh = drawn * (1 - balance.recirculation.m)
    assert fresh + supplied * balance.bypass.m == pytest.approx(supplied)
    assert 0 <= balance.recirculation.m <= 1
    assert -1e-9 <= balance.bypass.m <= 1
    assert balance.bypass.m >= leakage - 1e-9
    assert (balance.recirculation.m > 0) == (balance.surplus.m < 0)


@given(FLOWS, st.floats(0, 0.6))
def test_enough_air_leaves_no_recirculation(drawn: float, leakage: float) -> None:
    supplied = ra.needed_airflow(of(drawn, AIRFLOW), leakage)
    balance = ra.air_balance(supplied, of(drawn, AIRFLOW), leakage)
    assert balance.surplus.m == pytest.approx(0, abs=1e-9)


@given(st.floats(1, 2000), st.floats(0.5, 200), st.floats(0, 0.6), st.floats(15, 30))
def test_return_carries_the_heat(kw: float, drawn: float, leakage: float, at: float) -> None:
    """Racks warm their air, the rest is bypass: mixed, both are the return."""
    if kw / drawn > 25:
        return
    draw, supply = of(drawn, AIRFLOW), of(at, TEMPERATURE)
    supplied = give(drawn * 1.1, AIRFLOW)
    balance = ra.air_balance(supplied, draw, leakage)
    rise = ra.air_rise(of(kw, POWER), draw, AIR)
    air = ra.inlet_by_recirculation(supply, rise, balance.recirculation)
    through, past = drawn * (1 - balance.recirculation.m), 1.1 * drawn * balance.bypass.m
    mixed = (through * air.outlet.m + past * at) / (through + past)
    back = ra.zone_return(supply, of(kw, POWER), supplied, AIR)
    assert back.m_as("degC") == pytest.approx(mixed, rel=1e-9)


def test_refusals() -> None:
    heat, rise = of(100, POWER), of(12, TEMPERATURE_DIFFERENCE)
    with pytest.raises(UnitProblem, match="temperature rise"):
        ra.air_flow(heat, of(0, TEMPERATURE_DIFFERENCE), AIR)
    with pytest.raises(UnitProblem, match="density of air"):
        ra.air_flow(heat, rise, of(1000, DENSITY))
    with pytest.raises(UnitProblem, match="airflow"):
        ra.air_rise(heat, of(0, AIRFLOW), AIR)
    with pytest.raises(UnitProblem, match="rise of at most 50 K"):
        ra.air_rise(heat, of(1, AIRFLOW), AIR)
    with pytest.raises(UnitProblem, match="pressure rise of a fan"):
        ra.fan_power(of(1, AIRFLOW), of(200, PRESSURE), 0.6)
    with pytest.raises(UnitProblem, match="airflow over rated"):
        ra.fan_power_at(of(24, POWER), 1.3)
    with pytest.raises(UnitProblem, match="number of units"):
        ra.shared_fan_power(of(1, AIRFLOW), of(1, AIRFLOW), heat, 0)
    with pytest.raises(UnitProblem, match="leakage"):
        ra.needed_airflow(of(1, AIRFLOW), 0.7)
    with pytest.raises(UnitProblem, match="return of at most 80 degC"):
        ra.zone_return(of(24, TEMPERATURE), heat, of(1, AIRFLOW), AIR)
