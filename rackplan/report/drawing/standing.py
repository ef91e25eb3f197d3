"""What stands where: racks with the positions that they cover, and runs of neighbours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rackplan.model.plan import Placement, Plan, racks_of_width, stands_already
from rackplan.model.site import Row, Site

__all__ = ["Run", "StandingRack", "pod_runs", "racks_standing", "runs_of_blocked"]


@dataclass(frozen=True, slots=True)
class StandingRack:
    """A rack and its place: the first and the last position that it covers in a row.

    `is_old` is whether it stands there before the plan.
    """

    placement: Placement
    row: Row
    first: int
    last: int
    is_old: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring positions of a row that belong together: a pod, or what is blocked alike."""

    name: str
    row: str
    first: int
    last: int


def racks_standing(site: Site, plan: Plan | None) -> tuple[StandingRack, ...]:
    """All racks of a plan; one at a position that does not exist stands nowhere."""
    spans: dict[tuple[str, str], int] = {}
    standing: list[StandingRack] = []
    for placement in () if plan is None else plan.placements:
        position = site.positions.get(placement.position)
        if position is None:
            continue
        row, key = site.rows[position.row], (placement.rack, position.row)
        if key not in spans:
            spans[key] = racks_of_width(site.catalog.racks[placement.rack].width, row)
        last = min(position.index + spans[key], len(row.positions)) - 1
        is_old = stands_already(site, placement)
        standing.append(StandingRack(placement, row, position.index, last, is_old))
    return tuple(standing)


def pod_runs(rows: Iterable[Row], racks: Iterable[StandingRack]) -> tuple[Run, ...]:
    """The runs of neighbouring positions that each pod takes, row by row."""
    taken = {
        (rack.row.id, index): rack.placement.pod
        for rack in racks
        for index in range(rack.first, rack.last + 1)
    }
    return tuple(
        run
        for row in rows
        for run in _runs(row.id, [taken.get((row.id, p.index)) or "" for p in row.positions])
    )


def runs_of_blocked(row: Row) -> tuple[Run, ...]:
    """The runs of positions of a row that are blocked for one reason."""
    return tuple(_runs(row.id, [position.blocked for position in row.positions]))


def _runs(row: str, names: Sequence[str]) -> Iterator[Run]:
    for name, places in groupby(range(len(names)), key=lambda n: names[n]):
        if name:
            indices = list(places)
            yield Run(name, row, indices[0], indices[-1])
