"""The files of a site's folder, merged into one document."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from rackplan.reading.complaints import Complaints
from rackplan.reading.document import Document, read_document, yaml_files
from rackplan.reading.nodes import Spot, Table

__all__ = ["Folder", "read_folder"]


@dataclass
class Folder:
    """One document out of several files, by their top-level keys.

    Attributes
    ----------
    root : Table
        All entries; each knows the file that it comes from.
    hashes : dict of str to str
        SHA-256 of each file.
    is_whole : bool
        Whether every file could be read.
    """

    root: Table
    hashes: dict[str, str] = field(default_factory=dict)
    is_whole: bool = True


def read_folder(path: Path, shown: str, complaints: Complaints) -> Folder:
    """Read and merge all ``*.yaml`` files of a folder, in the order of their names."""
    folder = Folder(Table(Spot(shown)))
    files = yaml_files(path, shown, complaints)
    for file in files:
        document = read_document(file, f"{shown}/{file.name}", complaints)
        if document is None:
            folder.is_whole = False
        else:
            folder.hashes[document.file] = document.sha256
            _merge(folder.root, document, complaints)
    if not files:
        complaints.add(Spot(shown), "", "the folder holds no *.yaml file")
        folder.is_whole = False
    return folder


def _merge(root: Table, document: Document, complaints: Complaints) -> None:
    for key, node in document.root.entries.items():
        spot = document.root.keys[key]
        if key in root.entries:
            message = f'duplicate key "{key}"; the first is in {root.keys[key]}'
            complaints.add(spot, "", message)
        else:
            root.put(key, node, spot)
