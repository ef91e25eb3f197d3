"""The first sheet: what the plan comes to, and its racks by type."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rackplan.exchange.workbook.layout import spelled
from rackplan.exchange.workbook.paper import prepare_print
from rackplan.exchange.workbook.sheets import Pen, write_value
from rackplan.handover.handover import Claim, Handover
from rackplan.handover.table import Cell, Column, Formula, Schedule
from rackplan.model.plan import racks_added
from rackplan.units import MONEY, POWER, magnitude
from rackplan.writing import one_line

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

__all__ = ["Fact", "summary_facts", "write_summary"]

_TOP = 4
ASSUMED = "Figures of halls and rows are assumptions in part, not published facts."


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the summary: a label, and a cell in the form of a column."""

    label: str
    cell: Cell
    column: Column


def summary_facts(handover: Handover, tables: dict[str, Schedule]) -> tuple[Fact, ...]:
    """What is said above the table of rack types."""
    return (*_words(handover), *_figures(handover, tables))


def write_summary(pen: Pen, sheet: Worksheet, facts: tuple[Fact, ...]) -> None:
    """Write the facts, and below them the table of rack types."""
    pen.write_head(
        sheet, "Plan", "What the plan comes to. Figures with formulas follow the sheets."
    )
    for number, fact in enumerate(facts):
        _write(pen, sheet, _TOP + number, fact)
    layout = pen.layouts["types"]
    pen.write_table(sheet, layout)
    sheet.set_column(0, 0, max(len(fact.column.heading) for fact in facts) + 2)
    prepare_print(sheet, pen.handover, layout.bottom, layout.right)


def rows_above(facts: tuple[Fact, ...]) -> int:
    """0-based row of the headings of the table below the facts."""
    return _TOP + len(facts) + 1


def _write(pen: Pen, sheet: Worksheet, row: int, fact: Fact) -> None:
    sheet.write_string(row, 0, fact.column.heading, pen.look.label)
    if isinstance(fact.cell, Formula):
        text = spelled(fact.cell, pen.layouts)
        sheet.write_formula(row, 1, text, pen.look.cell(fact.column, left=True), fact.cell.value)
    else:
        text = one_line(fact.cell) if isinstance(fact.cell, str) else ""
        write_value(sheet, row, 1, text or fact.cell, pen.look.cell(fact.column, text, left=True))


def _words(handover: Handover) -> Iterator[Fact]:
    site = handover.site
    yield _text("site", site.id)
    yield _text("place", site.place.town)
    if site.inputs.scenario is not None:
        yield _text("scenario", site.inputs.scenario)
    yield Fact("planning date", site.demand.date, Column("", "planning date", "", "date"))
    yield _text("search", _claimed(handover.claim))
    if handover.layout_is_assumed:
        yield _text("layout", ASSUMED)
    throttled = handover.verdict.throttled.items()
    if throttled:
        told = ", ".join(f"{count} {rack}" for rack, count in throttled)
        yield _text("capped after the loss of a feed", told)
    shed = handover.verdict.shed.items()
    if shed:
        told = ", ".join(f"{each.racks} {rack} ({each.failure})" for rack, each in shed)
        yield _text("dark at most after any one loss", told)
    if handover.cost.unpriced:
        yield _text("without a price", ", ".join(handover.cost.unpriced))


def _figures(handover: Handover, tables: dict[str, Schedule]) -> Iterator[Fact]:
    racks = len(handover.plan.placements)
    power = magnitude(handover.it_power, POWER)
    capital = magnitude(handover.cost.capital, MONEY)
    bill = handover.cost.power_bill
    new = sum(racks_added(handover.site, handover.plan).values())
    yield _figure("racks", "count", "", Formula("ROWS([racks:position])", racks))
    yield _figure("of them new", "count", "", Formula("SUM([racks:new])", new))
    yield _figure("IT power, planned", "figure", "kW", Formula("SUM([racks:planned])", power))
    yield _figure("price of the new racks", "money", "USD", Formula("SUM([types:price])", capital))
    with_spares = Formula("SUM([materials:price])", tables["materials"].total("price"))
    yield _figure("with spares", "money", "USD", with_spares)
    use = handover.cost.use
    if use is not None:
        told = "PUE, assumed by the site" if use.is_assumed else "PUE, by the year's climate"
        yield _figure(told, "ratio", "", use.pue)
    for label, yearly in (("power bill", bill), ("water bill", handover.cost.water_bill)):
        if yearly is not None:
            yield _figure(label, "money", "USD/year", float(yearly.m_as("USD/year")))


def _claimed(claim: Claim | None) -> str:
    if claim is None:
        return "edited since: which racks it holds is not what the search placed"
    if claim.value is None:
        return claim.status
    told = f"{claim.status}: {claim.objective} {claim.value:,.6g} {claim.unit}"
    if claim.bound_of_all is None or claim.gap is None:
        return told
    return f"{told}; proved bound {claim.bound_of_all:,.6g} {claim.unit}, gap {claim.gap:.2%}"


def _text(label: str, words: str) -> Fact:
    return Fact(label, words, Column("", label, ""))


def _figure(label: str, form: str, unit: str, cell: Cell) -> Fact:
    column = {"count": _COUNT, "figure": _KW, "money": _MONEY, "ratio": _RATIO}[form]
    return Fact(label, cell, Column("", label, column.about, column.form, unit))


_COUNT = Column("", "", "", "count")
_KW = Column("", "", "", "figure")
_MONEY = Column("", "", "", "money")
_RATIO = Column("", "", "", "ratio")
