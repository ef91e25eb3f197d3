"""The figures of a rack, each by hand arithmetic, and how the record says that they came about."""

from __future__ import annotations

from typing import Any

import pytest

from rackplan.units import VOLTAGE, parse
from tests.physics.rack_build.kit import HEAD, WITH_HEAD, Made, kw, liquid, said


def test_size_is_that_of_the_frame(made: Made) -> None:
    rack = made().rack
    assert [side.m_as("mm") for side in (rack.width, rack.depth, rack.height)] == [600, 1200, 2000]
    assert said(made().derived["depth"]) == "sum 1 frame.depth"


def test_mass_of_all_of_it(made: Made) -> None:
    pdus = {"product": "strip", "on_feed_a": 2, "on_feed_b": 2}
    found = made(build={"servers": 4, "pdus": pdus, "equipment": [{"product": "part"}]})
    assert found.rack.mass.m_as("kg") == pytest.approx(4 * 100 + 30 + 4 * 10 + 130)
    assert found.rack.mass_with_coolant is None
    assert said(found.derived["mass"]) == (
        "sum 4 node.mass, 1 part.mass, 4 strip.mass, 1 frame.mass"
    )


def test_mass_with_coolant_of_all_that_holds_some(made: Made) -> None:
    node = {"mass_with_coolant": "103 kg", "liquid": liquid(45, {45: 10})}
    build = {"servers": 4, "equipment": [{"product": "part"}]}
    dry = made(node=node, build=build)
    assert dry.rack.mass.m_as("kg") == pytest.approx(560)
    assert dry.rack.standing_mass.m_as("kg") == pytest.approx(572)
    wet = made(node=node, part={"mass_with_coolant": "37 kg"}, build=build)
    assert wet.rack.standing_mass.m_as("kg") == pytest.approx(579)
    assert said(wet.derived["mass_with_coolant"]) == (
        "sum 4 node.mass_with_coolant, 1 part.mass_with_coolant, 1 frame.mass"
    )


def test_mass_with_coolant_is_unknown_where_servers_on_a_loop_do_not_say(made: Made) -> None:
    found = made(node={"liquid": liquid(45, {45: 10})}, part={"mass_with_coolant": "37 kg"})
    assert found.rack.mass_with_coolant is None
    assert "no mass_with_coolant: node states none" in found.remarks


def test_powers_are_sums_and_a_missing_one_leaves_none(made: Made) -> None:
    node = {"rated_power": "12 kW", "peak_power": "11 kW", "typical_power": "7 kW"}
    switches = {"servers": 4, "equipment": [{"product": "switch", "count": 2}]}
    rack = made(node=node, build=switches).rack
    assert kw(rack.planned_power) == 42
    assert kw(rack.rated_power) == 50
    assert kw(rack.peak_power) == 46
    assert rack.typical_power is None
    found = made(node=node, switch={"typical_power": "0.5 kW"}, build=switches)
    assert kw(found.rack.typical_power) == 29
    assert said(found.derived["typical_power"]) == (
        "sum 4 node.typical_power, 2 switch.typical_power"
    )
    assert said(found.derived["peak_power"]) == "sum 4 node.peak_power, 2 switch.peak_power"


def test_what_is_missing_is_told(made: Made) -> None:
    part = {"id": "pump", "kind": "part", "name": "Pump", "mass": "1 kg"}
    build = {"equipment": [{"product": "switch"}, {"product": "pump"}]}
    remarks = made(pump=part, build=build).remarks
    assert remarks == (
        "no rated_power: node states none",
        "no peak_power: node states none",
        "no typical_power: node and switch state none",
        "no price: switch and pump state none",
    )


def test_a_part_draws_one_power_in_every_state(made: Made) -> None:
    node = {"rated_power": "12 kW", "peak_power": "11 kW", "failover_power": "5 kW"}
    build = {"servers": 2, "equipment": [{"product": "part", "count": 3}]}
    rack = made(node=node, part={"power": "0.2 kW"}, build=build).rack
    powers = (rack.rated_power, rack.peak_power, rack.planned_power, rack.failover_power)
    assert [kw(power) for power in powers] == pytest.approx([24.6, 22.6, 20.6, 10.6])


@pytest.mark.parametrize(
    ("node_kw", "build_kw", "rack_kw"),
    [(None, None, None), (8, None, 32), (None, 30, 30), (8, 30, 30), (8, 35, 32), (None, 50, None)],
)
def test_failover_power_is_the_lesser_of_both_caps(
    made: Made, node_kw: int | None, build_kw: int | None, rack_kw: int | None
) -> None:
    node = {} if node_kw is None else {"failover_power": f"{node_kw} kW"}
    build: dict[str, Any] = {"servers": 4}
    build |= {} if build_kw is None else {"failover_power": f"{build_kw} kW"}
    found = made(node=node, build=build)
    assert kw(found.rack.failover_power) == rack_kw
    assert ("failover_power" in found.derived) is (rack_kw == 32)


