"""Rows unfolded: their place in the hall, positions, busways, loop and zone.

Rows of one entry stand one behind the other along y, with a cold aisle after the first, a hot one
after the second, and so on; where the entry asks for columns, they fill the first, then the next to
the right of it. The first row of a column draws its air from the north, where y grows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from rackplan.model.power import PowerNode
from rackplan.model.site import Position, Row
from rackplan.reading.folded import FoldedRow
from rackplan.reading.folded_power import FoldedBlock, FoldedBusway, FoldedPower
from rackplan.reading.ranges import unfold_ids
from rackplan.reading.schemes import boards_in_turn
from rackplan.reading.unfold_power import ByName, make_node, spread, zone_of
from rackplan.units import LENGTH, magnitude, of

__all__ = [
    "RowPlace",
    "busway_ids",
    "places",
    "row_length_m",
    "spread",
    "unfold_rows",
    "with_length",
]


@dataclass(frozen=True)
class RowPlace:
    """Where a row stands, in metres, and from which side it draws its air."""

    x_m: float
    y_m: float
    cold_aisle: Literal["south", "north"]


def unfold_rows(
    rows: tuple[FoldedRow, ...], power: FoldedPower, products: ByName
) -> Iterator[tuple[Row, list[PowerNode]]]:
    """Every row with the busways along it."""
    blocks = {name: block for block in power.blocks for name in block.id}
    turns: Counter[str] = Counter()
    for entry in rows:
        blocked = _blocked(entry)
        stands = places(entry)
        busway = with_length(entry)
        for index, name in enumerate(entry.id):
            boards = _boards(entry, index, blocks, turns)
            zone = zone_of(busway, index, len(entry.id))
            busways = _busways(name, busway, zone, boards, products)
            yield (
                _row(name, index, entry, place=stands[index], busways=busways, blocked=blocked),
                busways,
            )


def busway_ids(row: str, entry: FoldedRow, blocks: Mapping[str, FoldedBlock]) -> tuple[str, ...]:
    """Ids of the busways along a row."""
    if entry.feeds is not None:
        sides = len(entry.feeds)
    else:
        block = blocks.get(entry.block[0]) if entry.block else None
        sides = 1 if block is not None and block.scheme == "N" else 2
    return tuple(f"{row}.{side}" for side in "AB"[:sides])


def row_length_m(entry: FoldedRow) -> float:
    """From the first to the last position of a row [m]."""
    return len(entry.positions) * magnitude(entry.position_width, LENGTH)


def places(entry: FoldedRow) -> list[RowPlace]:
    """Where the rows of an entry stand."""
    columns = 1 if entry.columns is None else entry.columns.count
    per_column = -(-len(entry.id) // columns)
    pitch_m = 0.0 if entry.columns is None else magnitude(entry.columns.spacing, LENGTH)
    x_m, y_m = magnitude(entry.at.x, LENGTH), magnitude(entry.at.y, LENGTH)
    column = [(y_m + step_m, side) for step_m, side in _steps(entry, per_column)]
    return [
        RowPlace(x_m + index // per_column * pitch_m, *column[index % per_column])
        for index in range(len(entry.id))
    ]


def _steps(entry: FoldedRow, count: int) -> Iterator[tuple[float, Literal["south", "north"]]]:
    """How far each row of a column stands from its first, and its cold side."""
    depth_m = magnitude(entry.position_depth, LENGTH)
    aisles = entry.aisles
    cold_m = 0.0 if aisles is None else magnitude(aisles.cold, LENGTH)
    hot_m = 0.0 if aisles is None else magnitude(aisles.hot, LENGTH)
    for index in range(count):
        gaps_m = (index + 1) // 2 * cold_m + index // 2 * hot_m
        yield index * depth_m + gaps_m, "south" if index % 2 else "north"


def _blocked(entry: FoldedRow) -> dict[str, str]:
    return {place: why for folded, why in entry.blocked.items() for place in unfold_ids(folded)}


def _boards(
    entry: FoldedRow, index: int, blocks: Mapping[str, FoldedBlock], turns: Counter[str]
) -> tuple[str, ...]:
    count = len(entry.id)
    if entry.feeds is not None:
        return tuple(spread(feed, index, count) for feed in entry.feeds)
    assert entry.block is not None
    name = spread(entry.block, index, count)
    turns[name] += 1
    return boards_in_turn(name, blocks[name], turns[name] - 1)


def _busways(
    row: str, box: FoldedBusway, zone: str | None, boards: tuple[str, ...], products: ByName
) -> list[PowerNode]:
    return [
        make_node(f"{row}.{side}", "busway", box, products, board, zone=zone)
        for side, board in zip("AB", boards, strict=False)
    ]


def with_length(entry: FoldedRow) -> FoldedBusway:
    """The busway of an entry; one without a length of its own is as long as its row."""
    if entry.busway.length is not None:
        return entry.busway
    return entry.busway.model_copy(update={"length": of(row_length_m(entry), LENGTH)})


def _row(
    name: str,
    index: int,
    entry: FoldedRow,
    *,
    place: RowPlace,
    busways: list[PowerNode],
    blocked: Mapping[str, str],
) -> Row:
    count = len(entry.id)
    ids = [f"{name}-{position}" for position in entry.positions]
    return Row.model_construct(
        id=name,
        hall=spread(entry.hall, index, count),
        line=None if entry.line is None else spread(entry.line, index, count),
        positions=tuple(Position(p, name, i, blocked.get(p, "")) for i, p in enumerate(ids)),
        position_width=entry.position_width,
        position_depth=entry.position_depth,
        x=of(place.x_m, LENGTH),
        y=of(place.y_m, LENGTH),
        cold_aisle=place.cold_aisle,
        feeds=tuple(busway.id for busway in busways),
        tap=entry.tap,
        loop=None if entry.loop is None else spread(entry.loop, index, count),
        zone=spread(entry.zone, index, count),
        floor_load=entry.floor_load,
        spread_depth=entry.spread_depth,
    )
