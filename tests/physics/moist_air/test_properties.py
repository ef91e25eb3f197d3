"""What is true of any moist air."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rackplan.physics import moist_air as air
from rackplan.units import FRACTION, LENGTH, POWER, PRESSURE, TEMPERATURE, UnitProblem, give, parse

dries = st.floats(-40.0, 55.0)
shares = st.floats(0.01, 1.0)
pressures = st.floats(60.0, 108.0)


def quantities(dry: float, share: float, pressure: float) -> tuple[Any, Any, Any]:
    return give(dry, TEMPERATURE), give(share, FRACTION), give(pressure, PRESSURE)


@given(dries, shares, pressures)
def test_wet_bulb_lies_between_dew_point_and_dry_bulb(
    dry: float, share: float, pressure: float
) -> None:
    at = quantities(dry, share, pressure)
    ratio = air.humidity_ratio_from_relative_humidity(*at)
    wet = air.wet_bulb(at[0], ratio, at[2]).m_as("degC")
    assert air.dew_point(ratio, at[2]).m_as("degC") - 1e-3 <= wet <= dry + 1e-9


@given(dries, shares, pressures)
def test_wet_bulb_is_undone(dry: float, share: float, pressure: float) -> None:
    at = quantities(dry, share, pressure)
    ratio = air.humidity_ratio_from_relative_humidity(*at)
    wet = air.wet_bulb(at[0], ratio, at[2])
    if abs(wet.m_as("degC")) < 1e-3:  # the jump from ice to water
        return
    back = air.humidity_ratio_from_wet_bulb(at[0], wet, at[2])
    assert back.m == pytest.approx(ratio.m, rel=1e-6, abs=1e-8)


@given(dries, shares, pressures)
def test_relative_humidity_and_dew_point_are_undone(
    dry: float, share: float, pressure: float
) -> None:
    at = quantities(dry, share, pressure)
    ratio = air.humidity_ratio_from_relative_humidity(*at)
    assert air.relative_humidity(at[0], ratio, at[2]).m == pytest.approx(share, rel=1e-12)
    dew = air.dew_point(ratio, at[2])
    back = air.humidity_ratio_from_dew_point(dew, at[2])
    assert back.m == pytest.approx(ratio.m, rel=1e-8)


@given(st.lists(dries, min_size=2, max_size=5), shares, pressures)
def test_arrays_give_what_single_figures_give(
    dry: list[float], share: float, pressure: float
) -> None:
    together = air.wet_bulb_from_relative_humidity(
        give(dry, TEMPERATURE), give(share, FRACTION), give(pressure, PRESSURE)
    )
    alone = [
        air.wet_bulb_from_relative_humidity(*quantities(each, share, pressure)).m for each in dry
    ]
    assert together.m == pytest.approx(alone, abs=1e-3)


@given(st.floats(0.0, 10_900.0))
def test_pressure_falls_with_altitude(metres: float) -> None:
    here = air.standard_pressure(give(metres, LENGTH))
    assert air.standard_pressure(give(metres + 100.0, LENGTH)) < here


def test_air_above_saturation_is_refused() -> None:
    dry, one = parse("20 degC", TEMPERATURE), parse("1 bar", PRESSURE)
    for function in (air.wet_bulb, air.relative_humidity):
        with pytest.raises(UnitProblem, match="not above saturation at 20 degC, 100000 Pa, got"):
            function(dry, give(0.02, FRACTION), one)


def test_wet_bulb_that_no_air_has_is_refused() -> None:
    dry, one = parse("20 degC", TEMPERATURE), parse("1 bar", PRESSURE)
    with pytest.raises(UnitProblem, match="wet bulb of at most the dry bulb, got 1 K above it"):
        air.humidity_ratio_from_wet_bulb(dry, parse("21 degC", TEMPERATURE), one)
    with pytest.raises(UnitProblem, match="wet bulb that air can have at its dry bulb"):
        air.humidity_ratio_from_wet_bulb(dry, parse("0 degC", TEMPERATURE), one)


def test_boiling_is_refused() -> None:
    with pytest.raises(UnitProblem, match="vapour of less pressure than the air"):
        air.humidity_ratio_from_dew_point(give(100.0, TEMPERATURE), give(100.0, PRESSURE))


def test_other_dimensions_and_ranges_are_refused() -> None:
    dry, one = parse("20 degC", TEMPERATURE), parse("1 bar", PRESSURE)
    with pytest.raises(UnitProblem, match="expected a temperature"):
        air.saturation_pressure(parse("2 kW", POWER))
    with pytest.raises(UnitProblem, match="temperature of -100 to 200 degC, got 201 degC"):
        air.saturation_pressure(give(201.0, TEMPERATURE))
    with pytest.raises(UnitProblem, match=r"relative humidity of 0 to 1, got 1\.1"):
        air.wet_bulb_from_relative_humidity(dry, give(1.1, FRACTION), one)
    with pytest.raises(UnitProblem, match="air pressure of 20 to 120 kPa, got 100000 kPa"):
        air.wet_bulb_from_relative_humidity(dry, give(0.5, FRACTION), give(1e5, PRESSURE))
    with pytest.raises(UnitProblem, match="humidity ratio of 1e-07 to 1, got 0"):
        air.dew_point(give(0.0, FRACTION), one)


def test_air_without_vapour_has_a_wet_bulb() -> None:
    wet = air.wet_bulb(give(20.0, TEMPERATURE), give(0.0, FRACTION), give(100.0, PRESSURE))
    assert 5.0 < wet.m_as("degC") < 7.0


def test_no_hours_give_no_wet_bulbs() -> None:
    none = give(np.array([]), TEMPERATURE)
    assert air.wet_bulb(none, give(0.01, FRACTION), give(100.0, PRESSURE)).m.size == 0
