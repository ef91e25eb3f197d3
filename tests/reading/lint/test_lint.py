"""The lint finds each planted fault, at its line, and nothing in a sound product."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from rackplan.reading import check_inputs
from rackplan.reading.lint import LINT, Doubt

TESTS = Path(__file__).parents[2]
RACK, CDU, FAN, SHELF, SWITCH, FABRIC, CABLE, BUILD = (
    "racks/wet-100",
    "cooling/cdu-200",
    "cooling/fan-150",
    "power/shelf-30",
    "network/switch-64",
    "network/fabric-32",
    "network/copper",
    "racks/built",
)

# Products that only the lint looks at.
FABRIC_TEXT = """id: fabric-32
kind: fabric
name: Test fabric of 128 endpoints a pod
leaf: switch-64
spine: switch-64
link_speed_gbps: 400
endpoints: 128
leaf_down: 32
leaf_up: 32
rack_height: 20 U
rack_power: 20 kW
serves: [wet-100]
network_rack: net-10
"""
CABLE_TEXT = """id: copper
kind: cable
name: Test cable
medium: dac
speed_gbps: 400
reach_low: 1 m
reach_high: 3 m
power_per_end: 0.1 W
"""
SERVER_TEXT = """id: store
kind: server
name: Test server of disks
role: storage
price: 30 kUSD
height: 4 U
mass: 30 kg
planned_power: 1 kW
power_factor: 95 %
air: {heat: 1 kW, airflow: 0.08 m3/s}
"""
FRAME_TEXT = """id: frame
kind: frame
name: Test frame
price: 2 kUSD
width: 600 mm
depth: 1200 mm
height: 2 m
mounting_height: 42 U
unit: 1 U
mass: 130 kg
"""
TRAY_TEXT = """id: tray
kind: part
name: Test part without a price
mass: 5 kg
"""
BUILD_TEXT = """id: built
kind: build
name: Test rack of servers
server: store
frame: frame
servers: 10
"""

# What is planted where: product, text, its replacement, the rule that finds it, and its words.
FAULTS = [
    (RACK, "typical_power: 80 kW", "typical_power: 105 kW", "power.order", "typical power 105 kW"),
    (RACK, "on_feed_b: 4", "on_feed_b: 3", "power.feed-loss", "its supplies carry 90 kW"),
    (RACK, "peak_power: 110 kW", "peak_power: 125 kW", "power.feed-loss", "its peak power of 125"),
    (RACK, "rated_power: 120 kW", "rated_power: 240 kW", "power.summed-supplies", "all 8 supplies"),
    (RACK, "power_factor: 100 %", "power_factor: 70 %", "power.factor", "power factor of 70%"),
    (RACK, "accelerators: 72", "accelerators: 8", "power.per-accelerator", "12.50 kW an acc"),
    (RACK, "hbm: 10 TB", "hbm: 10 TB\n  chip_power: 300 W", "power.per-accelerator", "chip of 0.3"),
    (RACK, "heat: 80 kW", "heat: 60 kW", "heat.balance", "gives off 80 kW"),
    (RACK, "flow: 150 L/min", "flow: 40 L/min", "heat.flow", "only with a rise of 29.9 K"),
    (RACK, "flow: 60 L/min", "flow: 600 L/min", "heat.flow", "a rise of 2.0 K"),
    (RACK, "flow: 60 L/min", "flow: 180 L/min", "heat.flow-table", "warmer coolant takes more"),
    (RACK, "supply: 25 degC", "supply: 40 degC", "heat.flow-table", "a second point at 40 degC"),
    (RACK, "airflow: 2 m3/s", "airflow: 0.2 m3/s", "heat.airflow", "a rise of 83.3 K"),
    (RACK, "fp8: 200 PFLOPS", "fp8: 400 PFLOPS", "computing.sparse", "fp8 is 4 times fp16"),
    (RACK, "fp16: 100 PFLOPS", "fp16: 500 PFLOPS", "computing.sparse", "5.00 dense fp16 PFLOPS"),
    (RACK, "mass: 1000 kg", "mass: 100 kg", "size.mass", "74 kg/m3"),
    (RACK, "mass_with_coolant: 1050 kg", "mass_with_coolant: 950 kg", "size.mass", "below the dry"),
    (RACK, "width: 600 mm", "width: 60 mm", "size.power", "for each m2 of floor"),
    (RACK, "price: 4 MUSD", "price: 4 MUSD\nprice_low: 5 MUSD", "price.order", "price_low"),
    (CDU, "flow: 300 L/min", "flow: 30 L/min", "heat.machine-flow", "a rise of 99.5 K"),
    (FAN, "airflow: 10 m3/s", "airflow: 40 m3/s", "heat.machine-flow", "a rise of 3.1 K"),
    (SHELF, "modules: 6", "modules: 6\nmodule_rating: 6 kW", "power.modules", "are 36 kW, not 30"),
    (
        SHELF,
        "modules: 6",
        "modules: 6\nefficiency: [{load: 50 %, efficiency: 99.9 %}]",
        "power.curve",
        "99.9% at 50% load",
    ),
    (
        SHELF,
        "modules: 6",
        "modules: 6\nefficiency: [{load: 50 %, efficiency: 97 %}, {load: 20 %, efficiency: 95 %}]",
        "power.curve",
        "do not rise",
    ),
    (SWITCH, "peak_power: 1 kW", "peak_power: 20 kW", "power.switch", "for each"),
    (FABRIC, "leaf_up: 32", "leaf_up: 33", "network.fabric", "65 links, and switch-64 takes 64"),
    (FABRIC, "leaf_up: 32", "leaf_up: 32\nmost_pods: 9999", "network.fabric", "do not suffice"),
    (FABRIC, "rack_height: 20 U", "rack_height: 4 U", "network.pod", "takes 2 net-10 for a pod"),
    (RACK, "support: {net-10: 1}", "support: {dry-40: 1}", "network.support", "is a compute rack"),
    (CABLE, "reach_low: 1 m", "reach_low: 4 m", "network.cable", "longer than the longest"),
    (CABLE, "power_per_end: 0.1 W", "power_per_end: 10 W", "network.cable", "10 W an end"),
    (BUILD, "servers: 10", "servers: 11", "build.fewer", "10 of 11 servers asked for fit (height"),
    (BUILD, "servers: 10", "equipment: [{product: tray}]", "build.price", "known: tray states"),
    (
        RACK,
        "confidence: assumption, note: round",
        "confidence: published, note: round",
        "origin.unread",
        "nobody has read",
    ),
    (
        RACK,
        "source: made-up, confidence: assumption",
        "confidence: estimate",
        "origin.unread",
        "without a source",
    ),
]


@pytest.fixture
def parts(tmp_path: Path) -> Path:
    """A copy of the tests' catalog, whose only source nobody has read."""
    folder = tmp_path / "parts"
    shutil.copytree(TESTS / "catalogs", folder)
    (folder / f"{FABRIC}.yaml").write_text(FABRIC_TEXT)
    (folder / f"{CABLE}.yaml").write_text(CABLE_TEXT)
    (folder / f"{BUILD}.yaml").write_text(BUILD_TEXT)
    (folder / "racks" / "frame.yaml").write_text(FRAME_TEXT)
    (folder / "racks" / "store.yaml").write_text(SERVER_TEXT)
    (folder / "racks" / "tray.yaml").write_text(TRAY_TEXT)
    sources = folder / "sources.yaml"
    sources.write_text(re.sub("read: \\w+", "read: recalled", sources.read_text()))
    return folder


