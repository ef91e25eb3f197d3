"""Products by id: one a file, found by its name and read when something asks for it.

Why lazily: a site reaches a dozen products. It should neither wait for the rest of the catalog nor
fail over a product that it never uses; `catalogs` is what reads them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from rackplan.model.figures import Frozen, FrozenMap, Id
from rackplan.model.provenance import Source
from rackplan.reading.changes import Change
from rackplan.reading.complaints import Complaints
from rackplan.reading.document import Document, read_document, yaml_files
from rackplan.reading.nodes import Node, Spot, Table
from rackplan.reading.recognition import MOST_FOLDERS, tree_of
from rackplan.reading.schema import read_as
from rackplan.reading.shipped import label, shipped_folder

__all__ = ["SOURCES", "Library", "open_library"]

SOURCES = "sources.yaml"


class SourceList(Frozen):
    """What stands in ``sources.yaml``, under one key so that it can be read as a class."""

    sources: FrozenMap[Id, Source]


class Library:
    """Products by id and the sources of their figures, laid one catalog over the other."""

    def __init__(self, complaints: Complaints) -> None:
        self.source_table = Table(Spot(SOURCES))
        self.source_files: list[Document] = []
        self.changed: dict[str, Change] = {}
        self.overlays: dict[str, list[str]] = {}
        self._paths: dict[str, tuple[Path, str]] = {}
        self._documents: dict[str, Document | None] = {}
        self._complaints = complaints

    def lay(self, folder: Path, shown: str) -> None:
        """Lay the catalog of a folder over what is there; all but the first are overlays."""
        if not folder.is_dir():
            self._complaints.add(Spot(shown), "", "no such folder of catalogs")
            return
        is_overlay = bool(self._paths or self.source_files)
        seen: dict[str, str] = {}
        for path, name in self._files(folder, shown):
            if path.name == SOURCES:
                self._lay_sources(path, name)
            elif path.stem in seen:
                message = f'a second file for "{path.stem}"; the first is {seen[path.stem]}'
                self._complaints.add(Spot(name), "", message)
            else:
                seen[path.stem] = name
                self._paths[path.stem] = (path, name)
        if is_overlay:
            self.overlays[shown] = list(seen)

    def _files(self, folder: Path, shown: str) -> Iterator[tuple[Path, str]]:
        """The YAML files of a catalog and of all folders in it."""
        for count, place in enumerate(tree_of(folder)):
            if count == MOST_FOLDERS:
                message = f"more than {MOST_FOLDERS:,} folders in all; this is no catalog"
                self._complaints.add(Spot(shown), "", message)
                return
            inside = place.relative_to(folder).as_posix()
            name = shown if inside == "." else f"{shown}/{inside}"
            for path in yaml_files(place, name, self._complaints):
                yield path, f"{name}/{path.name}"

    def put(self, product: str, document: Document) -> None:
        """Add a product that is already read."""
        self._documents[product] = document

    def has(self, product: str) -> bool:
        """Whether there is a file of that name, sound or not."""
        return product in self._paths or product in self._documents

    def ids(self) -> Iterator[str]:
        """Ids of all products."""
        yield from dict.fromkeys((*self._paths, *self._documents))

    def document(self, product: str) -> Document | None:
        """The file of a product; None when there is none or it cannot be read."""
        if product not in self._documents and product in self._paths:
            path, name = self._paths[product]
            self._documents[product] = read_document(path, name, self._complaints)
        return self._documents.get(product)

    def named_in(self, path: str) -> str | None:
        """The product whose figure a path of changes means: ``catalog.psu-3.2kw.rating``."""
        rest = path.removeprefix("catalog").lstrip(".[")
        names = (name for name in self.ids() if re.match(re.escape(name) + r"([.\[\]]|$)", rest))
        return max(names, key=len, default=None)

    def as_table(self, names: Iterable[str]) -> Table:
        """Products as one table by id, for changes to be made in it."""
        table = Table(Spot("catalog"))
        for name in names:
            document = self.document(name)
            if document is not None:
                table.put(name, document.root)
        return table

    def take_back(self, table: Node) -> None:
        """Take the products of a table that changes were made in."""
        entries = table.entries if isinstance(table, Table) else {}
        for name, node in entries.items():
            document = self.document(name)
            if document is not None and isinstance(node, Table):
                self._documents[name] = replace(document, root=node)

    def sources(self) -> Mapping[str, Source] | None:
        """All sources by id; None when they cannot be read."""
        root = Table(Spot(SOURCES))
        root.put("sources", self.source_table)
        table = read_as(SourceList, root, self._complaints, root=root)
        return None if table is None else table.sources

    def _lay_sources(self, path: Path, name: str) -> None:
        document = read_document(path, name, self._complaints)
        if document is not None:
            self.source_files.append(document)
            for key, node in document.root.entries.items():
                self.source_table.put(key, node, document.root.keys[key])


def open_library(complaints: Complaints, *folders: Path | None) -> Library:
    """Folders of products laid one over the other; None stands for the shipped catalogs.

    The shipped ones are laid once, wherever they are named first.
    """
    shipped = shipped_folder("catalogs")
    library = Library(complaints)
    found = [shipped if folder is None else folder for folder in folders]
    laid: set[Path] = set()
    for folder in found:
        whole = folder.resolve()
        if whole in laid:
            continue
        laid.add(whole)
        shown = "catalogs" if whole == shipped else label(folder)
        is_shadow = shown == "catalogs" and whole != shipped and shipped in laid
        library.lay(folder, f"./{shown}" if is_shadow else shown)
    return library
