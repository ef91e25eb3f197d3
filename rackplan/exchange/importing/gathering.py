"""Lines of all lists joined by place: one list names racks, another their loads.

Lists are joined by position, or by the names of racks where one list says both. Where two lines
contradict each other the first counts, of two powers the larger; either is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from rackplan.exchange.importing.netbox_lists import plan_words, row_and_hall, sided
from rackplan.exchange.importing.notes import Notes
from rackplan.exchange.importing.occupancy import occupancy_of
from rackplan.exchange.importing.position_names import Key, Spot, key_of
from rackplan.exchange.importing.standing import Standing
from rackplan.exchange.importing.tables import Line, ListTable
from rackplan.writing import one_line

__all__ = ["FindSpots", "gather"]

FindSpots: TypeAlias = Callable[[str, str, str], tuple[Spot, ...]]
"""The places that a name says, beside a row and a hall; a problem of what it says is raised."""

_NOT_YET = frozenset({"planned", "staged", "ordered", "new", "future", "proposed"})
_NOTHING_NAMED = "no position and no rack is named"
_PLACE = frozenset({"position", "rack", "name", "row", "location", "status", "hall"})


def gather(tables: Iterable[ListTable], find: FindSpots, notes: Notes) -> list[Standing]:
    """Every place that lists name, in the order in which they do.

    Parameters
    ----------
    find : callable
        How a name becomes places.
    """
    tables = list(tables)
    places = [line for table in tables if table.kind == "places" for line in table.lines]
    gatherer = _Gatherer(find, notes, _parents(tables), is_open=not places)
    gatherer.learn_names(places)
    for line in places:
        gatherer.take_place(line)
    for table in tables:
        if table.kind in ("feeds", "devices"):
            for line in table.lines:
                gatherer.take_part(line, table.kind)
    return list(gatherer.found.values())


def _parents(tables: Iterable[ListTable]) -> dict[str, str]:
    """What each location of NetBox stands in."""
    lines = (line for table in tables if table.kind == "locations" for line in table.lines)
    return {
        line.texts["name"].lower(): line.texts.get("parent", "")
        for line in lines
        if "name" in line.texts
    }


class _Gatherer:
    """Joins lines; while it `is_open`, racks that only devices name are racks too."""

    def __init__(
        self, find: FindSpots, notes: Notes, parents: Mapping[str, str], *, is_open: bool
    ) -> None:
        self.found: dict[Key, Standing] = {}
        self._find, self._notes, self._parents = find, notes, parents
        self._is_open = is_open
        self._names: dict[str, tuple[Spot, ...] | None] = {}
        self._owners: dict[Key, Key] = {}

    def learn_names(self, lines: Iterable[Line]) -> None:
        """Where racks stand, of lines that say both; a name of two places says nothing."""
        for line in lines:
            name = line.texts.get("rack") or line.texts.get("name")
            if name and "position" in line.texts:
                spots = self._spots(line, quiet=True)
                old = self._names.setdefault(name.lower(), spots)
                if old != spots:
                    self._names[name.lower()] = None

    def take_place(self, line: Line) -> None:
        """Take a line of a list of racks, loads or positions."""
        spots = self._spots(line)
        occupancy, word = occupancy_of(line)
        if not spots:
            return
        standing = self._standing(spots, line, is_rack=occupancy == "rack")
        if standing is None:
            return
        standing.is_rack = standing.is_rack or occupancy == "rack"
        if occupancy in ("blocked", "gone", "unknown"):
            remark = line.texts.get("remark", "")
            why = ": ".join(dict.fromkeys(one_line(t) for t in (word, remark) if t))
            standing.blocked = standing.blocked or why or "no model is named"
        self._tell(standing, line, free=occupancy != "rack")
        status = line.texts.get("status", "")
        if occupancy == "rack" and status.lower() in _NOT_YET:
            told = f'racks whose status is "{status}" are taken as standing'
            self._notes.remark(f"{line.sheet.shown}: {told}")

    def take_part(self, line: Line, kind: str) -> None:
        """Take a line of power feeds or of devices, about a rack that another list names."""
        name = line.texts.get("rack", "")
        if not name:
            return
        standing = self._of_rack(name, line)
        if standing is None and kind == "devices" and self._is_open:
            spots = self._spots(line)
            if not spots:
                return
            standing = self.found.setdefault(spots[0].key, Standing(spots, line))
        if standing is None:
            message = f'rack "{name}" stands in no list of racks or positions'
            self._notes.rejected.append(line.problem(message, "rack"))
        elif kind == "devices":
            model = line.texts.get("device_type") or line.texts.get("type")
            standing.is_rack = True
            if model:
                standing.contents[model] += 1
        else:
            self._tell(standing, line, free=False)

    def _of_rack(self, name: str, line: Line) -> Standing | None:
        spots = self._names.get(name.lower())
        if not spots:
            row, hall = row_and_hall(line, self._parents)
            try:
                spots = self._find(name, row, hall)
            except ValueError:
                spots = ()
        return self.found.get(self._owners.get(spots[0].key, spots[0].key)) if spots else None

    def _spots(self, line: Line, *, quiet: bool = False) -> tuple[Spot, ...]:
        """The places of a line; none with the complaint noted."""
        texts, key = line.texts, line.identity
        known = self._names.get(texts[key].lower()) if key in ("rack", "name") else None
        if known:
            return known
        row, hall = row_and_hall(line, self._parents)
        message = f'"{texts[key]}" names no row. Add a column "Row"' if key else _NOTHING_NAMED
        try:
            for told in (key, "facility"):
                spots = self._find(texts[told], row, hall) if told in texts else ()
                if spots:
                    return spots
        except ValueError as problem:
            message = str(problem)
        if not quiet:
            self._notes.rejected.append(line.problem(message, key))
        return ()

    def _standing(self, spots: tuple[Spot, ...], line: Line, *, is_rack: bool) -> Standing | None:
        """What is known of a place; None where this line is the second rack there."""
        owner = self._owners.get(spots[0].key, spots[0].key)
        old = self.found.get(owner)
        covered = (self.found.get(self._owners.get(s.key, s.key)) for s in spots[1:])
        other = next((o for o in covered if o is not None and o is not old and o.is_rack), None)
        if other is not None:
            self._refuse(other, spots[0], line)
            return None
        if old is None:
            made = Standing(spots, line)
            self.found[owner] = made
            self._owners.update({spot.key: owner for spot in spots})
            return made
        same_list = old.line.sheet is line.sheet and "feed" not in line.texts
        if same_list or (is_rack and _is_other(old, line)):
            self._refuse(old, spots[0], line)
            return None
        return old

    def _refuse(self, first: Standing, spot: Spot, line: Line) -> None:
        what = first.texts.get("type") or first.texts.get("rack") or first.spot.id
        message = f'{spot.id} is taken already, by "{what}" in {first.line.where}'
        self._notes.rejected.append(line.problem(message, line.identity))

    def _tell(self, standing: Standing, line: Line, *, free: bool) -> None:
        """Note all that a line says."""
        try:
            texts, figures = sided(line)
        except ValueError as problem:
            self._notes.left_out.append(line.problem(str(problem), "feed"))
            return
        if texts.keys() - line.texts.keys():  # what was the line's own is now that of a side
            standing.has_feed_lines = True
        _, hall = row_and_hall(line, self._parents)
        own = texts.get("rack") or texts.get("name") or ""
        own = "" if self._names.get(own.lower(), ()) is None else own
        told = {key: text for key, text in texts.items() if key not in _PLACE}
        told |= {"hall": hall} if hall else {}
        told |= {"rack": own} if own and key_of(own) != standing.spot.key else {}
        told |= plan_words(texts.get("comments", ""))
        told.pop("comments", None)
        if free:
            told.pop("type", None)
        for key, text in told.items():
            standing.take_text(key, text, line, self._notes)
        for key, figure in figures.items():
            standing.take_figure(key, figure, line, self._notes)


def _is_other(old: Standing, line: Line) -> bool:
    """Whether a line of another list names another model for a place."""
    model = line.texts.get("type", "")
    known = old.texts.get("type", "")
    return bool(model and known) and key_of(model) != key_of(known)
