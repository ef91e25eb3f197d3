"""Figures of loops, zones and plants are those that the checks compared; what nobody checked."""

from __future__ import annotations

import pytest

from rackplan.model.plan import Placement, Plan
from rackplan.model.verdict import Verdict
from rackplan.verify import verify
from tests.agreement.tiny import FROM_NORTH, read_tiny


def _verdict(folder, changes=None, products=None) -> Verdict:
    """Of a tiny site with one rack of each kind of cooling."""
    site = read_tiny(folder, {"wet-100": {}, "dry-40": {}}, changes, products)
    row = site.rows["R1"]
    placed = (
        Placement(position="R1-P1", rack="wet-100", feeds=row.feeds, loop="L1"),
        Placement(position="R1-P2", rack="dry-40", feeds=row.feeds),
    )
    return verify(site, Plan(site=site.id, placements=placed))


def _unchecked(folder, changes=None, products=None) -> str:
    return "\n".join(_verdict(folder, changes, products).thermal.unchecked)


def test_figures_are_the_tightest_that_the_checks_saw(tmp_path):
    """80 kW and 100 L/min on two CDUs of 300 L/min; 60 + 30 kW on two fan walls of 150 kW."""
    thermal = _verdict(tmp_path).thermal
    (loop,), (zone,), (plant,) = thermal.loops, thermal.zones, thermal.plants
    assert (loop.loop, loop.heat_kw, loop.flow) == ("L1", 80.0, (100.0, 600.0))
    assert loop.supply_degc == 40.0
    # 80 kW into 100 L/min of 4.02 MJ/m3/K.
    assert loop.return_degc == pytest.approx(40.0 + 80.0 / (100.0 / 60.0 * 4.02), abs=0.05)
    assert loop.head is not None
    # 60 kPa in rack and manifold; a sixth of the flow of which pipes take 60 kPa.
    assert loop.head.used == pytest.approx(60.0 + 60.0 / 36.0)
    assert loop.approach is not None
    assert loop.approach.used < loop.approach.limit == 20.0
    assert loop.ride_through_s == pytest.approx(251.6, abs=0.1)
    assert (zone.zone, zone.heat) == ("Z1", (90.0, 300.0))
    assert zone.airflow.limit == 20.0
    # 60 kW into that airflow of 1.2 kg/m3 and 1.006 kJ/kg/K.
    rise = 60.0 / (zone.airflow.used * 1.2 * 1.006)
    assert zone.return_degc == pytest.approx(24.0 + rise, abs=0.1)
    assert plant.plant == "HR1"
    assert plant.heat.used < plant.heat.limit


@pytest.mark.parametrize(("rise", "seconds"), [("2 K", 100.7), ("5 K", 251.6), ("20 K", 251.6)])
def test_a_supply_warms_no_further_than_racks_accept(tmp_path, rise, seconds):
    """From 40 to 45 degC, whatever the policy allows; 1,014.5 kg of 3.968 kJ/kg/K, 80 kW."""
    (loop,) = _verdict(tmp_path, {"policy": {"ride_through_rise": rise}}).thermal.loops
    assert loop.ride_through_s == pytest.approx(seconds, abs=0.3)


def test_inlets_are_the_warmest_of_any_rack(tmp_path):
    changes = {"cooling.zones[0].recirculation": {"leakage": "10 %"}}
    (zone,) = _verdict(tmp_path, changes).thermal.zones
    assert zone.inlet_degc > 24.0
    assert zone.inlet_degc < zone.return_degc


@pytest.mark.parametrize(
    ("changes", "products", "said"),
    [
        ({}, {}, "air units counted at rated heat, fan-150 states no air_in, water_in, water_out"),
        ({}, {}, "inlets checked at the supply temperature, no recirculation is stated: Z1"),
        (
            {"climate": {"pressure": "100 kPa", "bins": [[8, 6, 8760]]}},
            {},
            "heat rejection not checked, no design day is stated: HR1",
        ),
        ({}, {"cooling/cdu-200": {"head": None}}, "head not checked, cdu-200 state none: L1"),
        ({"policy": {}}, {}, "dew point not checked, no room states one: L1"),
        (
            {"policy": {"ride_through": "5 s"}, "cooling.loops[0].volume": None},
            {},
            "ride-through not checked, no volume is stated: L1",
        ),
        (
            {"policy": {"fab_share": {"North": {"at_most": "90 %"}}}},
            FROM_NORTH,
            "shares by fab leave out 40 of 140 kW of compute, whose fab is not stated: dry-40",
        ),
        (
            {"policy": {"builder_share": {"East": {"at_most": "90 %"}}}},
            {"racks/dry-40": {"builders": ["East"]}},
            "leave out 100 of 140 kW of compute, whose builder is not stated: wet-100",
        ),
    ],
)
def test_what_nobody_checked_is_said_with_its_place(changes, products, said, tmp_path):
    assert said in _unchecked(tmp_path, changes, products)


def test_an_empty_plan_has_plants_alone(tmp_path):
    site = read_tiny(tmp_path, {"wet-100": {}})
    thermal = verify(site, Plan(site=site.id, placements=())).thermal
    assert (thermal.loops, thermal.zones) == ((), ())
    assert [plant.plant for plant in thermal.plants] == ["HR1"]


def test_a_zone_in_thin_air_moves_more_of_it_and_has_less(tmp_path):
    """At 1,600 m air has 0.824 of its density: racks ask for 1.213 of the volume."""
    coil = {"air_in": "36 degC", "water_in": "20 degC", "water_out": "26 degC"}
    products = {"cooling/fan-150": coil}
    (low,) = _verdict(tmp_path / "low", {}, products).thermal.zones
    aloft = {"place.elevation": "1600 m"}
    (high,) = _verdict(tmp_path / "high", aloft, products).thermal.zones
    assert high.airflow.used == pytest.approx(low.airflow.used / 0.824, rel=2e-3)
    assert high.heat.used == low.heat.used
    assert high.heat.limit < low.heat.limit
    assert high.return_degc == pytest.approx(low.return_degc)
