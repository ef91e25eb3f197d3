"""Cells of a table that no spreadsheet takes for a formula.

A spreadsheet runs what begins with ``=``, ``+``, ``-`` or ``@``, also out of a plain text file, and
what a formula may fetch or send is up to the program. Such text gets an apostrophe in front, which
spreadsheets take as "this is text". So that the text can be read back unchanged, one that begins
with apostrophes and then such a sign gets one more.
"""

from __future__ import annotations

import re

__all__ = ["as_cell", "from_cell"]

_SIGNS = r"[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]"
_WOULD_RUN = re.compile(f"'*{_SIGNS}")
_WAS_MARKED = re.compile(f"'+{_SIGNS}")


def as_cell(text: str) -> str:
    """A text as a cell that stays a text.

    Examples
    --------
    >>> as_cell("R01-P01"), as_cell("=1+1"), as_cell("'=1+1"), as_cell("it's")
    ('R01-P01', "'=1+1", "''=1+1", "it's")
    """
    return f"'{text}" if _WOULD_RUN.match(text) else text


def from_cell(cell: str) -> str:
    """The text that a cell was made of.

    Examples
    --------
    >>> from_cell("'=1+1"), from_cell("''=1+1"), from_cell("'s-Hertogenbosch")
    ('=1+1', "'=1+1", "'s-Hertogenbosch")
    """
    return cell[1:] if _WAS_MARKED.match(cell) else cell
