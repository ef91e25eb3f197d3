"""What holds for every fabric, seen on its links wired one by one."""

from __future__ import annotations

from collections import Counter
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rackplan.model.catalog import Fabric, Switch
from rackplan.physics.fabric import FabricProblem, FabricSize, Tiers, size_fabric

Link = tuple[tuple[str, int], tuple[str, int]]


def switch(ports: int) -> Switch:
    figures = {"id": "box", "kind": "switch", "name": "", "ports": ports, "port_speed_gbps": 400}
    return Switch.model_validate({**figures, "height": "1 U", "peak_power": "1 kW"})


def fabric(**figures: object) -> Fabric:
    basis = {"id": "f", "kind": "fabric", "name": "", "leaf": "box", "spine": "box"}
    return Fabric.model_validate({**basis, "link_speed_gbps": 400, **figures})


@st.composite
def designs(draw: st.DrawFn) -> tuple[Fabric, int]:
    """A fabric of half-and-half or oversubscribed leaves, and the ports of its switch."""
    ports = draw(st.sampled_from([8, 12, 16, 24, 36, 40, 64]))
    up = draw(st.integers(1, ports // 2))
    down = draw(st.integers(1, ports - up))
    rails = draw(st.integers(1, 4))
    made = fabric(
        endpoints=rails * draw(st.integers(1, 2 * down)),
        rails=rails,
        leaf_down=down,
        leaf_up=up,
        planes=draw(st.integers(1, 2)),
        group_by_rail=draw(st.booleans()),
        group_pods=draw(st.none() | st.integers(1, 3)),
        two_tier_pods=draw(st.none() | st.integers(1, 3)),
    )
    return made, ports


def sized(made: Fabric, ports: int, pods: int) -> FabricSize | None:
    try:
        return size_fabric(made, {"box": switch(ports)}, pods)
    except FabricProblem:
        return None


def wired(plane: Tiers) -> Counter[Link]:
    """Links between the switches of a plane, all groups full."""
    links: Counter[Link] = Counter()
    if not plane.spines:
        return links
    each = plane.spines // plane.groups
    in_group = plane.spine_down // plane.leaf_to_spine
    for group, leaf, spine in product(range(plane.groups), range(in_group), range(each)):
        leaf_id, spine_id = group * in_group + leaf, group * each + spine
        links[("leaf", leaf_id), ("spine", spine_id)] += plane.leaf_to_spine
    if plane.cores:
        in_set = plane.spine_up // plane.spine_to_core
        sets = plane.cores // in_set
        for spine, core in product(range(plane.spines), range(in_set)):
            core_id = spine % each % sets * in_set + core
            links[("spine", spine), ("core", core_id)] += plane.spine_to_core
    return links


@given(designs(), st.integers(1, 12))
def test_ports_are_never_exceeded(design: tuple[Fabric, int], pods: int) -> None:
    made, ports = design
    size = sized(made, ports, pods)
    assume(size is not None)
    assert size is not None
    used: Counter[tuple[str, int]] = Counter()
    for (lower, upper), count in wired(size.plane).items():
        used[lower] += count
        used[upper] += count
    for (tier, _), count in used.items():
        assert count <= (made.leaf_up if tier == "leaf" else ports)


@given(designs(), st.integers(1, 12))
def test_uplinks_are_even_and_all_used(design: tuple[Fabric, int], pods: int) -> None:
    made, ports = design
    size = sized(made, ports, pods)
    assume(size is not None and size.plane.spines > 0)
    assert size is not None
    links = wired(size.plane)
    up = Counter({end: 0 for link in links for end in link})
    for (lower, _), count in links.items():
        up[lower] += count
    assert {up[end] for end in up if end[0] == "leaf"} == {made.leaf_up}
    assert {up[end] for end in up if end[0] == "spine"} == {size.plane.spine_up}
    assert len({count for (lower, _), count in links.items() if lower[0] == "leaf"}) == 1
    assert len({count for (lower, _), count in links.items() if lower[0] == "spine"}) <= 1


@given(designs(), st.integers(1, 12))
def test_every_switch_reaches_every_other(design: tuple[Fabric, int], pods: int) -> None:
    made, ports = design
    size = sized(made, ports, pods)
    assume(size is not None and size.plane.spines > 0)
    assert size is not None
    neighbours: dict[tuple[str, int], set[tuple[str, int]]] = {}
    for lower, upper in wired(size.plane):
        neighbours.setdefault(lower, set()).add(upper)
        neighbours.setdefault(upper, set()).add(lower)
    plane = size.plane
    assert Counter(tier for tier, _ in neighbours)["spine"] == plane.spines
    assert Counter(tier for tier, _ in neighbours)["core"] == plane.cores
    reached, edge = {("leaf", 0)}, {("leaf", 0)}
    while edge:
        edge = {far for near in edge for far in neighbours[near]} - reached
        reached |= edge
    assert reached == set(neighbours)


@given(designs(), st.integers(1, 12))
def test_full_bisection_where_leaves_are_not_oversubscribed(
    design: tuple[Fabric, int], pods: int
) -> None:
    """What leaves may send up, spines and cores take; above the leaves nothing is thinner."""
    made, ports = design
    size = sized(made, ports, pods)
    assume(size is not None and size.plane.spines > 0)
    assert size is not None
    plane = size.plane
    assert plane.spines * plane.spine_down >= plane.leaves * made.leaf_up
    assert plane.spine_up == 0 or plane.spine_up >= plane.spine_down
    assert plane.cores * plane.core_down == plane.spines * plane.spine_up
    if made.oversubscription <= 1:
        assert size.links.leaf_spine >= size.planes * size.endpoints


@given(designs(), st.integers(1, 11))
def test_more_pods_never_take_fewer_switches(design: tuple[Fabric, int], pods: int) -> None:
    """Of a fabric that is left to choose its tiers and groups. Cores alone may get fewer: more
    spines have fewer uplinks each, which may divide better.
    """
    made, ports = design
    free = made.model_copy(update={"two_tier_pods": None, "group_pods": None})
    less, more = sized(free, ports, pods), sized(free, ports, pods + 1)
    assume(more is not None)
    assert less is not None
    assert more is not None
    assert more.endpoints > less.endpoints
    assert more.leaves > less.leaves
    assert more.spines >= less.spines
    assert more.switches["box"] > less.switches["box"]
    if more.plane.leaf_to_spine == less.plane.leaf_to_spine:
        assert more.cores >= less.cores


@given(designs(), st.integers(1, 12))
def test_no_fewer_spines_would_do(design: tuple[Fabric, int], pods: int) -> None:
    made, ports = design
    size = sized(made, ports, pods)
    assume(size is not None and size.plane.spines > 0)
    assert size is not None
    plane = size.plane
    each = plane.spines // plane.groups
    in_group = plane.spine_down // plane.leaf_to_spine
    room = ports // 2 if plane.cores else ports
    for fewer in range(1, each):
        even = made.leaf_up % fewer == 0
        assert not (even and in_group * made.leaf_up // fewer <= room)


@pytest.mark.parametrize("planes", [2, 8])
def test_planes_are_equal_fabrics(planes: int) -> None:
    figures = {"endpoints": 32, "leaf_down": 8, "leaf_up": 8}
    one, several = (
        size_fabric(fabric(planes=count, **figures), {"box": switch(16)}, 2)
        for count in (1, planes)
    )
    assert several.plane == one.plane
    assert several.endpoints == one.endpoints
    assert several.links.total == planes * one.links.total
    assert several.switches["box"] == planes * one.switches["box"]
