"""Heat exchangers against the library `ht`, a discretised exchanger, and themselves."""

from __future__ import annotations

from typing import Any

import ht
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rackplan.physics.liquid import (
    effectiveness,
    exchange_heat,
    log_mean_difference,
    ntu_from_effectiveness,
    scale_conductance,
)
from rackplan.units import CONDUCTANCE, TEMPERATURE, UnitProblem, give, of

WAYS = st.sampled_from(["counterflow", "parallel", "crossflow"])
UNITS, RATIOS = st.floats(1e-3, 15), st.floats(0, 1)


@settings(deadline=None)
@given(UNITS, st.floats(0.01, 0.9999) | st.just(1.0), WAYS)
def test_effectiveness_agrees_with_ht(ntu: float, ratio: float, way: Any) -> None:
    """At 1 - 1e-16 the library gives 0.5 for 0.6 in counterflow: not there."""
    theirs = ht.effectiveness_from_NTU(ntu, ratio, way)
    assert effectiveness(ntu, ratio, way).m == pytest.approx(theirs, rel=1e-7)


@given(UNITS, RATIOS, WAYS)
def test_effectiveness_stays_within_what_there_is(ntu: float, ratio: float, way: Any) -> None:
    share = effectiveness(ntu, ratio, way).m
    assert 0 <= share <= 1
    assert share <= 1 - np.exp(-ntu) + 1e-12  # where one side stays at its temperature
    assert share >= effectiveness(ntu, ratio, "parallel").m - 1e-12
    assert share <= effectiveness(ntu, ratio, "counterflow").m + 1e-12


@given(st.floats(0.01, 8), RATIOS, WAYS)
def test_units_and_effectiveness_are_inverses(ntu: float, ratio: float, way: Any) -> None:
    share = effectiveness(ntu, ratio, way)
    assume(share.m < 1 / (1 + ratio) - 1e-6 if way == "parallel" else share.m < 1 - 1e-6)
    back = ntu_from_effectiveness(share, ratio, way)
    assert back.m == pytest.approx(ntu, rel=1e-5)
    again = effectiveness(back, ratio, way)
    assert again.m == pytest.approx(share.m, rel=1e-9)


@given(UNITS, UNITS, RATIOS, WAYS)
def test_more_surface_takes_more(one: float, two: float, ratio: float, way: Any) -> None:
    low, high = effectiveness(np.sort([one, two]), ratio, way).m
    assert low <= high + 1e-14


def test_crossflow_against_a_grid() -> None:
    """A plate cut into 300 by 300 cells and marched through: no formula at all."""
    cells, ntu, ratio = 300, 2.0, 0.8
    step = ntu / cells
    cold, leaves = np.zeros(cells), np.zeros(cells)
    for strip in range(cells):
        hot = 1.0
        for cell in range(cells):
            flux = step * (hot - cold[cell]) / (1 + 0.5 * step * (1 + ratio))
            hot, cold[cell] = hot - flux, cold[cell] + ratio * flux
        leaves[strip] = hot
    assert 1 - leaves.mean() == pytest.approx(effectiveness(ntu, ratio, "crossflow").m, rel=2e-4)


def test_nearly_balanced_counterflow_is_smooth() -> None:
    ratios = 1 - np.array([0.0, 1e-16, 1e-12, 1e-9, 1e-6])
    assert effectiveness(2.5, ratios).m == pytest.approx(np.full(5, 2.5 / 3.5), rel=1e-6)
    assert ntu_from_effectiveness(2.5 / 3.5, ratios).m == pytest.approx(np.full(5, 2.5), rel=1e-5)


DIFFERENCES = st.floats(0.02, 100)


@given(st.floats(0, 100), st.floats(0, 100), DIFFERENCES, DIFFERENCES, st.booleans())
def test_mean_difference_agrees_with_ht(
    cold_1: float, cold_2: float, above_1: float, above_2: float, counter: bool
) -> None:
    hot_1, hot_2 = (
        (cold_2 + above_1, cold_1 + above_2) if counter else (cold_1 + above_1, cold_2 + above_2)
    )
    one, two = (hot_1 - cold_2, hot_2 - cold_1) if counter else (hot_1 - cold_1, hot_2 - cold_2)
    assume(abs(one - two) > 1e-6)  # theirs divides by the logarithm of their ratio
    ends = hot_1, hot_2, cold_1, cold_2
    way = "counterflow" if counter else "parallel"
    quantities = (of(t, TEMPERATURE) for t in ends)
    found = log_mean_difference(*quantities, arrangement=way)
    theirs = ht.LMTD(hot_1, hot_2, cold_1, cold_2, counterflow=counter)
    assert found.m_as("K") == pytest.approx(theirs, rel=1e-6)
    assert min(one, two) * (1 - 1e-12) <= found.m_as("K") <= 0.5 * (one + two) * (1 + 1e-12)