def test_power_factor_is_real_over_apparent_power(made: Made) -> None:
    """40 kW at 80 % and 6 kW at 75 %: 46 kW of 50 + 8 kVA."""
    found = made(node={"power_factor": "80 %"}, head=HEAD, build=WITH_HEAD)
    assert found.rack.power_factor.m_as("") == pytest.approx(46 / 58)
    assert said(found.derived["power_factor"]) == "mean 1 node.power_factor, 1 head.power_factor"


def test_power_factor_of_servers_alone_is_theirs(made: Made) -> None:
    build = {"equipment": [{"product": "switch", "count": 2}]}
    assert made(node={"power_factor": "98 %"}, build=build).rack.power_factor.m_as("") == 0.98


def test_supplies_of_the_servers_are_grouped_by_server(made: Made) -> None:
    node = {"supplies": {"product": "shelf", "on_feed_a": 3, "on_feed_b": 2}}
    found = made(node=node, build={"servers": 4})
    supplies = found.rack.supplies
    assert supplies is not None
    assert (supplies.product, supplies.on_feed_a, supplies.on_feed_b, supplies.groups) == (
        "shelf",
        12,
        8,
        4,
    )
    assert found.rack.share_on_a == pytest.approx(0.6)
    assert said(found.derived["supplies.on_feed_a"]) == "sum 4 node.supplies.on_feed_a"


def test_what_draws_beside_the_supplies_of_servers(made: Made) -> None:
    """Two switches of 1 kW and a head node capped at 2 kW hang on no supply of the servers."""
    node = {"supplies": {"product": "shelf", "on_feed_a": 1, "on_feed_b": 1}}
    node |= {"failover_power": "8 kW"}
    head = HEAD | {"failover_power": "2 kW"}
    equipment = [{"product": "switch", "count": 2}, {"product": "head"}, {"product": "part"}]
    found = made(node=node, head=head, build={"servers": 4, "equipment": equipment})
    rack = found.rack
    assert kw(rack.beside_supplies) == 4
    assert kw(rack.on_supplies(rack.failover)) == 4 * 8
    assert kw(rack.on_supplies(rack.planned_power)) == 4 * 10 + 1  # the head node's cap: not less
    assert said(found.derived["beside_supplies"]) == (
        "sum 2 switch.peak_power, 1 head.failover_power"
    )
    assert made(node=node, build={"servers": 4}).rack.beside_supplies is None
    assert kw(rack.on_supplies(rack.failover / 100)) == 0


def test_all_hangs_on_the_shelves_of_a_rack(made: Made) -> None:
    supplies = {"product": "shelf", "on_feed_a": 2, "on_feed_b": 2}
    build = {"servers": 2, "supplies": supplies, "equipment": [{"product": "switch"}]}
    rack = made(build=build).rack
    assert rack.beside_supplies is None
    assert kw(rack.on_supplies(rack.planned_power)) == 21


def test_shelves_of_the_rack_stay_one_group(made: Made) -> None:
    supplies = {"product": "shelf", "on_feed_a": 2, "on_feed_b": 2}
    rack = made(build={"servers": 2, "supplies": supplies}).rack
    assert rack.supplies is not None
    assert (rack.supplies.count, rack.supplies.groups) == (4, 1)
    assert rack.mass.m_as("kg") == pytest.approx(2 * 100 + 4 * 40 + 130)
    assert rack.input is None


def test_input_is_that_of_the_strips_else_of_the_servers(made: Made) -> None:
    own = {"current": "ac-single-phase", "voltage_low": "200 V", "voltage_high": "240 V"}
    bare = made(node={"input": own}).rack.input
    assert bare is not None
    assert bare.current == "ac-single-phase"
    pdus = {"product": "strip", "on_feed_a": 2, "on_feed_b": 2}
    strips = made(node={"input": own}, build={"pdus": pdus}).rack.input
    assert strips is not None
    assert strips.current == "ac-three-phase"
    assert strips.voltage_low == strips.voltage_high == parse("400 V", VOLTAGE)


def test_computing_adds_up_and_domains_do_not(made: Made) -> None:
    more = {"bandwidth": "40 TB/s", "scale_up": 8, "chip_power": "1 kW", "fab": "N4"}
    one = {
        "accelerators": 8,
        "silicon_vendor": "Alpha",
        "hbm": "1 TB",
        "dense": {"fp8": "16 PFLOPS", "fp4": "32 PFLOPS"},
    }
    found = made(node={"computing": one | more}, build={"servers": 4})
    computing = found.rack.computing
    assert computing is not None
    assert computing.accelerators == 32
    assert computing.hbm.m_as("TB") == 4
    assert {key: rate.m_as("PFLOPS") for key, rate in computing.dense.items()} == {
        "fp8": 64,
        "fp4": 128,
    }
    assert computing.bandwidth is not None
    assert computing.bandwidth.m_as("TB/s") == 160
    assert (computing.scale_up, computing.fab, computing.silicon_vendor) == (8, "N4", "Alpha")
    assert kw(computing.chip_power) == 1
    assert said(found.derived["computing.hbm"]) == "sum 4 node.computing.hbm"
    assert said(found.derived["computing.scale_up"]) == "sum 1 node.computing.scale_up"


