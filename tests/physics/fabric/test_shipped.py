"""The catalog's fabrics against the compute racks that they serve and the racks that hold them."""

from __future__ import annotations

from functools import cache

import pytest

from rackplan.model.catalog import Catalog, Fabric, RackType
from rackplan.physics.fabric import FabricProblem, FabricSize, fabric_table, size_fabric
from rackplan.reading import read_catalog

# Up to how many pods the support racks of a pod, of eight switches each, carry all switches of the
# fabric, where that is fewer than its source describes: beyond, a third tier begins.
HOLDS_TO = {"fabric-mi355x-eth": 16}
MOST_DESCRIBED = 32


@cache
def catalog() -> Catalog:
    return read_catalog()


def fabrics() -> dict[str, Fabric]:
    return dict(catalog().of(Fabric))


SERVED = [(f.id, rack) for f in fabrics().values() if f.network_rack for rack in f.serves]


def size(name: str, pods: int) -> FabricSize:
    return size_fabric(fabrics()[name], catalog().switches, pods)


def support(name: str, served: str) -> tuple[RackType, int]:
    """The network rack of a fabric, and how many of it a pod of a compute rack has."""
    rack, pod = fabrics()[name].network_rack, catalog().racks[served].pod
    assert rack is not None
    assert pod is not None
    return catalog().racks[rack], pod.support[rack]


def carries(name: str, served: str, pods: int) -> bool:
    """Whether the support racks of so many pods have the power of the fabric's switches."""
    rack, each = support(name, served)
    power = size(name, pods).power
    assert power is not None
    return pods * each * rack.planned_power.m_as("kW") >= power.m_as("kW") - 1e-6


@pytest.mark.parametrize("name", fabrics())
def test_every_fabric_can_be_built(name: str) -> None:
    template = fabrics()[name]
    assert size(name, 1).leaves >= 1
    assert size(name, template.most_pods or 1).endpoints > 0
    assert fabric_table(template, catalog().switches)


@pytest.mark.parametrize("name", fabrics())
def test_every_fabric_is_non_blocking(name: str) -> None:
    assert fabrics()[name].oversubscription <= 1.0


@pytest.mark.parametrize(("name", "served"), SERVED)
def test_endpoints_are_the_ports_of_a_pod(name: str, served: str) -> None:
    rack = catalog().racks[served]
    assert rack.pod is not None
    ports = [port for port in rack.ports if port.use == "scale-out"]
    assert rack.pod.racks * sum(port.count for port in ports) == fabrics()[name].endpoints
    speed = fabrics()[name].link_speed_gbps * fabrics()[name].planes
    assert {port.speed_gbps for port in ports} == {speed}


@pytest.mark.parametrize(("name", "served"), SERVED)
def test_a_pod_has_network_racks_for_its_fabric(name: str, served: str) -> None:
    """By height and power of a rack, for every number of pods that is described."""
    _, each = support(name, served)
    for pods in range(1, (fabrics()[name].most_pods or MOST_DESCRIBED) + 1):
        racks = size(name, pods).racks
        assert racks is not None
        assert racks <= pods * each


@pytest.mark.parametrize(("name", "served"), SERVED)
def test_support_racks_as_planned_hold_what_is_described(name: str, served: str) -> None:
    most = HOLDS_TO.get(name, fabrics()[name].most_pods or MOST_DESCRIBED)
    assert [pods for pods in range(1, most + 1) if not carries(name, served, pods)] == []


@pytest.mark.parametrize("name", HOLDS_TO)
def test_support_that_does_not_hold_is_told(name: str) -> None:
    (served,) = [rack for fabric, rack in SERVED if fabric == name]
    assert not carries(name, served, HOLDS_TO[name] + 1)
    assert f"hold it for up to {HOLDS_TO[name]} pods" in " ".join(fabrics()[name].about.split())


def test_nvidia_takes_more_for_gb200_than_its_support_racks_hold() -> None:
    """The published design has 65 QM9700 a unit from two units on; two support racks hold 30."""
    assert size("fabric-gb200-ndr", 2).switches["qm9700"] == 2 * 65
    assert size("fabric-gb200-ndr-compact", 1).switches["qm9700"] == 30


def test_unknown_watts_leave_racks_unknown() -> None:
    assert size("fabric-helios-eth", 1).racks is None
    assert size("fabric-helios-eth", 1).power is None


def test_a_spine_that_is_too_small_is_refused() -> None:
    with pytest.raises(FabricProblem, match="fabric-mi355x-eth: 128 links of a spine"):
        size("fabric-mi355x-eth", 10_000)
