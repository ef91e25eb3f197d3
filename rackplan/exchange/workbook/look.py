"""How cells look: one format for every kind of cell, made when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rackplan.handover.table import Column
from rackplan.writing import as_cell

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

__all__ = ["Look"]

_NUMBERS = {
    "count": "#,##0",
    "figure": "#,##0.0",
    "share": "0.0%",
    "money": "#,##0",
    "ratio": "0.000",
    "date": "yyyy-mm-dd",
}
_FINE = {"m": "#,##0.00", "m3/s": "#,##0.00", "mm": "#,##0"}
_INK, _BAND, _WARNING, _ENTRY = "#1b2430", "#e3e8ee", "#b3261e", "#fff4c2"
_BASE = {"font_name": "Arial", "font_size": 9, "valign": "top"}


class Look:
    """The formats of a workbook."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[str, Format] = {}

    def cell(
        self, column: Column, text: str = "", *, total: bool = False, left: bool = False
    ) -> Format:
        """The format of a cell of a column; text that would be a formula is marked as text."""
        number = _FINE.get(column.unit) if column.form == "figure" else None
        settings: dict[str, Any] = {"num_format": number or _NUMBERS.get(column.form, "@")}
        if as_cell(text) != text:
            settings["quote_prefix"] = True
        if left or column.form == "text":
            settings |= {"align": "left", "indent": 1}
        if column.filled_in:
            settings["bg_color"] = _ENTRY
        if total:
            settings |= {"bold": True, "top": 1, "bg_color": _BAND}
        return self._format(settings)

    def plain(self, text: str = "") -> Format:
        """Words beside a table."""
        settings: dict[str, Any] = {"num_format": "@"}
        return self._format(settings | ({"quote_prefix": True} if as_cell(text) != text else {}))

    @property
    def title(self) -> Format:
        """The name of a sheet."""
        return self._format({"bold": True, "font_size": 14, "font_color": _INK})

    @property
    def warning(self) -> Format:
        """A plan that does not hold."""
        return self._format({"bold": True, "font_color": _WARNING})

    @property
    def label(self) -> Format:
        """What a figure beside it is."""
        return self._format({"bold": True})

    def heading(self, column: Column) -> Format:
        """The head of a column, above what stands in it."""
        side = "left" if column.form in {"text", "date"} else "right"
        edge = {"bottom": 1, "bg_color": _BAND, "text_wrap": True, "valign": "bottom"}
        indent = {"indent": 1} if column.form == "text" else {}
        return self._format({"bold": True, "align": side} | indent | edge)

    def _format(self, settings: dict[str, Any]) -> Format:
        key = repr(sorted(settings.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(_BASE | settings)
        return self._made[key]
