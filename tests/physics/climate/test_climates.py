"""Climates: what they are made of, and what is refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rackplan.physics.climate import (
    Climate,
    climate_of_bins,
    climate_of_hours,
    hours_above,
    in_bins,
    monthly_dry_bulb,
    warmed,
)
from rackplan.units import (
    FRACTION,
    POWER,
    PRESSURE,
    TEMPERATURE,
    TEMPERATURE_DIFFERENCE,
    UnitProblem,
    give,
    parse,
    ureg,
)

ONE_BAR = parse("1 bar", PRESSURE)


def synthetic(seed: int = 1) -> Climate:
    """A year with seasons, days and noise."""
    hours, dice = np.arange(8760), np.random.default_rng(seed)
    dry = 11.0 - 13.0 * np.cos(hours / 8760 * 2 * np.pi) - 5.0 * np.cos(hours / 24 * 2 * np.pi)
    return climate_of_hours(
        "synthetic",
        dry_bulb=give(dry + dice.normal(0.0, 3.0, 8760), TEMPERATURE),
        relative_humidity=give(np.clip(dice.normal(0.7, 0.2, 8760), 0.1, 1.0), FRACTION),
        pressure=give(dice.normal(99.0, 0.7, 8760), PRESSURE),
        months=[1 + hour * 12 // 8760 for hour in range(8760)],
    )


def test_hours_are_counted() -> None:
    climate = synthetic()
    dry, wet = climate.dry_bulb.m_as("degC"), climate.wet_bulb.m_as("degC")
    warm = hours_above(climate, dry_bulb=parse("20 degC", TEMPERATURE))
    assert warm.m_as("h") == (dry > 20.0).sum()
    both = hours_above(
        climate, dry_bulb=parse("20 degC", TEMPERATURE), wet_bulb=parse("15 degC", TEMPERATURE)
    )
    assert both.m_as("h") == ((dry > 20.0) & (wet > 15.0)).sum()
    assert hours_above(climate).m_as("h") == 8760.0


def test_bins_hold_the_hours() -> None:
    climate = synthetic()
    bins = in_bins(climate)
    assert bins.hours.m_as("h").sum() == pytest.approx(8760.0)
    assert 100 < bins.hours.m.size < 800
    dry, wet = climate.dry_bulb.m_as("degC"), climate.wet_bulb.m_as("degC")
    for at in (0, 57, 131):
        d, w = bins.dry_bulb.m[at], bins.wet_bulb.m[at]
        inside = (np.floor(dry + 0.5) == d) & (np.floor(wet + 0.5) == w)
        assert bins.hours.m_as("h")[at] == inside.sum() > 0


def test_spread_bins_keep_hours_and_means() -> None:
    bins = [(10.0, 10.0, 5000.0), (20.0, 15.0, 3760.0)]
    spread = climate_of_bins("spread", bins, ONE_BAR, spread=3)
    assert spread.dry_bulb.m == pytest.approx([9.667, 10, 10.333, 19.667, 20, 20.333], abs=1e-3)
    assert spread.wet_bulb.m == pytest.approx([9.667, 10, 10, 15, 15, 15], abs=1e-3)
    assert spread.hours.m_as("h") == pytest.approx([5000 / 3] * 3 + [3760 / 3] * 3)
    with pytest.raises(ValueError, match="spread over 0 conditions"):
        climate_of_bins("none", bins, ONE_BAR, spread=0)


def test_months() -> None:
    means, most = monthly_dry_bulb(synthetic())
    assert means.m.argmax() in {5, 6}
    assert np.all(most.m > means.m)
    with pytest.raises(ValueError, match="bins know no months"):
        monthly_dry_bulb(in_bins(synthetic()))


@given(st.floats(-10.0, 10.0))
def test_warming_moves_both_bulbs(by: float) -> None:
    now = climate_of_bins("now", [(-8, -9, 4000), (22, 16, 4760)], ONE_BAR)
    then = warmed(now, give(by, TEMPERATURE_DIFFERENCE))
    assert then.dry_bulb.m == pytest.approx(now.dry_bulb.m + by)
    moved = then.wet_bulb.m - now.wet_bulb.m
    assert np.all(np.sign(moved) == np.sign(by)) or abs(by) < 1e-6
    assert np.all(np.abs(moved) <= abs(by) + 0.02)
    assert np.all(then.wet_bulb.m <= then.dry_bulb.m + 1e-12)


def test_nobody_changes_a_climate() -> None:
    climate = climate_of_bins("two", [(10, 8, 6000), (25, 18, 2760)], ONE_BAR)
    for column in (climate.dry_bulb, climate.wet_bulb, climate.pressure, climate.hours):
        with pytest.raises(ValueError, match="read-only"):
            column.m[0] = 1.0


@pytest.mark.parametrize(
    ("bins", "message"),
    [
        ([(10, 8, 6000)], "climate two of 8760 h, got 6000 h"),
        ([(10, 12, 8760)], "wet bulb of at most the dry bulb, got 2 K above it"),
        ([(70, 12, 8760)], "dry bulb of -60 to 60 degC, got 70 degC"),
        ([(20, 12, 9000), (20, 11, -240)], "which is below zero"),
    ],
)
def test_impossible_climates_are_refused(bins: Any, message: str) -> None:
    with pytest.raises(UnitProblem, match=message):
        climate_of_bins("two", bins, ONE_BAR)


def test_other_dimensions_are_refused() -> None:
    with pytest.raises(UnitProblem, match="expected a pressure"):
        climate_of_bins("two", [(10, 8, 8760)], parse("1 kW", POWER))


def test_arrays_of_different_length_are_refused() -> None:
    two, three = give([1.0, 2.0], TEMPERATURE), give([0.0, 0.0, 0.0], TEMPERATURE)
    hours = ureg.Quantity(np.array([4000.0, 4760.0]), "h")
    pressure = give([100.0, 100.0], PRESSURE)
    with pytest.raises(ValueError, match=r"different length|broadcast"):
        Climate("odd", two, three, pressure, hours)
    with pytest.raises(ValueError, match="different length"):
        Climate("odd", two, give([0.0, 0.0], TEMPERATURE), pressure, hours, months=(1,))
