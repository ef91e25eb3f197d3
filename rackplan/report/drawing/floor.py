"""What stands on the floor of a hall, drawn in its own metres."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rackplan.model.plan import Placement, Plan, positions_taken
from rackplan.model.site import Position, Row, Site
from rackplan.report.drawing.aisles import Aisle, Strip
from rackplan.report.drawing.ink import card, draw
from rackplan.report.drawing.sheet import Sheet
from rackplan.units import MASS, POWER, show

__all__ = ["Run", "draw_floor", "pod_runs", "runs_of_blocked"]

_FEED_OVERHANG_PX = 3.0
_POD_OFFSET_PX = 1.2


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring positions of a row that belong together: a pod, or what is blocked alike."""

    name: str
    row: str
    first: int
    last: int


def draw_floor(sheet: Sheet) -> None:
    """Draw aisles, positions, racks, pods and busways of a hall, in this order."""
    for aisle in sheet.aisles:
        _aisle(sheet, aisle)
    for row in sheet.rows:
        for position in row.positions:
            _position(sheet, position)
    for placement, taken in sheet.racks:
        _rack(sheet, placement, taken)
    for run in pod_runs(sheet.site, sheet.plan):
        if run.row in sheet.strips:
            _pod(sheet, run)
    for row in sheet.rows:
        _feeds(sheet, row)


def pod_runs(site: Site, plan: Plan | None) -> tuple[Run, ...]:
    """The runs of neighbouring positions that each pod takes, row by row."""
    taken: dict[tuple[str, int], str] = {}
    for placement in () if plan is None else plan.placements:
        for position in positions_taken(site, placement):
            if placement.pod is not None:
                taken[position.row, position.index] = placement.pod
    return tuple(
        run
        for row in site.rows.values()
        for run in _runs(row.id, [taken.get((row.id, p.index), "") for p in row.positions])
    )


def runs_of_blocked(row: Row) -> tuple[Run, ...]:
    """The runs of positions of a row that are blocked for one reason."""
    return tuple(_runs(row.id, [position.blocked for position in row.positions]))


def _runs(row: str, names: Sequence[str]) -> Iterator[Run]:
    for name, places in groupby(range(len(names)), key=lambda n: names[n]):
        if name:
            indices = list(places)
            yield Run(name, row, indices[0], indices[-1])


def _aisle(sheet: Sheet, aisle: Aisle) -> None:
    draw(
        sheet.floor,
        "rect",
        x=aisle.x,
        y=aisle.y,
        width=aisle.width,
        height=aisle.depth,
        class_=aisle.kind,
    )


def _position(sheet: Sheet, position: Position) -> None:
    x, y, width, depth = sheet.metres(position.row, position.index, position.index)
    rect = draw(
        sheet.floor,
        "rect",
        x=x,
        y=y,
        width=width,
        height=depth,
        class_="blocked fixed" if position.blocked else "free fixed",
        data_position=position.id,
    )
    card(rect, position.id, f"blocked: {position.blocked}" if position.blocked else "free")


def _rack(sheet: Sheet, placement: Placement, taken: tuple[Position, ...]) -> None:
    x, y, width, depth = sheet.metres(taken[0].row, taken[0].index, taken[-1].index)
    rect = draw(
        sheet.floor,
        "rect",
        x=x,
        y=y,
        width=width,
        height=depth,
        fill=sheet.look.fills[placement.rack],
        class_="rack fixed",
        data_position=placement.position,
        data_rack=placement.rack,
    )
    card(rect, *_rack_card(sheet.site, placement, sheet.site.rows[taken[0].row]))


def _rack_card(site: Site, placement: Placement, row: Row) -> tuple[str, ...]:
    kind = site.catalog.racks[placement.rack]
    after = f", {show(kind.failover, POWER)} after a feed loss" if len(placement.feeds) > 1 else ""
    return (
        f"{placement.position}: {placement.rack}",
        kind.name,
        f"{show(kind.planned_power, POWER)} planned{after}",
        f"{show(kind.standing_mass, MASS)} on the floor",
        f"feeds {', '.join(placement.feeds)}",
        f"loop {placement.loop}" if placement.loop else "no liquid loop",
        f"air zone {row.zone}",
        f"pod {placement.pod}" if placement.pod else "",
    )


def _pod(sheet: Sheet, run: Run) -> None:
    x, y, width, depth = sheet.metres(run.row, run.first, run.last)
    inset, off = min(0.04, width / 10), _POD_OFFSET_PX / sheet.frame.scale
    draw(
        sheet.floor,
        "rect",
        x=x + inset,
        y=y - off,
        width=width - 2 * inset,
        height=depth + 2 * off,
        rx=0.08,
        class_="pod fixed",
        data_pod=run.name,
    )


def _feeds(sheet: Sheet, row: Row) -> None:
    strip = sheet.strips[row.id]
    levels = (strip.top + sheet.feed_offset, strip.y - sheet.feed_offset)
    for feed, side, level in zip(row.feeds, "ab", levels, strict=False):
        path = _along(strip, level, _FEED_OVERHANG_PX / sheet.frame.scale)
        line = draw(sheet.floor, "path", d=path, class_=f"feed {side} fixed", data_feed=feed)
        node = sheet.site.power.get(feed)
        above = ", ".join(node.fed_by) if node is not None else ""
        card(line, f"busway {side.upper()}: {feed}", f"from {above}" if above else "")


def _along(strip: Strip, level: float, over: float) -> str:
    return f"M{strip.x - over:.4f} {level:.4f}H{strip.right + over:.4f}"
