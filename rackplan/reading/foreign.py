"""YAML files of others: plain data, each value with its place, and complaints as for our own.

What our own files may not hold theirs may not either: a key twice, anchors, tags, control
characters. Such a file says two things, or not surely what it seems to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rackplan.errors import Problem
from rackplan.reading.complaints import Complaints
from rackplan.reading.document import read_document
from rackplan.reading.nodes import Leaf, Table, find, path_text, plain

__all__ = ["ForeignDocument", "read_foreign"]


@dataclass(frozen=True)
class ForeignDocument:
    """A file whose root is a table.

    Attributes
    ----------
    file : str
        As messages call it.
    values : mapping of str to value
        Dicts, lists, text, numbers, truth values and None.
    root : Table
        The same with places.
    """

    file: str
    values: Mapping[str, Any]
    root: Table

    def text(self, key: str) -> str:
        """What stands under a key, letter by letter: a model 1.10 is not 1.1; "" for nothing."""
        leaf = self.root.entries.get(key)
        return leaf.text if isinstance(leaf, Leaf) and leaf.value is not None else ""

    def line(self, *location: str | int) -> int:
        """The line where something is written, or as near to it as the file goes."""
        return find(self.root, location).line

    def problem(self, message: str, *location: str | int) -> Problem:
        """A complaint about a place of the file."""
        spot = find(self.root, location)
        return Problem(self.file, spot.line, spot.column, path_text(location), message)


def read_foreign(path: Path, shown: str) -> ForeignDocument:
    """Read a file.

    Raises
    ------
    BadInputError
        With all that is wrong with it as YAML.
    """
    complaints = Complaints()
    document = read_document(path, shown, complaints)
    complaints.raise_if_any()
    assert document is not None, "what cannot be read is complained of"
    values = plain(document.root)
    assert isinstance(values, dict), "the root is a table"
    return ForeignDocument(shown, values, document.root)
