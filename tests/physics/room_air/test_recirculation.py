"""Inlets of racks: the matrix of Tang and others against a marched room, and its tests."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rackplan.physics.room_air import (
    inlet_by_recirculation,
    inlet_temperatures,
    recirculation_matrix,
    recirculation_shares,
    supply_heat_index,
)
from rackplan.units import (
    AIRFLOW,
    DENSITY,
    POWER,
    TEMPERATURE,
    TEMPERATURE_DIFFERENCE,
    THERMAL_RESISTANCE,
    UnitProblem,
    give,
    of,
)

AIR, COLD = of(1.2, DENSITY), of(24, TEMPERATURE)
SEEDS = st.integers(0, 10_000)


def room(seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Shares, airflows and heats of 2 to 8 racks; no rack lives on exhaust alone."""
    rng = np.random.default_rng(seed)
    size = int(rng.integers(2, 9))
    flows = rng.uniform(0.3, 3, size)
    shares = rng.uniform(0, 1, (size, size)) * rng.uniform(0, 0.9 / size)
    shares *= np.minimum(1, flows / (flows @ shares + 1e-12) * 0.9)
    return shares, flows, rng.uniform(0, 30, size)


def marched(shares: np.ndarray, flows: np.ndarray, heats: np.ndarray) -> np.ndarray:
    """Inlets by going round and round: mix exhaust and supply, warm, mix again."""
    rate = flows * 1.2 * 1.006
    inlet = np.full(flows.size, 24.0)
    for _ in range(2000):
        outlet = inlet + heats / rate
        inlet = (rate * outlet @ shares + (rate - rate @ shares) * 24.0) / rate
    return inlet


@given(SEEDS)
def test_matrix_gives_the_inlets_of_a_marched_room(seed: int) -> None:
    shares, flows, heats = room(seed)
    matrix = recirculation_matrix(shares, give(flows, AIRFLOW), AIR)
    inlets = inlet_temperatures(COLD, matrix, give(heats, POWER))
    assert inlets.m_as("degC") == pytest.approx(marched(shares, flows, heats), abs=1e-8)
    assert np.all(matrix.m >= -1e-12)


@given(SEEDS)
def test_shares_are_the_way_back(seed: int) -> None:
    shares, flows, _ = room(seed)
    matrix = recirculation_matrix(shares, give(flows, AIRFLOW), AIR)
    again = recirculation_shares(give(np.maximum(matrix.m, 0), THERMAL_RESISTANCE),
                                 give(flows, AIRFLOW), AIR)  # fmt: skip
    assert again.m == pytest.approx(shares, abs=1e-9)


@given(SEEDS, st.integers(0, 7))
def test_more_heat_cools_nobody(seed: int, rack: int) -> None:
    shares, flows, heats = room(seed)
    matrix = recirculation_matrix(shares, give(flows, AIRFLOW), AIR)
    more = heats.copy()
    more[rack % heats.size] += 5
    both = inlet_temperatures(COLD, matrix, give(np.stack([heats, more]), POWER)).m_as("degC")
    assert np.all(both[1] >= both[0] - 1e-9)
    assert np.all(both[0] >= 24 - 1e-9)


def test_like_racks_meet_the_mean_recirculation() -> None:
    """Racks that all draw a tenth of exhaust have the inlet of the simple mixing."""
    size, kw = 5, 14.0
    matrix = recirculation_matrix(
        np.full((size, size), 0.1 / size), give([1.0] * size, AIRFLOW), AIR
    )
    inlets = inlet_temperatures(COLD, matrix, give([kw] * size, POWER))
    rise = of(kw / (1.2 * 1.006), TEMPERATURE_DIFFERENCE)
    simple = inlet_by_recirculation(COLD, rise, 0.1)
    assert inlets.m_as("degC") == pytest.approx(np.full(size, simple.inlet.m))


@given(st.floats(15, 30), st.floats(1, 30), st.floats(0, 0.6))
def test_index_is_the_way_back(at: float, kelvin: float, share: float) -> None:
    supply = of(at, TEMPERATURE)
    air = inlet_by_recirculation(supply, of(kelvin, TEMPERATURE_DIFFERENCE), share)
    assert supply_heat_index(supply, air.inlet, air.outlet).m == pytest.approx(share, abs=1e-9)
    mixed = (1 - share) * at + share * air.outlet.m
    assert air.inlet.m == pytest.approx(mixed, rel=1e-12)


def test_refusals() -> None:
    flows, power = give([1.0, 1.0], AIRFLOW), give([10, 10], POWER)
    for shares, expected in (
        ([[0.6, 0.6], [0, 0]], "at most 1 in all"),
        ([[0, 1.0], [1.0, 0]], "some supply air"),
        ([[0, -0.1], [0, 0]], "below zero"),
        ([[0, 0.1]], "2 by 2 racks"),
    ):
        with pytest.raises(UnitProblem, match=expected):
            recirculation_matrix(np.array(shares), flows, AIR)
    square = give([[0.01, 0.05], [0.05, 0.01]], THERMAL_RESISTANCE)
    with pytest.raises(UnitProblem, match="3 by 3 racks"):
        inlet_temperatures(COLD, square, give([1, 2, 3], POWER))
    with pytest.raises(UnitProblem, match="a single figure"):
        inlet_temperatures(COLD, of(0.1, THERMAL_RESISTANCE), power)
    with pytest.raises(UnitProblem, match="below zero"):
        inlet_temperatures(COLD, give([[0, -0.1], [0, 0]], THERMAL_RESISTANCE), power)
    with pytest.raises(UnitProblem, match="50 K above the supply"):
        inlet_temperatures(COLD, square * 100, power)
    lopsided = give([[0.0, 5.0], [0.0, 0.0]], THERMAL_RESISTANCE)
    with pytest.raises(UnitProblem, match="share"):
        recirculation_shares(lopsided, flows, AIR)
    with pytest.raises(UnitProblem, match="recirculated share"):
        inlet_by_recirculation(COLD, of(10, TEMPERATURE_DIFFERENCE), 0.7)
    with pytest.raises(UnitProblem, match="that warm"):
        supply_heat_index(COLD, COLD, COLD)
