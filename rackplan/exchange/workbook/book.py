"""The whole workbook: a summary, a sheet a table, notes."""

from __future__ import annotations

import io
from datetime import datetime, time

import xlsxwriter

from rackplan.exchange.workbook.layout import Layout
from rackplan.exchange.workbook.look import Look
from rackplan.exchange.workbook.notes import write_notes
from rackplan.exchange.workbook.sheets import TABLE_TOP, Pen
from rackplan.exchange.workbook.summary import Fact, rows_above, summary_facts, write_summary
from rackplan.handover.handover import Handover
from rackplan.handover.schedules import schedules_of
from rackplan.handover.table import Schedule
from rackplan.writing import one_line

__all__ = ["workbook_files"]

_SUMMARY, _NOTES = "Summary", "Notes"
_LITERAL = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
"""Text of the inputs stays text, whatever it looks like."""


def workbook_files(handover: Handover) -> dict[str, bytes]:
    """The workbook of a plan, the same bytes for the same plan."""
    tables = schedules_of(handover)
    facts = summary_facts(handover, tables)
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, _LITERAL) as book:
        book.set_properties(_properties(handover))
        book.set_calc_mode("auto")
        pen = Pen(handover, _layouts(tables, facts), Look(book))
        write_summary(pen, book.add_worksheet(_SUMMARY), facts)
        for layout in pen.layouts.values():
            if layout.sheet != _SUMMARY:
                pen.write_sheet(book.add_worksheet(layout.sheet), layout)
        write_notes(pen, book.add_worksheet(_NOTES))
    return {f"{handover.name}.xlsx": content.getvalue()}


def _layouts(tables: dict[str, Schedule], facts: tuple[Fact, ...]) -> dict[str, Layout]:
    """Where each table stands: that of the rack types on the summary, the others on their own."""
    layouts = {
        name: Layout(table, table.title, TABLE_TOP)
        for name, table in tables.items()
        if table.rows and name != "types"
    }
    return {"types": Layout(tables["types"], _SUMMARY, rows_above(facts)), **layouts}


def _properties(handover: Handover) -> dict[str, object]:
    """What the file says of itself; its date is that of the plan, not of the clock."""
    return {
        "title": one_line(handover.site.name)[:200],
        "subject": handover.standing,
        "author": f"rackplan {handover.rackplan}",
        "created": datetime.combine(handover.site.demand.date, time()),
    }
