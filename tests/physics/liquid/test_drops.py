"""Pressure drops through a maker's points."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rackplan.physics.liquid import drop_at, fit_drop, flow_at
from rackplan.units import FLOW, PRESSURE, UnitProblem, give, of


@given(st.floats(1, 2), st.floats(0.01, 10), st.floats(1, 100))
def test_points_of_a_power_law_give_it_back(power: float, factor: float, least: float) -> None:
    flows = least * np.array([1.0, 1.3, 2.0, 4.0])
    points = give(flows, FLOW), give(factor * flows**power, PRESSURE)
    law = fit_drop(*points)
    assert law.exponent == pytest.approx(power, rel=1e-9)
    asked = least * np.array([0.0, 0.1, 1.1, 3.0, 6.0])
    assert drop_at(give(asked, FLOW), *points).m == pytest.approx(factor * asked**power, rel=1e-9)
    fitted = law.drop.m * (asked / law.flow.m) ** law.exponent
    assert fitted == pytest.approx(factor * asked**power, rel=1e-9)


def test_points_may_stand_in_any_order() -> None:
    one = drop_at(of(100, FLOW), give([89, 119], FLOW), give([33.8, 58.6], PRESSURE))
    two = drop_at(of(100, FLOW), give([119, 89], FLOW), give([58.6, 33.8], PRESSURE))
    assert one == two


@given(st.floats(0.1, 20), st.lists(st.floats(1.0, 2.0), min_size=1, max_size=5))
def test_flow_and_drop_are_inverses(l_min: float, powers: list[float]) -> None:
    """Also through points that follow no one power."""
    flows, drops = [10.0], [20.0]
    for power in powers:
        flows.append(flows[-1] * 1.5)
        drops.append(drops[-1] * 1.5**power)
    points = give(flows, FLOW), give(drops, PRESSURE)
    there = of(l_min / 20 * 1.4 * flows[-1], FLOW)
    back = flow_at(drop_at(there, *points), *points)
    assert back.m == pytest.approx(there.m, rel=1e-9)


@pytest.mark.parametrize(
    ("flows", "drops", "expected"),
    [
        ([10, 20], [5, 4], "rise with flow"),
        ([10, 10], [4, 5], "rise with flow"),
        ([10, 20], [4], "a drop for each flow"),
        ([0, 20], [4, 5], "flow of a point"),
        ([10, 20], [0, 5], "pressure drop of a point"),
    ],
)
def test_what_is_no_curve_is_refused(flows: list[float], drops: list[float], expected: str) -> None:
    with pytest.raises(UnitProblem, match=expected):
        drop_at(of(15, FLOW), give(flows, FLOW), give(drops, PRESSURE))


def test_reading_far_beyond_the_points_is_refused() -> None:
    points = give([10, 20], FLOW), give([4, 14], PRESSURE)
    drop_at(of(30, FLOW), *points)
    with pytest.raises(UnitProblem, match="at most 30 L/min"):
        drop_at(of(30.1, FLOW), *points)
    with pytest.raises(UnitProblem, match="at most 30 L/min"):
        flow_at(of(60, PRESSURE), *points)
    with pytest.raises(UnitProblem, match="two points"):
        fit_drop(of(10, FLOW), of(4, PRESSURE))
