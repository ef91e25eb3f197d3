"""What is left when something stops or sweats: ride-through and the margin to the dew point."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rackplan.physics.liquid import coolant_mass, dew_point_margin, needed_mass, ride_through
from rackplan.units import (
    DURATION,
    MASS,
    POWER,
    TEMPERATURE,
    TEMPERATURE_DIFFERENCE,
    VOLUME,
    UnitProblem,
    give,
    of,
)

WARM = of(45, TEMPERATURE)


@given(st.floats(1, 5000), st.floats(0.1, 60), st.floats(1, 3000))
def test_time_and_mass_are_inverses(kg: float, kelvin: float, kw: float) -> None:
    rise, heat = of(kelvin, TEMPERATURE_DIFFERENCE), of(kw, POWER)
    time = ride_through(of(kg, MASS), rise, heat, "PG25", WARM)
    assert needed_mass(time, rise, heat, "PG25", WARM).m_as("kg") == pytest.approx(kg)


def test_time_by_stepping() -> None:
    """Second by second: 300 kg take 1 MW until they are 10 K warmer."""
    from rackplan.physics.liquid import specific_heat

    at, seconds = 40.0, 0.0
    while at < 50.0:
        at += 0.01 * 1000 / (300 * specific_heat("PG25", of(at, TEMPERATURE)).m)
        seconds += 0.01
    time = ride_through(
        of(300, MASS), of(10, TEMPERATURE_DIFFERENCE), of(1000, POWER), "PG25", WARM
    )
    assert time.m_as("s") == pytest.approx(seconds, abs=0.02)


def test_mass_of_a_volume() -> None:
    assert coolant_mass(of(0.05, VOLUME), "water", of(40, TEMPERATURE)).m == pytest.approx(
        0.05 * 992.304, rel=1e-5
    )


def test_margin_to_the_dew_point() -> None:
    supplies, dew = give([24, 28.1, 30], TEMPERATURE), of(26.1, TEMPERATURE)
    margins = dew_point_margin(supplies, dew, of(2, TEMPERATURE_DIFFERENCE)).m_as("K")
    assert margins.tolist() == pytest.approx([-4.1, 0.0, 1.9])
    assert np.array_equal(margins >= 0, [False, True, True]) or abs(margins[1]) < 1e-9


def test_refusals() -> None:
    rise, heat = of(10, TEMPERATURE_DIFFERENCE), of(100, POWER)
    with pytest.raises(UnitProblem, match="heat"):
        ride_through(of(50, MASS), rise, of(0, POWER), "PG25", WARM)
    with pytest.raises(UnitProblem, match="allowed rise"):
        ride_through(of(50, MASS), of(61, TEMPERATURE_DIFFERENCE), heat, "PG25", WARM)
    with pytest.raises(UnitProblem, match="allowed rise"):
        needed_mass(of(30, DURATION), of(0, TEMPERATURE_DIFFERENCE), heat, "PG25", WARM)
    with pytest.raises(UnitProblem, match="mean temperature"):
        ride_through(of(50, MASS), rise, heat, "PG25", of(99, TEMPERATURE))
    with pytest.raises(UnitProblem, match="safety margin"):
        dew_point_margin(WARM, WARM, of(-1, TEMPERATURE_DIFFERENCE))
