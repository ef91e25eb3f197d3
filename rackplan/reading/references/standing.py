"""What must be sound in what stands: known places, racks that fit them, none in another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rackplan.model.catalog import RackType
from rackplan.model.plan import racks_of_width
from rackplan.reading.complaints import did_you_mean
from rackplan.reading.folded import FoldedRow, FoldedSite
from rackplan.reading.nodes import Location
from rackplan.reading.products import Products
from rackplan.reading.ranges import RangeProblem, unfold_ids
from rackplan.reading.references.power import Say, first_places
from rackplan.reading.unfold_rows import busway_ids
from rackplan.reading.unfold_standing import feed_of

__all__ = ["check_standing", "kept_racks", "standing_racks"]

_RACKS = ("placed", "pins")
_PLACES = (*_RACKS, "reserved", "forbidden")


def standing_racks(folded: FoldedSite) -> Iterator[tuple[str, Location]]:
    """The rack types that `placed` and `pins` name, and where."""
    for text, entry in (folded.placed or {}).items():
        yield entry.rack, ("placed", text)
    for text, rack in (folded.pins or {}).items():
        yield rack, ("pins", text)


def kept_racks(folded: FoldedSite) -> Iterator[tuple[str, Location]]:
    """The rack types that `reserved` and `forbidden` name, and where."""
    for text, kept in (folded.reserved or {}).items():
        yield from ((name, ("reserved", text, "for", k)) for k, name in enumerate(kept.kept_for))
    for text, types in (folded.forbidden or {}).items():
        yield from ((name, ("forbidden", text, k)) for k, name in enumerate(types))


def check_standing(folded: FoldedSite, products: Products, say: Say) -> None:
    """Complain of all that makes standing racks, pins and kept places meaningless."""
    if folded.rows is None:
        return
    floor = _Floor(folded.rows)
    known = {key: _known_places(folded, key, floor, say) for key in _PLACES}
    _check_types(folded, products, say)
    racks = [(at, place, _rack(folded, at)) for key in _RACKS for at, place in known[key]]
    _check_room(racks, floor, products, say)
    _check_feeds(folded, floor, products, say)
    _check_pins(folded, products, say)


class _Floor:
    """The positions of the folded rows."""

    def __init__(self, entries: Sequence[FoldedRow]) -> None:
        self.rows: dict[str, FoldedRow] = {}
        self.places: dict[str, tuple[str, int]] = {}
        self.blocked: dict[str, str] = {}
        for entry in entries:
            for row in entry.id:
                self.rows.setdefault(row, entry)
                for index, position in enumerate(entry.positions):
                    self.places.setdefault(f"{row}-{position}", (row, index))
            for text, why in entry.blocked.items():
                self.blocked.update(dict.fromkeys(_unfolded(text), why))

    def covered(self, position: str, rack: RackType) -> list[str] | None:
        """Positions that a rack from here on covers; None where it ends past its row."""
        row, index = self.places[position]
        entry = self.rows[row]
        span = racks_of_width(rack.width, entry)
        if index + span > len(entry.positions):
            return None
        return [f"{row}-{name}" for name in entry.positions[index : index + span]]


def _unfolded(text: str) -> tuple[str, ...]:
    """Ids of a range; none of a faulty one, which is complained of where rows are looked at."""
    try:
        return unfold_ids(text)
    except RangeProblem:
        return ()


def _known_places(
    folded: FoldedSite, key: str, floor: _Floor, say: Say
) -> list[tuple[Location, str]]:
    """The places that exist, each with where it is written; complaints about the others."""
    found: list[tuple[Location, str]] = []
    known = [*(floor.rows if key == "forbidden" else ()), *floor.places]
    for text in getattr(folded, key) or ():
        at: Location = (key, text)
        try:
            places = unfold_ids(text)
        except RangeProblem as problem:
            say(at, str(problem), key=True)
            continue
        unknown = next((place for place in places if place not in floor.places), None)
        if unknown is not None and not (key == "forbidden" and unknown in floor.rows):
            what = "row or position" if key == "forbidden" else "position"
            say(at, f'unknown {what} "{unknown}". {did_you_mean(unknown, known)}', key=True)
        else:
            found.extend((at, place) for place in places)
    if key != "forbidden":
        first_places(((place, at) for at, place in found), _key_of(say))
    return found


def _key_of(say: Say) -> Say:
    """Complain of the key, and of a place as of one."""

    def told(location: Location, message: str, *, key: bool = True) -> None:
        del key
        say(location, message.replace("id ", "position ", 1), key=True)

    return told


def _rack(folded: FoldedSite, at: Location) -> str:
    """The rack type of an entry of `placed` or `pins`."""
    entry = getattr(folded, str(at[0]))[at[1]]
    return entry if isinstance(entry, str) else str(entry.rack)


def _check_room(
    racks: Sequence[tuple[Location, str, str]], floor: _Floor, products: Products, say: Say
) -> None:
    """Every rack stands on free positions of its row, and in no other."""
    taken: dict[str, tuple[str, str]] = {}
    seen: set[tuple[object, str]] = set()
    for at, place, name in racks:
        if (at[0], place) in seen:
            continue  # complained of already
        seen.add((at[0], place))
        rack = products.rack(name)
        covered = [] if rack is None else floor.covered(place, rack)
        blocked = next((p for p in covered or () if p in floor.blocked), None)
        other = next((p for p in covered or () if taken.get(p, (place, name)) != (place, name)), "")
        if covered is None:
            say(at, f"{name} at {place} ends past its row", key=True)
        elif blocked is not None:
            why = f"blocked: {floor.blocked[blocked]}"
            say(at, f"{name} at {place} covers {blocked}, {why}", key=True)
        elif other:
            stands = " at ".join(reversed(taken[other]))
            say(at, f"{name} at {place} covers {other}, the place of {stands}", key=True)
        taken |= dict.fromkeys(covered or (), (place, name))


def _check_feeds(folded: FoldedSite, floor: _Floor, products: Products, say: Say) -> None:
    """A cord hangs on a busway of its own row, no two on one, and every cord is told of."""
    blocks = {} if folded.power is None else {n: b for b in folded.power.blocks for n in b.id}
    for text, entry in (folded.placed or {}).items():
        at: Location = ("placed", text, "feeds")
        for row in dict.fromkeys(floor.places[p][0] for p in _unfolded(text) if p in floor.places):
            known = busway_ids(row, floor.rows[row], blocks)
            named = [feed_of(row, name) for name in entry.feeds]
            stray = next((k for k, name in enumerate(named) if name not in known), None)
            if stray is not None:
                feeds = ", ".join(known)
                say((*at, stray), f'no feed "{entry.feeds[stray]}" along row {row}: {feeds}')
        rack = products.rack(entry.rack)
        if rack is not None and entry.feeds and len(set(entry.feeds)) != rack.cords:
            cords = f"{rack.cords} cord" + ("s" if rack.cords > 1 else "")
            feeds = f"{len(set(entry.feeds))} feed" + ("s" if len(set(entry.feeds)) > 1 else "")
            say(at, f"{feeds} for the {cords} of {entry.rack}")


def _check_types(folded: FoldedSite, products: Products, say: Say) -> None:
    """Reservations and prohibitions name racks that there are."""
    for name, at in kept_racks(folded):
        if not products.library.has(name):
            hint = did_you_mean(name, products.library.ids())
            say(at, f'unknown product "{name}". {hint}')


def _check_pins(folded: FoldedSite, products: Products, say: Say) -> None:
    """A compute rack is pinned only where some are asked for; and nothing where a rack stands."""
    for text, name in (folded.pins or {}).items():
        rack = products.rack(name)
        is_asked = folded.demand is None or name in folded.demand.asked
        if rack is not None and rack.role == "compute" and not is_asked:
            say(("pins", text), f'"{name}" is not asked for in demand.racks')
