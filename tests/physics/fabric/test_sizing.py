"""Sizes, racks and tables of small fabrics, by hand; and fabrics that cannot be."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from rackplan.model.catalog import Fabric, Switch
from rackplan.physics.fabric import FabricProblem, fabric_table, network_racks, size_fabric
from rackplan.units import LENGTH, POWER, parse


def switch(name: str, **figures: object) -> Switch:
    basis = {"id": name, "kind": "switch", "name": "", "ports": 16, "port_speed_gbps": 800}
    return Switch.model_validate({**basis, "height": "2 U", "peak_power": "2 kW", **figures})


def fabric(**figures: object) -> Fabric:
    """Two rails of eight endpoints a pod, on leaves of eight down and eight up."""
    basis: dict[str, object] = {
        "id": "f",
        "kind": "fabric",
        "name": "",
        "leaf": "box",
        "spine": "box",
        "link_speed_gbps": 800,
        "endpoints": 16,
        "rails": 2,
        "leaf_down": 8,
        "leaf_up": 8,
        "rack_height": "8 U",
        "rack_power": "7 kW",
    }
    return Fabric.model_validate({**basis, **figures})


BOX = {"box": switch("box")}


def test_two_tiers_by_hand() -> None:
    """Three pods: 6 leaves of 8 uplinks fill 3 spines of 16 ports; 3 does not divide 8, 4 does."""
    size = size_fabric(fabric(), BOX, 3)
    assert (size.leaves, size.spines, size.cores) == (6, 4, 0)
    assert (size.plane.leaf_to_spine, size.plane.spine_down) == (2, 12)
    assert (size.links.endpoint_leaf, size.links.leaf_spine, size.links.spine_core) == (48, 48, 0)
    assert dict(size.switches) == {"box": 10}


def test_racks_by_hand() -> None:
    """Ten boxes of 2 U and 2 kW: four by height, three by power, so four racks of 20 kW."""
    size = size_fabric(fabric(), BOX, 3)
    assert size.racks == 4
    assert size.power is not None
    assert size.power.m_as("kW") == pytest.approx(20.0)


def test_three_tiers_by_hand() -> None:
    """Ten pods: 20 leaves are more than 16 ports. Groups of 4 pods (8 leaves), three of them, each
    built for 8 spines of 8 links down and 8 up. 24 spines of 8 uplinks fill 12 cores of 16, but
    sets of cores divide 8 spines of a group, and cores of a set 8 uplinks: 16 cores of 12 links.
    """
    size = size_fabric(fabric(), BOX, 10)
    assert (size.leaves, size.plane.groups, size.spines, size.cores) == (20, 3, 24, 16)
    assert (size.plane.spine_down, size.plane.spine_up, size.plane.core_down) == (8, 8, 12)
    assert (size.links.leaf_spine, size.links.spine_core) == (160, 192)


def test_breakout_and_twin_cables() -> None:
    """At 400G a box has 32 ports; two links run in a cable, and an odd one takes a whole."""
    split = fabric(link_speed_gbps=400, breakout=2, links_per_cable=2, leaf_down=16, leaf_up=16)
    size = size_fabric(split.model_copy(update={"endpoints": 31}), BOX, 1)
    assert (size.leaves, size.spines) == (2, 1)
    assert (size.links.endpoint_leaf, size.cables.endpoint_leaf) == (31, 16)
    assert (size.links.leaf_spine, size.cables.leaf_spine) == (32, 16)


def test_managers_take_the_place_of_endpoints() -> None:
    size = size_fabric(fabric(manager_links=3, manager_endpoints=8), BOX, 2)
    assert size.endpoints == 24
    assert size.links.endpoint_leaf == 27
    assert size.leaves == 4


def test_managers_need_their_places() -> None:
    with pytest.raises(ValueError, match="9 manager_links need the place of as many endpoints"):
        fabric(manager_links=9, manager_endpoints=8)


def test_a_single_leaf_needs_no_spine() -> None:
    size = size_fabric(fabric(rails=1, endpoints=8), BOX, 1)
    assert (size.leaves, size.spines, size.links.leaf_spine) == (1, 0, 0)


def test_least_spines() -> None:
    assert size_fabric(fabric(), BOX, 1).spines == 1
    assert size_fabric(fabric(least_spines=2), BOX, 1).spines == 2
    assert size_fabric(fabric(least_spines=3), BOX, 1).spines == 4


def test_core_of_its_own() -> None:
    boxes = {**BOX, "core": switch("core", ports=32)}
    size = size_fabric(fabric(core="core"), boxes, 10)
    assert (size.cores, size.plane.core_down) == (8, 24)  # 6 by division, which does not divide 8
    assert dict(size.switches) == {"box": 44, "core": 8}


def test_racks_are_unknown_where_power_or_a_limit_is() -> None:
    silent = {"box": switch("box", peak_power=None)}
    size = size_fabric(fabric(), silent, 1)
    assert size.power is None
    assert size.racks is None
    assert size_fabric(fabric(rack_power=None), BOX, 1).racks is None
    assert size_fabric(fabric(rack_height=None), BOX, 1).racks is None


def test_switches_of_two_kinds_stand_in_racks_of_their_own() -> None:
    boxes = {"leaf": switch("leaf", height="1 U"), "spine": switch("spine", height="4 U")}
    counts = {"leaf": 9, "spine": 3}
    # 8 leaves or 2 spines by height, 5 of each by power: 2 racks of leaves and 2 of spines
    assert network_racks(counts, boxes, parse("8 U", LENGTH), parse("10 kW", POWER)) == 4


def test_a_switch_that_fits_into_no_rack() -> None:
    with pytest.raises(ValueError, match=r"no box fits into 1 U and 10 kW"):
        network_racks({"box": 1}, BOX, parse("1 U", LENGTH), parse("10 kW", POWER))


@pytest.mark.parametrize(
    ("figures", "pods", "message"),
    [
        ({}, 0, "f: a fabric is for one pod at least, not for 0"),
        ({"leaf_down": 9}, 1, "f: a leaf has 17 links, and box takes 16"),
        ({"breakout": 2}, 1, "f: a port of box has 800 Gb/s, not 2 x 800 Gb/s"),
        ({"least_spines": 9}, 1, "f: 16 links of a spine do not suffice for 2 leaves of 1 pods"),
        ({}, 65, "f: 16 links of a spine do not suffice for 130 leaves of 65 pods"),
        ({"rack_height": "1 U"}, 1, "f: no box fits into 1 U and 7 kW"),
        ({"rack_power": "1 kW"}, 1, "f: no box fits into 8 U and 1 kW"),
    ],
)
def test_what_cannot_be_is_refused(figures: dict[str, object], pods: int, message: str) -> None:
    with pytest.raises(FabricProblem) as caught:
        size_fabric(fabric(**figures), BOX, pods)
    assert str(caught.value) == message
    assert caught.value.fabric == "f"


def test_table() -> None:
    rows = fabric_table(fabric(), BOX, [1, 3])
    assert rows[1] == {
        "pods": 3,
        "endpoints": 48,
        "leaves": 6,
        "spines": 4,
        "cores": 0,
        "endpoint_cables": 48,
        "leaf_spine_cables": 48,
        "spine_core_cables": 0,
        "network_racks": 4,
        "power_kw": pytest.approx(20.0),
    }


def test_table_doubles_up_to_what_its_source_describes() -> None:
    assert [row["pods"] for row in fabric_table(fabric(most_pods=6), BOX)] == [1, 2, 3, 4, 6]
    assert [row["pods"] for row in fabric_table(fabric(most_pods=1), BOX)] == [1]


def test_table_ends_where_ports_do() -> None:
    assert [row["pods"] for row in fabric_table(fabric(), BOX)] == [1, 2, 3, 4, 8, 16, 32, 64]
    assert [row["pods"] for row in fabric_table(fabric(endpoints=64), BOX)] == [1, 2, 3, 4, 8, 16]


def test_more_ports_than_any_switch_has_are_refused() -> None:
    """Every way of dividing them is tried, which would take for ever."""
    with pytest.raises(ValidationError, match="less than or equal to 2048"):
        switch("box", ports=1_000_000)
    with pytest.raises(ValidationError, match="less than or equal to 8"):
        fabric(breakout=1_000_000)
    with pytest.raises(ValidationError, match="above zero"):
        switch("box", height="0 U")


def test_the_largest_switch_is_sized_at_once() -> None:
    """Spines of 16,384 links, half of them up: 8,192 leaves of 64 uplinks fill 64 spines a pod.

    Two pods are 128 spines of 8,192 uplinks, which fill 64 cores.
    """
    large = {"box": switch("box", ports=2048, port_speed_gbps=6400, height="1 U")}
    each = {"breakout": 8, "leaf_down": 8, "leaf_up": 64, "two_tier_pods": 1, "rails": 1}
    size = size_fabric(fabric(**each, endpoints=65_536, rack_power="1000 kW"), large, 2)
    assert (size.leaves, size.spines, size.cores) == (2 * 8192, 128, 64)
