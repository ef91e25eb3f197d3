"""The floor of a site in words: halls, rows, and what their positions are kept for."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from rackplan.model.site import Hall, Position, Row, Site
from rackplan.report.columns import aligned
from rackplan.report.spoken_for import spoken_for
from rackplan.report.wording import count, neat, one_line

__all__ = ["hall_lines", "position_states", "row_span"]

_HEAD = ("row", "positions", "corner", "air from", "feeds", "loop", "zone", "floor")
_LEFT = (False,) * len(_HEAD)


def hall_lines(site: Site) -> Iterator[str]:
    """Halls with their rows, and below them the positions that are not simply free."""
    for hall in site.halls.values():
        rows = [row for row in site.rows.values() if row.hall == hall.id]
        yield _hall_line(hall, rows)
        table = aligned([_HEAD, *(_cells(row) for row in rows)], _LEFT)
        yield from (f"  {line}" for line in table)
        for row in rows:
            states = position_states(site, row)
            yield from (f"  {row_span(row, *span)}: {one_line(why)}" for why, span in states)


def position_states(site: Site, row: Row) -> list[tuple[str, tuple[int, int]]]:
    """Runs of positions that are not simply free, each with what they are and first and last."""
    runs = []
    for state, members in groupby(row.positions, key=lambda position: _state(site, position)):
        places = list(members)
        if state:
            runs.append((state, (places[0].index, places[-1].index)))
    return runs


def row_span(row: Row, first: int, last: int) -> str:
    """A run of positions: ``R01-P03 to R01-P06``."""
    start, end = row.positions[first].id, row.positions[last].id
    return start if first == last else f"{start} to {end}"


def _state(site: Site, position: Position) -> str:
    placed = site.placed.get(position.id)
    stands = "" if placed is None else f"{placed.rack} stands{_on(placed.feeds)}"
    blocked = f"blocked, {position.blocked}" if position.blocked else ""
    return "; ".join(filter(None, (blocked, stands, *spoken_for(site, position.id))))


def _on(feeds: tuple[str, ...]) -> str:
    return f" on {', '.join(feeds)}" if feeds else ""


def _hall_line(hall: Hall, rows: list[Row]) -> str:
    positions = [position for row in rows for position in row.positions]
    free = sum(not position.blocked for position in positions)
    size = f"{neat(hall.width)} wide, {neat(hall.depth)} deep"
    held = f"{count(len(rows), 'row')}, {free:,} of {count(len(positions), 'position')} not blocked"
    return f"{hall.id}: {size}, {held}"


def _cells(row: Row) -> tuple[str, ...]:
    places = f"{row_span(row, 0, len(row.positions) - 1)} ({len(row.positions)})"
    corner = f"{neat(row.x)}, {neat(row.y)}"
    feeds = ", ".join(row.feeds) or "none"
    floor = neat(row.floor_load)
    return (row.id, places, corner, row.cold_aisle, feeds, row.loop or "-", row.zone, floor)
