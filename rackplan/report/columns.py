"""Tables in plain text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

__all__ = ["aligned", "display_width"]

_GAP = "  "


def aligned(rows: Iterable[Sequence[str]], right: Sequence[bool]) -> tuple[str, ...]:
    """Rows of cells as lines with aligned columns.

    Parameters
    ----------
    rows : iterable of sequences of str
        All of one length.
    right : sequence of bool
        Which columns are aligned at their right edge: figures.

    Examples
    --------
    >>> aligned([("gb300-nvl72", "24"), ("storage", "3")], (False, True))
    ('gb300-nvl72  24', 'storage       3')
    """
    table = [tuple(row) for row in rows]
    widths = [max(map(display_width, cells)) for cells in zip(*table, strict=True)]
    return tuple(_line(row, widths, right) for row in table)


def display_width(text: str) -> int:
    """Columns that a text takes in a terminal: wide letters take two, combining marks none."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def _line(row: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    cells = []
    for text, width, at_right in zip(row, widths, right, strict=True):
        space = " " * (width - display_width(text))
        cells.append(space + text if at_right else text + space)
    return _GAP.join(cells).rstrip()
