"""Fabrics: which switches the pods of a rack type take, and in how many network racks.

A plan says how many network racks go with a pod, and not how they are wired. Where the catalog has
a fabric that serves the rack type and stands in racks that go with its pods, its counts are shown:
for each pod alone, as the plan has them, and for all pods joined.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rackplan.handover.schedules.pods import Pod
from rackplan.handover.table import Cell, Column, Schedule
from rackplan.model.catalog import Catalog, Fabric, RackType
from rackplan.model.site import Site
from rackplan.physics.fabric import FabricProblem, FabricSize, size_fabric
from rackplan.reading import read_catalog
from rackplan.units import POWER, magnitude

__all__ = ["FABRICS", "Served", "fabric_schedule", "served_types"]

FABRICS = Schedule(
    id="fabrics",
    title="Fabrics",
    about="An estimate by templates of the catalog, pods counted whole; no part of the plan.",
    columns=(
        Column("rack", "rack type", "What the pods are of."),
        Column("fabric", "fabric", "The template: an id of the catalog."),
        Column("scope", "scope", "Each pod alone, or all pods joined."),
        Column("pods", "pods", "How many.", "count"),
        Column("leaves", "leaves", "Leaf switches of all pods.", "count"),
        Column("spines", "spines", "Spine switches.", "count"),
        Column("cores", "cores", "Core switches.", "count"),
        Column("down", "cables to racks", "From leaves to racks and managers.", "count"),
        Column("up", "cables leaf to spine", "Between switches.", "count"),
        Column("top", "cables spine to core", "Between switches.", "count"),
        Column("needed", "racks needed", "For the switches; empty if not known.", "count"),
        Column("planned", "racks planned", "Network racks of the pods.", "count"),
        Column("power", "power", "Peak of all switches.", "figure", "kW"),
        Column("remark", "remark", "Why there is nothing to reckon, or where it is from."),
    ),
)
"""The table without rows."""

SHIPPED = "template of the shipped catalog"
_ALONE, _JOINED = "each pod alone", "all pods joined"


@dataclass(frozen=True, slots=True)
class Served:
    """A rack type with its pods, and the fabric that serves them.

    Attributes
    ----------
    fabric : Fabric or None
        None where the catalog has none for them.
    catalog : Catalog
        Where its switches and cables are.
    remark : str
        Where it is from, or why there is none.
    """

    kind: RackType
    pods: tuple[Pod, ...]
    fabric: Fabric | None
    catalog: Catalog
    remark: str


def served_types(site: Site, pods: tuple[Pod, ...]) -> tuple[Served, ...]:
    """All rack types that have pods."""
    kinds = {pod.kind.id: pod.kind for pod in pods if pod.kind is not None}
    if not kinds:
        return ()
    own = bool(site.catalog.of(Fabric))
    catalog = site.catalog if own else read_catalog()
    return tuple(
        _served(kind, tuple(p for p in pods if p.kind is kind), catalog, "" if own else SHIPPED)
        for _, kind in sorted(kinds.items())
    )


def fabric_schedule(served: tuple[Served, ...]) -> Schedule:
    """Two lines per rack type: for each pod alone, and for all joined."""
    return FABRICS.filled([row for each in served for row in _rows(each)])


def _served(kind: RackType, pods: tuple[Pod, ...], catalog: Catalog, remark: str) -> Served:
    fitting = [
        fabric
        for _, fabric in sorted(catalog.of(Fabric).items())
        if kind.id in fabric.serves
        and kind.pod is not None
        and fabric.network_rack in kind.pod.support
    ]
    if not fitting:
        remark = "no fabric of the catalog serves these pods out of their network racks"
    return Served(kind, pods, fitting[0] if fitting else None, catalog, remark)


def _rows(served: Served) -> Iterator[tuple[Cell, ...]]:
    count = len(served.pods)
    if served.fabric is None:
        head = (served.kind.id, "", "", count)
        yield (*head, *[None] * 7, _planned(served), None, served.remark)
        return
    for scope, pods, times in ((_ALONE, 1, count), (_JOINED, count, 1)):
        head = (served.kind.id, served.fabric.id, scope, count)
        yield (*head, *_sized(served, served.fabric, pods, times))


def _sized(served: Served, fabric: Fabric, pods: int, times: int) -> tuple[Cell, ...]:
    """So many times a fabric for so many pods."""
    planned = _planned(served)
    try:
        size = size_fabric(fabric, served.catalog.switches, pods)
    except FabricProblem as problem:
        return (*[None] * 7, planned, None, problem.message)
    return (*_counts(size, times), planned, _power(size, times), _remark(served, pods))


def _planned(served: Served) -> int:
    """Network racks that the plan has for these pods."""
    return sum(len(pod.network) for pod in served.pods)


def _counts(size: FabricSize, times: int) -> tuple[Cell, ...]:
    switches = (size.leaves, size.spines, size.cores)
    cables = (size.cables.endpoint_leaf, size.cables.leaf_spine, size.cables.spine_core)
    needed = None if size.racks is None else times * size.racks
    return (*(times * n for n in (*switches, *cables)), needed)


def _power(size: FabricSize, times: int) -> float | None:
    return None if size.power is None else times * magnitude(size.power, POWER)


def _remark(served: Served, pods: int) -> str:
    most = None if served.fabric is None else served.fabric.most_pods
    if most is not None and pods > most:
        return f"its source describes it for up to {most} pods; {served.remark}".rstrip("; ")
    return served.remark
