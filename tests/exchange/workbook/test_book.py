"""The workbook as it is written, read with zip and XML alone."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from rackplan.exchange.workbook import workbook_files
from rackplan.handover.schedules import schedules_of
from rackplan.units import MONEY, POWER, magnitude
from tests.exchange.workbook.reading import ET, MAIN, Book, read
from tests.exchange.workbook.reckoning import Reckoner

SIGNS = ("=", "+", "-", "@")


@pytest.fixture(scope="module")
def content(handover) -> bytes:
    files = workbook_files(handover)
    assert list(files) == ["two-halls.xlsx"]
    return files["two-halls.xlsx"]


@pytest.fixture(scope="module")
def book(content) -> Book:
    return read(content)


def test_same_plan_same_bytes(handover, content):
    assert workbook_files(handover)["two-halls.xlsx"] == content


def test_sheets_in_order(book, handover):
    tables = schedules_of(handover)
    titles = [t.title for t in tables.values() if t.rows and t.id != "types"]
    assert list(book.sheets) == ["Summary", *titles, "Notes"]


def test_every_cell_is_there(book, handover):
    """Each table with all of its rows, numbers as numbers."""
    for table in schedules_of(handover).values():
        sheet = "Summary" if table.id == "types" else table.title
        for column in table.columns:
            found = book.column(sheet, column.heading)
            wanted = [
                v for v in table.values(column.key) if v is not None and column.form != "date"
            ]
            if column.form in {"count", "figure", "share", "money"}:
                assert [cell.number for cell in found] == pytest.approx(wanted)
                assert not any(cell.is_text for cell in found)
            elif wanted:
                assert [cell.value for cell in found if cell.value] == [
                    " ".join(str(text).split()) for text in wanted if text
                ]


def test_totals_are_where_a_person_expects_them(book, handover):
    power = magnitude(handover.it_power, POWER)
    total = book.total("Racks", "planned [kW]")
    count = len(handover.plan.placements)
    assert re.fullmatch(rf"SUBTOTAL\(109,M6:M{5 + count}\)", total.formula)
    assert total.number == pytest.approx(power)
    capital = magnitude(handover.cost.capital, MONEY)
    assert book.total("Materials", "price [USD]").number == pytest.approx(capital)


def test_summary_follows_the_sheets(book, handover):
    power = book.fact("IT power, planned [kW]")
    assert power.number == pytest.approx(magnitude(handover.it_power, POWER))
    assert power.formula.startswith("SUM('Racks'!$M$6:")
    assert book.fact("racks").formula.startswith("ROWS('Racks'!$A$6:")
    assert book.fact("of them new").number == book.fact("racks").number - 1
    assert book.fact("with spares [USD]").formula.startswith("SUM('Materials'!")


def test_rack_reckons_its_feeds(book):
    cell = book.column("Racks", "on A [kW]")[0]
    assert cell.formula == "M6*O6"


def test_quantities_follow_the_rack_schedule(book, handover):
    last = 5 + len(handover.plan.placements)
    same = f"EXACT('Racks'!$D$6:$D${last},A6)"
    cell = book.column("Materials", "quantity")[0]
    assert cell.formula == f"SUMPRODUCT({same}*'Racks'!$G$6:$G${last})"
    assert book.column("Materials", "price [USD]")[0].formula == "(D6+E6)*F6"


def test_every_formula_comes_to_what_stands_there(book):
    """Reckoned from the plain cells alone; LibreOffice does the same where it is installed."""
    reckoner = Reckoner(book)
    formulas = list(book.formulas())
    assert len(formulas) > 100
    for sheet, at, cell in formulas:
        assert reckoner.value(sheet, at) == pytest.approx(cell.number, abs=1e-9), f"{sheet} {at}"


def test_no_text_of_the_inputs_is_a_formula(book):
    """Formulas hold names of sheets and cells, functions and numbers, and nothing else."""
    allowed = re.compile(
        r"(?:'[A-Za-z ]+'!|\$?[A-Z]{1,2}\$?\d+|SUMPRODUCT|EXACT|SUBTOTAL|SUM|ROWS|MAX"
        r"|\d+|[-+*/(),:])+"
    )
    formulas = [cell.formula for _, _, cell in book.formulas()]
    assert len(formulas) > 100
    assert all(allowed.fullmatch(formula) for formula in formulas)


def test_hostile_text_is_text_and_marked(book):
    """It is a string, and its format says so too: editing the cell leaves it a text."""
    cells = [
        (at, cell)
        for cells in book.sheets.values()
        for at, cell in cells.items()
        if cell.is_text and cell.value.startswith(SIGNS)
    ]
    texts = {cell.value for _, cell in cells}
    assert {"=cmd|'/C calc'!A0", "+Evil, Inc."} <= texts
    assert not any(cell.formula for _, cell in cells)
    assert _marked(book, "Materials", "=cmd|'/C calc'!A0")
    assert _marked(book, "Summary", "@SUM(1)")
    assert not _marked(book, "Materials", "odd-rack")


def _marked(book: Book, sheet: str, text: str) -> bool:
    number = list(book.sheets).index(sheet) + 1
    at = next(name for name, cell in book.sheets[sheet].items() if cell.value == text)
    root = ET.fromstring(book.xml[f"xl/worksheets/sheet{number}.xml"])
    style = next(cell.get("s") for cell in root.iter(f"{MAIN}c") if cell.get("r") == at)
    formats = ET.fromstring(book.xml["xl/styles.xml"]).find(f"{MAIN}cellXfs")
    assert formats is not None
    return formats[int(style or 0)].get("quotePrefix") == "1"


def test_sheets_print_in_landscape_with_their_headings(book):
    for number, name in enumerate(book.sheets, 1):
        xml = book.xml[f"xl/worksheets/sheet{number}.xml"]
        assert 'orientation="landscape"' in xml
        assert 'paperSize="8"' in xml
        assert 'fitToHeight="0"' in xml
        assert f"'{name}'!$A$1:" in book.xml["xl/workbook.xml"] or (
            f"{name}!$A$1:" in book.xml["xl/workbook.xml"]
        )
    names = book.xml["xl/workbook.xml"]
    titles = len(re.findall(r"_xlnm.Print_Titles", names))
    assert titles == len(book.sheets) - 2  # summary and notes have no headings to repeat
    assert len(re.findall(r"_xlnm.Print_Area", names)) == len(book.sheets)
    assert len(re.findall(r"_xlnm._FilterDatabase", names)) == len(book.sheets) - 2


def test_every_page_says_that_the_plan_holds(book, handover):
    for number, _ in enumerate(book.sheets, 1):
        xml = book.xml[f"xl/worksheets/sheet{number}.xml"]
        assert "&amp;R&amp;9Verified: all of " in xml
        assert "1+1 &amp;&amp; Söhne" in xml  # an ampersand of the name is no code


def test_refuted_plan_says_so_on_every_sheet(refuted):
    book = read(workbook_files(refuted)["two-halls.xlsx"])
    for name, cells in book.sheets.items():
        assert cells["A3"].value.startswith("REFUTED: this plan does not hold"), name
    notes = [cell.value for cell in book.sheets["Notes"].values()]
    (finding,) = refuted.verdict.findings
    assert f"{finding.rule}: {finding.sentence}" in notes
    assert book.fact("search").value.startswith("edited since")


def test_names_that_no_sheet_takes_are_cut(handover):
    site = handover.site.model_copy(update={"name": "x" * 40_000 + "\x1b[2J"})
    book = read(workbook_files(replace(handover, site=site))["two-halls.xlsx"])
    assert len(book.sheets["Summary"]["A1"].value) <= 32_767


def test_spares_are_left_to_the_buyer(book):
    assert {cell.number for cell in book.column("Materials", "spares")} == {0.0}
