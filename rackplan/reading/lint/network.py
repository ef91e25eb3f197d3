"""Doubts about the network: fabrics that cannot be built, pods without room for them, cables."""

from __future__ import annotations

from collections.abc import Iterator

from rackplan.model.catalog import AnyProduct, Cable, Catalog, Fabric, RackType
from rackplan.physics.fabric import FabricProblem, size_fabric
from rackplan.reading.lint.remark import Remark, kw

__all__ = ["check_cable", "check_fabric", "check_pod", "check_support"]

_PASSIVE_KW = 0.001
_OPTIC_KW = 0.04


def check_fabric(item: AnyProduct, catalog: Catalog) -> Iterator[Remark]:
    """The switches of a fabric can make it, up to the pods that it is described for."""
    if not isinstance(item, Fabric):
        return
    for pods in sorted({1, item.most_pods or 1}):
        try:
            size_fabric(item, catalog.switches, pods)
        except FabricProblem as problem:
            yield Remark("leaf_up", problem.message)
            return


def check_pod(item: AnyProduct, catalog: Catalog) -> Iterator[Remark]:
    """A pod has the ports that its fabric is made for, and the network racks that it takes."""
    if not isinstance(item, Fabric):
        return
    for name in item.serves:
        rack = catalog.racks.get(name)
        if rack is not None and rack.pod is not None:
            yield from _pod(item, rack, catalog)


def check_support(item: AnyProduct, catalog: Catalog) -> Iterator[Remark]:
    """What goes with a pod is no compute rack, and needs no support of its own."""
    if not isinstance(item, RackType) or item.pod is None:
        return
    for name in item.pod.support:
        rack = catalog.racks.get(name)
        if rack is not None and (rack.role == "compute" or rack.pod is not None):
            what = "is a compute rack" if rack.role == "compute" else "has a pod of its own"
            said = f"{name} {what}: support is what compute racks need beside them"
            yield Remark(f"pod.support.{name}", said)


def check_cable(item: AnyProduct, _catalog: Catalog) -> Iterator[Remark]:
    """The shortest cable is no longer than the longest; passive copper draws next to nothing."""
    if not isinstance(item, Cable):
        return
    if item.reach_low is not None and item.reach_low > item.reach_high:
        yield Remark("reach_low", "the shortest that is sold is longer than the longest that works")
    if item.power_per_end is not None:
        most = _PASSIVE_KW if item.medium == "dac" else _OPTIC_KW
        draw = kw(item.power_per_end)
        if draw > most:
            said = f"{draw * 1e3:.3g} W an end; up to {most * 1e3:g} W is usual of {item.medium}"
            yield Remark("power_per_end", said)


def _pod(fabric: Fabric, rack: RackType, catalog: Catalog) -> Iterator[Remark]:
    assert rack.pod is not None, "looked at before"
    each = sum(port.count for port in rack.ports if port.use == "scale-out")
    ports = each * rack.pod.racks
    if each and ports != fabric.endpoints:
        said = (
            f"{ports:,} scale-out ports of a pod of {rack.id}, and {fabric.endpoints:,} endpoints"
        )
        yield Remark("endpoints", said)
    try:
        needed = size_fabric(fabric, catalog.switches, 1).racks
    except FabricProblem:
        return
    has = rack.pod.support.get(fabric.network_rack or "", 0)
    if fabric.network_rack is not None and needed is not None and has < needed:
        said = f"takes {needed} {fabric.network_rack} for a pod, and one of {rack.id} has {has}"
        yield Remark("network_rack", said)
