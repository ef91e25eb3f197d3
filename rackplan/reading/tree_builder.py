"""Parser events to a tree of nodes, refusing whatever is no plain tree."""

from __future__ import annotations

import yaml

from rackplan.reading.complaints import Complaints
from rackplan.reading.nodes import Items, Leaf, Node, Spot, Table

__all__ = ["DEEPEST", "TreeBuilder"]

DEEPEST = 40
"""Levels that a document may be nested."""

_MOST_VALUES = 1_000_000


class TreeBuilder:
    """Builds the tree from events, with an explicit stack of open tables and lists.

    Attributes
    ----------
    root : Table, Items, Leaf or None
        The tree so far.
    is_hopeless : bool
        Whether to stop here.
    is_doubtful : bool
        Whether something refused leaves open what the document says.
    """

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
