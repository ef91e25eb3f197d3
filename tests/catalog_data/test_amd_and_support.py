"""AMD nodes and racks, and the racks beside them, against architecture and arithmetic by hand.

What was only announced is in `test_announced_racks`; racks of switches in `test_support_racks`.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from rackplan.model.catalog import RackType, Server
from tests.catalog_data.shipped import catalog, kw, number, product


@dataclass(frozen=True)
class Chip:
    """An accelerator as its architecture has it; `flops` are a compute unit's in fp16 a clock."""

    units: int
    clock_ghz: float
    flops: int
    stack_gb: int
    pin_gbps: float

    @property
    def fp16_tflops(self) -> float:
        """Dense: no unit skips zeros."""
        return self.units * self.clock_ghz * self.flops / 1000

    @property
    def memory_gb(self) -> int:
        """Eight stacks of memory."""
        return 8 * self.stack_gb

    @property
    def bandwidth_tb_s(self) -> float:
        """Eight stacks of 1024 pins."""
        return 8 * 1024 * self.pin_gbps / 8 / 1000


CHIPS = {
    "mi250x-rack": Chip(220, 1.7, 1024, 16, 3.2),
    "mi300x-rack": Chip(304, 2.1, 2048, 24, 5.2),
    "mi325x-rack": Chip(304, 2.1, 2048, 32, 6.0),
    "mi350x-rack": Chip(256, 2.2, 4096, 36, 8.0),
    "mi355x-rack": Chip(256, 2.4, 4096, 36, 8.0),
}
FORMATS = {
    "mi250x-rack": {"fp16": 1},
    "mi300x-rack": {"fp16": 1, "fp8": 2},
    "mi325x-rack": {"fp16": 1, "fp8": 2},
    "mi350x-rack": {"fp16": 1, "fp8": 2, "fp4": 4},
    "mi355x-rack": {"fp16": 1, "fp8": 2, "fp4": 4},
}
"""How many times the fp16 rate a format has in the hardware; AMD's sparse rates are twice these."""

BUILDS = ("mi300x-rack", "mi325x-rack", "mi350x-rack", "mi355x-rack")
SUPPORT = (
    "head-rack",
    "management-rack",
    "network-eth-rack",
    "network-ib-rack",
    "storage-flash-rack",
    "storage-rack",
)
RACKS = (*CHIPS, *SUPPORT)
SERVERS = (
    "head-2u",
    "management-1u",
    "mi300x-8",
    "mi325x-8",
    "mi350x-8",
    "mi355x-8-liquid",
    "storage-hdd-4u",
    "storage-nvme-1u",
)


def rack(name: str) -> RackType:
    return catalog().racks[name]


def server(name: str) -> Server:
    found = product(name)
    assert isinstance(found, Server)
    return found


@pytest.mark.parametrize("name", CHIPS)
def test_rates_are_those_of_the_compute_units_and_dense(name: str) -> None:
    computing, chip = rack(name).computing, CHIPS[name]
    assert computing is not None
    assert set(computing.dense) == set(FORMATS[name])
    for precision, times in FORMATS[name].items():
        each = number(computing.dense[precision], "TFLOPS") / computing.accelerators
        assert each == pytest.approx(times * chip.fp16_tflops, rel=0.005)


@pytest.mark.parametrize("name", CHIPS)
def test_memory_is_eight_stacks_a_chip(name: str) -> None:
    computing, chip = rack(name).computing, CHIPS[name]
    assert computing is not None
    assert number(computing.hbm, "GB") / computing.accelerators == pytest.approx(
        chip.memory_gb, rel=0.001
    )
    each_tb_s = number(computing.bandwidth, "TB/s") / computing.accelerators
    assert each_tb_s == pytest.approx(chip.bandwidth_tb_s, rel=0.025)


# SemiAnalysis' registry: kW an accelerator, all-in. A sheet of AMD's: kW a node, average.
ALL_IN_KW = {"mi300x-8": 1.39, "mi325x-8": 1.69, "mi355x-8-liquid": 2.09}


@pytest.mark.parametrize("name", ALL_IN_KW)
def test_nodes_draw_about_what_an_analyst_counts(name: str) -> None:
    assert kw(server(name).planned_power) == pytest.approx(8 * ALL_IN_KW[name], rel=0.07)


def test_nodes_draw_more_than_their_chips_and_less_than_twice() -> None:
    for name in CHIPS:
        computing = rack(name).computing
        assert computing is not None
        chips = computing.accelerators * kw(computing.chip_power)
        assert 1.25 <= kw(rack(name).planned_power) / chips <= 2.0, name


def test_figures_that_makers_and_operators_print() -> None:
    assert kw(server("mi355x-8-liquid").typical_power) == 14.0
    assert kw(rack("mi355x-rack").planned_power) == 125.0
    assert kw(server("storage-nvme-1u").planned_power) == 0.605
    assert kw(server("storage-nvme-1u").air.heat) * 3412.14 == pytest.approx(2064, abs=1)


def test_74_cabinets_of_mi250x_are_frontier() -> None:
    cabinet = rack("mi250x-rack")
    assert cabinet.computing is not None
    assert 74 * cabinet.computing.accelerators == 37_888
    assert 3 * kw(cabinet.planned_power) == pytest.approx(1135.79, abs=0.1)
    linpack_mw, whole_machine_mw = 21.1, 30.0
    assert linpack_mw < 74 * kw(cabinet.planned_power) / 1000 < whole_machine_mw
    assert 74 * kw(cabinet.typical_power) / 1000 == pytest.approx(linpack_mw, rel=0.01)


