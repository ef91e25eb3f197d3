"""The tree of a document: tables, lists and leaves, each with the place where it is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from rackplan.reading.scalars import decode

__all__ = [
    "Items",
    "Leaf",
    "Location",
    "Node",
    "Spot",
    "Table",
    "find",
    "path_text",
    "plain",
    "reach",
]

Location: TypeAlias = tuple[str | int, ...]
"""Where in a document: keys and 0-based list indices from its root."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of a file; line and column are 1-based, 0 for the file as a whole."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Leaf:
    """A scalar as it is written; `quoted` ones are always text."""

    spot: Spot
    text: str
    quoted: bool = False

    @property
    def value(self) -> object:
        """The text, number, truth value or nothing that the leaf stands for."""
        return self.text if self.quoted else decode(self.text)


@dataclass(slots=True)
class Items:
    """A list."""

    spot: Spot
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """A mapping with text keys; `keys` holds where each key is written."""

    spot: Spot
    entries: dict[str, Node] = field(default_factory=dict)
    keys: dict[str, Spot] = field(default_factory=dict)

    def put(self, key: str, node: Node, spot: Spot | None = None) -> None:
        """Set an entry and where its key stands."""
        self.entries[key] = node
        self.keys[key] = spot or node.spot

    def without(self, *names: str) -> Table:
        """The same table less some keys; the nodes are shared."""
        rest = {key: node for key, node in self.entries.items() if key not in names}
        return Table(self.spot, rest, {key: self.keys[key] for key in rest})


Node: TypeAlias = Leaf | Items | Table


def plain(node: Node) -> Any:
    """The node as dicts, lists, text, numbers, truth values and None."""
    if isinstance(node, Leaf):
        return node.value
    if isinstance(node, Items):
        return [plain(item) for item in node.items]
    return {key: plain(child) for key, child in node.entries.items()}


def find(root: Node, location: Location, *, key: bool = False) -> Spot:
    """Where a location is written, or as near to it as the tree goes.

    A single value is found where it stands itself, unless `key` asks for its key; a table or a
    list at the key that it has.
    """
    node, spot = root, root.spot
    for step in location:
        child = _child(node, step)
        if child is None:
            break
        node, spot = child, _spot(node, step, child)
    return node.spot if isinstance(node, Leaf) and not key else spot


def reach(root: Node, location: Location) -> Node | None:
    """What stands at a location; None when nothing does."""
    node: Node | None = root
    for step in location:
        node = None if node is None else _child(node, step)
    return node


def path_text(location: Location) -> str:
    """A location as a person writes it: ``power.blocks[0].ups.rating``."""
    return "".join(_steps(location)).removeprefix(".")


def _child(node: Node, step: str | int) -> Node | None:
    if isinstance(node, Table):
        return node.entries.get(str(step))
    if isinstance(node, Items) and isinstance(step, int) and step < len(node.items):
        return node.items[step]
    return None


def _spot(parent: Node, step: str | int, child: Node) -> Spot:
    return parent.keys[str(step)] if isinstance(parent, Table) else child.spot


def _steps(location: Location) -> Iterator[str]:
    for step in location:
        is_bracketed = isinstance(step, int) or not step or any(c in step for c in ".[] ")
        yield f"[{step}]" if is_bracketed else f".{step}"
