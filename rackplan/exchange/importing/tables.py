"""Sheets as tables: of which kind each is, and what its lines say, cell by cell.

A list of racks, of loads and of positions are one kind here, `places`: each line says something of
a place on the floor. NetBox parts that into racks, power feeds, devices and locations.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from rackplan.errors import Problem
from rackplan.exchange.importing.figures import (
    CellProblem,
    has_unit,
    is_empty,
    number_part,
    read_figure,
)
from rackplan.exchange.importing.header_rows import Header, find_header
from rackplan.exchange.importing.headings import Heading
from rackplan.exchange.importing.notes import Notes
from rackplan.exchange.importing.numbers import DecimalSign, decimal_sign
from rackplan.exchange.importing.sheets import Sheet, Value
from rackplan.exchange.importing.table_kinds import Kind, kind_of, with_places
from rackplan.units import LENGTH, Quantity
from rackplan.writing import one_line

__all__ = ["Line", "ListTable", "read_table"]

_IDENTITY = frozenset({"position", "rack", "name"})
_NAMES = _IDENTITY | {"row", "hall", "type"}
_TOTALS = frozenset({"total", "totals", "sum", "subtotal", "sub total", "grand total"})


@dataclass(frozen=True)
class Line:
    """A line of a list.

    Attributes
    ----------
    row : int
        Its 1-based row in the sheet.
    columns : dict of str to int
        The 1-based column of each field that the list says anything of.
    texts, figures : dict
        What its cells say, by field; cells that say nothing are not there.
    """

    sheet: Sheet
    row: int
    columns: dict[str, int]
    texts: dict[str, str] = field(default_factory=dict)
    figures: dict[str, Quantity] = field(default_factory=dict)

    @property
    def where(self) -> str:
        """File, sheet and row, for messages."""
        return f"{self.sheet.shown}:{self.row}"

    @property
    def identity(self) -> str:
        """The field that says which place it is about; "" where none does."""
        return next((key for key in ("position", "rack", "name") if key in self.texts), "")

    def problem(self, message: str, key: str = "") -> Problem:
        """A complaint about the line, or about its cell of a field."""
        return Problem(self.sheet.shown, self.row, self.columns.get(key, 0), "", message)


@dataclass(frozen=True)
class ListTable:
    """A sheet that is a list.

    Attributes
    ----------
    kind : {'places', 'feeds', 'devices', 'locations'} or None
        What its lines are about; None for a sheet that is no list of these.
    why_not : str
        Why its kind is None.
    """

    sheet: Sheet
    kind: Kind | None
    header: Header | None = None
    lines: tuple[Line, ...] = ()
    why_not: str = ""


def read_table(sheet: Sheet, notes: Notes) -> ListTable:
    """A sheet as a table; cells that do not say what their column asks for are left out."""
    header = find_header(sheet)
    if header is None:
        return ListTable(sheet, None, why_not="no heading that is known")
    header = with_places(header)
    kind, why_not = kind_of(header, sheet)
    if kind is None:
        return ListTable(sheet, None, header, why_not=why_not)
    for first, second in header.double:
        notes.remark(f'{sheet.shown}: "{first}" is used, and "{second}", which says the same, not')
    lines = tuple(_lines(sheet, header, notes))
    return ListTable(sheet, kind, header, lines)


def _lines(sheet: Sheet, header: Header, notes: Notes) -> Iterator[Line]:
    below = [(number, row) for number, row in enumerate(sheet.rows, 1) if number > header.row]
    filled = {at for _, row in below for at, cell in enumerate(row) if not is_empty(cell)}
    columns = {h.field.key: at + 1 for at, h in header.columns.items() if at in filled}
    sign = _sign(header, [row for _, row in below])
    silent = _without_unit(sheet, header, [row for _, row in below], notes)
    repeated = _shown(sheet.rows[header.row - 1])
    for number, row in below:
        if all(cell is None for cell in row) or _shown(row) == repeated or _is_total(row, header):
            continue
        line = Line(sheet, number, columns)
        for at, heading in header.columns.items():
            if at < len(row) and at not in silent:
                _take(row[at], heading, sign, line, notes)
        yield line


def _take(value: Value, heading: Heading, sign: DecimalSign, line: Line, notes: Notes) -> None:
    key = heading.field.key
    value = one_line(value) if isinstance(value, str) and key != "comments" else value
    if heading.field.dimension is None:
        if isinstance(value, date) and key in _NAMES:
            told = f'"{heading.text}" holds the date {value.isoformat()}. Write it as text'
            notes.left_out.append(line.problem(told, key))
        elif not is_empty(value):
            line.texts[key] = _text(value, lines=key == "comments")
        return
    try:
        figure = read_figure(value, heading, sign)
    except CellProblem as problem:
        notes.left_out.append(line.problem(f"{heading.text}: {problem}", key))
        return
    if figure is not None:
        line.figures[_meant(key, figure)] = figure


def _meant(key: str, figure: Quantity) -> str:
    """A height in units is that of what is mounted in the rack, not of its outside."""
    return "units" if key == "height" and f"{figure.units:~}" == "U" else key


def _text(value: Value, *, lines: bool = False) -> str:
    """A cell as text of one line: a spreadsheet makes a number of the position 12."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip() if lines else one_line(value)


def _shown(row: tuple[Value, ...]) -> tuple[str, ...]:
    return tuple("" if cell is None else _text(cell) for cell in row)


def _is_total(row: tuple[Value, ...], header: Header) -> bool:
    """Whether a line adds up others: a spreadsheet puts the word into one of its first cells."""
    words = [_text(cell).lower().rstrip(":") for cell in row[:3] if isinstance(cell, str)]
    identity = [at for at, heading in header.columns.items() if heading.field.key in _IDENTITY]
    named = [at for at in identity if at < len(row) and row[at] is not None]
    return any(word in _TOTALS for word in words) and len(named) <= 1


def _sign(header: Header, rows: list[tuple[Value, ...]]) -> DecimalSign:
    figures = [at for at, heading in header.columns.items() if heading.field.dimension is not None]
    return decimal_sign(number_part(row[at]) for row in rows for at in figures if at < len(row))


def _without_unit(
    sheet: Sheet, header: Header, rows: list[tuple[Value, ...]], notes: Notes
) -> set[int]:
    """Columns of bare numbers whose unit nobody says: told once, not line by line."""
    silent: set[int] = set()
    for at, heading in header.columns.items():
        dimension = heading.field.dimension
        if dimension is None or heading.unit or heading.field.bare:
            continue
        cells = [row[at] for row in rows if at < len(row) and not is_empty(row[at])]
        if cells and not any(has_unit(cell) for cell in cells):
            silent.add(at)
            unit = "mm" if dimension is LENGTH else dimension.unit
            example = f'"{heading.text} ({unit})"'
            message = f'"{heading.text}" is not used: its figures have no unit. Write {example}'
            notes.left_out.append(Problem(sheet.shown, header.row, at + 1, "", message))
    return silent
