"""Loops and zones by hand: what is left when a machine is lost."""

from __future__ import annotations

import pytest

from rackplan.model.plan import Placement, Plan
from rackplan.model.verdict import Failure
from rackplan.verify import verify

FEEDS = ("R1.A", "R1.B")
LIQUID = {
    "heat": "80 kW",
    "coolant": "PG25",
    "supply_max": "45 degC",
    "flow": [
        {"supply": "45 degC", "flow": "100 L/min"},
        {"supply": "35 degC", "flow": "60 L/min"},
    ],
}


def _site(make, cdus, *, survive=("cdu", "pump"), supply="45 degC", coolant="PG25", **parts):
    power = {name: make.node("busway", "10 MW") for name in FEEDS}
    products = {name: make.product(name, "cdu", **figures) for name, figures in cdus.items()}
    units = [make.unit(f"L1.{name}", name) for name in cdus]
    loop = {"id": "L1", "coolant": coolant, "supply": supply, "cdus": units}
    return make.site(
        power,
        {"R1": make.row(FEEDS, loop="L1")},
        {"r": make.rack(liquid=LIQUID)},
        survive=survive,
        catalog=products,
        loops={"L1": loop},
        **parts,
    )


def _plan(racks, loop="L1"):
    placed = (
        Placement(position=f"R1-P{n + 1:02}", rack="r", feeds=FEEDS, loop=loop)
        for n in range(racks)
    )
    return Plan(site="made", placements=tuple(placed))


def _tightest(verdict, rule):
    return next(m for m in verdict.margins if m.rule == rule)


def test_one_cdu_that_may_be_lost_leaves_nothing(make):
    site = _site(make, {"c": {"heat": "1 MW", "flow": "1000 L/min"}})
    assert verify(site, _plan(0)).holds
    verdict = verify(site, _plan(1))
    assert [(f.rule, f.value, f.limit) for f in verdict.findings] == [
        ("cooling.liquid_heat", 80.0, 0.0),
        ("cooling.liquid_flow", 100.0, 0.0),
    ]
    assert verify(_site(make, {"c": {"heat": "1 MW", "flow": "1000 L/min"}}, survive=()), _plan(1))


def test_the_largest_cdu_lost_is_the_worst(make):
    cdus = {
        "small": {"heat": "100 kW", "flow": "150 L/min"},
        "big": {"heat": "300 kW", "flow": "500 L/min"},
    }
    verdict = verify(_site(make, cdus), _plan(2))
    heat, flow = verdict.findings
    assert (heat.failure, heat.limit) == (Failure("cdu", "L1.big"), 100.0)
    assert (flow.failure, flow.limit) == (Failure("cdu", "L1.big"), 150.0)


@pytest.mark.parametrize(
    ("rest", "left"), [("300 L/min", 300.0), (None, 0.0)], ids=["known", "unknown"]
)
def test_a_pump_lost_leaves_what_the_rest_moves_or_nothing(make, rest, left):
    """One CDU of two pumps that is never lost itself: the loss of a pump is all there is."""
    figures = {"heat": "1 MW", "flow": "400 L/min", "pumps": 2}
    figures |= {"flow_after_pump_loss": rest} if rest else {}
    site = _site(make, {"c": figures}, survive=("pump",))
    margin = _tightest(verify(site, _plan(1)), "cooling.liquid_flow")
    assert (margin.used, margin.limit) == (100.0, left)
    assert margin.failure == Failure("pump", "L1.c.pump1")
    assert verify(site, _plan(1)).checks_by_rule["cooling.liquid_flow"] == 3
    assert verify(site, _plan(1)).checks_by_rule["cooling.liquid_heat"] == 1


def test_flow_is_read_at_the_temperature_of_the_loop(make):
    for supply, flow in (("45 degC", 100.0), ("40 degC", 80.0), ("95 degF", 60.0)):
        site = _site(make, {"c": {"heat": "1 MW", "flow": "1000 L/min"}}, supply=supply)
        margin = _tightest(verify(site, _plan(1)), "cooling.liquid_flow")
        assert margin.used == pytest.approx(flow)


