"""The integer columns of the model: racks on segments, and pods begun.

* ``x[type, segment]``: racks of a type on a segment (`segments`), mostly a run of free positions;
* ``pods[type, row]``: pods begun in a row, for types that ask for one row;
* ``pods[type, hall]``: pods begun in a hall, for the other types that are networked in pods;
* ``stands[type, rows]``: 1 where racks of a type stand on some of the rows, for limits that hold
  only then;
* ``offers[offer]``: 1 where equipment that is not there yet is bought;
* ``serving[type, workload]``: racks of a type that serve a workload which they can run;
* ``orders[kind, place]``: orders of a kind that a row, line or hall fills (`orders`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

__all__ = ["Columns"]


@dataclass(frozen=True)
class Columns:
    """Numbers the columns: x, pods by row and by hall, stands, offers, serving, then orders."""

    types: int
    segments: int
    row_pods: tuple[tuple[int, int], ...]
    hall_pods: tuple[tuple[int, int], ...]
    stands: tuple[tuple[int, tuple[int, ...]], ...] = ()
    offers: tuple[str, ...] = ()
    serving: tuple[tuple[int, str], ...] = ()
    orders: tuple[tuple[int, str], ...] = ()

    @property
    def count(self) -> int:
        """How many columns there are."""
        return self._first_order + len(self.orders)

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

    def stand(self, place: tuple[int, tuple[int, ...]]) -> int:
        """Column of whether racks of a type stand on some rows."""
        return self._first_stand + self._stand_at[place]

    def offer(self, name: str) -> int:
        """Column of whether an offer is bought."""
        return self._first_offer + self.offers.index(name)

    def serve(self, rack: int, workload: str) -> int:
        """Column of racks of a type that serve a workload."""
        return self._first_serving + self._serving_at[rack, workload]

    def order(self, kind: int, place: str) -> int:
        """Column of orders of a kind that a row, line or hall fills."""
        return self._first_order + self._order_at[kind, place]

    @property
    def _first_order(self) -> int:
        return self._first_serving + len(self.serving)

    @property
    def _first_serving(self) -> int:
        return self._first_offer + len(self.offers)

    @property
    def _first_offer(self) -> int:
        return self._first_stand + len(self.stands)

    @property
    def _first_stand(self) -> int:
        return self.types * self.segments + len(self.row_pods) + len(self.hall_pods)

    @cached_property
    def _stand_at(self) -> dict[tuple[int, tuple[int, ...]], int]:
        return {place: index for index, place in enumerate(self.stands)}

    @cached_property
    def _row_pod_at(self) -> dict[tuple[int, int], int]:
        return {key: index for index, key in enumerate(self.row_pods)}

    @cached_property
    def _hall_pod_at(self) -> dict[tuple[int, int], int]:
        return {key: index for index, key in enumerate(self.hall_pods)}

    @cached_property
    def _serving_at(self) -> dict[tuple[int, str], int]:
        return {key: index for index, key in enumerate(self.serving)}

    @cached_property
    def _order_at(self) -> dict[tuple[int, str], int]:
        return {key: index for index, key in enumerate(self.orders)}
