"""Workbooks: their visible sheets, formulas as what they came to, merged cells filled.

A merged cell holds its value once, at its top left, and people mean it for all that it covers: a
row's name beside ten racks, or a title over two columns. openpyxl is asked for only here.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from importlib.util import find_spec
from typing import TYPE_CHECKING, TypeAlias

from rackplan.errors import BadInputError

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["xlsx_sheets"]

_Cell: TypeAlias = str | int | float | bool | date | None
_LARGEST_UNPACKED = 256 * 1024 * 1024
_MOST_ROWS, _MOST_COLUMNS, _MOST_CELLS = 200_000, 1_000, 2_000_000
_MISSING = 'workbooks need openpyxl, which is not installed: pip install "rackplan[exchange]"'


def xlsx_sheets(content: bytes, shown: str) -> Iterator[tuple[str, tuple[tuple[_Cell, ...], ...]]]:
    """Name and rows of every visible sheet.

    Raises
    ------
    BadInputError
        For what is no workbook, or unpacks to more than a list has; without openpyxl.
    """
    if find_spec("openpyxl") is None:
        raise BadInputError.about("", _MISSING, shown)
    _refuse_bomb(content, shown)
    values, formulas = (_sheets(content, shown, values=only) for only in (True, False))
    for name, sheet in values.items():
        if sheet.sheet_state == "visible":
            yield name, _rows(sheet, formulas[name], f"{shown}[{name}]")


def _refuse_bomb(content: bytes, shown: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise BadInputError.about("", "is no workbook", shown) from error
    if size > _LARGEST_UNPACKED:
        raise BadInputError.about("", "the workbook unpacks to more than a list has", shown)


def _sheets(content: bytes, shown: str, *, values: bool) -> dict[str, Worksheet]:
    """Its sheets of cells by name, charts apart: with what formulas came to, or as written."""
    import openpyxl  # noqa: PLC0415  # an extra that only workbooks need

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts that openpyxl does not keep
            book = openpyxl.load_workbook(io.BytesIO(content), data_only=values)
    except Exception as error:  # it raises whatever its parsers raise on a broken file
        raise BadInputError.about("", f"is no workbook that can be read: {error}", shown) from error
    return {sheet.title: sheet for sheet in book.worksheets}


def _rows(values: Worksheet, formulas: Worksheet, shown: str) -> tuple[tuple[_Cell, ...], ...]:
    height, width = values.max_row, values.max_column
    if height > _MOST_ROWS or width > _MOST_COLUMNS or height * width > _MOST_CELLS:
        raise BadInputError.about("", f"{height:,} rows of {width:,} columns are no list", shown)
    rows = [[_value(cell) for cell in row] for row in values.iter_rows(values_only=True)]
    _put_unreckoned(rows, formulas)
    for merged in values.merged_cells.ranges:
        _fill(rows, merged.bounds)
    return tuple(tuple(row) for row in rows)


def _put_unreckoned(rows: list[list[_Cell]], formulas: Worksheet) -> None:
    """A formula that no program has reckoned stands as its text, so that it is told, not lost."""
    for row, written in zip(rows, formulas.iter_rows(values_only=True), strict=False):
        for at, cell in enumerate(written[: len(row)]):
            if row[at] is None and isinstance(cell, str) and cell.startswith("="):
                row[at] = cell


def _fill(rows: list[list[_Cell]], bounds: tuple[int, int, int, int]) -> None:
    left, top, right, bottom = bounds
    value = rows[top - 1][left - 1]
    for row in rows[top - 1 : bottom]:
        row[left - 1 : right] = [value] * len(row[left - 1 : right])


def _value(cell: object) -> _Cell:
    if isinstance(cell, str):
        return cell.strip() or None
    if isinstance(cell, datetime):
        return cell.date()
    return cell if isinstance(cell, (int, float, bool, date)) else None
