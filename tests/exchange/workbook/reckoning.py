"""Reckons the formulas of a workbook from its plain cells: the few functions that it uses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Any

import numpy as np

from tests.exchange.workbook.reading import Book

_REFERENCE = re.compile(
    r"(?:'(?P<sheet>[^']+)'!)?\$?(?P<first>[A-Z]{1,2})\$?(?P<top>\d+)"
    r"(?::\$?(?P<last>[A-Z]{1,2})\$?(?P<bottom>\d+))?"
)


class Reckoner:
    """What each cell comes to; results that stand in the file are not looked at."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._known: dict[tuple[str, str], Any] = {}

    def value(self, sheet: str, at: str) -> Any:
        """A number or a text; 0 for an empty cell."""
        if (sheet, at) not in self._known:
            self._known[sheet, at] = self._reckon(sheet, at)
        return self._known[sheet, at]

    def _reckon(self, sheet: str, at: str) -> Any:
        cell = self.book.sheets[sheet].get(at)
        if cell is None:
            return 0.0
        if not cell.formula:
            return cell.value if cell.is_text else cell.number
        return eval(self._translated(sheet, cell.formula), self._functions)

    def _translated(self, sheet: str, formula: str) -> str:
        def spelled(match: re.Match[str]) -> str:
            there = match["sheet"] or sheet
            if match["last"] is None:
                return f"cell({there!r}, {match['first'] + match['top']!r})"
            assert match["last"] == match["first"], "ranges are columns"
            return f"column({there!r}, {match['first']!r}, {match['top']}, {match['bottom']})"

        return _REFERENCE.sub(spelled, formula.replace("--", "+"))

    @cached_property
    def _functions(self) -> dict[str, Any]:
        return {
            "cell": self.value,
            "column": lambda sheet, letters, top, bottom: np.array(
                [self.value(sheet, f"{letters}{n}") for n in range(top, bottom + 1)], dtype=object
            ),
            "EXACT": lambda texts, text: np.array([t == text for t in texts]) * 1,
            "SUMPRODUCT": _total,
            "SUM": _total,
            "SUBTOTAL": lambda _, cells: _total(cells),
            "ROWS": len,
            "MAX": max,
        }


def _total(cells: Iterable[Any]) -> float:
    """Texts among the cells add nothing."""
    return float(sum(cell for cell in cells if not isinstance(cell, str)))
