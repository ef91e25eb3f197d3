"""Figures with their provenance: ``{value: 142 kW, source: nvidia-ra, confidence: published}``.

Any scalar may be written so, and so may a table of numbers (a list of rows), which has one origin.
The model gets the value; where it comes from is filed by its path.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from rackplan.model.figures import Frozen, Id
from rackplan.model.provenance import Confidence, Provenance, Rival
from rackplan.reading.complaints import Complaints, did_you_mean
from rackplan.reading.nodes import Items, Leaf, Location, Node, Table, find, path_text
from rackplan.reading.schema import read_as

__all__ = ["Sourced", "is_sourced", "strip"]


class Sourced(Frozen):
    """The long form of a figure.

    Attributes
    ----------
    value : str or float
        With its unit.
    source : str or None
        An id of ``sources.yaml``; an assumption needs none.
    confidence : str
        From the maker's own page (published), through reports of it (vendor-typical) and what
        somebody reckons (estimate), to our own choice (assumption).
    note : str
        What more there is to say; "derived: ..." where it is reckoned from sourced figures.
    others : tuple of Rival
        What other sources say, each with a note.
    """

    value: Any
    source: Id | None = None
    confidence: Confidence
    note: str = ""
    others: tuple[Rival, ...] = ()


_FIGURE = re.compile(
    r"[+-]?[0-9][0-9,]*(\.[0-9]+)?([eE][+-]?[0-9]+)?( ?[%A-Za-z°][A-Za-z0-9/%²³°]*)?"
)
_KEYS = frozenset(Sourced.model_fields)


def is_sourced(node: Node) -> bool:
    """Whether a table is the long form of a figure, be it with a key missing or misspelt."""
    if not isinstance(node, Table):
        return False
    keys = node.entries.keys()
    return "value" in keys or ("confidence" in keys and keys <= _KEYS)


def strip(
    root: Table, sources: Collection[str] | None, complaints: Complaints
) -> tuple[Table, dict[str, Provenance]]:
    """The same document with plain values only, and the provenance of each by its path.

    Parameters
    ----------
    root : Table
        A document; it stays as it is.
    sources : collection of str or None
        Known ids of sources; None when they could not be read.
    """
    stripper = _Stripper(root, sources, complaints)
    table = stripper.table(root, ())
    return table, stripper.found


def _is_figure(leaf: Leaf) -> bool:
    """Whether a plain value is a number, with or without a unit."""
    value = leaf.value
    if isinstance(value, str):
        return _FIGURE.fullmatch(value) is not None
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_table(node: Node) -> bool:
    """Whether a list holds rows of single values, and nothing else."""
    if not isinstance(node, Items) or not node.items:
        return False
    rows = [row for row in node.items if isinstance(row, Items)]
    return len(rows) == len(node.items) and all(
        isinstance(cell, Leaf) for row in rows for cell in row.items
    )


class _Stripper:
    def __init__(
        self, root: Table, sources: Collection[str] | None, complaints: Complaints
    ) -> None:
        self.found: dict[str, Provenance] = {}
        self._root = root
        self._sources = sources
        self._complaints = complaints

    def table(self, node: Table, at: Location) -> Table:
        entries = {key: self._node(child, (*at, key)) for key, child in node.entries.items()}
        return Table(node.spot, entries, node.keys)

    def _node(self, node: Node, at: Location) -> Node:
        if isinstance(node, Leaf) or _is_table(node):
            self._file_unstated(node, at)
            return node
        if isinstance(node, Items):
            items = [self._node(item, (*at, index)) for index, item in enumerate(node.items)]
            return Items(node.spot, items)
        return self._value(node, at) if is_sourced(node) else self.table(node, at)

    def _file_unstated(self, node: Node, at: Location) -> None:
        """File a figure that is written without an origin."""
        if not isinstance(node, Leaf) or _is_figure(node):
            spot = node.spot
            self.found[path_text(at)] = Provenance(
                confidence="unstated", file=spot.file, line=spot.line
            )

    def _value(self, node: Table, at: Location) -> Node:
        value = node.entries.get("value", Leaf(node.spot, ""))
        sourced = read_as(Sourced, node, self._complaints, root=self._root, at=at)
        if not isinstance(value, Leaf) and not _is_table(value):
            message = "only a single value or rows of numbers have a source, not a table or a list"
            self._complaints.about(self._root, (*at, "value"), message, path=at)
        if sourced is not None:
            self._refuse_unknown(sourced.source, (*at, "source"))
            for index, rival in enumerate(sourced.others):
                self._refuse_unknown(rival.source, (*at, "others", index, "source"))
            spot = find(self._root, (*at, "value"))
            written = sourced.model_dump(exclude={"value"})
            self.found[path_text(at)] = Provenance(file=spot.file, line=spot.line, **written)
        return value

    def _refuse_unknown(self, source: str | None, at: Location) -> None:
        if source is None or self._sources is None or source in self._sources:
            return
        message = f'unknown source "{source}". {did_you_mean(source, self._sources)}'
        self._complaints.about(self._root, at, message)
