"""The last sheet: what the workbook does not say, and what is wrong with a plan that is refuted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rackplan.exchange.workbook.paper import prepare_print
from rackplan.exchange.workbook.sheets import Pen
from rackplan.handover.handover import Handover
from rackplan.result import not_certified
from rackplan.writing import one_line

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

__all__ = ["note_lines", "write_notes"]

_TOP = 4
_WIDTH = 120

_ALWAYS = (
    "Loads are those of the independent verifier; capacities of CDUs and air units are ratings.",
    "Racks stand in the middle of their positions, their fronts on the edge at the cold aisle.",
    "Network fabrics, cable lengths and cable prices are estimates; the plan does not wire ports.",
    "Cable runs leave out trays and patch panels; cables are no part of the bill of materials.",
    "Whether the ports at both ends take a cable is not looked at.",
    "Prices are press and analyst figures: see the sheet of sources.",
    "What the site has already is listed, and costs nothing here.",
    "Spares are not planned: type how many into the bill of materials, and its total follows.",
    "Lead times and prices that nobody states are left empty.",
)


def note_lines(handover: Handover) -> Iterator[str]:
    """What is written, a line each."""
    findings = handover.verdict.findings
    if findings:
        yield f"Broken limits ({len(findings):,})"
        yield from (f"{finding.rule}: {one_line(finding.sentence)}" for finding in findings)
        yield ""
    yield "How to read this workbook"
    yield from _ALWAYS
    yield ""
    yield "Not certified by any plan"
    yield from not_certified(handover.site)


def write_notes(pen: Pen, sheet: Worksheet) -> None:
    """Write the notes."""
    pen.write_head(sheet, "Notes", "What the other sheets rest on, and what they do not say.")
    lines = list(note_lines(pen.handover))
    for number, line in enumerate(lines):
        sheet.write_string(_TOP + number, 0, line, pen.look.plain(line))
    sheet.set_column(0, 0, _WIDTH)
    prepare_print(sheet, pen.handover, _TOP + len(lines), 0)
