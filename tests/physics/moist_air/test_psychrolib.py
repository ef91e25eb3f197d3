"""Moist air against PsychroLib, hour by hour over a year that sees all of a climate."""

from __future__ import annotations

from typing import Any

import numpy as np
import psychrolib
import pytest

from rackplan.physics import moist_air as air
from rackplan.units import FRACTION, PRESSURE, TEMPERATURE, give

HOURS = 8760


@pytest.fixture(scope="module", autouse=True)
def si() -> None:
    psychrolib.SetUnitSystem(psychrolib.SI)


@pytest.fixture(scope="module")
def year() -> dict[str, Any]:
    """A year of -30 to 45 degC, 3 to 100 %, 700 to 1040 hPa; a third of it around 0 degC."""
    dice = np.random.default_rng(8760)
    dry = dice.uniform(-30.0, 45.0, HOURS)
    dry[: HOURS // 3] = dice.uniform(-3.0, 12.0, HOURS // 3)
    humidity = dice.uniform(0.03, 1.0, HOURS)
    humidity[::50] = 1.0
    return {"dry": dry, "rh": humidity, "pressure": dice.uniform(70_000.0, 104_000.0, HOURS)}


@pytest.fixture(scope="module")
def quantities(year: dict[str, Any]) -> tuple[Any, Any, Any]:
    pressure = give(year["pressure"] / 1000.0, PRESSURE)
    return give(year["dry"], TEMPERATURE), give(year["rh"], FRACTION), pressure


def by_the_hour(function: Any, *columns: Any) -> Any:
    return np.array([function(*row) for row in zip(*columns, strict=True)])


def test_wet_bulb(year: dict[str, Any], quantities: tuple[Any, Any, Any]) -> None:
    """Within 0.01 K is what is asked; it is 0.001 K, also below freezing and just around it."""
    found = air.wet_bulb_from_relative_humidity(*quantities).m_as("degC")
    theirs = by_the_hour(
        psychrolib.GetTWetBulbFromRelHum, year["dry"], year["rh"], year["pressure"]
    )
    assert np.abs(found - theirs).max() < 0.001
    assert (theirs > 0.0).sum() > HOURS / 3
    assert (theirs < 0.0).sum() > HOURS / 10


def test_wet_bulb_where_ice_and_water_both_hold() -> None:
    """In a band of humidity the equation has two roots half a kelvin apart: the same is taken."""
    dry, pressure = np.full(2000, 8.0), np.full(2000, 101_325.0)
    ice, water = (
        psychrolib.GetHumRatioFromTWetBulb(8.0, -1e-9, 101_325.0),
        (psychrolib.GetHumRatioFromTWetBulb(8.0, 0.0, 101_325.0)),
    )
    ratio = np.linspace(0.98 * water, 1.02 * ice, 2000)
    found = air.wet_bulb(
        give(dry, TEMPERATURE), give(ratio, FRACTION), give(pressure / 1000.0, PRESSURE)
    ).m_as("degC")
    theirs = by_the_hour(psychrolib.GetTWetBulbFromHumRatio, dry, ratio, pressure)
    assert ice > water
    assert (np.abs(found - theirs) > 0.001).sum() <= 2


def test_dew_point(year: dict[str, Any], quantities: tuple[Any, Any, Any]) -> None:
    ratio = air.humidity_ratio_from_relative_humidity(*quantities)
    found = air.dew_point(ratio, quantities[2]).m_as("degC")
    theirs = by_the_hour(psychrolib.GetTDewPointFromRelHum, year["dry"], year["rh"])
    assert np.abs(found - theirs).max() < 0.001


def test_state(year: dict[str, Any], quantities: tuple[Any, Any, Any]) -> None:
    dry, _, pressure = quantities
    ratio = air.humidity_ratio_from_relative_humidity(*quantities)
    theirs = by_the_hour(
        psychrolib.GetHumRatioFromRelHum, year["dry"], year["rh"], year["pressure"]
    )
    assert ratio.m == pytest.approx(theirs, rel=1e-12)
    columns = (year["dry"], theirs, year["pressure"])
    assert air.density(dry, ratio, pressure).m == pytest.approx(
        by_the_hour(psychrolib.GetMoistAirDensity, *columns), rel=1e-12
    )
    assert air.enthalpy(dry, ratio).m_as("J/kg") == pytest.approx(
        by_the_hour(psychrolib.GetMoistAirEnthalpy, *columns[:2]), rel=1e-12, abs=1e-6
    )


def test_saturation_over_its_whole_range() -> None:
    at = np.linspace(-100.0, 200.0, 601)
    found = air.saturation_pressure(give(at, TEMPERATURE)).m_as("Pa")
    assert found == pytest.approx(by_the_hour(psychrolib.GetSatVapPres, at), rel=1e-12)
