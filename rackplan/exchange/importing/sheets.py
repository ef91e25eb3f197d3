"""Files as people keep lists in: CSV of any dialect, and workbooks, as sheets of plain cells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeAlias

from rackplan.errors import BadInputError
from rackplan.exchange.importing.csv_sheets import csv_rows
from rackplan.exchange.importing.xlsx_sheets import xlsx_sheets
from rackplan.reading.shipped import label
from rackplan.writing import one_line

__all__ = ["Sheet", "Value", "read_sheets"]

Value: TypeAlias = str | int | float | bool | date | None
"""What stands in a cell; None where nothing does."""

_LARGEST = 16 * 1024 * 1024
_SAVE_AS = "save it as .xlsx or .csv"
_READ = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm")
_OTHERS = {".xls": "an old workbook", ".ods": "an OpenDocument sheet", ".numbers": "a Numbers file"}


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook, or the one that a CSV file is.

    Attributes
    ----------
    file : str
        As the user named it.
    name : str
        Of the sheet; "" for a CSV file.
    rows : tuple of tuple
        As a spreadsheet numbers them: the first is row 1.
    """

    file: str
    name: str
    rows: tuple[tuple[Value, ...], ...]

    @property
    def shown(self) -> str:
        """File and sheet, for messages."""
        return f"{self.file}[{self.name}]" if self.name else self.file


def read_sheets(path: Path) -> list[Sheet]:
    """All sheets of a file that can be seen.

    Raises
    ------
    BadInputError
        For a file that is none, is too large, or is no CSV and no workbook.
    """
    shown = one_line(label(path))
    ending = path.suffix.lower()
    if ending not in _READ:
        what = _OTHERS.get(ending, f'"{ending}" is no list that is read here')
        raise BadInputError.about("", f"{what}: {_SAVE_AS}", shown)
    content = _content(path, shown)
    if ending in (".xlsx", ".xlsm"):
        return [Sheet(shown, one_line(name), rows) for name, rows in xlsx_sheets(content, shown)]
    return [Sheet(shown, "", csv_rows(content, shown))]


def _content(path: Path, shown: str) -> bytes:
    try:
        if not path.is_file():
            what = "is no file" if path.exists() else "no such file"
            raise BadInputError.about("", what, shown)
        if path.stat().st_size > _LARGEST:
            most = f"a list has at most {_LARGEST // 2**20} MB"
            raise BadInputError.about("", f"the file is too large: {most}", shown)
        return path.read_bytes()
    except OSError as error:
        raise BadInputError.about("", f"cannot be read: {error.strerror}", shown) from error