def plant(parts: Path, product: str, old: str, new: str) -> tuple[Doubt, ...]:
    file = parts / f"{product}.yaml"
    text = file.read_text()
    assert old in text, f"{product} has no {old!r} any more"
    file.write_text(text.replace(old, new, 1))
    return check_inputs(parts).doubts


def test_nothing_is_doubted_in_the_sound_catalog(parts: Path) -> None:
    assert check_inputs(parts).doubts == ()


@pytest.mark.parametrize(("product", "old", "new", "rule", "words"), FAULTS)
def test_planted_fault_is_found(
    product: str, old: str, new: str, rule: str, words: str, parts: Path
) -> None:
    doubts = plant(parts, product, old, new)
    found = [doubt for doubt in doubts if doubt.id == rule]
    assert found, [str(doubt) for doubt in doubts]
    assert any(words in doubt.sentence for doubt in found), [doubt.sentence for doubt in found]
    assert {doubt.file for doubt in found} == {f"parts/{product}.yaml"}
    lines = (parts / f"{product}.yaml").read_text().splitlines()
    assert all(1 <= doubt.line <= len(lines) for doubt in found)


@pytest.mark.parametrize(("product", "old", "new", "rule", "words"), FAULTS)
def test_acknowledged_fault_is_known(
    product: str, old: str, new: str, rule: str, words: str, parts: Path
) -> None:
    file = parts / f"{product}.yaml"
    file.write_text(file.read_text() + f"known: {{{rule}: it is so}}\n")
    found = [doubt for doubt in plant(parts, product, old, new) if doubt.id == rule]
    assert {doubt.known for doubt in found} == {"it is so"}


