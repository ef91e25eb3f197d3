"""Changes of a site's document: scenarios, and ``path=value`` from the command line.

A change sets a figure, adds an entry, or removes one. They act on the tree of the document, in the
order written, before anything is read from it; so a changed figure is checked like any other, and
complaints about it name the line of the change. What is set may be new, as long as it is a key that
the schema knows: ``budget.capex`` can be set where the site has no budget.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from rackplan.model.figures import Frozen
from rackplan.reading.complaints import Complaints, did_you_mean
from rackplan.reading.document import compose
from rackplan.reading.nodes import (
    Items,
    Leaf,
    Location,
    Node,
    Spot,
    Table,
    path_text,
    plain,
    reach,
)
from rackplan.reading.paths import PathProblem, Place, parse_path, resolve
from rackplan.reading.schema import read_as
from rackplan.reading.templates import TEMPLATES, fill_in

__all__ = [
    "VERBS",
    "Change",
    "Changes",
    "Scenario",
    "apply_changes",
    "changes_of_scenario",
    "written_changes",
]

Verb = Literal["set", "add", "remove"]

Changes: TypeAlias = Mapping[str, object] | Iterable[str]
"""Changes as callers give them: ``{"budget.capex": "5 MUSD"}``, or ``["budget.capex=5 MUSD"]``."""

_NOTHING = "(nothing)"


@dataclass(frozen=True)
class Change:
    """One change and where it is written."""

    verb: Verb
    path: str
    value: Node | None
    spot: Spot


class _Set(Frozen):
    """Put a value in the place of another, or where there is none yet."""

    set: str
    to: Any


class _Add(Frozen):
    """Add a value to a list, or an entry to a table."""

    add: str
    value: Any


class _Remove(Frozen):
    """Take an entry of a table or of a list away."""

    remove: str


class Scenario(Frozen):
    """Named changes, made in the order written."""

    about: str = ""
    changes: tuple[Any, ...] = ()


VERBS: dict[Verb, type[Frozen]] = {"set": _Set, "add": _Add, "remove": _Remove}
_VALUES: dict[Verb, str] = {"set": "to", "add": "value"}


def changes_of_scenario(scenarios: Table, name: str, complaints: Complaints) -> list[Change]:
    """The changes of a scenario, in the order written."""
    root = Table(scenarios.spot)
    root.put("scenarios", scenarios)
    at: Location = ("scenarios", name)
    node = scenarios.entries[name]
    if read_as(Scenario, node, complaints, root=root, at=at) is None:
        return []
    changes = node.entries.get("changes") if isinstance(node, Table) else None
    items = changes.items if isinstance(changes, Items) else []
    found: list[Change] = []
    for index, item in enumerate(items):
        change = _scenario_change(root, (*at, "changes", index), item, complaints)
        if change is not None:
            found.append(change)
    return found


def written_changes(changes: Changes, complaints: Complaints) -> list[Change]:
    """Changes that callers give, as on the command line."""
    found: list[Change] = []
    for path, text in _pairs(changes, complaints):
        value = _value(text, path, complaints)
        if value is not None:
            found.append(Change("set", path, value, Spot("--set")))
    return found


def apply_changes(root: Table, changes: Iterable[Change], complaints: Complaints) -> list[str]:
    """Apply changes to a document in place, in order.

    Returns
    -------
    list of str
        The record, a line each: ``demand.objective: capability -> cost``.
    """
    record: list[str] = []
    done: dict[Location, Spot] = {}
    for change in changes:
        try:
            place = resolve(root, parse_path(change.path))
            record.append(_apply(root, place, change, done))
        except PathProblem as problem:
            complaints.add(change.spot, change.path, str(problem))
    return record


def _before(root: Table, place: Place) -> Node | None:
    """What a place holds, be it from the template that its entry is like."""
    if place.node is not None or TEMPLATES not in root.entries or TEMPLATES in place.location:
        return place.node
    return reach(fill_in(root, Complaints()), place.location)


def _scenario_change(
    root: Table, at: Location, node: Node, complaints: Complaints
) -> Change | None:
    keys = node.entries if isinstance(node, Table) else {}
    verbs = [verb for verb in VERBS if verb in keys]
    if len(verbs) != 1:
        complaints.about(root, at, "a change is one of {set, to}, {add, value} or {remove}")
        return None
    verb = verbs[0]
    if read_as(VERBS[verb], node, complaints, root=root, at=at) is None:
        return None
    path = keys[verb]
    assert isinstance(path, Leaf)
    value = copy.deepcopy(keys[_VALUES[verb]]) if verb in _VALUES else None
    return Change(verb, path.text, value, path.spot)


def _pairs(changes: Changes, complaints: Complaints) -> Iterator[tuple[str, str]]:
    if isinstance(changes, Mapping):
        for path, value in changes.items():
            yield path, value if isinstance(value, str) else json.dumps(value, default=str)
        return
    for text in [changes] if isinstance(changes, str) else changes:
        path, equals, value = text.partition("=")
        if equals:
            yield path.strip(), value.strip()
        else:
            complaints.add(Spot("--set"), "", f'expected path=value, got "{text}"')


def _value(text: str, path: str, complaints: Complaints) -> Node | None:
    """The node of a value: YAML as in a file, with all of it placed at the change itself."""
    if not text:
        return Leaf(Spot("--set"), "")
    found = Complaints()
    node = compose(text, "--set", found)
    for problem in found:
        complaints.add(Spot("--set"), path, problem.message)
    return None if node is None else _moved(node, Spot("--set"))


def _moved(node: Node, spot: Spot) -> Node:
    if isinstance(node, Leaf):
        return Leaf(spot, node.text, node.quoted)
    if isinstance(node, Items):
        return Items(spot, [_moved(item, spot) for item in node.items])
    entries = {key: _moved(child, spot) for key, child in node.entries.items()}
    return Table(spot, entries, dict.fromkeys(entries, spot))


def _apply(root: Table, place: Place, change: Change, done: dict[Location, Spot]) -> str:
    if change.verb == "add" and isinstance(place.node, Items):
        place = Place((*place.location, len(place.node.items)), place.node, ("",))
    _refuse_second(place.location, change, done)
    before, after = _before(root, place), change.value
    if change.verb == "remove":
        _remove(place)
    else:
        assert after is not None
        if change.verb == "add" and place.node is not None:
            raise PathProblem("is there already; a change of it is a set")
        _put(place, after)
    return f"{path_text(place.location)}: {_shown(before)} -> {_shown(after)}"


def _refuse_second(location: Location, change: Change, done: dict[Location, Spot]) -> None:
    if location in done:
        first = done[location]
        where = f"; the first change is in {first}" if first.line else ""
        raise PathProblem(f"is changed twice{where}")
    done[location] = change.spot


def _put(place: Place, value: Node) -> None:
    parent, last = place.parent, place.location[-1]
    if isinstance(parent, Items):
        assert isinstance(last, int)
        parent.items[last : last + 1] = [value]
        return
    for key in reversed(place.missing[1:]):
        table = Table(value.spot)
        table.put(key, value)
        value = table
    key = place.missing[0] if place.missing else str(last)
    parent.put(key, value)


def _remove(place: Place) -> None:
    last = place.location[-1]
    if place.missing:
        known = place.parent.entries if isinstance(place.parent, Table) else ()
        hint = did_you_mean(place.missing[0], known)
        raise PathProblem(f'unknown path: there is no "{place.missing[0]}" to remove. {hint}')
    if isinstance(place.parent, Items):
        assert isinstance(last, int)
        del place.parent.items[last]
    else:
        del place.parent.entries[str(last)]


def _shown(node: Node | None) -> str:
    if node is None:
        return _NOTHING
    if isinstance(node, Table) and isinstance(node.entries.get("value"), Leaf):
        node = node.entries["value"]
    if isinstance(node, Leaf):
        return node.text or _NOTHING
    return json.dumps(plain(node), ensure_ascii=False)
