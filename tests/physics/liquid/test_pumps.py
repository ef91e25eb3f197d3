"""Pumps: curves, affinity laws, operating points, losses."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rackplan.physics.liquid import (
    PumpCurve,
    SystemCurve,
    affinity,
    operating_point,
    pump_flow,
    pump_head,
    pump_power,
    pump_speed,
)
from rackplan.units import FLOW, PRESSURE, UnitProblem, give, of

CURVE = PumpCurve(give([0, 300, 600, 900], FLOW), give([320, 302.5, 250, 162.5], PRESSURE))
"""``320 - 70 (V / 600)**2`` exactly: linear in the square of the flow."""


def system(l_min: float, kpa: float, exponent: float = 2.0, static: float = 0.0) -> SystemCurve:
    return SystemCurve(of(l_min, FLOW), of(kpa, PRESSURE), exponent, of(static, PRESSURE))


@given(st.integers(1, 6), st.floats(0.2, 1.2), st.floats(0, 900))
def test_head_is_the_parabola(pumps: int, speed: float, each: float) -> None:
    found = pump_head(CURVE, of(each * speed * pumps, FLOW), pumps, speed)
    assert found.m_as("kPa") == pytest.approx(speed**2 * (320 - 70 * (each / 600) ** 2))


@given(st.integers(1, 4), st.floats(0.3, 1.0), st.floats(100, 900))
def test_flow_and_head_are_inverses(pumps: int, speed: float, each: float) -> None:
    flow = of(each * pumps * speed, FLOW)
    head = pump_head(CURVE, flow, pumps, speed)
    assert pump_flow(CURVE, head, pumps, speed).m == pytest.approx(flow.m, rel=1e-6)


@given(st.integers(1, 4), st.floats(0.5, 1.0), st.floats(100, 800), st.floats(150, 400))
def test_operating_point_by_algebra(pumps: int, speed: float, at: float, drop: float) -> None:
    """Both curves are parabolas: V**2 (k + 70 / (600 N)**2) = 320 s**2."""
    steep = drop / (at * pumps) ** 2
    squared = 320 * speed**2 / (steep + 70 / (600 * pumps) ** 2)
    if np.sqrt(squared) > 900 * pumps * speed:
        with pytest.raises(UnitProblem, match="keeps the pumps within"):
            operating_point(CURVE, system(at * pumps, drop), pumps, speed)
        return
    found = operating_point(CURVE, system(at * pumps, drop), pumps, speed)
    assert found.flow.m == pytest.approx(np.sqrt(squared), rel=1e-9)
    assert found.head.m == pytest.approx(steep * squared, rel=1e-9)


@given(st.integers(3, 6), st.floats(1, 2))
def test_a_lost_pump_leaves_more_than_its_share(pumps: int, exponent: float) -> None:
    """The others run out along their curve: more than (N - 1) / N of the flow, less than all."""
    loop = system(600 * pumps, 250, exponent)
    whole, rest = (operating_point(CURVE, loop, n).flow.m for n in (pumps, pumps - 1))
    assert (pumps - 1) / pumps * whole < rest < whole


@given(st.integers(1, 4), st.floats(50, 850), st.floats(0.15, 1.0))
def test_speed_of_a_duty(pumps: int, each: float, speed: float) -> None:
    flow = of(each * pumps * speed, FLOW)
    head = pump_head(CURVE, flow, pumps, speed)
    assert pump_speed(CURVE, flow, head, pumps).m == pytest.approx(speed, rel=1e-6)


@given(st.floats(0, 1.2))
def test_affinity_keeps_power_flow_times_head(speed: float) -> None:
    ratios = affinity(speed)
    assert ratios.power.m == pytest.approx(ratios.flow.m * ratios.head.m)


def test_static_head_is_lifted_first() -> None:
    loop = system(600, 150, static=100.0)
    found = operating_point(CURVE, loop)
    assert found.flow.m == pytest.approx(600.0)
    with pytest.raises(UnitProblem, match="static head"):
        operating_point(CURVE, system(600, 150, static=330.0))


def test_many_loops_at_once() -> None:
    loops = SystemCurve(give([500, 600, 700], FLOW), of(250, PRESSURE))
    many = operating_point(CURVE, loops)
    for n, at in enumerate((500, 600, 700)):
        assert many.flow.m[n] == pytest.approx(operating_point(CURVE, system(at, 250)).flow.m)


def test_a_single_point_is_kept_to_the_left() -> None:
    """What a CDU's sheet prints: 600 L/min at 200 kPa, nothing else."""
    single = PumpCurve(of(600, FLOW), of(200, PRESSURE))
    assert pump_head(single, give([0, 300, 600], FLOW)).m.tolist() == [200, 200, 200]
    assert pump_flow(single, give([150, 200, 201], PRESSURE)).m.tolist() == [600, 600, 0]
    with pytest.raises(UnitProblem, match="at most 600"):
        pump_head(single, of(601, FLOW))


@given(st.floats(0.05, 1), st.floats(0, 4000), st.floats(0, 600))
def test_power_by_hand(eta: float, l_min: float, kpa: float) -> None:
    power = pump_power(of(l_min, FLOW), of(kpa, PRESSURE), eta)
    assert power.m_as("W") == pytest.approx(l_min / 6e4 * kpa * 1e3 / eta)


def test_refusals() -> None:
    flow, head = of(500, FLOW), of(200, PRESSURE)
    for eta in (0.0, 1.1):
        with pytest.raises(UnitProblem, match="efficiency"):
            pump_power(flow, head, eta)
    for pumps in (0, -1, 1.5, True):
        with pytest.raises(UnitProblem, match="number of pumps"):
            pump_head(CURVE, flow, pumps)  # type: ignore[arg-type]  # the point of the test
    with pytest.raises(UnitProblem, match="speed over rated"):
        affinity(1.3)
    with pytest.raises(UnitProblem, match="at full speed"):
        pump_speed(CURVE, flow, of(300, PRESSURE))
    for flows, heads in (([0, 600], [250, 320]), ([600, 0], [320, 250])):
        with pytest.raises(UnitProblem, match="points of a pump"):
            pump_head(PumpCurve(give(flows, FLOW), give(heads, PRESSURE)), flow)
    with pytest.raises(UnitProblem, match="a head for each flow"):
        pump_head(PumpCurve(give([0, 600], FLOW), head), flow)