def test_warm_water_in_fahrenheit_is_too_warm(make):
    site = _site(make, {"c": {"heat": "1 MW", "flow": "1 m3/s"}}, supply="115 degF", survive=())
    (finding,) = verify(site, _plan(1)).findings
    assert (finding.rule, finding.limit) == ("cooling.supply_temperature", 45.0)
    assert finding.value == pytest.approx((115 - 32) / 1.8)


@pytest.mark.parametrize("loop", ["L2", None])
def test_a_rack_on_another_loop_or_none_is_not_connected(make, loop):
    site = _site(make, {"c": {"heat": "1 MW", "flow": "1000 L/min"}}, survive=())
    verdict = verify(site, _plan(1, loop))
    assert [(f.rule, f.where, f.value) for f in verdict.findings] == [
        ("cooling.connection", "R1-P01", 0.0)
    ]


def test_another_coolant_is_no_connection(make):
    cdus = {"c": {"heat": "1 MW", "flow": "1000 L/min"}}
    (finding,) = verify(_site(make, cdus, survive=(), coolant="water"), _plan(1)).findings
    assert finding.sentence == "Rack R1-P01 r needs PG25, and loop L1 carries water"


def test_a_row_without_a_loop_has_no_liquid(make):
    power = {name: make.node("busway", "10 MW") for name in FEEDS}
    racks = {"r": make.rack(liquid=LIQUID)}
    site = make.site(power, {"R1": make.row(FEEDS)}, racks, survive=())
    (finding,) = verify(site, _plan(1, None)).findings
    assert finding.sentence == "Rack R1-P01 r needs PG25, and row R1 has no loop"


def test_air_is_counted_by_the_zone_of_the_row(make):
    """Three racks of 1 kW and 0.1 m3/s on fans of 3 kW and 2 kW: the larger is the worse loss."""
    power = {name: make.node("busway", "10 MW") for name in FEEDS}
    units = [make.unit("Z1.A", "a"), make.unit("Z1.B", "b")]
    fans = {
        "a": make.product("a", "air-unit", heat="3 kW", airflow="0.2 m3/s"),
        "b": make.product("b", "air-unit", heat="2 kW", airflow="0.3 m3/s"),
    }
    for survive, expected in (
        (
            ("air_unit",),
            [("cooling.air_heat", 3.0, 2.0, "Z1.A"), ("cooling.air_flow", 0.3, 0.2, "Z1.B")],
        ),
        ((), []),
    ):
        site = make.site(
            power,
            {"R1": make.row(FEEDS)},
            {"r": make.rack()},
            survive=survive,
            catalog=fans,
            zones={"Z1": {"id": "Z1", "supply": "24 degC", "units": units}},
        )
        plan = make.plan([(f"R1-P0{n}", "r", FEEDS) for n in (1, 2, 3)])
        found = verify(site, plan).findings
        assert [
            (f.rule, pytest.approx(f.value), pytest.approx(f.limit), f.failure.component)
            for f in found
        ] == expected


def test_base_loads_and_the_units_own_fans_heat_the_air(make):
    """1 kW of rack, 0.9 kW in the zone, 1.2 kW of no zone by size 3 : 1; coils less their fans."""
    power = {name: make.node("busway", "10 MW") for name in FEEDS}
    power["N1"] = make.node("board", "10 MW", base_load="0.9 kW", zone="Z1")
    power["N2"] = make.node("board", "10 MW", base_load="1.2 kW")
    fans = {
        "a": make.product("a", "air-unit", heat="3 kW", airflow="1 m3/s", power="0.25 kW"),
        "b": make.product("b", "air-unit", heat="1 kW", airflow="1 m3/s"),
    }
    zones = {
        zone: {"id": zone, "supply": "24 degC", "units": [make.unit(f"{zone}.A", product)]}
        for zone, product in (("Z1", "a"), ("Z2", "b"))
    }
    rows, racks = {"R1": make.row(FEEDS)}, {"r": make.rack()}
    site = make.site(power, rows, racks, survive=(), catalog=fans, zones=zones)
    margin = _tightest(verify(site, make.plan([("R1-P01", "r", FEEDS)])), "cooling.air_heat")
    assert margin.used == pytest.approx(1.0 + 0.9 + 1.2 * 3 / 4)
    assert margin.limit == pytest.approx(3.0 - 0.25)
