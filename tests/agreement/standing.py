"""Floors that are not empty, drawn by a seed: racks in place, pins, reserved, forbidden places."""

from __future__ import annotations

import math
import random
import re
from typing import Any

__all__ = ["furnish"]

Document = dict[str, Any]

_SHARE = 0.3
"""Of drawn halls that have something standing or spoken for."""


def furnish(seed: int, site: Document, racks: dict[str, Document]) -> None:
    """Give some of the halls a floor that is not empty; the others stay as they are."""
    rng = random.Random(f"standing {seed}")
    if rng.random() >= _SHARE:
        return
    floor = _Floor(rng, site["rows"], racks)
    types = [name for name, rack in racks.items() if rack["kind"] == "rack"]
    asked = [t for t in types if t in site["demand"]["racks"] or racks[t]["role"] != "compute"]
    site["placed"] = _some(rng, 2, lambda: floor.stand(rng.choice(types)))
    site["pins"] = _some(rng, 1, lambda: floor.stand(rng.choice(asked)))
    site["reserved"] = {
        place: _reservation(rng, types) for place in _chosen(rng, floor.places, 0.12)
    }
    site["forbidden"] = {
        place: rng.sample(types, rng.randint(1, 2))
        for place in (*_chosen(rng, floor.places, 0.1), *_chosen(rng, floor.rows, 0.15))
    }


class _Floor:
    """Positions by row, and those that are taken."""

    def __init__(
        self, rng: random.Random, rows: list[Document], racks: dict[str, Document]
    ) -> None:
        self.rng = rng
        self.racks = racks
        self.rows = {row["id"]: row for row in rows}
        self.places = [p for row in rows for p in self._of(row)]
        self.taken = {p for row in rows for p in row["blocked"]}

    def stand(self, rack: str) -> tuple[str, str] | None:
        """A free place for a rack, which is taken then; None where the choice is a bad one."""
        row = self.rng.choice(list(self.rows.values()))
        width = _millimetres(self.racks[rack]["width"]) / _millimetres(row["position_width"])
        places = self._of(row)
        start = self.rng.randrange(len(places))
        covered = places[start : start + math.ceil(width)]
        if len(covered) < math.ceil(width) or self.taken & set(covered):
            return None
        self.taken |= set(covered)
        return covered[0], rack

    def _of(self, row: Document) -> list[str]:
        count = int(re.search(r"-(\d+)\]", row["positions"])[1])
        return [f"{row['id']}-P{n}" for n in range(1, count + 1)]


def _some(rng: random.Random, most: int, draw: Any) -> dict[str, str]:
    drawn = (draw() for _ in range(rng.randint(0, most)))
    return dict(found for found in drawn if found is not None)


def _chosen(rng: random.Random, names: Any, share: float) -> list[str]:
    return [name for name in names if rng.random() < share]


def _reservation(rng: random.Random, types: list[str]) -> Document:
    date, kept = (
        rng.choice(("2027-01-01", "2026-01-01", None)),
        rng.choice((None, rng.choice(types))),
    )
    said: Document = {} if date is None else {"until": date}
    return said | ({} if kept is None and said else {"for": [kept or types[0]]})


def _millimetres(text: str) -> float:
    return float(text.removesuffix(" mm"))
