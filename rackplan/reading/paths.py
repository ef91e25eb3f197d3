"""Paths of changes: dotted keys, ``[n]`` for the n-th of a list from 0, ``[id]`` for that id.

``cooling.loops[0].supply`` and ``cooling.loops[L[1-6]].supply`` may name the same figure. A key
with a dot in it is found as it stands (``catalog.psu-3.2kw.rating``), or may be put in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rackplan.reading.complaints import did_you_mean
from rackplan.reading.nodes import Items, Leaf, Location, Node, Table, path_text
from rackplan.reading.tree_builder import DEEPEST

__all__ = ["PathProblem", "Place", "Step", "parse_path", "resolve"]


class PathProblem(ValueError):
    """A path that leads nowhere."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: a key, or what stands in brackets."""

    text: str
    in_brackets: bool = False


@dataclass(frozen=True)
class Place:
    """Where a path leads.

    Attributes
    ----------
    location : tuple of str and int
        The path with list entries by number, so that two spellings of one place are equal.
    parent : Table or Items
        What holds the place.
    missing : tuple of str
        Keys that are not there yet, from the parent on; empty when the place exists.
    """

    location: Location
    parent: Table | Items
    missing: tuple[str, ...] = ()

    @property
    def node(self) -> Node | None:
        """What stands there; None when nothing does."""
        return None if self.missing else _child(self.parent, self.location[-1])


def parse_path(text: str) -> list[Step]:
    """The steps of a path.

    Examples
    --------
    >>> [step.text for step in parse_path("cooling.loops[L[1-6]].supply")]
    ['cooling', 'loops', 'L[1-6]', 'supply']
    """
    steps: list[Step] = []
    rest = text
    while rest:
        step, rest = _bracket(text, rest) if rest.startswith("[") else _key(text, rest)
        steps.append(step)
    if not steps:
        raise PathProblem("an empty path")
    if len(steps) > DEEPEST:
        raise PathProblem(f"a path of more than {DEEPEST} steps")
    return steps


def resolve(root: Table, steps: list[Step]) -> Place:
    """Follow a path as far as it goes.

    Raises
    ------
    PathProblem
        Where a list has no such entry, a single value is taken for a table, or more than keys
        is missing.
    """
    parent: Node = root
    location: Location = ()
    rest = list(steps)
    while True:
        if isinstance(parent, Leaf):
            raise PathProblem(f'unknown path: "{path_text(location)}" is a single value')
        key = _take(parent, rest, location)
        if key is None:
            assert isinstance(parent, Table)
            missing = _missing(parent, rest, location)
            return Place((*location, *missing), parent, missing)
        location = (*location, key)
        if not rest:
            return Place(location, parent)
        parent = _child(parent, key)


def _key(text: str, rest: str) -> tuple[Step, str]:
    match = re.match(r"\.?([^.\[\]]+)", rest)
    if match is None or (rest == text) == rest.startswith("."):
        raise PathProblem(f'"{text}" is no path such as cooling.loops[0].supply')
    return Step(match[1]), rest[match.end() :]


def _bracket(text: str, rest: str) -> tuple[Step, str]:
    depth = 0
    for index, letter in enumerate(rest):
        depth += (letter == "[") - (letter == "]")
        if depth == 0:
            return Step(rest[1:index], in_brackets=True), rest[index + 1 :]
    raise PathProblem(f'"{text}" has a bracket without its partner')


def _child(parent: Table | Items, key: str | int) -> Node:
    if isinstance(parent, Items):
        assert isinstance(key, int)
        return parent.items[key]
    return parent.entries[str(key)]


def _take(parent: Table | Items, rest: list[Step], location: Location) -> str | int | None:
    """Take the next key or index off the steps; None when a table lacks it."""
    if isinstance(parent, Items):
        return _index(parent, rest.pop(0), location)
    for count in range(1, len(rest) + 1):
        joined = ".".join(step.text for step in rest[:count])
        if joined in parent.entries:
            del rest[:count]
            return joined
        if rest[count - 1].in_brackets:
            break
    return None


def _index(parent: Items, step: Step, location: Location) -> int:
    where = path_text(location)
    if not step.in_brackets:
        raise PathProblem(
            f'unknown path: "{where}" is a list; name an entry as {where}[0] or {where}[id]'
        )
    if step.text.isdecimal() and len(step.text) < 9:
        index = int(step.text)
        if index >= len(parent.items):
            count = len(parent.items)
            noun = "entry" if count == 1 else "entries"
            raise PathProblem(f'unknown path: "{where}" has {count} {noun}, counted from 0')
        return index
    ids = list(_ids(parent))
    if step.text not in ids:
        hint = did_you_mean(step.text, (name for name in ids if name))
        raise PathProblem(f'unknown path: "{where}" has no entry "{step.text}". {hint}')
    return ids.index(step.text)


def _ids(parent: Items) -> Iterator[str]:
    for item in parent.items:
        leaf = item.entries.get("id") if isinstance(item, Table) else None
        yield leaf.text if isinstance(leaf, Leaf) else ""


def _missing(parent: Table, rest: list[Step], location: Location) -> tuple[str, ...]:
    """Keys that may be written new: one, or several where a whole table is not there."""
    keys = tuple(step.text for step in rest)
    near = did_you_mean(keys[0], parent.entries)
    has_index = any(step.in_brackets and step.text.isdecimal() for step in rest)
    if keys[0].isdecimal() and location and rest[0].in_brackets:
        raise PathProblem(f'unknown path: "{path_text(location)}" is a table, not a list. {near}')
    if has_index or (near.startswith("Did") and len(keys) > 1):
        where = f'"{path_text(location)}"' if location else "the site"
        raise PathProblem(f'unknown path: {where} has no "{keys[0]}". {near}')
    return keys
