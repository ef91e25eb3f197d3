"""Coolants: names, ranges, and what their properties must obey."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rackplan.physics.liquid import (
    COOLANTS,
    capacity_rate,
    conductivity,
    density,
    specific_heat,
    viscosity,
)
from rackplan.physics.liquid.coolant_table import coolant_named
from rackplan.units import FLOW, TEMPERATURE, UnitProblem, give, of

NAMES = st.sampled_from(sorted(COOLANTS))


@pytest.mark.parametrize("spelled", ["PG25", "pg25", "PG 25", "pg-25", " Pg_25 "])
def test_names_as_people_spell_them(spelled: str) -> None:
    assert coolant_named(spelled).name == "PG25"


@pytest.mark.parametrize(
    ("spelled", "hint"),
    [("PG26", "Did you mean PG25?"), ("watter", "Did you mean water?"), ("R134a", "")],
)
def test_other_names_are_refused(spelled: str, hint: str) -> None:
    with pytest.raises(UnitProblem, match="expected a coolant") as caught:
        density(spelled, of(40, TEMPERATURE))
    assert caught.value.hint == hint


def test_range_of_each_coolant() -> None:
    for name, liquid in COOLANTS.items():
        density(name, give([liquid.coldest, liquid.warmest], TEMPERATURE))
        for outside in (liquid.coldest - 0.01, liquid.warmest + 0.01):
            with pytest.raises(UnitProblem, match=name):
                density(name, of(outside, TEMPERATURE))


@given(NAMES, st.floats(0, 1), st.floats(0, 1))
def test_warmer_is_lighter_and_thinner(name: str, one: float, two: float) -> None:
    liquid = COOLANTS[name]
    lowest = 4.0 if name == "water" else liquid.coldest  # water is heaviest at 4 degC
    span = liquid.warmest - lowest
    cold, warm = (give(lowest + span * x, TEMPERATURE) for x in sorted((one, two)))
    assert density(name, warm) <= density(name, cold) * (1 + 1e-9)
    assert viscosity(name, warm) <= viscosity(name, cold) * (1 + 1e-9)


@given(st.floats(5, 90))
def test_more_glycol_is_thicker_and_carries_less_heat(at: float) -> None:
    mixes = ["PG20", "PG25", "PG30", "PG40", "PG50"]
    there = of(at, TEMPERATURE)
    assert np.all(np.diff([viscosity(mix, there).m for mix in mixes]) > 0)
    assert np.all(np.diff([specific_heat(mix, there).m for mix in mixes]) < 0)
    assert np.all(np.diff([conductivity(mix, there).m for mix in mixes]) < 0)
    assert density("MPG25", there) < density("PG25", there)


@given(NAMES, st.floats(0, 1), st.floats(0, 1))
def test_enthalpy_is_the_integral_of_the_specific_heat(name: str, one: float, two: float) -> None:
    liquid = COOLANTS[name]
    ends = liquid.coldest + (liquid.warmest - liquid.coldest) * np.sort([one, two])
    nodes, weights = np.polynomial.legendre.leggauss(8)
    half, middle = 0.5 * (ends[1] - ends[0]), 0.5 * (ends[0] + ends[1])
    summed = half * np.sum(weights * liquid.heat_kj_kg_k(middle + half * nodes))
    rise = np.diff(liquid.enthalpy_kj_kg(ends))[0]
    assert rise == pytest.approx(summed, rel=1e-9, abs=1e-9)


def test_capacity_rate_by_hand() -> None:
    """600 L/min of water at 40 degC: 0.01 m3/s of 992.304 kg/m3 and 4.17893 kJ/kg/K."""
    rate = capacity_rate("water", of(600, FLOW), of(40, TEMPERATURE))
    assert rate.m_as("kW/K") == pytest.approx(0.01 * 992.304 * 4.17893, rel=1e-5)
