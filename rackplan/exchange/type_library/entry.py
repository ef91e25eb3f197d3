"""A file of the library as what it describes: a type of rack or of device, checked for its shape.

Only what an import uses is checked. A file that breaks one of these is not read at all: who got a
height wrong may have got anything wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from rackplan.errors import BadInputError, Problem
from rackplan.exchange.netbox.marks import read_marks
from rackplan.reading import ForeignDocument, read_foreign
from rackplan.writing import one_line

__all__ = ["Form", "TypeEntry", "read_entry"]

Form = Literal["rack type", "device type", "module type"]

_MOST_UNITS = 100
_LONGEST = 100
_WEIGHT_UNITS = ("kg", "g", "lb", "oz")


@dataclass(frozen=True)
class TypeEntry:
    """A type of the library.

    Attributes
    ----------
    document : ForeignDocument
        Its file.
    form : str
        What the library calls it.
    label : str
        Its file, as it lies in the folder that was named.
    """

    document: ForeignDocument
    form: Form
    label: str

    @property
    def values(self) -> Mapping[str, Any]:
        """All keys of the file."""
        return self.document.values

    @property
    def file(self) -> str:
        """Its file, as messages call it."""
        return self.document.file

    @property
    def maker(self) -> str:
        """Who makes it."""
        return one_line(self.document.text("manufacturer"))

    @property
    def model(self) -> str:
        """What its maker calls it."""
        return one_line(self.document.text("model"))

    @property
    def slug(self) -> str:
        """What the library calls it; "" where it says nothing."""
        return self.document.text("slug")

    @property
    def description(self) -> str:
        """A line about it; "" where there is none."""
        return one_line(self.values.get("description") or "")

    @property
    def comments(self) -> str:
        """What else is said of it; "" where nothing is."""
        return str(self.values.get("comments") or "")

    @property
    def words(self) -> str:
        """Everything that is said in words."""
        return f"{self.description}\n{self.comments}"

    @cached_property
    def marks(self) -> Mapping[str, str]:
        """What an export of ours left in its comments; empty in a file of anybody else."""
        return read_marks(self.comments)

    def listed(self, key: str) -> Sequence[Mapping[str, Any]]:
        """The entries of a list, such as its inlets."""
        return self.values.get(key) or ()


def read_entry(path: Path, shown: str, label: str = "") -> TypeEntry:
    """Read a file, `shown` so in messages and by its label in what is made of it.

    Raises
    ------
    BadInputError
        Where it is no YAML, or no type of the library.
    """
    document = read_foreign(path, shown)
    form = _form(document)
    if form is None:
        raise BadInputError([document.problem("no type of a rack, a device or a module")])
    problems = list(_problems(document, form))
    if problems:
        raise BadInputError(problems)
    return TypeEntry(document, form, label or shown)


def _form(document: ForeignDocument) -> Form | None:
    values = document.values
    if not {"manufacturer", "model"} & set(values):
        return None
    if "form_factor" in values:
        return "rack type"
    is_module = "module-types" in Path(document.file).parts
    return "module type" if is_module or not {"u_height", "slug"} & set(values) else "device type"


def _problems(document: ForeignDocument, form: Form) -> Iterator[Problem]:
    needed = ("manufacturer", "model") if form == "module type" else _NEEDED
    for key in needed:
        if document.values.get(key) is None:
            yield document.problem(f'misses "{key}"')
    if form == "module type":
        return
    for key, value in document.values.items():
        check = _CHECKS.get(key)
        wanted = "" if check is None or value is None else check(value)
        if wanted:
            yield document.problem(f"expected {wanted}, got {_shown(value)}", key)
    yield from _weight_without_unit(document)
    for key in ("power-ports", "power-outlets", "interfaces", "module-bays", "device-bays"):
        yield from _entries(document, key)


def _weight_without_unit(document: ForeignDocument) -> Iterator[Problem]:
    values = document.values
    has_weight = any(values.get(key) is not None for key in ("weight", "max_weight"))
    if has_weight and values.get("weight_unit") is None:
        yield document.problem("a weight needs a weight_unit: kg, g, lb or oz", "weight")
    if any(values.get(key) is not None for key in _OUTSIDE) and values.get("outer_unit") is None:
        yield document.problem("outer sizes need an outer_unit: mm or in")


def _entries(document: ForeignDocument, key: str) -> Iterator[Problem]:
    entries = document.values.get(key)
    if entries is None:
        return
    if not isinstance(entries, list):
        yield document.problem(f"expected a list, got {_shown(entries)}", key)
        return
    for index, entry in enumerate(entries):
        if not isinstance(entry, dict) or not isinstance(entry.get("name"), (str, int, float)):
            yield document.problem("expected a table with a name", key, index)
            continue
        for draw in ("maximum_draw", "allocated_draw"):
            if entry.get(draw) is not None and not _is_number(entry[draw]):
                got = _shown(entry[draw])
                yield document.problem(f"expected watts, got {got}", key, index, draw)


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and value > 0


def _text(value: object) -> str:
    is_text = isinstance(value, (str, int, float)) and not isinstance(value, bool)
    return "" if is_text and 0 < len(str(value)) <= _LONGEST else "a text of up to 100 letters"


def _long_text(value: object) -> str:
    return "" if isinstance(value, (str, int, float)) else "a text"


def _units(value: object) -> str:
    is_height = value == 0 or (_is_number(value) and float(str(value)) <= _MOST_UNITS)
    whole = is_height and float(str(value)) * 2 % 1 == 0
    return "" if whole and not isinstance(value, bool) else "units in halves, 0 to 100"


def _size(value: object) -> str:
    return "" if _is_number(value) else "a number above zero"


def _truth(value: object) -> str:
    return "" if isinstance(value, bool) else "true or false"


def _one_of(*known: str) -> Callable[[object], str]:
    return lambda value: "" if value in known else f"one of {', '.join(known)}"


def _shown(value: object) -> str:
    if isinstance(value, (dict, list)):
        return "a table" if isinstance(value, dict) else "a list"
    text = one_line(value)
    return f'"{text[:40]}"' if isinstance(value, str) else text[:40]


_NEEDED = ("manufacturer", "model", "u_height")
_OUTSIDE = ("outer_width", "outer_height", "outer_depth")
_CHECKS: dict[str, Callable[[object], str]] = {
    **dict.fromkeys(("manufacturer", "model", "slug", "part_number", "form_factor"), _text),
    **dict.fromkeys(("description", "comments"), _long_text),
    "u_height": _units,
    **dict.fromkeys(("weight", "max_weight", "width", *_OUTSIDE), _size),
    "weight_unit": _one_of(*_WEIGHT_UNITS),
    "outer_unit": _one_of("mm", "in"),
    **dict.fromkeys(("is_full_depth", "is_powered"), _truth),
}
