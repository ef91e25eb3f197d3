"""The integer columns of the model: racks on segments, and pods begun.

* ``x[type, segment]``: racks of a type on a segment, a maximal free run of positions in a row;
* ``pods[type, row]``: pods begun in a row, for types that ask for one row;
* ``pods[type, hall]``: pods begun in a hall, for the other types that are networked in pods.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from rackplan.model.site import Site

__all__ = ["Columns", "Segment", "free_segments"]


@dataclass(frozen=True, slots=True)
class Segment:
    """A maximal free run of positions.

    Attributes
    ----------
    row : int
        Index of its row.
    start, length : int
        First position and number of positions.
    """

    row: int
    start: int
    length: int


def free_segments(site: Site) -> tuple[Segment, ...]:
    """Cut every row at its blocked positions."""
    return tuple(
        segment
        for number, row in enumerate(site.rows.values())
        for segment in _runs(number, [bool(p.blocked) for p in row.positions])
    )


def _runs(row: int, blocked: list[bool]) -> Iterator[Segment]:
    start = 0
    for index, is_blocked in enumerate([*blocked, True]):
        if is_blocked:
            if index > start:
                yield Segment(row, start, index - start)
            start = index + 1


@dataclass(frozen=True)
class Columns:
    """Numbers the columns; x first, then pods by row, then pods by hall."""

    types: int
    segments: int
    row_pods: tuple[tuple[int, int], ...]
    hall_pods: tuple[tuple[int, int], ...]

    @property
    def count(self) -> int:
        """How many columns there are."""
        return self.types * self.segments + len(self.row_pods) + len(self.hall_pods)

    def x(self, rack: int, segment: int) -> int:
        """Column of racks of a type on a segment."""
        return rack * self.segments + segment

    def row_pod(self, rack: int, row: int) -> int:
        """Column of pods of a one-row type begun in a row."""
        return self.types * self.segments + self._row_pod_at[rack, row]

    def hall_pod(self, rack: int, hall: int) -> int:
        """Column of pods of a type begun in a hall."""
        first = self.types * self.segments + len(self.row_pods)
        return first + self._hall_pod_at[rack, hall]

    @cached_property
    def _row_pod_at(self) -> dict[tuple[int, int], int]:
        return {key: index for index, key in enumerate(self.row_pods)}

    @cached_property
    def _hall_pod_at(self) -> dict[tuple[int, int], int]:
        return {key: index for index, key in enumerate(self.hall_pods)}
