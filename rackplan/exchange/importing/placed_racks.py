"""Racks that stand, as ``placed.yaml`` has them: position or range, product, and a single feed."""

from __future__ import annotations

from itertools import groupby

from rackplan.exchange.importing.folding import fold_ids
from rackplan.exchange.importing.imported import ImportedHall
from rackplan.exchange.importing.notes import Notes
from rackplan.exchange.importing.standing import Standing
from rackplan.writing import one_line

__all__ = ["FILE", "placed_text"]

FILE = "placed.yaml"


def placed_text(hall: ImportedHall, notes: Notes) -> str:
    """Every rack by row and place; behind a rack with a name of its own that name."""
    lines = ["# Racks that stand already, and stay: their position and their product."]
    lines.append("placed:" if hall.racks else "placed: {}")
    told = [(rack, _placing(hall, rack), _name(rack)) for rack in hall.racks]
    for (_, placing, name), group in groupby(told, lambda t: (t[0].spot.row, t[1], t[2])):
        ids = [rack.spot.id for rack, _, _ in group]
        folded = None if name else fold_ids(ids)
        comment = f"  # {name}" if name else ""
        lines += [f"  {key}: {placing}{comment}" for key in (ids if folded is None else [folded])]
    _ask_for_cords(hall, notes)
    return "\n".join([*lines, ""])


def _name(rack: Standing) -> str:
    return one_line(rack.texts.get("rack", ""))


def _placing(hall: ImportedHall, rack: Standing) -> str:
    """A rack, with the side that it hangs on where it has one cord."""
    product, sides = hall.products[rack.spot.id], rack.sides
    if product in hall.of_one_cord and len(sides) == 1:
        return f"{{rack: {product}, feeds: [{sides}]}}"
    return product


def _ask_for_cords(hall: ImportedHall, notes: Notes) -> None:
    """Tell where lists name one feed of racks with two cords, or two of racks with one."""
    for product in sorted(hall.counts):
        racks = [rack for rack in hall.racks if hall.products[rack.spot.id] == product]
        cords = 1 if product in hall.of_one_cord else 2
        odd = [rack for rack in racks if rack.sides and len(rack.sides) != cords]
        if odd:
            named = "only one feed" if cords == 2 else "two feeds"
            first = f"{odd[0].spot.id} and {len(odd) - 1} more" if odd[1:] else odd[0].spot.id
            of = "1 cord" if cords == 1 else "2 cords"
            why = f"lists name {named} of {first}; a rack of it has {of}, which is taken"
            notes.ask(FILE, f"{product}.cords", why)
