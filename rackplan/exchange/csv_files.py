"""CSV: one file a table, UTF-8, figures in the units of the headings.

Racks can be read back from ``racks.csv``: position, rack type, pod, feeds and loop are a plan.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

from rackplan.handover.handover import Handover
from rackplan.handover.schedules import schedules_of
from rackplan.handover.table import Cell, Schedule, figure_text, value_of
from rackplan.writing import as_cell

__all__ = ["csv_files", "csv_text"]


def csv_files(handover: Handover) -> dict[str, bytes]:
    """All tables of a plan as files by name; a table without rows is left out."""
    tables = schedules_of(handover).values()
    return {f"{table.id}.csv": _file(table) for table in tables if table.rows}


def csv_text(heading: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """A table as comma-separated text.

    Text that a spreadsheet would take for a formula is marked: `rackplan.writing.cells`.
    """
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\n")
    writer.writerow(map(as_cell, heading))
    writer.writerows([_written(cell) for cell in row] for row in rows)
    return sheet.getvalue()


def _file(table: Schedule) -> bytes:
    heading = [column.heading for column in table.columns]
    return csv_text(heading, table.rows).encode("utf-8", errors="backslashreplace")


def _written(cell: Cell) -> str:
    value = value_of(cell)
    if isinstance(value, str):
        return as_cell(value)
    if isinstance(value, float):
        return figure_text(value)
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)