def test_ports_of_one_use_and_speed_are_together(made: Made) -> None:
    ports = [
        {"use": "scale-out", "count": 8, "speed_gbps": 400},
        {"use": "management", "count": 1, "speed_gbps": 1},
    ]
    head = HEAD | {"ports": [{"use": "management", "count": 2, "speed_gbps": 1}]}
    found = made(node={"ports": ports}, head=head, build=WITH_HEAD)
    assert [(p.use, p.count, p.speed_gbps) for p in found.rack.ports] == [
        ("scale-out", 32, 400),
        ("management", 8, 1),
    ]
    assert (
        said(found.derived["ports[1].count"]) == "sum 4 node.ports[1].count, 2 head.ports[0].count"
    )


def test_price_is_the_sum_with_the_frame(made: Made) -> None:
    found = made(node={"price_low": "80 kUSD"}, frame={"price_high": "9 kUSD"})
    assert found.rack.price is not None
    assert found.rack.price.m_as("kUSD") == pytest.approx(702)
    assert found.rack.price_low is not None
    assert found.rack.price_low.m_as("kUSD") == pytest.approx(562)
    assert found.rack.price_high is not None
    assert found.rack.price_high.m_as("kUSD") == pytest.approx(709)
    assert said(found.derived["price_low"]) == "sum 7 node.price_low, 1 frame.price"


def test_a_piece_without_a_price_leaves_none(made: Made) -> None:
    found = made(build={"equipment": [{"product": "switch"}]})
    assert (found.rack.price, found.rack.price_low, found.rack.price_high) == (None, None, None)
    assert "no price: switch states none" in found.remarks


def test_a_price_of_the_build_itself_stands(made: Made) -> None:
    build = {"price": "1 MUSD", "price_high": "2 MUSD", "equipment": [{"product": "switch"}]}
    found = made(build=build)
    assert found.rack.price is not None
    assert found.rack.price.m_as("MUSD") == 1
    assert (found.rack.price_low, found.rack.price_high is None) == (None, False)
    assert "price" not in found.derived
    assert not [remark for remark in found.remarks if "price" in remark]


@pytest.mark.parametrize(
    ("build", "days", "rack", "is_derived"),
    [
        (None, ("2026-01-01", "2026-03-01"), "2026-03-01", True),
        ("2026-02-01", ("2026-01-01", "2026-03-01"), "2026-03-01", True),
        ("2026-05-01", ("2026-01-01", "2026-03-01"), "2026-05-01", False),
        ("2026-05-01", (None, None), "2026-05-01", False),
        (None, (None, None), "None", False),
        (None, ("2026-01-01", None), "2026-01-01", True),
    ],
)
def test_available_from_the_latest_day(
    made: Made,
    build: str | None,
    days: tuple[str | None, str | None],
    rack: str,
    *,
    is_derived: bool,
) -> None:
    of_node, of_frame = ({} if day is None else {"available_from": day} for day in days)
    own = {} if build is None else {"available_from": build}
    found = made(node=of_node, frame=of_frame, build=own)
    assert str(found.rack.available_from) == rack
    assert ("available_from" in found.derived) is is_derived


def test_words_come_from_the_build(made: Made) -> None:
    pod = {"racks": 4, "support": {"net": 1}}
    words = {"maker": "Us", "about": "Made up.", "known": {"power.order": "so it is"}, "pod": pod}
    rack = made(build=words | {"role": "storage", "cords": 1, "lead_time": "20 weeks"}).rack
    assert (rack.id, rack.name, rack.maker, rack.about) == ("rack", "Rack", "Us", "Made up.")
    assert (rack.role, rack.cords, rack.known) == ("storage", 1, {"power.order": "so it is"})
    assert rack.pod is not None
    assert rack.pod.racks == 4
    assert made().rack.role == "compute"


def test_the_year_of_a_price_is_that_of_nearly_all_of_it(made: Made) -> None:
    dated = made(node={"price_year": 2026})
    assert dated.rack.price_year == 2026  # 700 of 702 kUSD
    assert said(dated.derived["price_year"]) == "sum 1 node.price_year"
    assert made(frame={"price_year": 2026}).rack.price_year is None
    mixed = made(node={"price_year": 2026}, frame={"price_year": 2025})
    assert mixed.rack.price_year is None
    assert made().rack.price_year is None
