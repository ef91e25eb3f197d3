"""What stands on the floor of a hall, drawn in its own metres."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from rackplan.model.catalog import RackType
from rackplan.model.site import Position, Row, Site
from rackplan.report.drawing.aisles import Aisle
from rackplan.report.drawing.ink import card, draw, number
from rackplan.report.drawing.sheet import Sheet
from rackplan.report.drawing.standing import Run, StandingRack
from rackplan.report.spoken_for import spoken_for
from rackplan.units import MASS, POWER, show

__all__ = ["DASH", "OLD_BAR", "draw_floor"]

DASH = (5.0, 2.0)
"""Busway B is dashed, so that it is told from A without colours [px]."""

OLD_BAR = 0.14
"""The bar at the foot of a rack that stands already, as a share of its depth."""

_THIN, _THICK = 0.6, 1.5
_FEED_OVERHANG = 3.0
_POD_OFFSET = 1.2


def draw_floor(sheet: Sheet) -> None:
    """Draw aisles, positions, racks, pods and busways of a hall, in this order."""
    for aisle in sheet.aisles:
        _aisle(sheet, aisle)
    positions = _layer(sheet, _THIN)
    for row in sheet.rows:
        for position in row.positions:
            _position(positions, sheet, position)
    _racks(_layer(sheet, _THIN), sheet)
    pods = _layer(sheet, _THICK)
    for run in sheet.pods:
        _pod(pods, sheet, run)
    feeds = _layer(sheet, _THICK)
    for row in sheet.rows:
        _feeds(feeds, sheet, row)


def _layer(sheet: Sheet, line: float) -> Element:
    """A layer whose lines are so many pixels wide on the page."""
    return draw(sheet.floor, "g", stroke_width=line / sheet.frame.scale)


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


def _position(layer: Element, sheet: Sheet, position: Position) -> None:
    x, y, width, depth = sheet.metres(position.row, position.index, position.index)
    kept = spoken_for(sheet.site, position.id)
    rect = draw(
        layer,
        "rect",
        x=x,
        y=y,
        width=width,
        height=depth,
        class_="blocked" if position.blocked else "kept" if kept else "free",
        data_position=position.id,
    )
    state = f"blocked: {position.blocked}" if position.blocked else "free"
    card(rect, position.id, state, *kept)


def _racks(layer: Element, sheet: Sheet) -> None:
    kinds = sheet.site.catalog.racks
    names = dict.fromkeys(rack.placement.rack for rack in sheet.racks)
    cards = {name: _type_card(sheet.site, kinds[name]) for name in names}
    for rack in sheet.racks:
        _rack(layer, sheet, rack, cards[rack.placement.rack])


def _rack(layer: Element, sheet: Sheet, rack: StandingRack, type_card: tuple[str, ...]) -> None:
    x, y, width, depth = sheet.metres(rack.row.id, rack.first, rack.last)
    rect = draw(
        layer,
        "rect",
        x=x,
        y=y,
        width=width,
        height=depth,
        fill=sheet.look.fills[rack.placement.rack],
        class_="rack",
        data_position=rack.placement.position,
        data_rack=rack.placement.rack,
    )
    card(rect, *_rack_card(rack, type_card))
    if rack.is_old:
        height = OLD_BAR * depth
        draw(layer, "rect", x=x, y=y, width=width, height=height, class_="old", stroke="none")


def _rack_card(rack: StandingRack, type_card: tuple[str, ...]) -> tuple[str, ...]:
    placement = rack.placement
    return (
        f"{placement.position}: {placement.rack}",
        *type_card,
        f"feeds {', '.join(placement.feeds)}",
        f"loop {placement.loop}" if placement.loop else "no liquid loop",
        f"air zone {rack.row.zone}",
        f"pod {placement.pod}" if placement.pod else "",
        "stands already" if rack.is_old else "",
    )


def _type_card(site: Site, kind: RackType) -> tuple[str, ...]:
    """What a card says of every rack of a type."""
    failover = "off" if site.may_be_shed(kind.id) else show(site.failover(kind), POWER)
    after = f", {failover} after a feed loss" if kind.cords > 1 else ""
    return (
        kind.name,
        f"{show(kind.planned_power, POWER)} planned{after}",
        f"{show(kind.standing_mass, MASS)} on the floor",
    )


def _pod(layer: Element, sheet: Sheet, run: Run) -> None:
    x, y, width, depth = sheet.metres(run.row, run.first, run.last)
    inset, off = min(0.04, width / 10), _POD_OFFSET / sheet.frame.scale
    draw(
        layer,
        "rect",
        x=x + inset,
        y=y - off,
        width=width - 2 * inset,
        height=depth + 2 * off,
        rx=0.08,
        class_="pod",
        data_pod=run.name,
    )


def _feeds(layer: Element, sheet: Sheet, row: Row) -> None:
    strip, scale = sheet.strips[row.id], sheet.frame.scale
    over = _FEED_OVERHANG / scale
    levels = (strip.top + sheet.feed_offset, strip.y - sheet.feed_offset)
    for feed, side, level in zip(row.feeds, "ab", levels, strict=False):
        path = f"M{strip.x - over:.4f} {level:.4f}H{strip.right + over:.4f}"
        line = draw(layer, "path", d=path, class_=side, data_feed=feed)
        if side == "b":
            line.set("stroke-dasharray", " ".join(number(dash / scale) for dash in DASH))
        node = sheet.site.power.get(feed)
        above = ", ".join(node.fed_by) if node is not None else ""
        card(line, f"busway {side.upper()}: {feed}", f"from {above}" if above else "")
