"""LibreOffice opens the workbook and comes to the figures that stand in it.

The figures written beside the formulas are reckoned in Python. They are replaced by nonsense first,
so that what comes out can only be what LibreOffice reckons.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from rackplan.exchange.workbook import workbook_files
from rackplan.handover.handover import handover_of
from rackplan.units import MONEY, POWER, magnitude
from tests.exchange.workbook.reading import Book, read

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
  xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
"""Recalculate whatever is opened."""

NONSENSE = "-123456789"


@pytest.fixture(scope="module")
def recalculated(tmp_path_factory):
    """Opens a workbook in LibreOffice, all of its results forgotten, and reads what it saves."""
    if OFFICE is None:
        pytest.skip("NOT TRIED: soffice is not installed, so no workbook was recalculated")
    home = tmp_path_factory.mktemp("office")
    (home / "profile/user").mkdir(parents=True)
    (home / "profile/user/registrymodifications.xcu").write_text(PROFILE)

    def through_office(content: bytes) -> Book:
        path = home / "book.xlsx"
        _forget_results(content, path)
        command = [OFFICE, "--headless", f"-env:UserInstallation={(home / 'profile').as_uri()}"]
        command += ["--convert-to", "xlsx", "--outdir", str(home / "out"), str(path)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
        assert (home / "out/book.xlsx").exists(), done.stdout + done.stderr
        return read((home / "out/book.xlsx").read_bytes())

    return through_office


def _forget_results(content: bytes, path: Path) -> None:
    """Write a copy in which every formula has the same wrong result."""
    wrong = re.compile(rb"(</f><v>)[^<]*(</v>)")
    source = path.with_suffix(".source.xlsx")
    source.write_bytes(content)
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("xl/worksheets/"):
                part = wrong.sub(rb"\g<1>" + NONSENSE.encode() + rb"\g<2>", part)
            new.writestr(name, part)


def _compare(written: Book, reckoned: Book) -> int:
    """Every formula of ours against what LibreOffice makes of it; how many there are."""
    assert list(reckoned.sheets) == list(written.sheets)
    count = 0
    for sheet, at, cell in written.formulas():
        found = reckoned.sheets[sheet][at]
        assert found.number == pytest.approx(cell.number, rel=1e-9, abs=1e-9), f"{sheet} {at}"
        count += 1
    return count


@pytest.mark.slow
def test_every_formula_comes_to_what_stands_there(handover, recalculated):
    content = workbook_files(handover)["two-halls.xlsx"]
    book = recalculated(content)
    assert _compare(read(content), book) > 100
    power, capital = handover.it_power, handover.cost.capital
    assert book.fact("IT power, planned [kW]").number == pytest.approx(magnitude(power, POWER))
    assert book.fact("price of the new racks [USD]").number == pytest.approx(
        magnitude(capital, MONEY)
    )


@pytest.mark.slow
def test_hostile_names_stay_text_in_libreoffice(handover, recalculated):
    book = recalculated(workbook_files(handover)["two-halls.xlsx"])
    names = [cell for cell in book.sheets["Materials"].values() if "cmd|" in cell.value]
    assert [(cell.value, cell.formula) for cell in names] == [("=cmd|'/C calc'!A0", "")]


@pytest.mark.slow
def test_the_plan_of_wisconsin(wisconsin, recalculated):
    handover = handover_of(wisconsin.folder)
    content = workbook_files(handover)["wisconsin.xlsx"]
    book = recalculated(content)
    assert _compare(read(content), book) > 1_000
    document = wisconsin.document
    assert book.fact("racks").number == sum(document["racks"].values())
    assert book.total("Racks", "planned [kW]").number == pytest.approx(document["it_power_kw"])
    price = book.total("Materials", "price [USD]").number
    assert price == pytest.approx(document["cost"]["capex_usd"])
