"""Elevations as SVG: front and rear of a rack type side by side."""

from __future__ import annotations

from xml.etree.ElementTree import Element, tostring

from rackplan.handover import Handover
from rackplan.report.drawing.ink import card, draw
from rackplan.report.drawing.lettering import shortened as fitted
from rackplan.report.drawing.lettering import wrapped
from rackplan.report.page.drawn import DRAWN_STYLE, new_svg, shortened
from rackplan.report.page.elevations import Elevation, Piece, elevations_of

__all__ = ["elevation_drawings", "elevations_svg"]

_U = 11.0
_WIDE, _SIDE, _TOP, _GAP = 150.0, 26.0, 44.0, 34.0
_INSET = 18.0
_PIECE_TEXT, _LINE = 9.5, 12.0
_ACROSS, _DRAWN = 4, 2 * 150.0 + 34.0 + 2 * 26.0
_STYLES = {"server": "gear", "switch": "net", "shelf": "shelf", "rack": "gear", "part": "water"}


def elevation_drawings(handover: Handover) -> list[tuple[str, str, str]]:
    """Id, drawing and note of every rack type, for the page."""
    told = []
    for elevation in elevations_of(handover):
        root = new_svg(_DRAWN, _height(elevation), f"Elevation of {elevation.rack.id}")
        _elevation(root, elevation)
        told.append((elevation.rack.id, tostring(root, encoding="unicode"), elevation.note))
    return told


def elevations_svg(handover: Handover) -> str:
    """All rack types of a plan in one drawing that stands alone."""
    every = elevations_of(handover)
    lines = [every[n : n + _ACROSS] for n in range(0, len(every), _ACROSS)]
    width = _ACROSS * (_DRAWN + 20.0)
    heights = [max(map(_height, line)) + 24.0 for line in lines]
    root = new_svg(width, sum(heights), f"Elevations of {handover.site.name}")
    draw(root, "style").text = DRAWN_STYLE
    draw(root, "rect", width=width, height=sum(heights), class_="paper")
    for number, line in enumerate(lines):
        for place, elevation in enumerate(line):
            x, y = 10.0 + place * (_DRAWN + 20.0), sum(heights[:number]) + 8.0
            _elevation(draw(root, "g", transform=f"translate({x:g} {y:g})"), elevation)
    return tostring(root, encoding="unicode") + "\n"


def _height(elevation: Elevation) -> float:
    return _TOP + elevation.units * _U + 22.0


def _elevation(group: Element, elevation: Elevation) -> None:
    draw(group, "text", shortened(elevation.rack.id, 44), x=0.0, y=13.0, class_="h")
    for number, view in enumerate(("front", "rear")):
        x = _SIDE + number * (_WIDE + _GAP + _SIDE - 10)
        draw(group, "text", view, x=x + _WIDE / 2, y=32.0, class_="s m")
        _frame(group, elevation, x, is_rear=bool(number))
    draw(group, "text", shortened(elevation.note, 72), x=0.0, y=_height(elevation) - 4, class_="s")


def _frame(group: Element, elevation: Elevation, x: float, *, is_rear: bool) -> None:
    tall = elevation.units * _U
    draw(group, "rect", x=x, y=_TOP, width=_WIDE, height=tall, class_="frame")
    for unit in range(1, elevation.units + 1):
        if unit == 1 or unit % 5 == 0:
            y = _TOP + tall - (unit - 0.5) * _U + 3
            draw(group, "text", f"U{unit}", x=x - 4, y=y, class_="s e")
    for piece in elevation.pieces:
        _piece(group, piece, x, tall)
    if is_rear:
        _strips(group, elevation, x, tall)


def _piece(group: Element, piece: Piece, x: float, tall: float) -> None:
    y, height = _TOP + tall - (piece.at + piece.units - 1) * _U, piece.units * _U
    style = _STYLES.get(piece.kind, "rest")
    left, wide = x + _INSET, _WIDE - 2 * _INSET
    rect = draw(group, "rect", x=left, y=y + 0.4, width=wide, height=height - 0.8, class_=style)
    last = f" to U{piece.at + piece.units - 1}" if piece.units > 1 else ""
    card(rect, piece.name, f"U{piece.at}{last}")
    lines = _lines(piece.name, wide - 4.0, max(1, int(height / _LINE)))
    for number, text in enumerate(lines):
        middle = y + height / 2 + 3 + (number - (len(lines) - 1) / 2) * _LINE
        draw(group, "text", text, x=x + _WIDE / 2, y=middle, class_="t m")
    if piece.side:
        draw(group, "rect", x=left, y=y + 0.4, width=3.0, height=height - 0.8, class_=piece.side)


def _lines(name: str, room: float, most: int) -> list[str]:
    """A name within a piece: on several lines where there is room for them."""
    text = shortened(name, 90)
    broken = wrapped(text, _PIECE_TEXT, room)
    if len(broken) > most:
        broken = [*broken[: most - 1], " ".join(broken[most - 1 :])]
    return [fitted(line, _PIECE_TEXT, room) for line in broken]


def _strips(group: Element, elevation: Elevation, x: float, tall: float) -> None:
    """Strips of feed A on the left and of B on the right; manifolds inside of them."""
    left = [strip for strip in elevation.strips if strip.side != "b"]
    for n, strip in enumerate(sorted(left, key=lambda strip: not strip.side)):
        _strip(group, x + 1.5 + 4.0 * n, tall, strip.side or "water", strip.name)
    for n, strip in enumerate(s for s in elevation.strips if s.side == "b"):
        _strip(group, x + _WIDE - 4.5 - 4.0 * n, tall, "b", strip.name)


def _strip(group: Element, x: float, tall: float, style: str, name: str) -> None:
    rect = draw(group, "rect", x=x, y=_TOP + 6, width=3.0, height=tall - 12, class_=style)
    card(rect, name, "0 U")
