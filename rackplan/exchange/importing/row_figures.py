"""Figures of a row that lists say of its racks: the tap, and the pitch of positions."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from rackplan.exchange.importing.layout import RowPlaces
from rackplan.exchange.importing.notes import Notes
from rackplan.exchange.importing.standing import Standing
from rackplan.handover.table import figure_text
from rackplan.units import CURRENT, FRACTION, LENGTH, VOLTAGE, Dimension, Quantity, magnitude

__all__ = ["coordinates_of", "pitch_of", "tap_of"]

_SLACK_M = 1e-3


def tap_of(row: RowPlaces, file: str, notes: Notes) -> dict[str, str]:
    """The tap of a row, as far as lists say it alike of all its racks; unlike ones are told."""
    ratings = _said(row.racks, ("breaker", "breaker_a", "breaker_b"), CURRENT)
    voltages = _said(row.racks, ("voltage",), VOLTAGE)
    usable = _said(row.racks, ("usable",), FRACTION)
    if len(ratings) > 1:
        sizes = ", ".join(f"{figure_text(size)} A" for size in ratings)
        why = f"lists say breakers of {sizes}; a row has one tap, so part the row or take the least"
        notes.ask(file, f"{row.id}.tap", why)
        return {}
    tap = {"rating": f"{figure_text(ratings[0])} A"} if ratings else {}
    tap |= {"voltage": f"{figure_text(voltages[0])} V"} if len(voltages) == 1 else {}
    tap |= {"usable": f"{figure_text(100 * usable[0])} %"} if len(usable) == 1 else {}
    return tap if ratings else {}


def pitch_of(row: RowPlaces) -> str:
    """How far its positions are apart, where coordinates of all its racks say the same."""
    found = sorted((row.places.index(r.spot.place), r.figures) for r in _located(row))
    pitches = set()
    for (one, here), (other, there) in itertools.pairwise(found):
        along = magnitude(there["x"], LENGTH) - magnitude(here["x"], LENGTH)
        pitches.add(round(along / (other - one), 3))
    pitch = pitches.pop() if len(pitches) == 1 else 0.0
    return f"{figure_text(1000 * pitch)} mm" if pitch > _SLACK_M else ""


def coordinates_of(row: RowPlaces) -> str:
    """Where lists say that the first rack of a row stands; "" where they do not."""
    first = next(iter(_located(row)), None)
    if first is None:
        return ""
    x, y = (figure_text(magnitude(first.figures[key], LENGTH)) for key in "xy")
    return f"x {x} m and y {y} m of {first.spot.id}"


def _located(row: RowPlaces) -> list[Standing]:
    """Racks by their order along the row, if all of them have coordinates on one line."""
    if not all({"x", "y"} <= rack.figures.keys() for rack in row.racks):
        return []
    lines = {round(magnitude(rack.figures["y"], LENGTH), 3) for rack in row.racks}
    return row.racks if len(lines) == 1 else []


def _said(racks: Sequence[Standing], keys: Sequence[str], dimension: Dimension) -> list[float]:
    """The figures that lists say of some racks, each once, in the canonical unit."""
    figures: Iterator[Quantity] = (r.figures[k] for r in racks for k in keys if k in r.figures)
    return sorted({round(magnitude(figure, dimension), 9) for figure in figures})
