"""Drafts of products: what a type states, what is doubtful about it, and what is asked for by name.

A draft is a file of our catalog with everything left out that nobody stated. Where that is needed,
``rackplan check`` asks for it with file and line; nothing stands in for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rackplan.exchange.netbox.marks import MARKED
from rackplan.exchange.netbox.slugs import slug_of
from rackplan.exchange.type_library.doubts import Doubted, doubts_of
from rackplan.exchange.type_library.entry import TypeEntry
from rackplan.exchange.type_library.figures import figures_of
from rackplan.exchange.type_library.ports import inlets
from rackplan.exchange.type_library.same_figures import is_same
from rackplan.exchange.type_library.wording import accelerators
from rackplan.model.catalog import KINDS, Load
from rackplan.reading import as_written
from rackplan.writing import one_line

__all__ = ["SOURCE", "Draft", "draft_of", "draft_text", "joined"]

SOURCE = "netbox-import"
_LONGEST_ID = 80

_FOLDERS = {
    "frame": "racks",
    "part": "racks",
    "rack": "racks",
    "server": "servers",
    "rack-pdu": "power",
    "shelf": "power",
    "ups": "electrical",
    "switch": "network",
    "cdu": "cooling",
    "air-unit": "cooling",
}
_ALSO_ASKED = {
    "switch": ("peak_power",),
    "frame": ("load_limit",),
    "rack-pdu": ("phases",),
}
"""What has a default or may be left out, and decides what a plan may do."""

_WHY = {
    "role": "compute, network, storage, management or power",
    "planned_power": "what a plan reckons with, at its inlets together",
    "peak_power": "with all optics plugged in",
    "power_factor": "at its inlets",
    "supplies": "which supply, how many on feed A and on feed B",
    "air.heat": "what it gives to the air",
    "air.airflow": "what it draws from the room",
    "computing": "accelerators, silicon_vendor, hbm and dense",
    "liquid": "what does not go to the air: heat, coolant, supply_max and flow",
    "heat": "that it takes from the racks' loop, with the temperatures it holds at",
    "flow": "to the racks, all pumps on",
    "rating": "of its cord in A, or of the machine",
    "voltage": "between lines where it has three phases",
    "phases": "3, or 1; 3 where nothing is said",
    "usable": "share of its current for continuous load",
    "height": "outside",
    "mounting_height": "for equipment, in U or OU",
    "unit": "of one unit: 1 U or 1 OU",
    "mass": "empty, or dry",
    "load_limit": "of all that is mounted in it",
    "ports": "of the fabric at their native speed",
    "port_speed_gbps": "of each",
}


@dataclass(frozen=True)
class Draft:
    """A product as far as a type states it.

    Attributes
    ----------
    figures : mapping of str to (str, str)
        Value and note of every figure, by its path in the file of the product.
    why : str
        What shows its kind.
    asked : tuple of str
        What it may not be without, and what nobody stated.
    also_asked : tuple of str
        What it may be without, and should not.
    """

    entry: TypeEntry
    id: str
    kind: str
    why: str
    figures: Mapping[str, tuple[str, str]]
    doubts: tuple[Doubted, ...]

    @property
    def file(self) -> str:
        """Where its product stands in a catalog."""
        return f"{_FOLDERS[self.kind]}/{self.id}.yaml"

    @property
    def name(self) -> str:
        """What people call it."""
        entry = self.entry
        if entry.marks:
            return entry.description or entry.model
        known = entry.model.lower().startswith(entry.maker.lower())
        return entry.model if known else f"{entry.maker} {entry.model}"

    @property
    def asked(self) -> tuple[str, ...]:
        """What a product of its kind may not be without, and nobody stated."""
        needed = tuple(key for key in _required(self.kind) if key not in self.figures)
        return (*needed, "computing") if self._told("role") == "compute" else needed

    @property
    def also_asked(self) -> tuple[str, ...]:
        """What it may be without, and a plan would rather know."""
        wanted = [key for key in _ALSO_ASKED.get(self.kind, ()) if key not in self.figures]
        if self.kind == "server" and inlets(self.entry):
            wanted.append("supplies")
        if self.kind == "server" and "role" not in self.figures and accelerators(self.entry.words):
            wanted.append("computing")
        air, planned = self._told("air.heat"), self._told("planned_power")
        if air and planned and not is_same("heat", air, planned):
            wanted.append("liquid")
        return tuple(wanted)

    def _told(self, path: str) -> str:
        return self.figures.get(path, ("", ""))[0]


def draft_of(entry: TypeEntry, kind: str, why: str) -> Draft:
    """The draft of a type."""
    stated = {key: (value, note) for key, value, note in figures_of(entry, kind)}
    doubts = list(doubts_of(entry, kind))
    for key in MARKED.get(kind, ()):
        if key in entry.marks:
            marked = entry.marks[key]
            if key in stated and not is_same(key, stated[key][0], marked):
                sentence = f"{key} is {stated[key][0]} by its fields, and {marked} by its comments"
                doubts.append(
                    Doubted(entry.file, entry.document.line("comments"), "marks", sentence)
                )
            else:
                stated[key] = (marked, "as exported")
    return Draft(entry, _id(entry), kind, why, stated, tuple(doubts))


def joined(first: Draft, second: Draft) -> Draft:
    """A rack that an export wrote twice, as a rack type and as a device type."""
    figures = {**second.figures, **first.figures}
    return Draft(
        first.entry, first.id, first.kind, first.why, figures, first.doubts + second.doubts
    )


def draft_text(draft: Draft) -> str:
    """The file of a product."""
    lines = [f"# A {draft.kind}, by {draft.why}. From {draft.entry.label}"]
    lines += [f"# doubt: {one_line(d.sentence)} [{d.id}]" for d in draft.doubts]
    for key in (*draft.asked, *draft.also_asked):
        lines.append(f"# unknown: {key}" + (f" ({_WHY[key]})" if key in _WHY else ""))
    return "\n".join(lines) + "\n" + as_written(_document(draft))


def _document(draft: Draft) -> dict[str, Any]:
    document: dict[str, Any] = {"id": draft.id, "kind": draft.kind, "name": draft.name}
    document["maker"] = draft.entry.maker
    for path, (value, note) in draft.figures.items():
        origin = f"{draft.entry.label}: {note}" if note else draft.entry.label
        figure = {"value": _plain(value), "source": SOURCE, "confidence": "vendor-typical"}
        *tables, key = path.split(".")
        place = document
        for table in tables:
            place = place.setdefault(table, {})
        place[key] = figure | {"note": origin}
    return document


def _plain(value: str) -> object:
    """A count as a number; every other figure as it is written."""
    return int(value) if value.isdecimal() else value


def _required(kind: str) -> Iterator[str]:
    for key, field in KINDS[kind].model_fields.items():
        if not field.is_required() or key in ("id", "kind", "name"):
            continue
        is_air = key == "air" and issubclass(KINDS[kind], Load)
        yield from ("air.heat", "air.airflow") if is_air else (key,)


def _id(entry: TypeEntry) -> str:
    """The model of what we exported, else the library's slug, which names the maker too."""
    if entry.marks:
        return entry.model
    return slug_of(entry.slug or f"{entry.maker} {entry.model}")[:_LONGEST_ID].strip("-_")
