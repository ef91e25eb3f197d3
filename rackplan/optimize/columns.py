"""The integer columns of the model: racks on segments, and pods begun.

* ``x[type, segment]``: racks of a type on a segment (`segments`), mostly a run of free positions;
* ``pods[type, row]``: pods begun in a row, for types that ask for one row;
* ``pods[type, hall]``: pods begun in a hall, for the other types that are networked in pods.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

__all__ = ["Columns"]


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
