"""Roots, thresholds and effectiveness against slower ways to the same."""

from __future__ import annotations

import ht
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rackplan.physics.rejection.effectiveness import (
    counterflow,
    counterflow_ntu,
    crossflow,
    crossflow_ntu,
)
from rackplan.physics.rejection.secant import bracketed_root, threshold

units = st.floats(0.01, 12.0)
ratios = st.floats(0.0, 1.0)


@given(units, ratios)
def test_effectiveness_is_a_share(ntu: float, ratio: float) -> None:
    for arrangement in (crossflow, counterflow):
        found = float(arrangement(np.array(ntu), np.array(ratio)))
        assert 0.0 < found <= 1.0
        assert found <= 1.0 - np.exp(-ntu) + 1e-9
        assert found < float(arrangement(np.array(ntu * 1.1), np.array(ratio))) + 1e-12


@settings(deadline=None)  # ht compiles on its first call
@given(units, st.floats(0.05, 0.999))
def test_effectiveness_is_that_of_ht(ntu: float, ratio: float) -> None:
    exact = ht.effectiveness_from_NTU(ntu, ratio, subtype="crossflow")
    found = float(crossflow(np.array(ntu), np.array(ratio)))
    assert 0.96 * exact <= found <= 1.011 * exact
    exact = ht.effectiveness_from_NTU(ntu, ratio, subtype="counterflow")
    assert float(counterflow(np.array(ntu), np.array(ratio))) == pytest.approx(exact, rel=1e-6)


@given(st.floats(0.01, 6.0), ratios)
def test_transfer_units_are_undone(ntu: float, ratio: float) -> None:
    for there, back in ((crossflow, crossflow_ntu), (counterflow, counterflow_ntu)):
        effectiveness = there(np.array(ntu), np.array(ratio))
        assert float(back(effectiveness, np.array(ratio))) == pytest.approx(ntu, rel=1e-6)


@given(st.floats(0.1, 30.0), st.floats(0.3, 4.0))
def test_root_is_the_root(wanted: float, power: float) -> None:
    found = bracketed_root(
        lambda x: x**power - wanted**power, np.array(0.05), np.array(40.0), steps=30
    )
    assert float(found) == pytest.approx(wanted, rel=1e-6)


def test_roots_are_found_side_by_side() -> None:
    wanted = np.linspace(0.2, 9.8, 50)
    found = bracketed_root(lambda x: wanted**2 - x**2, np.zeros(50), np.full(50, 10.0), steps=14)
    assert found == pytest.approx(wanted, rel=1e-9)


def test_root_stays_inside_where_there_is_none() -> None:
    found = bracketed_root(lambda x: x + 1.0, np.array(1.0), np.array(3.0))
    assert 1.0 <= float(found) <= 3.0


def test_threshold() -> None:
    wanted = np.array([0.1, 0.7, 2.0])
    found = threshold(lambda x: x >= wanted, np.zeros(3), np.ones(3))
    assert found == pytest.approx([0.1, 0.7, 1.0], abs=1e-12)
