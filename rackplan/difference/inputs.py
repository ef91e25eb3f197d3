"""What the two plans were made for: values that are not the same, by their path.

The resolved inputs are compared, after scenarios and changes, and not the files: a comment more is
no difference. Paths are those of ``--set``: ``cooling.loops[L1].supply``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rackplan.difference.side import SETTINGS, Side

__all__ = ["InputChange", "files_of", "inputs_of", "settings_of"]


@dataclass(frozen=True, slots=True)
class InputChange:
    """A value that is not the same.

    Attributes
    ----------
    path : str
    before, after : str or None
        As written; None where it is not there.
    """

    path: str
    before: str | None
    after: str | None

    def to_json(self) -> dict[str, Any]:
        """The change as plain data."""
        return {"path": self.path, "before": self.before, "after": self.after}


def inputs_of(before: Side, after: Side) -> tuple[InputChange, ...]:
    """Values of the sites, then those of products, by path."""
    return tuple(
        change
        for section in ("site", "catalog")
        for change in _changes(_flat(before, section), _flat(after, section))
    )


def files_of(before: Side, after: Side) -> tuple[InputChange, ...]:
    """Files that were read for one plan only, or that have another hash."""
    first, second = before.told.site.inputs.files, after.told.site.inputs.files
    return tuple(_changes(first, second))


def settings_of(before: Side, after: Side) -> tuple[InputChange, ...]:
    """Scenario, and settings of the search that both plans state."""
    first, second = dict(before.settings), dict(after.settings)
    for settings, side in ((first, before), (second, after)):
        scenario = side.told.site.inputs.scenario
        if scenario is not None:
            settings["scenario"] = scenario
    known = (name for name in ("scenario", *SETTINGS) if name in first or name in second)
    pairs = ((name, first.get(name), second.get(name)) for name in known)
    return tuple(InputChange(*pair) for pair in pairs if pair[1] != pair[2])


def _changes(first: Mapping[str, str], second: Mapping[str, str]) -> Iterator[InputChange]:
    """In the order of the second, then what only the first has."""
    for path in dict.fromkeys((*second, *first)):
        if first.get(path) != second.get(path):
            yield InputChange(path, first.get(path), second.get(path))


def _flat(side: Side, section: str) -> dict[str, str]:
    document = side.told.site.inputs.documents.get(section)
    return dict(_leaves("" if section == "site" else section, document))


def _leaves(path: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping) and value:
        for key, inner in value.items():
            yield from _leaves(f"{path}.{key}" if path else str(key), inner)
    elif isinstance(value, Sequence) and not isinstance(value, str) and value:
        for index, inner in enumerate(value):
            yield from _leaves(f"{path}[{_name(inner, index)}]", inner)
    else:
        yield path, _written(value)


def _name(entry: object, index: int) -> str:
    """The id of an entry of a list where it has one."""
    return str(entry["id"]) if isinstance(entry, Mapping) and "id" in entry else str(index)


def _written(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if value is None:
        return "null"
    if isinstance(value, Mapping):
        return "{}"
    return "[]" if isinstance(value, (list, tuple)) else str(value)
