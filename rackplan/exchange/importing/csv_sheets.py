"""CSV of any dialect: with commas, semicolons or tabs, in UTF-8, UTF-16 or Windows-1252."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from rackplan.errors import BadInputError
from rackplan.writing import from_cell

__all__ = ["csv_rows"]

_DELIMITERS = ",;\t|"
_LOOKED_AT = 60
_MOST_ROWS = 200_000
_BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def csv_rows(content: bytes, shown: str) -> tuple[tuple[str | None, ...], ...]:
    """The rows of a CSV file; a cell that holds nothing, or only blanks, is None.

    Raises
    ------
    BadInputError
        For what is no text, or no table.
    """
    text = _text(content, shown)
    first, _, rest = text.partition("\n")
    if first.strip().strip('"').lower().startswith("sep=") and len(first.strip()) < 8:
        delimiter, text = first.strip().strip('"')[4:5] or ",", "\n" + rest
    else:
        delimiter = _delimiter(text)
    try:
        rows = list(islice(_records(text, delimiter), _MOST_ROWS + 1))
    except csv.Error as error:
        raise BadInputError.about("", f"is no CSV file: {error}", shown) from error
    if len(rows) > _MOST_ROWS:
        raise BadInputError.about("", f"more than {_MOST_ROWS:,} rows", shown)
    return tuple(tuple(_cell(cell) for cell in row) for row in rows)


def _text(content: bytes, shown: str) -> str:
    """The file as text: by its mark, else UTF-8, else what Windows writes in western Europe."""
    codec = next((name for mark, name in _BOMS.items() if content.startswith(mark)), "utf-8")
    for each in (codec, "cp1252"):
        try:
            text = content.decode(each)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
        break
    raise BadInputError.about("", "is no text: is it a CSV file?", shown)


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)


def _delimiter(text: str) -> str:
    """The sign that parts most rows into equally many cells; of several, into most cells."""
    return max(_DELIMITERS, key=lambda sign: _evenness(text, sign))


def _evenness(text: str, delimiter: str) -> tuple[int, int]:
    try:
        rows = [row for row in islice(_records(text, delimiter), _LOOKED_AT) if any(row)]
    except csv.Error:
        return 0, 0
    counts = Counter(len(row) for row in rows if len(row) > 1)
    if not counts:
        return 0, 0
    cells, even = max(counts.items(), key=lambda item: (item[1], item[0]))
    return even, cells


def _cell(text: str) -> str | None:
    return from_cell(text).strip() or None
