"""Files as sheets: every dialect of CSV, and what people do to workbooks."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from rackplan.errors import BadInputError
from rackplan.exchange.importing.csv_sheets import csv_rows
from rackplan.exchange.importing.sheets import read_sheets

ROWS = (("Rack", "kW"), ("A1", "12,5"), ("Süd 2", None))
TEXT = "Rack{0}kW\nA1{0}{1}12,5{1}\nSüd 2{0}\n"


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_dialect_reads_alike(sign: str, codec: str) -> None:
    quote = '"' if sign == "," else ""
    assert csv_rows(TEXT.format(sign, quote).encode(codec), "x.csv") == ROWS


def test_excels_own_first_line_names_the_sign_and_stays_a_row() -> None:
    rows = csv_rows(b"sep=;\nRack;kW, all\nA1;1,5\n", "x.csv")
    assert rows == ((), ("Rack", "kW, all"), ("A1", "1,5"))


def test_rows_are_numbered_as_a_spreadsheet_does() -> None:
    """A line break inside of quotes is no new row; an empty line is one."""
    assert csv_rows(b'Rack,Note\n"A1","two\nlines"\n\nA2,x\n', "x.csv")[3] == ("A2", "x")


def test_cells_marked_as_text_lose_the_mark() -> None:
    assert csv_rows(b"Rack,Note\n'-1,'s-Gravenhage\n", "x.csv")[1] == ("-1", "'s-Gravenhage")


def _book(path: Path) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet, hidden = book.add_worksheet("Racks"), book.add_worksheet("old")
        hidden.hide()
        hidden.write(0, 0, "Rack")
        sheet.merge_range(0, 0, 0, 2, "All racks")
        sheet.merge_range(1, 0, 3, 0, "A")
        for row in (1, 2, 3):
            sheet.write(row, 1, row)
        sheet.write_formula(1, 2, "=B2*10", None, 10)
        sheet.write_formula(2, 2, "=B3*10", None, "")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_datetime(3, 2, date(2026, 3, 12), day)
    return path


def test_workbook_has_its_merged_cells_filled_and_formulas_reckoned(tmp_path: Path) -> None:
    (sheet,) = read_sheets(_book(tmp_path / "x.xlsx"))
    assert (sheet.file, sheet.name, sheet.shown) == ("x.xlsx", "Racks", "x.xlsx[Racks]")
    assert sheet.rows == (
        ("All racks", "All racks", "All racks"),
        ("A", 1, 10),
        ("A", 2, "=B3*10"),
        ("A", 3, date(2026, 3, 12)),
    )


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("x.xls", b"", "an old workbook: save it as .xlsx or .csv"),
        ("x.pdf", b"", '".pdf" is no list that is read here: save it as .xlsx or .csv'),
        ("x.xlsx", b"PK no", "is no workbook"),
        ("x.csv", b"a\0b", "is no text: is it a CSV file?"),
    ],
)
def test_what_is_no_list_is_refused(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(BadInputError) as caught:
        read_sheets(tmp_path / name)
    assert str(caught.value) == f"{name}  {said}"


def test_missing_file_and_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match=r"racks.csv  no such file"):
        read_sheets(tmp_path / "racks.csv")
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(BadInputError, match=r"folder.csv  is no file"):
        read_sheets(tmp_path / "folder.csv")


def test_bomb_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rackplan.exchange.importing.xlsx_sheets._LARGEST_UNPACKED", 1000)
    with pytest.raises(BadInputError, match="unpacks to more than a list has"):
        read_sheets(_book(tmp_path / "x.xlsx"))


def test_workbook_without_openpyxl_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _book(tmp_path / "x.xlsx")
    monkeypatch.setattr("rackplan.exchange.importing.xlsx_sheets.find_spec", lambda _: None)
    with pytest.raises(BadInputError) as caught:
        read_sheets(path)
    assert 'pip install "rackplan[exchange]"' in str(caught.value)


def test_csv_needs_no_openpyxl() -> None:
    """It is asked for only when a workbook is read."""
    code = "import rackplan.exchange.importing, sys; print('openpyxl' in sys.modules)"
    import subprocess

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
