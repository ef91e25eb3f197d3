"""A study's file, with the place of everything in it for what may turn out wrong later."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rackplan.errors import Problem
from rackplan.model.study import StudySetup
from rackplan.reading.complaints import Complaints
from rackplan.reading.document import compose, read_document
from rackplan.reading.nodes import Items, Leaf, Node, Spot, Table, find, path_text
from rackplan.reading.schema import read_as
from rackplan.reading.shipped import label, shipped_sites

__all__ = ["ReadStudy", "as_study", "read_study"]

_PARAMETERS = ("vary", "uncertain")


@dataclass(frozen=True)
class ReadStudy:
    """A study and where it is written.

    Attributes
    ----------
    setup : StudySetup
        As it is written, with folders found from the folder of the file.
    root : Table
        The document; of a study that was not read from a file, without lines.
    """

    setup: StudySetup
    root: Table

    def problem(self, message: str, *location: str | int) -> Problem:
        """A complaint about a part of the study."""
        spot = find(self.root, location)
        return Problem(spot.file, spot.line, spot.column, path_text(location), message)


def read_study(path: str | Path) -> ReadStudy:
    """Read a study.

    Raises
    ------
    BadInputError
        With all that is wrong with the file, each with its line and column.
    """
    complaints = Complaints()
    file = Path(path)
    document = read_document(file, label(file), complaints)
    complaints.raise_if_any()
    assert document is not None
    return _read(_with_name(document.root, file), complaints, file.parent)


def as_study(document: Mapping[str, Any]) -> ReadStudy:
    """A study out of plain data, as a script makes it; sites may be left out of it.

    Raises
    ------
    BadInputError
        With all that is wrong with it.
    """
    complaints = Complaints()
    node = compose(json.dumps(document, default=str), "", complaints)
    complaints.raise_if_any()
    moved = None if node is None else _moved(node)
    assert isinstance(moved, Table)
    return _read(moved, complaints, None)


def _with_name(root: Table, file: Path) -> Table:
    """The document with an id: the file's own name where it says none."""
    if "id" not in root.entries:
        root.put("id", Leaf(root.spot, file.stem, quoted=True))
    return root


def _read(root: Table, complaints: Complaints, folder: Path | None) -> ReadStudy:
    whole = _spelled_out(root)
    setup = read_as(StudySetup, whole, complaints, root=whole)
    complaints.raise_if_any()
    assert setup is not None
    return ReadStudy(_found_from(setup, folder), whole)


def _spelled_out(root: Table) -> Table:
    """The document with short forms written out: one site, and plain lists of values."""
    whole = root.without("site")
    if "site" in root.entries and "sites" not in root.entries:
        node = root.entries["site"]
        sites = node if isinstance(node, Items) else Items(node.spot, [node])
        whole.put("sites", sites, root.keys["site"])
    for key in _PARAMETERS:
        table = whole.entries.get(key)
        if isinstance(table, Table):
            whole.put(key, _parameters(table), whole.keys[key])
    return whole


def _parameters(table: Table) -> Table:
    whole = Table(table.spot)
    for name, node in table.entries.items():
        spot = table.keys[name]
        whole.put(name, _with_values(node, spot) if isinstance(node, Items) else node, spot)
    return whole


def _with_values(values: Items, spot: Spot) -> Table:
    table = Table(values.spot)
    table.put("values", values, spot)
    return table


def _found_from(setup: StudySetup, folder: Path | None) -> StudySetup:
    if folder is None:
        return setup
    catalogs = setup.catalogs
    if catalogs is not None and (folder / catalogs).is_dir():
        catalogs = str(folder / catalogs)
    sites = tuple(_site_from(site, folder) for site in setup.sites)
    return setup.model_copy(update={"catalogs": catalogs, "sites": sites})


def _site_from(site: str, folder: Path) -> str:
    """A site beside the file, unless a shipped one is called so."""
    for name in (site, site.rpartition(":")[0]):
        if name and name not in shipped_sites() and (folder / name).is_dir():
            return str(folder / site)
    return site


def _moved(node: Node) -> Node:
    """The same tree without lines: they would be those of a text that nobody wrote."""
    nowhere = Spot("")
    if isinstance(node, Leaf):
        return Leaf(nowhere, node.text, node.quoted)
    if isinstance(node, Items):
        return Items(nowhere, [_moved(item) for item in node.items])
    entries = {key: _moved(child) for key, child in node.entries.items()}
    return Table(nowhere, entries, dict.fromkeys(entries, nowhere))
