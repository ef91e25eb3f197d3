"""Tables as all formats write them: columns that explain themselves, rows of plain cells.

A figure that a person would expect to follow from others is a `Formula`: a workbook reckons it, the
other formats write what it comes to. Its value is reckoned here, in Python, and not by the formula,
so that a spreadsheet program that recalculates a workbook checks one against the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

__all__ = [
    "Cell",
    "Column",
    "Form",
    "Formula",
    "Schedule",
    "count_where",
    "figure_text",
    "sum_where",
    "value_of",
]

Form = Literal["text", "count", "figure", "share", "ratio", "money", "date"]
"""How the cells of a column are written: words, whole numbers, figures in a unit, and so on."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that a workbook reckons.

    Attributes
    ----------
    text : str
        With ``[column]`` for a cell of the same row and ``[schedule:column]`` for a whole column.
    value : float
        What it comes to.
    """

    text: str
    value: float


Cell: TypeAlias = str | int | float | date | Formula | None
"""None where there is nothing to say: unknown, or not of this row."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a schedule.

    Attributes
    ----------
    key : str
        What formulas call it.
    title : str
        Its heading, without the unit.
    about : str
        What stands in it, for the reference page.
    total : bool
        Whether its sum means something.
    filled_in : bool
        Whether it is left to whoever gets the workbook.
    unit_in : str
        The column that says the unit of each cell, where that is not one for all.
    """

    key: str
    title: str
    about: str
    form: Form = "text"
    unit: str = ""
    total: bool = False
    filled_in: bool = False
    unit_in: str = ""

    @property
    def heading(self) -> str:
        """Title and unit."""
        return f"{self.title} [{self.unit}]" if self.unit else self.title


@dataclass(frozen=True, slots=True)
class Schedule:
    """A table.

    Attributes
    ----------
    id : str
        What formulas and files call it.
    title : str
        Its name among the sheets of a workbook.
    about : str
        One sentence: what a row is.
    """

    id: str
    title: str
    about: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...] = ()

    def filled(self, rows: Sequence[tuple[Cell, ...]]) -> Schedule:
        """The same table with rows.

        Raises
        ------
        ValueError
            For a row that has not one cell a column.
        """
        for row in rows:
            if len(row) != len(self.columns):
                raise ValueError(f"{self.id}: {len(row)} cells for {len(self.columns)} columns")
        return Schedule(self.id, self.title, self.about, self.columns, tuple(rows))

    def index(self, key: str) -> int:
        """Where a column stands."""
        return [column.key for column in self.columns].index(key)

    def values(self, key: str) -> list[str | int | float | date | None]:
        """What the cells of a column come to."""
        at = self.index(key)
        return [value_of(row[at]) for row in self.rows]

    def total(self, key: str) -> float:
        """The sum of a column; empty cells add nothing."""
        return float(sum(v for v in self.values(key) if isinstance(v, (int, float))))


def value_of(cell: Cell) -> str | int | float | date | None:
    """What a cell comes to."""
    return cell.value if isinstance(cell, Formula) else cell


def count_where(column: str, key: str) -> str:
    """A formula: how many cells of a whole column are the text of a cell of this row.

    Not COUNTIFS: it takes ``l1`` for ``L1`` and ``01`` for ``1``, and looks for patterns.

    Examples
    --------
    >>> count_where("racks:loop", "loop")
    'SUMPRODUCT(--EXACT([racks:loop],[loop]))'
    """
    return f"SUMPRODUCT(--EXACT([{column}],[{key}]))"


def sum_where(values: str, column: str, key: str) -> str:
    """A formula: the sum of a whole column over the rows that `count_where` counts.

    Examples
    --------
    >>> sum_where("racks:flow", "racks:loop", "loop")
    'SUMPRODUCT(EXACT([racks:loop],[loop])*[racks:flow])'
    """
    return f"SUMPRODUCT(EXACT([{column}],[{key}])*[{values}])"


def figure_text(value: float) -> str:
    """A figure in plain digits, to a millionth, without idle zeros.

    Examples
    --------
    >>> figure_text(125.0), figure_text(105.6), figure_text(1 / 3), figure_text(-0.0)
    ('125', '105.6', '0.333333', '0')
    """
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
