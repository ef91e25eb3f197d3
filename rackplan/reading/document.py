"""A YAML file as a tree of nodes, each with its line and column.

Why events and not `yaml.safe_load`: that keeps the last of two equal keys, reads ``no`` as False
and ``12:30`` as 750, follows anchors into exponential documents, and forgets where things stood.
Events arrive one by one, so that a document is refused at the first one that goes too deep, before
any parser recurses into it.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from rackplan.reading.complaints import Complaints
from rackplan.reading.nodes import Node, Spot, Table
from rackplan.reading.tree_builder import TreeBuilder

__all__ = ["LARGEST", "Document", "compose", "read_document", "yaml_files"]

LARGEST = 16 * 1024 * 1024
"""Bytes that an input file may have."""

_MOST_PROBLEMS = 50
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")


@dataclass(frozen=True)
class Document:
    """A file that was read: its name for people, the hash of its bytes, and its tree."""

    file: str
    sha256: str
    root: Table


def read_document(path: Path, shown: str, complaints: Complaints) -> Document | None:
    """Read a file whose root is a table; None when it cannot, with the complaints noted."""
    content = _content(path, shown, complaints)
    if content is None:
        return None
    text = _text(content, shown, complaints)
    root = None if text is None else compose(text, shown, complaints)
    if root is None:
        return None
    if not isinstance(root, Table):
        complaints.add(root.spot, "", "expected a table of keys and values at the top")
        return None
    return Document(shown, hashlib.sha256(content).hexdigest(), root)


def yaml_files(folder: Path, shown: str, complaints: Complaints) -> list[Path]:
    """The ``*.yaml`` files of a folder by name; other endings of YAML are complained of."""
    files: list[Path] = []
    for path in sorted(folder.iterdir()):
        if path.suffix == ".yaml":
            files.append(path)
        elif path.suffix.lower() in (".yml", ".yaml"):
            message = f"is not read: call it {path.stem}.yaml"
            complaints.add(Spot(f"{shown}/{path.name}"), "", message)
    return files


def compose(text: str, file: str, complaints: Complaints) -> Node | None:
    """The tree of a YAML text; None when it has none, with the complaints noted."""
    found = len(complaints)
    builder = TreeBuilder(file, complaints)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
            if builder.is_hopeless or len(complaints) - found >= _MOST_PROBLEMS:
                return None
    except yaml.MarkedYAMLError as error:
        _note_syntax(error, text, file, complaints)
        return None
    except yaml.YAMLError as error:
        complaints.add(Spot(file), "", f"not YAML: {error}")
        return None
    if builder.root is None and len(complaints) == found:
        complaints.add(Spot(file), "", "the file is empty")
    return None if builder.is_doubtful else builder.root


def _content(path: Path, shown: str, complaints: Complaints) -> bytes | None:
    try:
        if not path.is_file():
            what = "is no file" if path.exists() else "no such file"
            complaints.add(Spot(shown), "", what)
            return None
        size = path.stat().st_size
        if size > LARGEST:
            sizes = f"{size / 2**20:,.0f} MB; an input file has at most {LARGEST // 2**20} MB"
            complaints.add(Spot(shown), "", f"the file has {sizes}")
            return None
        return path.read_bytes()
    except OSError as error:
        complaints.add(Spot(shown), "", f"cannot be read: {error.strerror}")
        return None


def _text(content: bytes, shown: str, complaints: Complaints) -> str | None:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        byte = f"0x{content[error.start]:02x}"
        complaints.add(
            Spot(shown, line), "", f"not UTF-8 text: byte {byte} at offset {error.start:,}"
        )
        return None
    odd = _UNPRINTABLE.search(text)
    if odd:
        line, column = _place(text, odd.start())
        what = f"not text: control character U+{ord(odd.group()):04X}"
        complaints.add(Spot(shown, line, column), "", what)
        return None
    return text


def _place(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _note_syntax(error: yaml.MarkedYAMLError, text: str, file: str, complaints: Complaints) -> None:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (-1, -1)
    lines = text.splitlines()
    rest = lines[line][column:] if 0 <= line < len(lines) else ""
    if rest.startswith("\t"):
        message = "a tab stands here; YAML is indented with spaces"
    else:
        context = f" ({error.context})" if error.context else ""
        language = "JSON" if file.endswith(".json") else "YAML"
        message = f"not {language}: {error.problem}{context}"
        if rest.startswith("[") and "flow" in context:
            message += '. Inside brackets an id with brackets needs quotes: "R[1-3]"'
    complaints.add(Spot(file, line + 1, column + 1), "", message)
