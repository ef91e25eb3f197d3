"""A table on a sheet: headings, rows, formulas and totals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from rackplan.exchange.workbook.layout import Layout, cell_name, spelled
from rackplan.exchange.workbook.look import Look
from rackplan.exchange.workbook.paper import prepare_print
from rackplan.handover.handover import Handover
from rackplan.handover.table import Cell, Column, Formula, value_of
from rackplan.writing import one_line

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

__all__ = ["TABLE_TOP", "Pen"]

TABLE_TOP = 4
"""0-based row of the headings on a sheet of its own: below title, sentence, standing and a gap."""

_LONGEST_TEXT = 32_767
_NARROWEST, _WIDEST = 7, 44
_TITLE_HEIGHT, _HEADING_HEIGHT = 20, 26


@dataclass(frozen=True)
class Pen:
    """Writes tables onto sheets.

    Attributes
    ----------
    layouts : mapping of str to Layout
        All tables by id: formulas reach from one to the other.
    """

    handover: Handover
    layouts: Mapping[str, Layout]
    look: Look

    def write_sheet(self, sheet: Worksheet, layout: Layout) -> None:
        """Write a sheet that holds one table."""
        self.write_head(sheet, layout.table.title, layout.table.about)
        self.write_table(sheet, layout)
        sheet.freeze_panes(layout.first, 1)
        if layout.table.rows:
            sheet.autofilter(layout.top, 0, layout.last, layout.right)
        prepare_print(sheet, self.handover, layout.bottom, layout.right, layout.top)

    def write_head(self, sheet: Worksheet, title: str, about: str) -> None:
        """Write what a sheet is, of which site, and whether the plan holds."""
        site = one_line(self.handover.site.name)[:_LONGEST_TEXT]
        sheet.set_row(0, _TITLE_HEIGHT)
        sheet.write_string(0, 0, f"{title}: {site}", self.look.title)
        sheet.write_string(1, 0, about, self.look.plain())
        holds = self.handover.verdict.holds
        standing = self.look.plain() if holds else self.look.warning
        sheet.write_string(2, 0, self.handover.standing, standing)

    def write_table(self, sheet: Worksheet, layout: Layout) -> None:
        """Write headings, rows and totals."""
        sheet.set_row(layout.top, _HEADING_HEIGHT)
        for at, column in enumerate(layout.table.columns):
            sheet.write_string(layout.top, at, column.heading, self.look.heading(column))
            sheet.set_column(at, at, _width(column, [row[at] for row in layout.table.rows]))
        for number, cells in enumerate(layout.table.rows):
            for at, cell in enumerate(cells):
                self._write(sheet, layout, (layout.first + number, at), cell)
        if layout.has_totals:
            self._write_totals(sheet, layout)

    def _write(self, sheet: Worksheet, layout: Layout, place: tuple[int, int], cell: Cell) -> None:
        row, at = place
        column = layout.table.columns[at]
        if isinstance(cell, Formula):
            text = spelled(cell, self.layouts, layout.table.id, row)
            sheet.write_formula(row, at, text, self.look.cell(column), cell.value)
        else:
            text = one_line(cell)[:_LONGEST_TEXT] if isinstance(cell, str) else ""
            write_value(sheet, row, at, text or cell, self.look.cell(column, text))

    def _write_totals(self, sheet: Worksheet, layout: Layout) -> None:
        """Sums below a table; they follow what its filter shows."""
        for at, column in enumerate(layout.table.columns):
            look = self.look.cell(column, total=True)
            if column.total and layout.table.rows:
                first, last = cell_name(layout.first, at), cell_name(layout.last, at)
                value = layout.table.total(column.key)
                sheet.write_formula(
                    layout.bottom, at, f"=SUBTOTAL(109,{first}:{last})", look, value
                )
            else:
                sheet.write_string(layout.bottom, at, "total" if at == 0 else "", look)


def write_value(sheet: Worksheet, row: int, at: int, cell: Cell, look: Format) -> None:
    """Write what is no formula, as what it is: text never becomes anything else."""
    if isinstance(cell, str):
        sheet.write_string(row, at, cell, look)
    elif isinstance(cell, date):
        sheet.write_datetime(row, at, datetime.combine(cell, time()), look)
    elif isinstance(cell, (int, float)):
        sheet.write_number(row, at, cell, look)
    else:
        sheet.write_blank(row, at, None, look)


def _width(column: Column, cells: list[Cell]) -> int:
    """Letters that the widest cell takes; a heading may be broken between words."""
    words = max(len(word) for word in column.heading.split())
    widest = max((_letters(column, cell) for cell in cells), default=0)
    return min(max(words, widest, _NARROWEST), _WIDEST) + 2


def _letters(column: Column, cell: Cell) -> int:
    value = value_of(cell)
    if isinstance(value, str):
        return len(value)
    if isinstance(value, date):
        return 10
    return 0 if value is None else len(f"{value:,.0f}") + 2 * (column.form in {"figure", "share"})
