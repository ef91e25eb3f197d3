"""What must be sound in the rows before they are unfolded: references and blocked places."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rackplan.reading.complaints import did_you_mean
from rackplan.reading.folded import FoldedRow, FoldedSite
from rackplan.reading.nodes import Location
from rackplan.reading.ranges import MOST_IDS, RangeProblem, unfold_ids
from rackplan.reading.references.power import (
    Say,
    first_entries,
    first_places,
    power_ids,
    refuse_unknown,
)
from rackplan.reading.unfold_power import spread

__all__ = ["check_rows"]


def check_rows(folded: FoldedSite, say: Say) -> None:
    """Complain of all that makes rows, halls, loops and zones meaningless."""
    first_places(_halls(folded), say)
    first_places(_groups(folded, "loops"), say)
    first_places(_groups(folded, "zones"), say)
    if folded.rows is None:
        return
    first_places(
        ((name, ("rows", i, "id")) for i, row in enumerate(folded.rows) for name in row.id), say
    )
    for i, row in enumerate(folded.rows):
        _check_targets(row, ("rows", i), folded, say)
        _check_blocked(row, ("rows", i), say)
    _check_lines(folded.rows, say)
    _check_positions(folded.rows, say)


def _check_lines(rows: tuple[FoldedRow, ...], say: Say) -> None:
    """A line lies in one hall, and is not called as a row is that is no part of it."""
    alone = {name for row in rows if row.line is None for name in row.id}
    halls: dict[str, str] = {}
    for i, row in enumerate(rows):
        count = len(row.id)
        if row.line is None or count % len(row.line) or count % len(row.hall):
            continue
        for index in range(count):
            line, hall = spread(row.line, index, count), spread(row.hall, index, count)
            if line in alone:
                way_out = "give the line another name, or the row this line"
                say(("rows", i, "line"), f'"{line}" is a row that names no line: {way_out}')
                return
            if halls.setdefault(line, hall) != hall:
                both = f"hall {halls[line]} and in hall {hall}"
                say(("rows", i, "line"), f'line "{line}" stands in {both}: a line lies in one')
                return


def _halls(folded: FoldedSite) -> Iterator[tuple[str, Location]]:
    for i, hall in enumerate(folded.halls or ()):
        yield hall.id, ("halls", i, "id")


def _groups(folded: FoldedSite, kind: str) -> Iterator[tuple[str, Location]]:
    """Loops or zones, and the machines in them."""
    entries = () if folded.cooling is None else getattr(folded.cooling, kind)
    for i, entry in enumerate(entries):
        at: Location = ("cooling", kind, i)
        key = "cdus" if kind == "loops" else "units"
        for name in entry.id:
            yield name, (*at, "id")
            for k, units in enumerate(getattr(entry, key)):
                yield from ((f"{name}.{unit}", (*at, key, k, "id")) for unit in units.id)


def _check_targets(row: FoldedRow, at: Location, folded: FoldedSite, say: Say) -> None:
    _check_target("hall", row.hall, _known_halls(folded), row, at=(*at, "hall"), say=say)
    _check_target("line", row.line, None, row, at=(*at, "line"), say=say)
    _check_target("loop", row.loop, _known_groups(folded, "loops"), row, at=(*at, "loop"), say=say)
    _check_target("zone", row.zone, _known_groups(folded, "zones"), row, at=(*at, "zone"), say=say)
    if (row.block is None) == (row.feeds is None):
        say(at, 'a row has either a "block" or "feeds"')
    blocks = None if folded.power is None else [n for b in folded.power.blocks for n in b.id]
    _check_target("block", row.block, blocks, row, at=(*at, "block"), say=say)
    nodes = None if folded.power is None else list(power_ids(folded.power))
    for k, feed in enumerate(row.feeds or ()):
        _check_target("node", feed, nodes, row, at=(*at, "feeds", k), say=say)


def _known_halls(folded: FoldedSite) -> list[str] | None:
    return None if folded.halls is None else [hall.id for hall in folded.halls]


def _known_groups(folded: FoldedSite, kind: str) -> list[str] | None:
    if folded.cooling is None:
        return None
    return [name for entry in getattr(folded.cooling, kind) for name in entry.id]


def _check_target(
    what: str,
    targets: tuple[str, ...] | None,
    known: Collection[str] | None,
    row: FoldedRow,
    *,
    at: Location,
    say: Say,
) -> None:
    if targets is None:
        return
    if known is not None:
        refuse_unknown(what, targets, list(known), at, say)
    if len(row.id) % len(targets):
        count = f"{len(row.id)} row" + ("s" if len(row.id) > 1 else "")
        say(at, f"{count} cannot be spread evenly over {len(targets)} {what}s")


def _check_blocked(row: FoldedRow, at: Location, say: Say) -> None:
    known = [f"{name}-{position}" for name in row.id for position in row.positions]
    is_known = frozenset(known)
    for folded in row.blocked:
        where = (*at, "blocked", folded)
        try:
            unknown = next((p for p in unfold_ids(folded) if p not in is_known), None)
        except RangeProblem as problem:
            say(where, str(problem), key=True)
            continue
        if unknown is not None:
            say(where, f'unknown position "{unknown}". {did_you_mean(unknown, known)}', key=True)


def _check_positions(rows: tuple[FoldedRow, ...], say: Say) -> None:
    """Not too many, and none twice, as R1-A and P1 would give with R1 and A-P1."""
    count = sum(len(row.id) * len(row.positions) for row in rows)
    if count > MOST_IDS:
        say(("rows",), f"{count:,} positions in all; at most {MOST_IDS:,} are read")
        return
    first_places(
        (
            (f"{name}-{position}", ("rows", i, "positions"))
            for name, i in first_entries(rows).items()
            for position in rows[i].positions
        ),
        say,
    )
