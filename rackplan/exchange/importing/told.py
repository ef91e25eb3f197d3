"""What is said of an import: in a few lines for a person, and as a document."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from rackplan.errors import Problem
from rackplan.exchange.importing.hall_import import HallImport
from rackplan.exchange.importing.notes import Question
from rackplan.exchange.importing.position_names import key_of
from rackplan.exchange.importing.tables import ListTable

__all__ = ["import_json", "import_lines"]

_SHOWN = 12
_WIDTH = 100


def import_lines(made: HallImport) -> list[str]:
    """What was read, what stands, what was not taken, and what is asked for."""
    return list(_lines(made))


def import_json(made: HallImport) -> dict[str, Any]:
    """All of it as plain data."""
    hall, notes = made.hall, made.notes
    return {
        "site": hall.id,
        "like": None if hall.template is None else hall.template.name,
        "racks": dict(sorted(hall.counts.items())),
        "placed": {rack.spot.id: hall.products[rack.spot.id] for rack in hall.racks},
        "products": [model.id for model in hall.local],
        "sheets": [_sheet(table) for table in made.tables],
        "rejected": [asdict(problem) for problem in sorted(notes.rejected)],
        "left_out": [asdict(problem) for problem in sorted(notes.left_out)],
        "questions": [asdict(question) for question in notes.questions],
        "remarks": list(notes.remarks),
    }


def _sheet(table: ListTable) -> dict[str, Any]:
    header = table.header
    columns = {} if header is None else header.columns
    return {
        "file": table.sheet.file,
        "sheet": table.sheet.name,
        "read_as": table.kind,
        "why_not": table.why_not,
        "lines": len(table.lines),
        "columns": {heading.text: heading.field.key for heading in columns.values()},
        "unused": [] if header is None else list(header.unused),
    }


def _lines(made: HallImport) -> Iterator[str]:
    hall, notes = made.hall, made.notes
    yield f"{hall.name} ({hall.id})"
    for table in made.tables:
        if table.kind is not None:
            yield f"  {table.sheet.shown}: {len(table.lines):,} lines about {table.kind}"
            yield from _columns(table)
    yield from _unread(made.tables)
    yield ""
    yield f"Racks that stand: {len(hall.racks):,}"
    own = {model.id for model in hall.local}
    for name, count in sorted(hall.counts.items()):
        yield f"  {count:>5,}  {name}" + ("  (in no catalog)" if name in own else "")
    yield from _listed("Lines rejected", sorted(notes.rejected))
    yield from _listed("Cells left out", sorted(notes.left_out))
    yield from _listed("Remarks", notes.remarks)
    yield from _asked(notes.questions)


def _columns(table: ListTable) -> Iterator[str]:
    """What its columns were taken for, and those that were not."""
    assert table.header is not None
    headings = table.header.columns.values()
    taken = ", ".join(
        h.text if key_of(h.text) == key_of(h.field.key) else f"{h.text} = {h.field.key}"
        for h in headings
    )
    yield from _folded(f"columns: {taken}")
    if table.header.unused:
        yield from _folded(f"not used: {', '.join(table.header.unused)}")


def _unread(tables: Sequence[ListTable]) -> Iterator[str]:
    """Sheets that were not read, by the reason."""
    reasons: dict[str, list[str]] = {}
    for table in tables:
        if table.kind is None:
            reasons.setdefault(table.why_not, []).append(table.sheet.shown)
    for reason, names in reasons.items():
        yield f"  not read, {reason}:"
        yield from _folded(", ".join(names))


def _folded(text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent="    ", subsequent_indent="      ")


def _listed(title: str, items: Sequence[Problem | str]) -> Iterator[str]:
    if items:
        yield ""
        yield f"{title}: {len(items)}"
        yield from (f"  {item}" for item in items[:_SHOWN])
    if len(items) > _SHOWN:
        yield f"  and {len(items) - _SHOWN} more, in questions.txt"


def _asked(questions: Sequence[Question]) -> Iterator[str]:
    """What is unknown, by file and name; why it is asked stands in questions.txt."""
    if questions:
        yield ""
        yield f"Unknown, and asked for in questions.txt: {len(questions)}"
    files = dict.fromkeys(question.file for question in questions)
    for file in files:
        names = [question.what for question in questions if question.file == file]
        more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
        yield f"  {file}: {', '.join(names[:_SHOWN])}{more}"
