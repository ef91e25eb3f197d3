"""Objectives in whole numbers: value by hand, and how amounts become whole."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rackplan.errors import BadInputError
from rackplan.optimize.goals import goal_of, in_whole_numbers
from rackplan.optimize.problem import build_problem
from tests.agreement.tiny import read_tiny

RACKS = {"wet-100": {"at_most": 6}, "dry-40": {"at_most": 6}}
AMOUNT = st.floats(1e-9, 1e12) | st.floats(-1e12, -1e-9) | st.just(0.0)


def _worths(folder, weights, products=None):
    """What a rack of each type brings by a site's weights [USD]."""
    changes = {"demand.objective": "value", "demand.weights": weights}
    problem = build_problem(read_tiny(folder, RACKS, changes, products))
    goal = goal_of(problem, "value")
    assert (goal.maximize, goal.unit, goal.each.dtype) == (True, "USD", np.int64)
    at = {name: problem.columns.x(t, 0) for t, name in enumerate(problem.types)}
    return {name: goal.each[column] / goal.scale for name, column in at.items()}


def test_value_of_racks_by_hand(tmp_path):
    """21 kUSD for each of 200 and 60 PFLOPS, 120 USD for each of 100 and 40 kW, less the price."""
    weights = {"capability": "21 kUSD/PFLOPS", "it_power": "120 USD/kW"}
    worths = _worths(tmp_path, weights)
    assert worths["wet-100"] == 4_200_000 + 12_000 - 4_000_000
    assert worths["dry-40"] == 1_260_000 + 4_800 - 1_000_000
    assert worths["net-10"] == -200_000


def test_cost_counts_as_much_as_its_weight(tmp_path):
    worths = _worths(tmp_path, {"capability": "0.5 USD/TFLOPS", "cost": 0.25})
    assert worths["wet-100"] == 100_000 - 1_000_000
    assert worths["dry-40"] == 30_000 - 250_000
    assert worths["net-10"] == -50_000


def test_prices_are_asked_for_only_where_cost_counts(tmp_path):
    priceless = {"racks/wet-100": {"price": None}}
    worths = _worths(tmp_path / "free", {"it_power": "1 kUSD/kW", "cost": 0}, priceless)
    assert worths == {"wet-100": 100_000, "dry-40": 40_000, "net-10": 0}
    with pytest.raises(BadInputError, match=r"catalog\.wet-100\.price: no price is stated"):
        _worths(tmp_path / "weighed", {"it_power": "1 kUSD/kW", "cost": "1 %"}, priceless)


def test_value_without_weights_is_refused(tmp_path):
    problem = build_problem(read_tiny(tmp_path, RACKS))
    with pytest.raises(BadInputError, match=r"demand\.weights: value is sought, and nothing says"):
        goal_of(problem, "value")


@given(st.lists(AMOUNT, min_size=1, max_size=6))
def test_whole_numbers_are_the_amounts(amounts):
    """To seven digits of the largest, in a power of ten, and of no more than ten digits."""
    whole, scale = in_whole_numbers(np.array(amounts))
    largest = max(map(abs, amounts))
    assert math.log10(scale) == pytest.approx(round(math.log10(scale)))
    assert np.abs(whole).max() < 2e10
    assert whole / scale == pytest.approx(np.array(amounts), abs=0.5e-7 * largest + 1e-12)


@given(st.lists(st.integers(-(10**11), 10**11), min_size=1, max_size=6), st.integers(-6, 2))
def test_amounts_of_few_digits_are_exact(digits, power):
    """Amounts of five digits at most come through unchanged, whatever the unit."""
    amounts = np.array([(n % 100_000) * 10.0**power for n in digits])
    whole, scale = in_whole_numbers(amounts)
    assert whole / scale == pytest.approx(amounts, rel=1e-11)


@pytest.mark.parametrize(
    ("amounts", "whole", "scale"),
    [
        ([0.0, 0.0], [0, 0], 1.0),
        ([4_000_000.0, -200_000.0], [4_000_000, -200_000], 1.0),
        ([3_000_000_000.0, 1.0], [3_000_000_000, 1], 1.0),
        ([12.5, 0.125], [12_500, 125], 1000.0),
        ([1e12, 1.0], [10_000_000, 0], 1e-5),
        ([1 / 3, -1.0], [3_333_333, -10_000_000], 1e7),
    ],
)
def test_whole_numbers_by_hand(amounts, whole, scale):
    found, of_one = in_whole_numbers(np.array(amounts))
    assert (found.tolist(), of_one) == (whole, scale)
