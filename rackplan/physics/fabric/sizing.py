"""A fabric of the catalog for a number of pods."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from rackplan.model.catalog import Fabric, Switch
from rackplan.model.figures import FrozenDict
from rackplan.physics.fabric.problem import FabricProblem
from rackplan.physics.fabric.racks import network_racks
from rackplan.physics.fabric.tiers import Tiers, three_tiers, two_tiers
from rackplan.units import POWER, Quantity, magnitude, of

__all__ = ["FabricSize", "Links", "size_fabric"]


@dataclass(frozen=True)
class Links:
    """Links, or cables, by the tiers that they join: endpoints and managers with leaves, and up."""

    endpoint_leaf: int
    leaf_spine: int
    spine_core: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.endpoint_leaf + self.leaf_spine + self.spine_core


@dataclass(frozen=True)
class FabricSize:
    """What a fabric takes for a number of pods.

    Attributes
    ----------
    pods : int
    endpoints : int
        Ports of accelerators that it serves; each has a link into every plane.
    planes : int
    plane : Tiers
        The switches of one plane.
    links, cables : Links
        Of all planes; a cable may hold several links.
    switches : mapping of str to int
        How many of each switch, by id.
    racks : int or None
        Network racks; None where a limit or the power of a switch is not known.
    power : Quantity [kW] or None
        Peak power of all switches; None where one of them states none.
    """

    pods: int
    endpoints: int
    planes: int
    plane: Tiers
    links: Links
    cables: Links
    switches: Mapping[str, int]
    racks: int | None
    power: Quantity | None

    @property
    def leaves(self) -> int:
        """Leaf switches of all planes."""
        return self.planes * self.plane.leaves

    @property
    def spines(self) -> int:
        """Spine switches of all planes."""
        return self.planes * self.plane.spines

    @property
    def cores(self) -> int:
        """Core switches of all planes."""
        return self.planes * self.plane.cores


def size_fabric(fabric: Fabric, switches: Mapping[str, Switch], pods: int) -> FabricSize:
    """Switches, links, cables and network racks of a fabric for a number of pods.

    Leaves are those of all pods begun, ``pods * rails * ceil(endpoints / rails / leaf_down)`` a
    plane. Spines and cores are the fewest over which uplinks divide evenly (`tiers`), with two
    tiers as long as every leaf reaches every spine, then with three.

    Parameters
    ----------
    fabric : Fabric
    switches : mapping of str to Switch
        At least those that the fabric names.
    pods : int
        From 1 on; pods are sized whole.

    Returns
    -------
    FabricSize

    Raises
    ------
    FabricProblem
        Where the ports of its switches do not suffice for so many pods, and where one of them
        does not fit into a network rack.

    Notes
    -----
    Only links of endpoints, managers and between switches are counted. Storage, in-band and
    out-of-band networks are fabrics of their own. Source: the tables that `tiers` names.

    Examples
    --------
    Three scalable units of DGX H100, 32 nodes each, one of which gave its place to the managers:

    >>> switch = Switch.model_validate({
    ...     "id": "qm9700", "kind": "switch", "name": "QM9700", "ports": 64,
    ...     "port_speed_gbps": 400, "peak_power": "1.72 kW", "height": "1 U"})
    >>> fabric = Fabric.model_validate({
    ...     "id": "h100", "kind": "fabric", "name": "H100", "leaf": "qm9700", "spine": "qm9700",
    ...     "link_speed_gbps": 400, "endpoints": 256, "rails": 8, "leaf_down": 32, "leaf_up": 32,
    ...     "manager_links": 4, "manager_endpoints": 8})
    >>> size = size_fabric(fabric, {"qm9700": switch}, 3)
    >>> size.endpoints, size.leaves, size.spines, size.cables.endpoint_leaf
    (760, 24, 16, 764)
    """
    if pods < 1:
        raise FabricProblem(fabric.id, f"a fabric is for one pod at least, not for {pods}")
    ports = _ports(fabric, switches)
    plane = _plane(fabric, ports, pods)
    endpoints = pods * fabric.endpoints - fabric.manager_endpoints
    links = _links(fabric, plane, endpoints)
    counts = _counts(fabric, plane)
    return FabricSize(
        pods=pods,
        endpoints=endpoints,
        planes=fabric.planes,
        plane=plane,
        links=links,
        cables=_cables(links, fabric.links_per_cable),
        switches=counts,
        racks=_racks(fabric, counts, switches),
        power=_power(counts, switches),
    )


def _ports(fabric: Fabric, switches: Mapping[str, Switch]) -> tuple[int, int, int]:
    """Links that a leaf, a spine and a core take, with a leaf's looked at."""
    for name in (fabric.leaf, fabric.spine, fabric.core_switch):
        speed = fabric.breakout * fabric.link_speed_gbps
        if switches[name].port_speed_gbps < speed:
            has = switches[name].port_speed_gbps
            what = f"{fabric.breakout} x {fabric.link_speed_gbps} Gb/s"
            raise FabricProblem(fabric.id, f"a port of {name} has {has} Gb/s, not {what}")
    leaf, spine, core = (
        switches[name].ports * fabric.breakout
        for name in (fabric.leaf, fabric.spine, fabric.core_switch)
    )
    wanted = fabric.leaf_down + fabric.leaf_up
    if wanted > leaf:
        raise FabricProblem(fabric.id, f"a leaf has {wanted} links, and {fabric.leaf} takes {leaf}")
    return leaf, spine, core


