"""Rows and positions as the names of lists give them, where no template knows better.

Numbers between the first and the last of a row that no list names are positions too: they stand
between others. Whether a rack can stand there nobody says, so they are blocked until somebody does.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rackplan.exchange.importing.folding import natural
from rackplan.exchange.importing.position_names import Spot, as_id, key_of, spots_of
from rackplan.exchange.importing.standing import Standing

__all__ = ["FreeFloor", "RowPlaces", "rows_of"]

NOT_LISTED = "in no list"
_NUMBERED = re.compile(r"(.*?)([0-9]{1,6})")
_MOST_PLACES = 400


@dataclass
class RowPlaces:
    """A row.

    Attributes
    ----------
    places : list of str
        Its positions in order, without the row in front.
    blocked : dict of str to str
        By position: why nothing can stand there.
    racks : list of Standing
    """

    id: str
    hall: str
    places: list[str] = field(default_factory=list)
    blocked: dict[str, str] = field(default_factory=dict)
    racks: list[Standing] = field(default_factory=list)


class FreeFloor:
    """A floor of which only lists tell: any name of a row and a place is one.

    A row of one name in two halls is two rows, ``H1.A`` and ``H2.A``.
    """

    def __init__(self, named: Iterable[tuple[str, str, str]]) -> None:
        """Look at all names, rows and halls that lists say."""
        halls: dict[tuple[str, ...], dict[str, None]] = {}
        for text, row, hall in named:
            for spot in spots_of(text, row)[:1]:
                if hall:
                    halls.setdefault(key_of(spot.row), {})[as_id(hall)] = None
        self._shared = {row: list(names) for row, names in halls.items() if len(names) > 1}

    def find(self, text: str, row: str, hall: str) -> tuple[Spot, ...]:
        """The places that a name says.

        Raises
        ------
        ValueError
            For a row that stands in several halls, where the list says not in which.
        """
        spots = spots_of(text, row)
        halls = self._shared.get(key_of(spots[0].row)) if spots else None
        if not halls:
            return spots
        if not hall:
            message = f"row {spots[0].row} stands in {' and in '.join(halls)}; say in which"
            raise ValueError(message)
        return tuple(Spot(f"{as_id(hall)}.{spot.row}", spot.place) for spot in spots)


def rows_of(standings: Sequence[Standing]) -> list[RowPlaces]:
    """All rows, by name, with their positions in order."""
    rows: dict[tuple[str, ...], RowPlaces] = {}
    for standing in standings:
        row = rows.setdefault(key_of(standing.spot.row), RowPlaces(standing.spot.row, ""))
        row.hall = row.hall or as_id(standing.texts.get("hall", ""))
        row.places.extend(spot.place for spot in standing.spots)
        if standing.is_rack:
            row.racks.append(standing)
        elif standing.blocked:
            row.blocked |= {spot.place: standing.blocked for spot in standing.spots}
    for row in rows.values():
        row.places = sorted(dict.fromkeys(row.places), key=natural)
        whole = _with_gaps(row.places)
        row.blocked |= dict.fromkeys((p for p in whole if p not in row.places), NOT_LISTED)
        row.places = whole
    return sorted(rows.values(), key=lambda row: natural(row.id))


def _with_gaps(places: list[str]) -> list[str]:
    """Places with the numbers between them; as they are where they count by twos, or not at all."""
    parts = [_NUMBERED.fullmatch(place) for place in places]
    if None in parts or len({part[1] for part in parts if part}) != 1:
        return places
    numbers = [int(part[2]) for part in parts if part]
    steps = {b - a for a, b in itertools.pairwise(numbers)}
    if 1 not in steps or numbers[-1] - numbers[0] >= _MOST_PLACES:
        return places
    front, digits = parts[0][1], len(parts[0][2])  # type: ignore[index]  # none of them is None
    known = dict(zip(numbers, places, strict=True))
    span = range(numbers[0], numbers[-1] + 1)
    return [known.get(n, f"{front}{str(n).zfill(digits)}") for n in span]
