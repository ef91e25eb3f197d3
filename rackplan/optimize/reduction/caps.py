"""A limit on what racks bring to a place, as data: for the rows of several cooling rules."""

from __future__ import annotations

from dataclasses import dataclass

from rackplan.model.verdict import Failure
from rackplan.optimize.row import Ints

__all__ = ["Cap", "Stand"]

Stand = tuple[int, tuple[int, ...]]
"""A type, and rows: whether racks of the type stand on any of them."""


@dataclass(frozen=True, slots=True)
class Cap:
    """``sum(load x) <= limit``, always or while racks of one type stand somewhere.

    Attributes
    ----------
    where : str
        Id of the loop, zone, plant or row.
    each : int64[t, k]
        What a rack of type t in row k of `rows` brings [integer unit].
    limit : int
        What may be brought.
    beyond : int
        What racks could bring if nothing forbade it.
    stand : Stand or None
        Where racks have to stand for the limit to hold; None for always.
    base : int
        What is brought apart from racks; already taken off `limit`.
    failure : Failure or None
    rows : tuple of int or None
        Rows whose racks bring anything; None for every row of the site.
    """

    where: str
    each: Ints
    limit: int
    beyond: int
    stand: Stand | None = None
    base: int = 0
    failure: Failure | None = None
    rows: tuple[int, ...] | None = None

    def at(self, row: int) -> Ints:
        """What a rack of each type in a row of the site brings [t]."""
        k = row if self.rows is None else self.rows.index(row)
        found: Ints = self.each[:, k]
        return found

    @property
    def bites(self) -> bool:
        """Whether any racks at all could break it."""
        return self.beyond > self.limit
