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
from rackplan.reading.nodes import Items, Leaf, Node, Spot, Table

__all__ = ["DEEPEST", "LARGEST", "Document", "compose", "read_document", "yaml_files"]

LARGEST = 16 * 1024 * 1024
"""Bytes that an input file may have."""

DEEPEST = 40
"""Levels that a document may be nested."""

_MOST_PROBLEMS = 50
_MOST_VALUES = 1_000_000
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
    builder = _Builder(file, complaints)
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


class _Builder:
    """Builds the tree from events, with an explicit stack of open tables and lists."""

    def __init__(self, file: str, complaints: Complaints) -> None:
        self.root: Node | None = None
        self.is_hopeless = False
        self.is_doubtful = False
        self._file = file
        self._complaints = complaints
        self._open: list[Table | Items] = []
        self._keys: list[Leaf | None] = []
        self._documents = 0
        self._values = 0

    def take(self, event: yaml.Event) -> None:
        """Take the next event."""
        if isinstance(event, yaml.ScalarEvent):
            self._refuse_extras(event)
            self._leaf(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._refuse_extras(event)
            self._begin(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._end()
        elif isinstance(event, yaml.AliasEvent):
            self._doubt(event, f'alias "*{event.anchor}": write the value out')
            self._put(Leaf(self._spot(event), ""))
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._complain(event, "a second document begins here; a file holds one")
                self.is_hopeless = True

    def _leaf(self, event: yaml.ScalarEvent) -> None:
        quoted = event.style in {'"', "'", "|", ">"}
        self._put(Leaf(self._spot(event), event.value, quoted))

    def _begin(self, event: yaml.CollectionStartEvent) -> None:
        is_table = isinstance(event, yaml.MappingStartEvent)
        node = Table(self._spot(event)) if is_table else Items(self._spot(event))
        if self._wants_key():
            self._complain(event, "a key has to be text, not a table or a list")
            self.is_hopeless = True
        elif len(self._open) >= DEEPEST:
            self._complain(event, f"nested more than {DEEPEST} levels deep")
            self.is_hopeless = True
        else:
            self._put(node)
        self._open.append(node)
        self._keys.append(None)

    def _end(self) -> None:
        self._open.pop()
        self._keys.pop()

    def _wants_key(self) -> bool:
        return bool(self._open) and isinstance(self._open[-1], Table) and self._keys[-1] is None

    def _put(self, node: Node) -> None:
        self._values += 1
        if self._values > _MOST_VALUES:
            self._complaints.add(node.spot, "", f"more than {_MOST_VALUES:,} keys and values")
            self.is_hopeless = True
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        if isinstance(parent, Items):
            parent.items.append(node)
        elif self._keys[-1] is None:
            assert isinstance(node, Leaf)
            self._keys[-1] = node
        else:
            self._entry(parent, self._keys[-1], node)
            self._keys[-1] = None

    def _entry(self, table: Table, key: Leaf, node: Node) -> None:
        if key.text == "<<" and not key.quoted:
            self._complaints.add(key.spot, "", 'merge key "<<": write the keys out')
            self.is_doubtful = True
        elif key.text in table.entries:
            first = table.keys[key.text].line
            self._complaints.add(
                key.spot, "", f'duplicate key "{key.text}"; the first is in line {first}'
            )
        elif not key.text:
            self._complaints.add(key.spot, "", "an empty key")
        else:
            table.put(key.text, node, key.spot)

    def _refuse_extras(self, event: yaml.NodeEvent) -> None:
        if event.anchor:
            self._doubt(event, f'anchor "&{event.anchor}": write the value out where it is used')
        tag = getattr(event, "tag", None)
        if tag:
            short = str(tag).replace("tag:yaml.org,2002:", "!!")
            self._doubt(event, f'tag "{short}": tags are not read')

    def _doubt(self, event: yaml.Event, message: str) -> None:
        """Complain of what leaves the document's meaning open, so that nothing is read from it."""
        self._complain(event, message)
        self.is_doubtful = True

    def _complain(self, event: yaml.Event, message: str) -> None:
        self._complaints.add(self._spot(event), "", message)

    def _spot(self, event: yaml.Event) -> Spot:
        mark = event.start_mark
        assert mark is not None
        return Spot(self._file, mark.line + 1, mark.column + 1)