def test_an_id_that_begins_another_keeps_its_figures_apart(parts: Path) -> None:
    """``tray`` and ``tray.2``: a doubt about the second is none about the first."""
    text = TRAY_TEXT.replace("id: tray", "id: tray.2").replace(
        "5 kg", "{value: 5 kg, confidence: estimate}"
    )
    (parts / "racks" / "tray.2.yaml").write_text(text)
    assert [doubt.product for doubt in check_inputs(parts).doubts] == ["tray.2"]


def test_a_figure_is_found_at_its_line(parts: Path) -> None:
    doubt = plant(parts, RACK, "power_factor: 100 %", "power_factor: 70 %")[0]
    lines = (parts / f"{RACK}.yaml").read_text().splitlines()
    assert lines[doubt.line - 1] == "power_factor: 70 %"
    assert str(doubt).startswith(f"parts/{RACK}.yaml:{doubt.line} wet-100: a power factor of 70%")


def test_every_rule_of_the_lint_has_a_planted_fault() -> None:
    assert {fault[3] for fault in FAULTS} == set(LINT)


def test_unknown_rule_is_told(parts: Path) -> None:
    file = parts / f"{RACK}.yaml"
    file.write_text(file.read_text() + "known: {power.feeds: no}\n")
    (doubt,) = check_inputs(parts).doubts
    assert doubt.id == "known.idle"
    assert "the lint has no such rule" in doubt.sentence


@pytest.mark.parametrize(
    ("failover", "said"),
    [
        ("failover_power: 90 kW\n", "it is throttled until the feed is back"),
        ("failover_power: 95 kW\n", "less than its failover_power of 95 kW: it stands nowhere"),
        ("", "no failover_power is given, so it stands nowhere"),
    ],
)
def test_what_becomes_of_a_rack_that_one_feed_cannot_carry(
    failover: str, said: str, parts: Path
) -> None:
    file = parts / f"{RACK}.yaml"
    text = file.read_text().replace("on_feed_b: 4", "on_feed_b: 3")
    file.write_text(re.sub("failover_power: .*\n", failover, text))
    (doubt,) = check_inputs(parts).doubts
    assert doubt.sentence.startswith(
        "after the loss of a feed its supplies carry 90 kW, below its planned power of 100 kW "
        "and its peak power of 110 kW: "
    )
    assert said in doubt.sentence


def test_no_doubt_in_the_shipped_catalog_is_unacknowledged() -> None:
    doubts = check_inputs("catalogs").doubts
    assert [str(doubt) for doubt in doubts if not doubt.known] == []
    known = {(doubt.id, doubt.product) for doubt in doubts}
    assert ("power.feed-loss", "gb300-nvl72") in known
