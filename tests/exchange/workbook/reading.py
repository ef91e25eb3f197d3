"""Reads workbooks with nothing but zip and XML: cells, and the formulas behind them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True)
class Found:
    """A cell: its value as written, its formula, and whether it is a text."""

    value: str
    formula: str
    is_text: bool

    @property
    def number(self) -> float:
        return float(self.value)


@dataclass(frozen=True)
class Book:
    """A workbook by sheet and cell name."""

    sheets: dict[str, dict[str, Found]]
    xml: dict[str, str]

    def formulas(self) -> Iterator[tuple[str, str, Found]]:
        for name, cells in self.sheets.items():
            for at, cell in cells.items():
                if cell.formula:
                    yield name, at, cell

    def column(self, sheet: str, heading: str) -> list[Found]:
        """The cells below a heading, without the totals."""
        cells = self.sheets[sheet]
        letters, row = split(self._heading(sheet, heading))
        below = sorted(split(at)[1] for at in cells if split(at)[0] == letters)
        names = [cells.get(f"A{n}") for n in below if n > row]
        kept = [n for n in below if n > row]
        pairs = zip(kept, names, strict=True)
        return [cells[f"{letters}{n}"] for n, first in pairs if first and first.value != "total"]

    def total(self, sheet: str, heading: str) -> Found:
        cells = self.sheets[sheet]
        letters = split(self._heading(sheet, heading))[0]
        row = next(split(at)[1] for at, cell in cells.items() if cell.value == "total")
        return cells[f"{letters}{row}"]

    def _heading(self, sheet: str, heading: str) -> str:
        """The cell of a heading: in line 5, and on the summary below its lines with labels."""
        cells = self.sheets[sheet]
        line = 5
        if sheet == "Summary":
            line = split(next(at for at, cell in cells.items() if cell.value == "rack type"))[1]
        found = (at for at, cell in cells.items() if cell.value == heading)
        return next(at for at in found if split(at)[1] == line)

    def fact(self, label: str) -> Found:
        """What stands beside a label of the summary."""
        cells = self.sheets["Summary"]
        return cells["B" + next(at[1:] for at, cell in cells.items() if cell.value == label)]


def split(name: str) -> tuple[str, int]:
    match = re.fullmatch(r"([A-Z]+)(\d+)", name)
    assert match
    return match[1], int(match[2])


def read(content: bytes) -> Book:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    shared = _shared(parts.get("xl/sharedStrings.xml"))
    book = ET.fromstring(parts["xl/workbook.xml"])
    relations = ET.fromstring(parts["xl/_rels/workbook.xml.rels"])
    targets = {relation.get("Id"): relation.get("Target") for relation in relations}
    sheets = {}
    for sheet in book.iter(f"{MAIN}sheet"):
        target = str(targets[sheet.get(RELATION)]).removeprefix("/xl/")
        sheets[str(sheet.get("name"))] = dict(_cells(parts[f"xl/{target}"], shared))
    texts = {name: part.decode() for name, part in parts.items() if name.endswith(".xml")}
    return Book(sheets, texts)


def _shared(part: bytes | None) -> list[str]:
    root = ET.fromstring(part or b"<x/>")
    return ["".join(t.text or "" for t in item.iter(f"{MAIN}t")) for item in root]


def _cells(part: bytes, shared: list[str]) -> Iterator[tuple[str, Found]]:
    for cell in ET.fromstring(part).iter(f"{MAIN}c"):
        value, formula = cell.findtext(f"{MAIN}v"), cell.findtext(f"{MAIN}f")
        if value is None and formula is None:
            continue
        kind = cell.get("t")
        text = shared[int(value or 0)] if kind == "s" else value or ""
        yield str(cell.get("r")), Found(text, formula or "", kind in {"s", "str"})
