"""Ranges: ends, steps, shares of the way, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rackplan.study.scales import RangeError, number_of, scale_of, scaled, written


@pytest.mark.parametrize(
    ("low", "high", "steps", "expected"),
    [
        ("20 degC", "45 degC", 6, "20 degC 25 degC 30 degC 35 degC 40 degC 45 degC"),
        ("0.05 USD/kWh", "0.15 USD/kWh", 3, "0.05 USD/kWh 0.1 USD/kWh 0.15 USD/kWh"),
        (2, 4, 3, "2 3 4"),
        (0.5, 1.5, 3, "0.5 1 1.5"),
        ("80 %", "100 %", 2, "80 % 100 %"),
        (1, 3, 9, "1 2 3"),
    ],
)
def test_steps_go_from_end_to_end(low: object, high: object, steps: int, expected: str) -> None:
    assert " ".join(scale_of(low, high).steps(steps)) == expected


def test_whole_numbers_stay_whole_and_come_equally_often() -> None:
    scale = scale_of(1, 4)
    assert [scale.at(n / 8) for n in range(8)] == ["1", "1", "2", "2", "3", "3", "4", "4"]


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        ("20 degC", "45 degF", 'low is in "degC" and high in "degF": write both in one unit'),
        ("45 degC", "20 degC", 'low, "45 degC", is not below high, "20 degC"'),
        ("2N", "4N/3", 'expected a number, or one with its unit, got "2N"'),
        (1, None, 'expected a number, or one with its unit, got "None"'),
        (True, 2, 'expected a number, or one with its unit, got "True"'),
    ],
)
def test_ends_that_make_no_range_are_refused(low: object, high: object, said: str) -> None:
    with pytest.raises(RangeError) as caught:
        scale_of(low, high)
    assert str(caught.value) == said


@given(st.floats(-1e6, 1e6, allow_nan=False), st.sampled_from(["", "kW", "USD/kWh", "%"]))
def test_what_is_written_reads_back_to_six_digits(number: float, unit: str) -> None:
    found = number_of(written(number, unit))
    assert found is not None
    assert found[1] == unit
    assert found[0] == pytest.approx(number, rel=1e-5, abs=1e-11)


def test_a_factor_keeps_the_unit() -> None:
    assert scaled("0.10 USD/kWh", 1.3) == "0.13 USD/kWh"
    with pytest.raises(RangeError, match='"4N/3" is no figure'):
        scaled("4N/3", 1.3)
