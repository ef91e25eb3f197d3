"""Which cell is where, and formulas in the words of a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rackplan.handover.table import Formula, Schedule

__all__ = ["Layout", "cell_name", "spelled"]

_NAME = re.compile(r"\[(?:(\w+):)?(\w+)\]")
_LETTERS = 26


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a table stands.

    Attributes
    ----------
    sheet : str
        The sheet's name.
    top : int
        0-based row of the headings; the rows follow, then the totals.
    """

    table: Schedule
    sheet: str
    top: int

    @property
    def first(self) -> int:
        """0-based row of the first line."""
        return self.top + 1

    @property
    def last(self) -> int:
        """0-based row of the last line."""
        return self.top + len(self.table.rows)

    @property
    def right(self) -> int:
        """0-based last column."""
        return len(self.table.columns) - 1

    @property
    def has_totals(self) -> bool:
        """Whether some column is summed."""
        return any(column.total for column in self.table.columns)

    @property
    def bottom(self) -> int:
        """0-based last row, totals included."""
        return self.last + self.has_totals

    def column(self, key: str) -> str:
        """A whole column as a range: ``L$6:L$379``."""
        at = self.table.index(key)
        letters = cell_name(0, at)[:-1]
        return f"${letters}${self.first + 1}:${letters}${self.last + 1}"


def cell_name(row: int, column: int) -> str:
    """The name of a cell by its 0-based row and column.

    Examples
    --------
    >>> cell_name(0, 0), cell_name(4, 25), cell_name(9, 27)
    ('A1', 'Z5', 'AB10')
    """
    letters = ""
    left = column + 1
    while left:
        left, rest = divmod(left - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def spelled(formula: Formula, layouts: Mapping[str, Layout], home: str = "", row: int = 0) -> str:
    """A formula as a spreadsheet takes it.

    Parameters
    ----------
    formula : Formula
    layouts : mapping of str to Layout
        All tables by id.
    home : str
        The table that it stands in; none for a cell outside of tables.
    row : int
        Its 0-based row on the sheet.
    """

    def reference(match: re.Match[str]) -> str:
        table, key = match.groups()
        if table is None:
            return cell_name(row, layouts[home].table.index(key))
        there = layouts[table]
        return f"'{there.sheet}'!{there.column(key)}"

    return "=" + _NAME.sub(reference, formula.text)