def test_frontier_s_cabinet_has_no_second_feed_and_no_shelves_that_share_one() -> None:
    cabinet = rack("mi250x-rack")
    assert cabinet.cords == 1
    assert cabinet.supplies is None
    assert all(rack(name).cords == 2 for name in RACKS if name != "mi250x-rack")


@pytest.mark.parametrize(
    ("name", "each_kw", "installed", "carried_kw"),
    [
        ("mi300x-8", 3.2, 6, 9.6),
        ("mi325x-8", 5.25, 6, 15.75),
        ("mi350x-8", 5.25, 6, 15.75),
        ("mi355x-8-liquid", 6.6, 4, 13.2),
        ("management-1u", 1.2, 2, 1.2),
        ("storage-nvme-1u", 1.2, 2, 1.2),
    ],
)
def test_what_supplies_carry_on_one_feed(
    name: str, each_kw: float, installed: int, carried_kw: float
) -> None:
    node = server(name)
    assert node.supplies is not None
    assert kw(product(node.supplies.product).rating) == each_kw
    assert node.supplies.count == installed
    assert node.supplies.on_feed_a == node.supplies.on_feed_b
    assert node.supplies.on_feed_b * each_kw == pytest.approx(carried_kw)
    capped = kw(node.planned_power) > carried_kw
    assert ("power.feed-loss" in node.known) is capped
    assert (node.failover_power is not None) is capped
    if node.failover_power is not None:
        assert kw(node.failover_power) == pytest.approx(carried_kw)


@pytest.mark.parametrize(
    ("name", "nodes", "planned_kw", "after_a_feed_loss_kw"),
    [
        ("mi300x-rack", 4, 44.4, 38.4),
        ("mi325x-rack", 4, 54.0, 54.0),
        ("mi350x-rack", 4, 54.0, 54.0),
        ("mi355x-rack", 8, 125.0, 105.6),
        ("head-rack", 16, 21.7, 21.7),
        ("storage-flash-rack", 20, 17.0, 17.0),
    ],
)
def test_racks_are_the_sum_of_their_nodes_and_switches(
    name: str, nodes: int, planned_kw: float, after_a_feed_loss_kw: float
) -> None:
    assert product(name).servers == nodes
    assert kw(rack(name).planned_power) == pytest.approx(planned_kw, abs=0.001)
    assert kw(rack(name).failover) == pytest.approx(after_a_feed_loss_kw, abs=0.001)


@pytest.mark.parametrize("name", ["head-rack", "storage-flash-rack"])
def test_one_strip_carries_a_support_rack(name: str) -> None:
    strip_kva = 3**0.5 * 415 * 60 * 0.8 / 1000
    assert kw(rack(name).planned_power) / float(rack(name).power_factor.magnitude) <= strip_kva
    assert product(name).pdus.on_feed_a == product(name).pdus.on_feed_b == 1


def test_storage_racks_are_an_example_s_share() -> None:
    """24 racks of twelve draw 482 kW at most; a rack of 48U holds twelve boxes of 4U."""
    assert kw(rack("storage-rack").planned_power) == pytest.approx(482 / 24, abs=0.1)
    box = server("storage-hdd-4u")
    assert 12 * kw(box.planned_power) == pytest.approx(482 / 24, abs=0.1)
    assert 12 * box.height <= product("frame-hpe-10648").mounting_height


def test_flash_rack_holds_the_bytes_and_ports_that_it_says() -> None:
    """16 drives of 15.36 TB a node; the links fit two switches."""
    build = product("storage-flash-rack")
    assert f"{build.servers * 16 * 15.36 / 1000:.1f} PB" in build.about
    links = build.servers * sum(port.count for port in server("storage-nvme-1u").ports)
    leaves = next(item.count for item in build.equipment if item.product == "sn5600")
    assert links / leaves <= product("sn5600").ports


@pytest.mark.parametrize(
    ("name", "model", "typical_kw"),
    [("network-ib-rack", "q3400", 25.6), ("network-eth-rack", "sn5600", 13.6)],
)
def test_racks_of_switches_are_their_sum_in_typical_power_and_mass(
    name: str, model: str, typical_kw: float
) -> None:
    """Beside the switches a frame of 141.5 kg and 100 kg of PDUs, fibre and optics."""
    switch = product(model)
    assert kw(rack(name).typical_power) == pytest.approx(8 * kw(switch.typical_power))
    assert kw(rack(name).typical_power) == pytest.approx(typical_kw)
    mass = 8 * number(switch.mass, "kg") + 141.5 + 100
    assert number(rack(name).mass, "kg") == pytest.approx(mass, abs=1)


def test_a_pod_brings_a_port_for_each_accelerator() -> None:
    """Two thirds of six switches of 128 x 400G are leaves, half of whose ports face down."""
    for name in BUILDS:
        pod, computing = rack(name).pod, rack(name).computing
        assert pod is not None
        assert computing is not None
        down = pod.support["network-eth-rack"] * 4 * 128 / 2
        assert down >= pod.racks * computing.accelerators, name


def test_six_of_seven_figures_are_not_our_assumption() -> None:
    names = {*RACKS, *SERVERS}
    stated = [o for n in names for o in catalog().figures(n).values() if not o.derived]
    ours = [o for o in stated if o.confidence in ("assumption", "unstated")]
    assert len(ours) <= len(stated) / 7
