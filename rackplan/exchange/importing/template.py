"""The site that an import is like: its halls, power, cooling and rows, as its owner gave them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from rackplan.exchange.importing.position_names import Key, Spot, key_of, spots_of
from rackplan.model.demand import SHARES
from rackplan.model.site import Site

__all__ = ["TAKEN", "Template"]

TAKEN = ("place", "tariff", "policy", "halls", "power", "cooling", "climate", "rows", "templates")
"""Parts of a site that say what it is, and not what is asked of it."""


@dataclass(frozen=True)
class Template:
    """A site whose halls, power and cooling are taken.

    Attributes
    ----------
    name : str
        As the user named it.
    """

    name: str
    site: Site

    def part(self, key: str) -> Any:
        """A part of the site as it is written; None where there is none.

        Shares of vendors, fabs and builders are of what was asked there, and no part of a policy
        that is taken.
        """
        document = self.site.inputs.documents["site"]
        assert isinstance(document, Mapping)
        part = document.get(key)
        if key == "policy" and isinstance(part, Mapping):
            part = {name: value for name, value in part.items() if name not in SHARES}
        return part or None

    def find(self, text: str, row: str, hall: str) -> tuple[Spot, ...]:
        """The positions that a name says; those of rows that are not there as they are named.

        Raises
        ------
        ValueError
            For a position that its row has not.
        """
        row = self._row(row)
        halls = (hall, hall.lower().removeprefix("hall "))
        names = (text, f"{row} {text}", *(f"{text}".removeprefix(h) for h in halls if h))
        for name in names:
            spot = self._spots.get(key_of(name))
            if spot is not None:
                return (spot,)
        spots = spots_of(text, row)
        found = [self._spots.get(spot.key) for spot in spots]
        if found and None not in found:
            return tuple(spot for spot in found if spot is not None)
        numbered = [self._numbers.get((key_of(s.row), s.place.lstrip("0"))) for s in spots]
        if numbered and None not in numbered:
            return tuple(spot for spot in numbered if spot is not None)
        known = self._rows.get(key_of(spots[0].row)) if spots else None
        if known is not None:
            positions = self.site.rows[known].positions
            span = f"{positions[0].id} to {positions[-1].id}"
            raise ValueError(f'no position "{spots[0].id}" in {self.name}: row {known} has {span}')
        return spots

    def is_blocked(self, position: str) -> bool:
        """Whether nothing can stand at a position of the template."""
        known = self.site.positions.get(position)
        return known is not None and bool(known.blocked)

    def _row(self, row: str) -> str:
        """The row that a list names, also by its number alone: row 3 is R03."""
        key = key_of(re.sub(r"(?i)^row\s+", "", row))
        if key in self._rows or len(key) != 1 or not key[0].isdigit():
            return row
        numbered = [name for name in self.site.rows if key_of(name)[-1:] == key]
        return numbered[0] if len(numbered) == 1 else row

    def has_row(self, row: str) -> bool:
        """Whether the template has a row of this id."""
        return row in self.site.rows

    @cached_property
    def _spots(self) -> dict[Key, Spot]:
        return {
            key_of(position.id): Spot(row.id, position.id.removeprefix(f"{row.id}-"))
            for row in self.site.rows.values()
            for position in row.positions
        }

    @cached_property
    def _numbers(self) -> dict[tuple[Key, str], Spot | None]:
        """By row and number: people say place 3 of row R1 where the site says R01-P03."""
        found: dict[tuple[Key, str], Spot | None] = {}
        for spot in self._spots.values():
            digits = re.fullmatch(r"[A-Za-z]*?0*([1-9][0-9]*)", spot.place)
            if digits:
                key = (key_of(spot.row), digits[1])
                found[key] = None if key in found else spot
        return found

    @cached_property
    def _rows(self) -> dict[Key, str]:
        return {key_of(row): row for row in self.site.rows}
