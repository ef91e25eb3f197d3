"""How sheets are printed: landscape, all columns on a page, headings on every page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rackplan.handover.handover import Handover
from rackplan.writing import one_line

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

__all__ = ["prepare_print"]

_A3 = 8
_LONGEST = 100
"""Letters of a name on the edge of a page; a spreadsheet takes 255 in all."""


def prepare_print(
    sheet: Worksheet, handover: Handover, bottom: int, right: int, head: int | None = None
) -> None:
    """Set up a sheet for the printer.

    Parameters
    ----------
    sheet : Worksheet
    handover : Handover
    bottom, right : int
        0-based last row and column.
    head : int or None
        0-based row of the headings, which every page repeats.
    """
    sheet.set_landscape()
    sheet.set_paper(_A3)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.print_area(0, 0, bottom, right)
    if head is not None:
        sheet.repeat_rows(head)
    sheet.set_header(f"&L&9{_edge(handover.site.name)}&R&9{_edge(handover.standing)}")
    made = f"rackplan {handover.rackplan}, planning date {handover.site.demand.date}"
    sheet.set_footer(f"&L&9{_edge(made)}&C&9&A&R&9Page &P of &N")


def _edge(text: str) -> str:
    """Text for the edge of a page, where an ampersand would be a code."""
    return one_line(text)[:_LONGEST].replace("&", "&&")
