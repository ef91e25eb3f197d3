"""``questions.txt``: what nobody said, what was not taken, what may be meant otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from rackplan.exchange.importing.imported import ImportedHall
from rackplan.exchange.importing.notes import Notes

__all__ = ["question_text"]


def question_text(hall: ImportedHall, notes: Notes) -> str:
    """All of it as text."""
    return "\n".join(_lines(hall, notes)) + "\n"


def _lines(hall: ImportedHall, notes: Notes) -> Iterator[str]:
    yield f"What {hall.name} still has to be told, and what was not taken from {_all(hall)}."
    if notes.questions:
        yield from _titled("Unknown: no list says it", notes.questions)
    if hall.blocked:
        places = [f"{name}: {why}" for name, why in hall.blocked.items()]
        yield from _titled("Positions that are blocked until somebody says better", places)
    if notes.rejected:
        yield from _titled("Lines that were rejected (file:row:column)", sorted(notes.rejected))
    if notes.left_out:
        yield from _titled("Cells that were left out (file:row:column)", sorted(notes.left_out))
    if notes.remarks:
        yield from _titled("Remarks", notes.remarks)


def _titled(title: str, items: object) -> Iterator[str]:
    assert isinstance(items, (list, tuple))
    yield ""
    yield title
    yield from (f"  {item}" for item in items)


def _all(hall: ImportedHall) -> str:
    return ", ".join(hall.lists)
