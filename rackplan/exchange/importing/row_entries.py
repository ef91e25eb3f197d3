"""Rows as entries of ``rows.yaml``: rows alike in one, with what nobody says of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rackplan.exchange.importing.folding import fold_ids
from rackplan.exchange.importing.layout import RowPlaces
from rackplan.exchange.importing.notes import Notes
from rackplan.exchange.importing.row_figures import coordinates_of, pitch_of, tap_of
from rackplan.reading import as_written

__all__ = ["FILE", "TEMPLATE", "row_entries", "shared_keys"]

FILE = "rows.yaml"
TEMPLATE = "row"
"""What rows are like where no site gives them: what holds for all is written there once."""

_NEEDED = {
    "hall": "the hall that it stands in",
    "block": "the block of the power tree that feeds it, or feeds: its two nodes",
    "position_width": "pitch of its positions",
    "position_depth": "depth of its positions",
    "at": "x and y of its south-west corner in the hall",
    "busway": "rating, voltage and usable share of its two busways",
    "tap": "rating, voltage and usable share from a busway to a rack",
    "zone": "the air zone that it stands in",
    "floor_load": "what the floor carries, in kPa",
    "spread_depth": "the depth that shares a rack's weight: rack and half of each aisle",
}
_LONG_ROW = 60
_REFERENCES = ("hall", "block", "feeds", "loop", "zone")
_OWN = ("id", "positions", "at", "blocked", "columns", "aisles")


@dataclass(frozen=True)
class _Entry:
    """One entry: its rows, what holds for each of them, and what lists call their feeds."""

    rows: tuple[str, ...]
    keys: Mapping[str, Any]
    blocked: Mapping[str, str]
    said: tuple[str, ...]

    @property
    def missing(self) -> list[str]:
        """Keys that nobody says."""
        found = [key for key in _NEEDED if key not in self.keys]
        if "feeds" in self.keys and "block" in found:
            found.remove("block")
        tap = self.keys.get("tap")
        if isinstance(tap, Mapping) and "rating" in tap:
            found += [f"tap.{key}" for key in ("voltage", "usable") if key not in tap]
        return found


def shared_keys(entries: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """What all rows of a site have alike, and a row beside them has too: of references only one."""
    if not entries:
        return {}
    first = entries[0]
    alike = (key for key in first if all(entry.get(key) == first[key] for entry in entries))
    return {
        key: first[key]
        for key in alike
        if key not in _OWN and not (key in _REFERENCES and "[" in str(first[key]))
    }


def row_entries(rows: Iterable[RowPlaces], shared: Mapping[str, Any], notes: Notes) -> str:
    """Entries of rows as text; what is missing in them is asked for, key by key.

    Parameters
    ----------
    shared : mapping
        What holds for each of them, where the lists do not say otherwise.
    """
    entries: list[_Entry] = []
    for row in rows:
        new = _Entry((row.id,), *_keys_and_blocked(row, shared, notes), tuple(_feeds(row)))
        if entries and _alike(entries[-1], new):
            last = entries[-1]
            blocked = {**last.blocked, **new.blocked}
            entries[-1] = replace(last, rows=(*last.rows, *new.rows), blocked=blocked)
        else:
            entries.append(new)
    _ask(entries, notes)
    return "".join(_text(entry) for entry in entries)


def _alike(one: _Entry, other: _Entry) -> bool:
    whole = fold_ids((*one.rows, *other.rows))
    return whole is not None and (one.keys, one.said) == (other.keys, other.said)


def _keys_and_blocked(
    row: RowPlaces, shared: Mapping[str, Any], notes: Notes
) -> tuple[dict[str, Any], dict[str, str]]:
    keys: dict[str, Any] = {"hall": row.hall} if row.hall else {}
    positions = fold_ids(row.places)
    if positions is None:
        message = f"row {row.id} has positions of unlike names: {', '.join(row.places[:6])}"
        notes.ask(FILE, f"{row.id}.positions", f"{message}; write an entry for each stretch")
    keys |= {"positions": positions} if positions else {}
    if len(row.places) > _LONG_ROW:
        count = f"{len(row.places)} positions"
        why = f'{count}: are these names of racks, and not places? Add a column "Row"'
        notes.ask(FILE, f"{row.id}.positions", why)
    keys |= {key: value for key, value in shared.items() if key not in keys}
    tap, pitch = tap_of(row, FILE, notes), pitch_of(row)
    keys |= {"tap": tap} if tap else {}
    keys |= {"position_width": pitch} if pitch else {}
    for key in ("loop", "zone"):
        named = {rack.texts[key] for rack in row.racks if key in rack.texts}
        if len(named) == 1 and key not in keys:
            keys[key] = named.pop()
    corner = coordinates_of(row)
    if corner and "at" not in keys:
        notes.ask(FILE, f"{row.id}.at", f"lists say {corner}: is that its corner, or its middle?")
    return keys, {f"{row.id}-{place}": why for place, why in row.blocked.items()}


def _feeds(row: RowPlaces) -> Iterator[str]:
    """What lists call the feeds of a row, where that is more than its own busways."""
    for side in "ab":
        names: dict[str, None] = {}
        for rack in row.racks:
            for key in (f"pdu_{side}", f"feed_{side}"):
                if key in rack.texts:
                    names[rack.texts[key]] = None
        names.pop(f"{row.id}.{side.upper()}", None)
        if names:
            shown = ", ".join(list(names)[:4]) + (" ..." if len(names) > 4 else "")
            yield f"{side.upper()}: {shown}"


def _ask(entries: Sequence[_Entry], notes: Notes) -> None:
    """Ask once for each key, of all the rows that lack it."""
    for key in (*_NEEDED, "tap.voltage", "tap.usable"):
        lacking = [row for entry in entries if key in entry.missing for row in entry.rows]
        if lacking:
            every = len(lacking) == sum(len(entry.rows) for entry in entries)
            of = "every row" if every else fold_ids(lacking) or ", ".join(lacking)
            notes.ask(FILE, key, f"{_NEEDED.get(key, 'of the tap to a rack')}; of {of}")


def _text(entry: _Entry) -> str:
    like = {key: entry.keys[key] for key in ("like",) if key in entry.keys}
    document: dict[str, Any] = {"id": fold_ids(entry.rows), **like, **entry.keys}
    if entry.blocked:
        document["blocked"] = dict(entry.blocked)
    comments = [f"  # named in the lists as feeds: {'; '.join(entry.said)}"] if entry.said else []
    missing = entry.missing
    if missing and entry.keys.get("like") is None:
        comments.append(f"  # unknown: {', '.join(missing)}")
    lines = as_written({"rows": [document]}).splitlines()[1:]
    return "\n".join([*comments, *(f"  {line}" for line in lines)]) + "\n"
