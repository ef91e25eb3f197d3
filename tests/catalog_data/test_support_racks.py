"""Racks that others need: sums of their switches, and ports for a pod."""

from __future__ import annotations

import pytest

from tests.catalog_data.racks import compute
from tests.catalog_data.shipped import catalog, kw

SUPPORT_ROLES = {"network", "storage", "management", "power"}


def test_network_racks_are_the_sum_of_their_switches() -> None:
    racks = catalog().racks
    switches = ("q3400", "qm9700", "sn5600", "sn2201")
    peak = {name: kw(catalog().switches[name].peak_power) for name in switches}
    assert kw(racks["network-ib-rack"].planned_power) == pytest.approx(8 * peak["q3400"])
    assert 20 * peak["qm9700"] == pytest.approx(8 * peak["q3400"])
    assert kw(racks["network-eth-rack"].planned_power) == pytest.approx(8 * peak["sn5600"])
    heads = 5 * 1.35
    management = 4 * peak["sn5600"] + 8 * peak["sn2201"] + heads
    assert kw(racks["management-rack"].planned_power) == pytest.approx(management, abs=0.1)


@pytest.mark.parametrize(
    ("name", "network", "switch", "gbps", "ports_each"),
    [
        ("gb300-nvl72", "network-ib-rack", "q3400", 800, 1),
        ("gb200-nvl72", "network-ib-rack", "q3400", 400, 1),
        ("vr-nvl72", "network-ib-rack", "q3400", 800, 2),
        ("rubin-ultra-kyber", "network-ib-rack", "q3400", 800, 2),
        ("hgx-b300-rack", "network-ib-rack", "q3400", 800, 1),
        ("hgx-b300-liquid-rack", "network-ib-rack", "q3400", 800, 1),
        ("hgx-b200-rack", "network-eth-rack", "sn5600", 400, 1),
        ("hgx-b200-liquid-rack", "network-eth-rack", "sn5600", 400, 1),
        ("hgx-h200-rack", "network-eth-rack", "sn5600", 400, 1),
        ("hgx-h100-rack", "network-eth-rack", "sn5600", 400, 1),
        ("hgx-a100-rack", "network-eth-rack", "sn5600", 200, 1),
        ("mi355x-rack", "network-eth-rack", "sn5600", 400, 1),
    ],
)
def test_network_racks_of_a_pod_have_ports_for_a_non_blocking_fabric(
    name: str, network: str, switch: str, gbps: int, ports_each: int
) -> None:
    """Two thirds of the switches are leaves with half of their rate towards the accelerators."""
    rack = catalog().racks[name]
    assert rack.pod is not None
    assert rack.computing is not None
    leaves = rack.pod.support[network] * 8 * 2 // 3
    product = catalog().switches[switch]
    ports = leaves * product.ports * product.port_speed_gbps / gbps / 2
    assert ports >= rack.pod.racks * rack.computing.accelerators * ports_each


@pytest.mark.parametrize("name", compute())
def test_support_of_a_pod_exists_and_needs_none_itself(name: str) -> None:
    racks = catalog().racks
    pod = racks[name].pod
    for support in pod.support if pod is not None else ():
        assert racks[support].pod is None
        assert racks[support].role in SUPPORT_ROLES or racks[support].computing is None
