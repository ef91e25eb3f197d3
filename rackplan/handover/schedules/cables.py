"""Cables of the fabrics: how many, about how long, and of which kind.

Leaves and spines of a pod are taken to stand in its network racks, each rack's cables spread evenly
over them. Which switch stands in which of these racks is no part of a plan, so cables between
leaves and spines all count with the longest run between two of them. Whether the ports at both ends
take a cable is not looked at, and prices are no part of the bill of materials.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from rackplan.handover.places import RackPlace, run_length
from rackplan.handover.schedules.fabrics import Served
from rackplan.handover.schedules.pods import Pod
from rackplan.handover.table import Cell, Column, Schedule
from rackplan.model.catalog import Cable, Fabric
from rackplan.physics.cabling import cable_price, pick_cable
from rackplan.physics.fabric import FabricProblem, size_fabric
from rackplan.units import LENGTH, MONEY, Quantity, magnitude, of

__all__ = ["CABLES", "cable_schedule"]

CABLES = Schedule(
    id="cables",
    title="Cables",
    about="An estimate of each pod's cables: runs along and across the aisles, and over the racks.",
    columns=(
        Column("rack", "rack type", "What the pods are of."),
        Column("fabric", "fabric", "The template: an id of the catalog."),
        Column("tier", "between", "Racks and leaves, or leaves and spines."),
        Column("cable", "cable", "The cheapest that reaches; empty where none does."),
        Column("medium", "medium", "Copper, active optical or fibre; empty where none reaches."),
        Column("speed", "speed", "Of a cable.", "count", "Gb/s"),
        Column("count", "cables", "How many.", "count", total=True),
        Column("shortest", "shortest", "Of these runs.", "figure", "m"),
        Column("longest", "longest", "Of these runs.", "figure", "m"),
        Column("total", "together", "Of these runs.", "figure", "m", total=True),
        Column(
            "price", "price", "With both ends; empty where not stated.", "money", "USD", total=True
        ),
    ),
)
"""The table without rows."""

_TO_LEAF, _TO_SPINE = "rack to leaf", "leaf to spine"


@dataclass(frozen=True, slots=True)
class _Run:
    """So many cables of one length."""

    tier: str
    count: int
    length: Quantity


def cable_schedule(served: tuple[Served, ...]) -> Schedule:
    """A line per rack type, tier and cable."""
    return CABLES.filled([row for each in served for row in _rows(each)])


def _rows(served: Served) -> Iterator[tuple[Cell, ...]]:
    if served.fabric is None:
        return
    speed = served.fabric.link_speed_gbps * served.fabric.links_per_cable
    cables = served.catalog.of(Cable).values()
    groups: dict[tuple[str, str], list[_Run]] = {}
    picked: dict[str, Cable] = {}
    for run in _runs(served, served.fabric):
        cable = pick_cable(cables, speed, run.length)
        name = "" if cable is None else cable.id
        if cable is not None:
            picked[name] = cable
        groups.setdefault((run.tier, name), []).append(run)
    for (tier, name), runs in sorted(groups.items(), reverse=True):
        cable = picked.get(name)
        head = (served.kind.id, served.fabric.id, tier, name, _medium(cable), speed)
        yield (*head, *_sums(runs), _price(cable, runs))


_MEDIA = {
    "dac": "passive copper (DAC)",
    "aec": "active copper (AEC)",
    "aoc": "active optical (AOC)",
    "multi-mode": "multi-mode fibre",
    "single-mode": "single-mode fibre",
}


def _medium(cable: Cable | None) -> str:
    return "" if cable is None else _MEDIA[cable.medium]


def _sums(runs: list[_Run]) -> tuple[Cell, ...]:
    lengths = [magnitude(run.length, LENGTH) for run in runs]
    together = sum(run.count * length for run, length in zip(runs, lengths, strict=True))
    return sum(run.count for run in runs), min(lengths), max(lengths), together


def _price(cable: Cable | None, runs: list[_Run]) -> float | None:
    if cable is None:
        return None
    prices = [cable_price(cable, run.length) for run in runs]
    if any(price is None for price in prices):
        return None
    paired = zip(runs, prices, strict=True)
    return sum(run.count * magnitude(price, MONEY) for run, price in paired if price is not None)


def _runs(served: Served, fabric: Fabric) -> Iterator[_Run]:
    assert served.kind.pod is not None, "only a rack type with pods is served"
    links = fabric.planes * fabric.endpoints / served.kind.pod.racks
    each = ceil(links / fabric.links_per_cable)
    for pod in served.pods:
        yield from _to_leaves(pod, each)
        yield from _to_spines(pod, fabric, served)


def _to_leaves(pod: Pod, each: int) -> Iterator[_Run]:
    """Cables of every rack, spread over the network racks of its pod."""
    for member in pod.members:
        for number, network in enumerate(pod.network):
            count = each // len(pod.network) + (number < each % len(pod.network))
            length = run_length(member, network)
            if count and length is not None:
                yield _Run(_TO_LEAF, count, length)


def _to_spines(pod: Pod, fabric: Fabric, served: Served) -> Iterator[_Run]:
    try:
        count = size_fabric(fabric, served.catalog.switches, 1).cables.leaf_spine
    except FabricProblem:
        return
    if count and pod.network:
        yield _Run(_TO_SPINE, count, _longest(pod.network))


def _longest(racks: tuple[RackPlace, ...]) -> Quantity:
    runs = [run_length(one, far) for one in racks for far in racks]
    return of(max(magnitude(run, LENGTH) for run in runs if run is not None), LENGTH)
