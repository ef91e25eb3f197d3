"""The files of an imported site: what is known as keys, what is not as ``# unknown`` lines.

Nothing is filled in. Where a template gives a part, that part is written as the template has it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from rackplan.exchange.importing.imported import ImportedHall
from rackplan.exchange.importing.local_products import product_file, product_text
from rackplan.exchange.importing.notes import Notes
from rackplan.exchange.importing.placed_racks import placed_text
from rackplan.exchange.importing.row_entries import FILE as ROWS
from rackplan.exchange.importing.row_entries import TEMPLATE as ROW
from rackplan.exchange.importing.row_entries import row_entries, shared_keys
from rackplan.exchange.importing.standing import Standing
from rackplan.reading import as_written
from rackplan.reading.ranges import RangeProblem, unfold_ids
from rackplan.writing import one_line

__all__ = ["site_texts"]

_MOST_NAMES = 40
_HEAD_OF_ROWS = """\
# Rows and positions as the lists name them. What is unknown of every row may be written once into
# the template below; what a row says itself wins: hall, block or feeds, position_width,
# position_depth, at, aisles, busway, tap, zone, floor_load, spread_depth, loop where liquid is.
"""


def site_texts(hall: ImportedHall, notes: Notes) -> dict[str, str]:
    """All files of the site by name; what is missing in them is asked for in the notes."""
    texts = {
        "site.yaml": _site(hall, notes),
        "power.yaml": _power(hall, notes),
        "cooling.yaml": _cooling(hall, notes),
        ROWS: _rows(hall, notes),
        "placed.yaml": placed_text(hall, notes),
        "demand.yaml": _demand(hall, notes),
    }
    climate = hall.template.part("climate") if hall.template else None
    if climate is not None:
        texts["climate.yaml"] = _as_in(hall, "The climate") + as_written({"climate": climate})
    for model in hall.local:
        texts[product_file(model)] = product_text(model, notes)
    return texts


def _site(hall: ImportedHall, notes: Notes) -> str:
    lists = ", ".join(hall.lists)
    head = (
        f"# Made of {lists} by `rackplan site import`; yours to edit. What nobody says is asked\n"
    )
    head += '# for in lines that begin with "# unknown", and all together in questions.txt.\n'
    types = len(hall.counts)
    about = f"Imported from {lists}: {len(hall.racks)} racks of {types} types."
    about += f" Halls, power, cooling and rows as in {hall.template.name}." if hall.template else ""
    text = head + as_written({"id": hall.id, "name": hall.name, "about": about})
    if hall.template is not None:
        parts = {
            k: hall.template.part(k) for k in ("place", "tariff", "policy", "templates", "halls")
        }
        text += _as_in(hall, "Place, prices, policy and halls")
        return text + as_written({key: part for key, part in parts.items() if part is not None})
    text += "# unknown: town; latitude, longitude and elevation where they matter\nplace: {}\n"
    notes.ask("site.yaml", "place.town", "where the site stands")
    text += "# unknown: tariff (energy, load_factor); without it no cost of energy is told\n"
    notes.ask("site.yaml", "tariff", "energy and load_factor; without it no cost of energy is told")
    halls = list(dict.fromkeys(row.hall for row in hall.rows if row.hall)) or ["H1"]
    text += "# unknown: width and depth of each hall\n"
    for name in halls:
        notes.ask("site.yaml", f"halls.{name}", "width and depth of the floor")
    return text + as_written({"halls": [{"id": name} for name in halls]})


def _power(hall: ImportedHall, notes: Notes) -> str:
    if hall.template is not None:
        return _as_in(hall, "Power") + as_written({"power": hall.template.part("power")})
    why = "utilities, and blocks (scheme, generator, transformer, ups, board) or nodes with fed_by"
    notes.ask("power.yaml", "power tree", why)
    lines = ["# unknown: the power tree:", f"#   {why}."]
    named = _named_feeds(hall.racks)
    if named:
        lines.append("# The lists name these feeds, and how many racks hang on each:")
        lines += [f"#   {name}: {count}" for name, count in named[:_MOST_NAMES]]
    if len(named) > _MOST_NAMES:
        lines.append(f"#   and {len(named) - _MOST_NAMES} more")
    return "\n".join([*lines, "power: {}", ""])


def _named_feeds(racks: tuple[Standing, ...]) -> list[tuple[str, int]]:
    keys = ("feed_a", "feed_b", "pdu_a", "pdu_b")
    told = ((r.spot.row, r.texts[key]) for r in racks for key in keys if key in r.texts)
    names = Counter(one_line(name) for row, name in told if name not in (f"{row}.A", f"{row}.B"))
    return list(names.items())


def _cooling(hall: ImportedHall, notes: Notes) -> str:
    if hall.template is not None:
        return _as_in(hall, "Cooling") + as_written({"cooling": hall.template.part("cooling")})
    lines = []
    for key, what in (
        ("zones", "id, supply temperature and air units of each air zone"),
        ("loops", "id, coolant, supply temperature and CDUs of each loop, if there are any"),
    ):
        notes.ask("cooling.yaml", f"cooling.{key}", what)
        names = sorted({r.texts[key[:-1]] for r in hall.racks if key[:-1] in r.texts})
        shown = f"; the lists name {', '.join(map(one_line, names[:_MOST_NAMES]))}" if names else ""
        lines.append(f"# unknown: {key}: {what}{shown}")
    return "\n".join([*lines, "cooling: {}", ""])


def _rows(hall: ImportedHall, notes: Notes) -> str:
    if hall.template is None:
        entries = row_entries(hall.rows, {"like": ROW}, notes)
        return _HEAD_OF_ROWS + as_written({"templates": {ROW: {}}}) + "rows:\n" + entries
    written = hall.template.part("rows")
    entries = row_entries(hall.rows, shared_keys(written), notes)
    if hall.rows and not any(hall.template.has_row(rack.spot.row) for rack in hall.racks):
        return "# Rows and positions as the lists name them.\nrows:\n" + entries
    taken = [_with_blocked(entry, hall.blocked) for entry in written]
    return _as_in(hall, "Rows") + as_written({"rows": taken}) + _outdented(entries)


def _outdented(entries: str) -> str:
    """Entries as deep as those that they follow."""
    return "".join(line[2:] for line in entries.splitlines(keepends=True))


def _with_blocked(entry: Mapping[str, Any], blocked: Mapping[str, str]) -> dict[str, Any]:
    """An entry of a template with the positions that lists say are blocked."""
    try:
        rows = unfold_ids(str(entry.get("id", "")))
    except RangeProblem:
        rows = ()
    own = {
        name: why for name, why in blocked.items() if name.startswith(tuple(f"{r}-" for r in rows))
    }
    old = entry.get("blocked")
    before = dict(old) if isinstance(old, Mapping) else {}
    return {**entry, "blocked": {**before, **own}} if own else dict(entry)


def _demand(hall: ImportedHall, notes: Notes) -> str:
    racks = {name: {"at_most": count} for name, count in sorted(hall.counts.items())}
    if not racks:
        notes.ask("demand.yaml", "demand.racks", "which racks may be placed")
    head = "# No more than stands. Raise a bound, or name another product, and plan what fits.\n"
    if hall.template is None:
        notes.ask("demand.yaml", "demand.date", "by when: what is on sale and in supply by then")
        head += "# unknown: date, such as 2026-12-01, and objective: capability, cost or it_power\n"
        return head + as_written({"demand": {"racks": racks}})
    asked = hall.template.site.demand
    demand = {
        "date": asked.date.isoformat(),
        "objective": asked.objective,
        "precision": asked.precision,
        "racks": racks,
    }
    return head + as_written({"demand": demand})


def _as_in(hall: ImportedHall, what: str) -> str:
    assert hall.template is not None
    return f"# {what} as in {one_line(hall.template.name)}.\n"
