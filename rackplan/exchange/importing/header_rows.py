"""The row of headings of a sheet: below titles, under groups of columns, wherever it stands."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from rackplan.exchange.importing.headings import Heading, is_idle, read_heading
from rackplan.exchange.importing.sheets import Sheet, Value
from rackplan.writing import one_line

__all__ = ["Header", "find_header"]

_LOOKED_AT = 40


@dataclass(frozen=True)
class Header:
    """What the columns of a sheet mean.

    Attributes
    ----------
    row : int
        Its 1-based row.
    columns : dict of int to Heading
        By 0-based column; a field stands once.
    unused : tuple of str
        Headings that mean nothing here.
    double : tuple of (str, str)
        Headings left unused because another one, named first, means the same.
    """

    row: int
    columns: dict[int, Heading]
    unused: tuple[str, ...]
    double: tuple[tuple[str, str], ...]

    @property
    def fields(self) -> frozenset[str]:
        """Keys of its fields."""
        return frozenset(heading.field.key for heading in self.columns.values())


def find_header(sheet: Sheet) -> Header | None:
    """The row among the first that holds most headings; None where none holds any."""
    rows = sheet.rows[:_LOOKED_AT]
    counts = [len({h.field.key for h in map(_heading, row) if h}) for row in rows]
    if not any(counts):
        return None
    at = counts.index(max(counts))
    above = rows[at - 1] if at else ()
    return _header(at + 1, _headings(rows[at], above), rows[at])


def _heading(cell: Value) -> Heading | None:
    return read_heading(one_line(cell)) if isinstance(cell, str) else None


def _headings(row: tuple[Value, ...], above: tuple[Value, ...]) -> list[Heading | None]:
    """Headings, with the group above where one alone says nothing or the same as another."""
    found = [_heading(cell) for cell in row]
    counts = Counter(heading.field.key for heading in found if heading)
    groups = _groups(above, len(row))
    for at, cell in enumerate(row):
        heading = found[at]
        if isinstance(cell, str) and groups[at] and (not heading or counts[heading.field.key] > 1):
            found[at] = read_heading(one_line(cell), groups[at]) or heading
    return found


def _groups(above: tuple[Value, ...], width: int) -> list[str]:
    """What stands above each column: a group's heading reaches to the next one."""
    groups, group = [], ""
    for at in range(width):
        cell = above[at] if at < len(above) else None
        group = one_line(cell) if isinstance(cell, str) else group
        groups.append(group)
    return groups


def _header(number: int, headings: list[Heading | None], row: tuple[Value, ...]) -> Header:
    columns: dict[int, Heading] = {}
    unused: list[str] = []
    double: list[tuple[str, str]] = []
    best = _best(headings)
    for at, heading in enumerate(headings):
        if heading is None:
            if row[at] is not None and not is_idle(str(row[at])):
                unused.append(one_line(row[at]))
        elif best[heading.field.key][1] == at:
            columns[at] = heading
        else:
            double.append((_text_at(headings, best[heading.field.key][1]), heading.text))
    return Header(number, columns, tuple(unused), tuple(double))


def _text_at(headings: list[Heading | None], at: int) -> str:
    heading = headings[at]
    return "" if heading is None else heading.text


def _best(headings: list[Heading | None]) -> dict[str, tuple[int, int]]:
    """Rank and column of the heading that says each field most exactly; of equals the first."""
    best: dict[str, tuple[int, int]] = {}
    for at, heading in enumerate(headings):
        if heading is not None:
            told = (heading.rank, at)
            best[heading.field.key] = min(told, best.get(heading.field.key, told))
    return best
