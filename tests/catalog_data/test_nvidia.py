"""NVIDIA's nodes and racks against figures of the makers, written down here a second time."""

from __future__ import annotations

import pytest

from rackplan.model.catalog import Server
from tests.catalog_data.racks import load
from tests.catalog_data.shipped import catalog, kw, number

NODES = {
    # kW, U, kg, cfm, degC at the inlet: user guides of DGX A100, H100/H200, B200, B300
    "hgx-a100-8": (6.5, 6, 123.16, 840, 30),
    "hgx-h200-8": (10.2, 8, 130.45, 1105, 30),
    "hgx-b200-8": (14.3, 10, 142.4, 1550, 35),
    "hgx-b300-8": (15.1, 10, 168.0, 1500, 30),
}
LIQUID_NODES = {"hgx-b200-8-liquid": (174, 85.0), "hgx-b300-8-liquid": (174, 84.6)}
NVL72 = ("gb200-nvl72", "gb300-nvl72", "vr-nvl72")


@pytest.mark.parametrize("name", NODES)
def test_air_cooled_nodes_are_the_measured_dgx(name: str) -> None:
    power, units, mass, cfm, inlet = NODES[name]
    node = load(name)
    assert isinstance(node, Server)
    assert node.liquid is None
    assert kw(node.planned_power) == power
    assert number(node.height, "U") == pytest.approx(units)
    assert number(node.mass, "kg") == pytest.approx(mass)
    assert number(node.air.airflow, "cfm") == pytest.approx(cfm)
    assert number(node.air.inlet_max, "degC") == pytest.approx(inlet)


@pytest.mark.parametrize("name", LIQUID_NODES)
def test_liquid_cooled_nodes_are_4u_and_draw_no_more_than_half_of_their_supplies(name: str) -> None:
    millimetres, mass = LIQUID_NODES[name]
    node = load(name)
    assert isinstance(node, Server)
    assert abs(number(node.height, "mm") - millimetres) < 5
    assert number(node.mass, "kg") == mass
    assert kw(node.planned_power) == 2 * kw(catalog().shelves["psu-6.6kw"].rating)
    assert node.liquid is not None
    assert node.computing is not None
    cpus_kw = 0.7
    assert node.computing.chip_power is not None
    on_plates = 8 * kw(node.computing.chip_power) + cpus_kw
    assert on_plates < kw(node.liquid.heat) < 0.98 * kw(node.planned_power)


@pytest.mark.parametrize(
    ("name", "nodes", "power"),
    [
        ("hgx-a100-rack", 4, 26.0),
        ("hgx-h100-rack", 4, 40.8),  # NVIDIA's data center design for DGX H100
        ("hgx-h200-rack", 4, 40.8),
        ("hgx-b200-rack", 4, 57.2),  # NVIDIA's best practices with DGX B200
        ("hgx-b300-rack", 4, 60.4),
        ("hgx-b200-liquid-rack", 8, 105.6),
        ("hgx-b300-liquid-rack", 8, 105.6),
    ],
)
def test_racks_of_nodes(name: str, nodes: int, power: float) -> None:
    assert catalog().assemblies[name].servers == nodes
    assert kw(load(name).planned_power) == pytest.approx(power)


def test_nvl72_trays_and_the_rest_make_up_gb200() -> None:
    """18 trays of 6.667 kW are NVIDIA's 120 kW; switches, shelves and the rest come on top."""
    trays = 18 * 6.667
    assert trays == pytest.approx(120.0, abs=0.1)
    assert trays < kw(load("gb200-nvl72").planned_power) < trays + 15.0


@pytest.mark.parametrize("name", NVL72)
def test_nvl72_racks_have_a_network_port_or_two_for_each_gpu(name: str) -> None:
    ports = [port for port in load(name).ports if port.use == "scale-out"]
    assert [port.count for port in ports] == [144 if name == "vr-nvl72" else 72]
    assert [port.speed_gbps for port in ports] == [400 if name == "gb200-nvl72" else 800]


@pytest.mark.parametrize("name", NVL72)
def test_nvl72_powers_grow_from_typical_to_peak(name: str) -> None:
    rack = load(name)
    powers = [rack.typical_power, rack.planned_power, rack.peak_power]
    known = [kw(power) for power in powers if power is not None]
    assert known == sorted(known)


def test_gb300_tells_every_power_that_makers_publish() -> None:
    origin = catalog().provenance["gb300-nvl72.planned_power"]
    told = {rival.value for rival in origin.others} | {"142 kW"}
    assert {"120 kW", "132 kW", "135 kW", "140 kW", "142 kW"} <= told
    assert origin.note


def test_two_power_racks_feed_a_kyber_rack_from_either_feed() -> None:
    pod = catalog().racks["rubin-ultra-kyber"].pod
    assert pod is not None
    assert pod.support["power-rack-800vdc"] == 2 * pod.racks
    kyber, rating = kw(load("rubin-ultra-kyber").planned_power), 6 * 110.0
    assert rating >= kyber
    losses = kyber / 0.98 - kyber
    assert kw(load("power-rack-800vdc").planned_power) == pytest.approx(losses, abs=0.1)
