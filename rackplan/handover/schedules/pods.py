"""Pods: the racks that are networked together, and the ports that they bring."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from rackplan.handover.places import RackPlace, run_length
from rackplan.handover.table import Cell, Column, Formula, Schedule, count_where
from rackplan.model.catalog import RackType
from rackplan.model.plan import Plan
from rackplan.model.site import Site
from rackplan.units import LENGTH, magnitude

__all__ = ["PODS", "PORTS", "Pod", "pod_schedule", "pods_of", "port_schedule"]

PODS = Schedule(
    id="pods",
    title="Pods",
    about="Every pod, and an estimate of the longest run from a rack to its network racks.",
    columns=(
        Column("pod", "pod", "Its name in the plan."),
        Column("rack", "rack type", "What it is a pod of."),
        Column("hall", "hall", "Where it stands."),
        Column("rows", "rows", "Where it stands."),
        Column("compute", "racks", "Of the type that it is a pod of.", "count", total=True),
        Column("network", "network racks", "That go with it.", "count", total=True),
        Column(
            "others", "other racks", "That go with it: storage, management.", "count", total=True
        ),
        Column("run", "longest run", "Estimate, without trays and patch panels.", "figure", "m"),
    ),
)
"""The table of pods without rows."""

PORTS = Schedule(
    id="ports",
    title="Ports",
    about="The network ports that racks bring, by type, use and speed.",
    columns=(
        Column("rack", "rack type", "The product: an id of the catalog."),
        Column("use", "use", "Scale-out, front-end, storage or management."),
        Column("speed", "speed", "Of a port.", "count", "Gb/s"),
        Column("each", "in a rack", "How many.", "count"),
        Column("racks", "racks", "How many.", "count"),
        Column("ports", "ports", "Of all racks.", "count", total=True),
    ),
)
"""The table of ports without rows."""


@dataclass(frozen=True, slots=True)
class Pod:
    """Racks of one pod.

    Attributes
    ----------
    kind : RackType or None
        What it is a pod of; None where nothing in it has pods.
    members, network, others : tuple of RackPlace
        Racks of that kind, network racks, and what else goes with them.
    """

    name: str
    kind: RackType | None
    members: tuple[RackPlace, ...]
    network: tuple[RackPlace, ...]
    others: tuple[RackPlace, ...]

    @property
    def racks(self) -> tuple[RackPlace, ...]:
        """All of them."""
        return (*self.members, *self.network, *self.others)

    @property
    def longest_run_m(self) -> float | None:
        """The longest run from a member to a network rack, as an estimate [m]."""
        runs = [run_length(one, far) for one in self.members for far in self.network]
        known = [magnitude(run, LENGTH) for run in runs if run is not None]
        return max(known, default=None)


def pods_of(places: Iterable[RackPlace]) -> tuple[Pod, ...]:
    """All pods, in the order of the plan."""
    groups: dict[str, list[RackPlace]] = {}
    for place in places:
        if place.placement.pod:
            groups.setdefault(place.placement.pod, []).append(place)
    return tuple(_pod(name, group) for name, group in groups.items())


def pod_schedule(pods: tuple[Pod, ...]) -> Schedule:
    """A line per pod."""
    return PODS.filled([_pod_row(pod) for pod in pods])


def port_schedule(site: Site, plan: Plan) -> Schedule:
    """A line per rack type, use and speed."""
    counts = plan.counts()
    rows: list[tuple[Cell, ...]] = []
    for name in sorted(counts):
        for port in site.catalog.racks[name].ports:
            racks = Formula(count_where("racks:rack", "rack"), counts[name])
            ports = Formula("[each]*[racks]", port.count * counts[name])
            rows.append((name, port.use, port.speed_gbps, port.count, racks, ports))
    return PORTS.filled(rows)


def _pod(name: str, racks: list[RackPlace]) -> Pod:
    kinds = Counter(place.kind.id for place in racks if place.kind.pod is not None)
    leading = kinds.most_common(1)[0][0] if kinds else ""
    members = tuple(place for place in racks if place.kind.id == leading)
    rest = [place for place in racks if place.kind.id != leading]
    return Pod(
        name=name,
        kind=members[0].kind if members else None,
        members=members,
        network=tuple(place for place in rest if place.kind.role == "network"),
        others=tuple(place for place in rest if place.kind.role != "network"),
    )


def _pod_row(pod: Pod) -> tuple[Cell, ...]:
    return (
        pod.name,
        "" if pod.kind is None else pod.kind.id,
        " ".join(dict.fromkeys(place.row.hall for place in pod.racks)),
        " ".join(dict.fromkeys(place.row.id for place in pod.racks)),
        len(pod.members),
        len(pod.network),
        len(pod.others),
        pod.longest_run_m,
    )
