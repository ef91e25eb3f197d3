"""What stands around a hall: its outline, dimensions, scale bar and the arrow to plan north."""

from __future__ import annotations

from rackplan.report.drawing.ink import draw
from rackplan.report.drawing.lettering import Spot
from rackplan.report.drawing.sheet import Sheet

__all__ = ["draw_outline", "draw_surround"]

_BARS = (50.0, 20.0, 10.0, 5.0, 2.0, 1.0)
_TICK = 3.5


def draw_outline(sheet: Sheet) -> None:
    """Draw the floor of a hall in its own metres."""
    frame = sheet.frame
    draw(
        sheet.floor,
        "rect",
        x=0.0,
        y=0.0,
        width=frame.width,
        height=frame.depth,
        class_="floor",
        stroke_width=1.6 / frame.scale,
        data_hall=frame.hall.id,
    )


def draw_surround(sheet: Sheet) -> None:
    """Draw name, dimensions, scale bar and arrow."""
    frame = sheet.frame
    room = (frame.right - frame.left) * 0.75
    spot = Spot(frame.left, frame.top - 11, 12.5, "start", 9, room)
    sheet.letters.put(f"Hall {frame.hall.id}", spot, "bold")
    _north(sheet)
    _width(sheet)
    _depth(sheet)
    _scale_bar(sheet)


def _north(sheet: Sheet) -> None:
    x, y = sheet.frame.right - 5, sheet.frame.top - 5
    draw(sheet.page, "path", d=f"M{x:.2f} {y - 13:.2f}l4 13l-4 -3l-4 3z", class_="bar")
    sheet.letters.put("plan north", Spot(x - 8, y - 6, 9, "end"), "soft")


def _width(sheet: Sheet) -> None:
    left, right, y = sheet.frame.left, sheet.frame.right, sheet.frame.bottom + 12
    ticks = "".join(f"M{x:.2f} {y - _TICK:.2f}v{2 * _TICK:.2f}" for x in (left, right))
    draw(
        sheet.page,
        "path",
        d=f"M{left:.2f} {y:.2f}H{right:.2f}{ticks}",
        class_="rule",
        stroke_width=0.8,
    )
    spot = Spot((left + right) / 2, y + 9, 10, "middle")
    sheet.letters.put(f"{sheet.frame.width:g} m", spot, "soft")


def _depth(sheet: Sheet) -> None:
    top, bottom, x = sheet.frame.top, sheet.frame.bottom, sheet.frame.left - 38
    ticks = "".join(f"M{x - _TICK:.2f} {y:.2f}h{2 * _TICK:.2f}" for y in (top, bottom))
    draw(
        sheet.page,
        "path",
        d=f"M{x:.2f} {top:.2f}V{bottom:.2f}{ticks}",
        class_="rule",
        stroke_width=0.8,
    )
    spot = Spot(x - 9, (top + bottom) / 2, 10, "middle", turned=True)
    sheet.letters.put(f"{sheet.frame.depth:g} m", spot, "soft")


def _scale_bar(sheet: Sheet) -> None:
    """Two halves, black and white, of a round length no longer than a quarter of the hall."""
    frame = sheet.frame
    length = next((bar for bar in _BARS if bar <= frame.width / 4), _BARS[-1])
    half, y = length / 2 * frame.scale, frame.bottom + 22
    for n, style in enumerate(("bar", "bar-off")):
        x = frame.left + n * half
        draw(sheet.page, "rect", x=x, y=y, width=half, height=4.0, class_=style, stroke_width=0.6)
    sheet.letters.put(f"{length:g} m", Spot(frame.left + 2 * half + 5, y + 2, 9), "soft")
