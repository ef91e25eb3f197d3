"""What the reduction of cooling needs to know of a site, beside its physics."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from rackplan.model.catalog import RackType
from rackplan.model.site import Row, Site
from rackplan.model.verdict import Failure
from rackplan.optimize.reduction.gauge import Floats
from rackplan.optimize.row import Ints
from rackplan.optimize.segments import Segment

__all__ = ["Layout"]


@dataclass(frozen=True)
class Layout:
    """Racks in play, and where they could stand.

    Attributes
    ----------
    racks : sequence of RackType
        By axis t.
    span : int64[t, r]
        Adjacent positions that a rack takes.
    dark : tuple of (Failure, frozenset of str)
        Machines that losses of power leave without a feed.
    """

    site: Site
    racks: Sequence[RackType]
    segments: Sequence[Segment]
    span: Ints
    dark: tuple[tuple[Failure, frozenset[str]], ...]
    _known: dict[Hashable, Floats] = field(default_factory=dict, repr=False, compare=False)

    def once(self, key: Hashable, find: Callable[[], Floats]) -> Floats:
        """What like loops, zones and states share, found for the first of them."""
        if key not in self._known:
            self._known[key] = find()
        return self._known[key]

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The rows of the site, by axis r."""
        return tuple(self.site.rows.values())

    @cached_property
    def rows_of_loop(self) -> dict[str, tuple[int, ...]]:
        """Rows by the loop that they hang on."""
        return _grouped((row.loop for row in self.rows), self.site.loops)

    @cached_property
    def rows_of_zone(self) -> dict[str, tuple[int, ...]]:
        """Rows by their air zone."""
        return _grouped((row.zone for row in self.rows), self.site.zones)

    @cached_property
    def most(self) -> Ints:
        """Racks of type t that row r has room for, int64[t, r]."""
        most = np.zeros_like(self.span)
        for segment in self.segments:
            spans = self.span[:, segment.row].tolist()
            held = [segment.most(n, rack.id) for n, rack in zip(spans, self.racks, strict=True)]
            most[:, segment.row] += np.array(held, dtype=np.int64)
        return most

    def beyond(self, each: Ints, rows: Sequence[int]) -> int:
        """What racks could bring at most, with ``each[t, k]`` a rack of type t in ``rows[k]``."""
        share = (each / self.span[:, rows]).max(axis=0, initial=0.0)
        return int(np.ceil(float(share @ self.lengths[list(rows)])))

    @cached_property
    def lengths(self) -> Ints:
        """Free positions of each row, int64[r]."""
        free = np.zeros(len(self.rows), dtype=np.int64)
        for segment in self.segments:
            free[segment.row] += segment.length
        return free

    def on_rows(self, figures: Ints, rows: Sequence[int]) -> Ints:
        """A figure by type on each of some rows: int64[t, k]."""
        return np.repeat(figures[:, np.newaxis], len(rows), axis=1)


def _grouped(names: Iterable[str | None], known: Iterable[str]) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {name: [] for name in known}
    for r, name in enumerate(names):
        if name is not None:
            found[name].append(r)
    return {name: tuple(rows) for name, rows in found.items()}
