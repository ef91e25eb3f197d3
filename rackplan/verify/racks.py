"""Racks that stand on the floor, and their figures as arrays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from rackplan.model.catalog import RackType
from rackplan.model.plan import Placement, Plan, racks_of_width
from rackplan.model.site import Row, Site
from rackplan.model.verdict import Contributor
from rackplan.units import Dimension, Quantity
from rackplan.verify.columns import column

__all__ = ["Racks", "Standing", "grouped", "racks_of"]


@dataclass(frozen=True, slots=True)
class Standing:
    """A placed rack whose type and position exist.

    Attributes
    ----------
    index : int
        0-based place of its first position in the row.
    span : int
        Adjacent positions that its width needs.
    """

    placement: Placement
    type: RackType
    row: Row
    index: int
    span: int

    @property
    def position(self) -> str:
        """Id of its first position."""
        return self.placement.position

    @property
    def name(self) -> str:
        """What a person calls it: ``R03-P01 gb300-nvl72``."""
        return f"{self.placement.position} {self.placement.rack}"


@dataclass(frozen=True)
class Racks:
    """Some of the racks, in the order of the plan."""

    members: tuple[Standing, ...]

    def __iter__(self) -> Iterator[Standing]:
        return iter(self.members)

    def __len__(self) -> int:
        return len(self.members)

    def those(self, keep: Callable[[Standing], bool]) -> Racks:
        """The racks of which something holds."""
        return Racks(tuple(rack for rack in self.members if keep(rack)))

    def serving(self, workload: str) -> Racks:
        """The racks that serve a workload."""
        return self.those(lambda rack: rack.placement.workload == workload)

    @property
    def where(self) -> list[str]:
        """Position of each rack."""
        return [rack.position for rack in self.members]

    def subject(self, entry: int) -> str:
        """A rack as the subject of a sentence."""
        return f"Rack {self.members[entry].name}"

    def itself(self, entry: int, value: float) -> tuple[Contributor, ...]:
        """A rack as the one contributor to its own limit."""
        return (Contributor(self.members[entry].name, value),)

    def shares(self, loads: Quantity) -> tuple[Contributor, ...]:
        """Each rack with its part of a load on all of them [unit of `loads`]."""
        named = zip(self.members, loads.magnitude.tolist(), strict=True)
        return tuple(Contributor(rack.name, load) for rack, load in named)

    def shares_by_type(self, loads: Quantity) -> tuple[Contributor, ...]:
        """Each rack type with its part of a load on all racks [unit of `loads`]."""
        parts: Counter[str] = Counter()
        for rack, load in zip(self.members, loads.magnitude.tolist(), strict=True):
            parts[rack.type.id] += load
        return tuple(Contributor(kind, load) for kind, load in parts.items())

    def by_type(self, read: Callable[[RackType], Quantity], dimension: Dimension) -> Quantity:
        """A figure of each rack's type, read once a type [canonical unit]."""
        return self._per(lambda rack: rack.type.id, lambda rack: read(rack.type), dimension)

    def by_row(self, read: Callable[[Row], Quantity], dimension: Dimension) -> Quantity:
        """A figure of each rack's row, read once a row [canonical unit]."""
        return self._per(lambda rack: rack.row.id, lambda rack: read(rack.row), dimension)

    def by_loop(self, read: Callable[[str, RackType], Quantity], dimension: Dimension) -> Quantity:
        """A figure of each rack's type on its loop, read once a pair [canonical unit]."""
        return self._per(
            lambda rack: (rack.placement.loop, rack.type.id),
            lambda rack: read(str(rack.placement.loop), rack.type),
            dimension,
        )

    def _per(
        self,
        key: Callable[[Standing], Hashable],
        read: Callable[[Standing], Quantity],
        dimension: Dimension,
    ) -> Quantity:
        keys = [key(rack) for rack in self.members]
        samples = dict(zip(keys, self.members, strict=True))
        slot = {name: number for number, name in enumerate(samples)}
        figures = column((read(rack) for rack in samples.values()), dimension)
        spread: Quantity = figures[np.array([slot[name] for name in keys], dtype=np.intp)]
        return spread


def grouped(racks: Iterable[Standing], key: Callable[[Standing], str]) -> Mapping[str, Racks]:
    """Racks by the name of what they share."""
    members: dict[str, list[Standing]] = {}
    for rack in racks:
        members.setdefault(key(rack), []).append(rack)
    return {name: Racks(tuple(group)) for name, group in members.items()}


def racks_of(site: Site, plan: Plan) -> Racks:
    """The racks of a plan that stand somewhere: known type, known position.

    The others have no row, feed or floor that a rule could look at; `space.position` and
    `demand.racks` refute them.
    """
    types = site.catalog.racks
    spans: dict[tuple[str, str], int] = {}
    standing = []
    for placement in plan.placements:
        position = site.positions.get(placement.position)
        if position is None or placement.rack not in types:
            continue
        row, kind = site.rows[position.row], types[placement.rack]
        if (key := (row.id, kind.id)) not in spans:
            spans[key] = racks_of_width(kind.width, row)
        standing.append(Standing(placement, kind, row, position.index, spans[key]))
    return Racks(tuple(standing))
