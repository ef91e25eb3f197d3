"""Heat and flow of liquid streams: energy closes, ways back lead back."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rackplan.physics.liquid import (
    COOLANTS,
    coolant_flow,
    coolant_heat,
    coolant_rise,
    density,
    mixed_temperature,
    return_temperature,
)
from rackplan.physics.liquid.coolant_table import coolant_named
from rackplan.units import (
    FLOW,
    POWER,
    TEMPERATURE,
    TEMPERATURE_DIFFERENCE,
    UnitProblem,
    give,
    of,
)

NAMES = st.sampled_from(sorted(COOLANTS))
HEATS, RISES = st.floats(0.1, 3000), st.floats(1, 30)


@given(NAMES, HEATS, RISES, st.floats(20, 80))
def test_flow_and_heat_are_inverses(name: str, kw: float, kelvin: float, at: float) -> None:
    heat, rise, mean = of(kw, POWER), of(kelvin, TEMPERATURE_DIFFERENCE), of(at, TEMPERATURE)
    flow = coolant_flow(heat, rise, name, mean)
    assert coolant_heat(flow, rise, name, mean).m_as("kW") == pytest.approx(kw, rel=1e-12)
    assert coolant_rise(heat, flow, name, mean).m_as("K") == pytest.approx(kelvin, rel=1e-12)


@given(NAMES, HEATS, st.floats(1, 3000), st.floats(5, 60))
def test_return_closes_the_energy(name: str, kw: float, l_min: float, at: float) -> None:
    assume(kw / l_min < 25 / 15)
    heat, flow, supply = of(kw, POWER), of(l_min, FLOW), of(at, TEMPERATURE)
    back = return_temperature(heat, flow, supply, name)
    rise = (back - supply).to("K")
    assume(rise.m >= 0.1)
    mean = give(at + 0.5 * rise.m, TEMPERATURE)
    assert coolant_heat(flow, rise, name, mean).m_as("kW") == pytest.approx(kw, rel=1e-9)


@given(NAMES, st.lists(st.tuples(st.floats(0, 500), st.floats(5, 90)), min_size=1, max_size=8))
def test_mixing_keeps_mass_and_enthalpy(name: str, streams: list[tuple[float, float]]) -> None:
    flows, temperatures = (np.array(part) for part in zip(*streams, strict=True))
    assume(flows.sum() > 1)
    mixed = mixed_temperature(give(flows, FLOW), give(temperatures, TEMPERATURE), name)
    mass = flows * density(name, give(temperatures, TEMPERATURE)).m
    liquid = coolant_named(name)
    summed = np.sum(mass * liquid.enthalpy_kj_kg(temperatures))
    together = mass.sum() * liquid.enthalpy_kj_kg(np.array(mixed.m_as("degC")))
    assert together == pytest.approx(summed, rel=1e-9)
    assert temperatures.min() - 1e-9 <= mixed.m_as("degC") <= temperatures.max() + 1e-9


def test_mixing_leaves_its_arguments_alone() -> None:
    flows, temperatures = give([100.0, 50.0], FLOW), give([55.0, 40.0], TEMPERATURE)
    mixed_temperature(flows, temperatures, "PG25")
    assert temperatures.m.tolist() == [55.0, 40.0]


def test_many_mixes_at_once() -> None:
    flows, at = give([[100, 50], [0, 50]], FLOW), give([[55, 40], [55, 40]], TEMPERATURE)
    mixed = mixed_temperature(flows, at, "water").m_as("degC")
    assert mixed.tolist() == pytest.approx([49.97, 40.0], abs=0.01)


@pytest.mark.parametrize("kelvin", [0.0, -5.0, 60.1])
def test_rises_that_are_none_are_refused(kelvin: float) -> None:
    with pytest.raises(UnitProblem, match="temperature rise"):
        coolant_flow(
            of(100, POWER), of(kelvin, TEMPERATURE_DIFFERENCE), "PG25", of(45, TEMPERATURE)
        )


def test_too_little_flow_is_refused() -> None:
    cold = of(30, TEMPERATURE)
    for l_min in (0.0, 1.0):
        with pytest.raises(UnitProblem, match="flow"):
            return_temperature(of(100, POWER), of(l_min, FLOW), cold, "PG25")
        with pytest.raises(UnitProblem, match="flow"):
            coolant_rise(of(100, POWER), of(l_min, FLOW), "PG25", cold)
    with pytest.raises(UnitProblem, match="return temperature"):
        return_temperature(of(100, POWER), of(60, FLOW), of(90, TEMPERATURE), "PG25")
    with pytest.raises(UnitProblem, match="streams"):
        mixed_temperature(give([0, 0], FLOW), give([40, 50], TEMPERATURE), "PG25")