def _plane(fabric: Fabric, ports: tuple[int, int, int], pods: int) -> Tiers:
    """One plane: two tiers where they reach, else three."""
    _, spine, core = ports
    in_rail = math.ceil(math.ceil(fabric.endpoints / fabric.rails) / fabric.leaf_down)
    leaves = pods * fabric.rails * in_rail
    tiers = None
    if fabric.two_tier_pods is None or pods <= fabric.two_tier_pods:
        tiers = two_tiers(leaves, fabric.leaf_up, spine, fabric.least_spines)
    if tiers is None:
        groups, in_group = _groups(fabric, in_rail, spine, pods)
        tiers = three_tiers(
            leaves,
            groups=groups,
            group_leaves=in_group,
            uplinks=fabric.leaf_up,
            ports=(spine, core),
            least=fabric.least_spines,
        )
    if tiers is None:
        wanted = f"{leaves:,} leaves of {pods:,} pods"
        raise FabricProblem(fabric.id, f"{spine} links of a spine do not suffice for {wanted}")
    return tiers


def _groups(fabric: Fabric, in_rail: int, ports: int, pods: int) -> tuple[int, int]:
    """Groups of leaves that share spines, and the leaves that each is built for.

    A single group is as large as it has to be; of several each is built for its full number of
    pods, as NVIDIA asks: what is added later finds its ports.
    """
    in_pod = in_rail if fabric.group_by_rail else in_rail * fabric.rails
    most = fabric.group_pods or max(ports // 2 // in_pod, 1)
    groups = math.ceil(pods / most)
    in_group = in_pod * (pods if groups == 1 else most)
    return groups * (fabric.rails if fabric.group_by_rail else 1), in_group


def _links(fabric: Fabric, plane: Tiers, endpoints: int) -> Links:
    """Links of all planes; every uplink of a leaf is cabled, also of one that is not full."""
    uplinks = plane.leaves * fabric.leaf_up if plane.spines else 0
    return Links(
        endpoint_leaf=fabric.planes * (endpoints + fabric.manager_links),
        leaf_spine=fabric.planes * uplinks,
        spine_core=fabric.planes * plane.spines * plane.spine_up,
    )


def _cables(links: Links, each: int) -> Links:
    return Links(
        math.ceil(links.endpoint_leaf / each),
        math.ceil(links.leaf_spine / each),
        math.ceil(links.spine_core / each),
    )


def _counts(fabric: Fabric, plane: Tiers) -> FrozenDict[str, int]:
    counts: dict[str, int] = {}
    tiers = (
        (fabric.leaf, plane.leaves),
        (fabric.spine, plane.spines),
        (fabric.core_switch, plane.cores),
    )
    for name, count in tiers:
        if count:
            counts[name] = counts.get(name, 0) + fabric.planes * count
    return FrozenDict(counts)


def _racks(fabric: Fabric, counts: Mapping[str, int], switches: Mapping[str, Switch]) -> int | None:
    try:
        return network_racks(counts, switches, fabric.rack_height, fabric.rack_power)
    except ValueError as problem:
        raise FabricProblem(fabric.id, str(problem)) from problem


def _power(counts: Mapping[str, int], switches: Mapping[str, Switch]) -> Quantity | None:
    total_kw = 0.0
    for name, count in counts.items():
        power = switches[name].peak_power
        if power is None:
            return None
        total_kw += count * magnitude(power, POWER)
    return of(total_kw, POWER)