def test_equal_differences_are_their_own_mean() -> None:
    ends = [give([50, 50.0], TEMPERATURE), give([40, 40.0], TEMPERATURE)]
    cold = [give([36, 36.0], TEMPERATURE), give([46, 46.0 + 1e-12], TEMPERATURE)]
    assert log_mean_difference(*ends, *cold).m == pytest.approx([4.0, 4.0], rel=1e-9)


@given(
    st.floats(1, 500), st.floats(20, 200), st.floats(20, 200), st.floats(0, 40), st.floats(0, 40),
    WAYS,
)  # fmt: skip
def test_heat_leaves_one_side_and_enters_the_other(
    ua: float, hot_rate: float, cold_rate: float, cold_in: float, span: float, way: Any
) -> None:
    rates = of(hot_rate, CONDUCTANCE), of(cold_rate, CONDUCTANCE)
    inlets = of(cold_in + span, TEMPERATURE), of(cold_in, TEMPERATURE)
    done = exchange_heat(of(ua, CONDUCTANCE), *inlets, *rates, arrangement=way)
    given_off = hot_rate * (inlets[0] - done.hot_out).m_as("K")
    taken_up = cold_rate * (done.cold_out - inlets[1]).m_as("K")
    assert given_off == pytest.approx(done.heat.m, rel=1e-9, abs=1e-9)
    assert taken_up == pytest.approx(done.heat.m, rel=1e-9, abs=1e-9)
    if way != "crossflow" and span > 0.1:
        assume(ua / min(hot_rate, cold_rate) < 6)
        ends = inlets[0], done.hot_out, inlets[1], done.cold_out
        mean = log_mean_difference(*ends, arrangement=way)
        assert ua * mean.m_as("K") == pytest.approx(done.heat.m, rel=1e-6)


def test_conductance_off_rated_flows() -> None:
    rated = of(250, CONDUCTANCE)
    assert scale_conductance(rated, 1.0, 1.0).m == pytest.approx(250)
    assert scale_conductance(rated, 0.5, 0.5).m == pytest.approx(250 * 0.5**0.7)
    one_sided = scale_conductance(rated, 0.5, 1.0, resistance_ratio=0.0)
    assert one_sided.m == pytest.approx(250 * 0.5**0.7)
    assert scale_conductance(rated, 0.5, 1.0, resistance_ratio=1000.0).m == pytest.approx(
        250, rel=1e-3
    )


def test_refusals() -> None:
    for share, ratio, way in ((1.0, 0.5, "counterflow"), (0.6, 0.7, "parallel")):
        with pytest.raises(UnitProblem, match="effectiveness below"):
            ntu_from_effectiveness(share, ratio, way)  # type: ignore[arg-type]  # of a table
    with pytest.raises(UnitProblem, match="transfer units"):
        effectiveness(101, 0.5)
    with pytest.raises(UnitProblem, match="ratio of capacity rates"):
        effectiveness(2, 1.01)
    with pytest.raises(UnitProblem, match="counterflow, parallel or crossflow"):
        effectiveness(2, 0.5, "shell")  # type: ignore[arg-type]  # the point of the test
    ends = [of(t, TEMPERATURE) for t in (50, 40, 41, 45)]
    with pytest.raises(UnitProblem, match="warmer than the cold one"):
        log_mean_difference(*ends)
    rate = of(100, CONDUCTANCE)
    with pytest.raises(UnitProblem, match="hot inlet"):
        exchange_heat(rate, of(30, TEMPERATURE), of(40, TEMPERATURE), rate, rate)
    with pytest.raises(UnitProblem, match="cold flow over rated"):
        scale_conductance(rate, 1.0, 0.04)
