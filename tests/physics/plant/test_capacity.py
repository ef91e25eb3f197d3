"""What plants take on the design day: at their makers' ratings, and by arithmetic from there."""

from __future__ import annotations

import pytest

from rackplan.model.catalog import CoolingTower, DryCooler
from rackplan.model.climate import Climate, DesignDay
from rackplan.model.facility import FacilityLoop, Plant
from rackplan.model.unit import Unit
from rackplan.physics.plant import plant_capacity
from rackplan.units import LENGTH, of

COOLER = DryCooler(
    id="d",
    kind="dry-cooler",
    name="d",
    heat="2 MW",
    ambient="35 degC",
    water_in="53 degC",
    water_out="43 degC",
    fan_power="45 kW",
)
TOWER = CoolingTower(
    id="t",
    kind="tower",
    name="t",
    heat="3 MW",
    wet_bulb="20 degC",
    water_range="6 K",
    approach="4 K",
    fan_power="30 kW",
)


def _capacity_kw(design: str, product, day: DesignDay, supply: str, water_range: str, **more):
    units = tuple(Unit(f"U{n}", product.id) for n in range(3))
    found = plant_capacity(
        Plant(id="P", design=design, units=units),
        {product.id: product},
        Climate(elevation=of(0.0, LENGTH), design=day),
        FacilityLoop(id="F", supply=supply, water_range=water_range),
        **more,
    )
    return found.m_as("kW")


def _day(dry: str, wet: str, recirculation: str = "0 K") -> DesignDay:
    return DesignDay(dry_bulb=dry, wet_bulb=wet, recirculation=recirculation)


@pytest.mark.parametrize(("lost", "left"), [((), 3), (("U1",), 2), (("U0", "U2"), 1)])
def test_towers_at_their_rating_take_it(lost, left):
    """Saturated air of 20 degC at sea level, water of 30 to 24 degC: what the maker rates."""
    day = _day("20 degC", "20 degC")
    found = _capacity_kw("tower", TOWER, day, "24 degC", "6 K", lost=lost)
    assert found == pytest.approx(left * 3000.0, rel=1e-6)


def test_nothing_left_takes_nothing():
    day = _day("20 degC", "20 degC")
    assert _capacity_kw("tower", TOWER, day, "24 degC", "6 K", lost=("U0", "U1", "U2")) == 0.0


def test_a_cooler_takes_its_rating_at_its_own_temperatures():
    day = _day("35 degC", "20 degC")
    assert _capacity_kw("dry", COOLER, day, "43 degC", "10 K") == pytest.approx(6000.0, rel=1e-3)


def test_a_kelvin_outside_and_one_of_recirculation_are_the_same():
    first = _capacity_kw("dry", COOLER, _day("36 degC", "20 degC"), "43 degC", "10 K")
    again = _capacity_kw("dry", COOLER, _day("35 degC", "20 degC", "1 K"), "43 degC", "10 K")
    warmer = _capacity_kw("dry", COOLER, _day("35 degC", "20 degC"), "43 degC", "10 K")
    assert first == pytest.approx(again, rel=1e-3)
    assert first < 0.97 * warmer


def test_a_cooler_in_air_as_warm_as_its_water_takes_nothing():
    assert _capacity_kw("dry", COOLER, _day("43 degC", "20 degC"), "43 degC", "10 K") < 1.0
