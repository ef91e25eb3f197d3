"""What the drawings of the page have in common: their root, their style, text that fits."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from rackplan.report.drawing.ink import number
from rackplan.writing import one_line

__all__ = ["DRAWN_STYLE", "new_svg", "shortened"]

_RULES = (
    "svg.d{font:11px system-ui,'Segoe UI',Helvetica,Arial,sans-serif}"
    ".d .paper{fill:%(paper)s}.d text{fill:%(ink)s}.d .h{font-weight:650;font-size:11.5px}"
    ".d .s{fill:%(soft)s;font-size:9.5px}.d .t{font-size:9.5px}.d .v{font-size:10.5px}"
    ".d .e{text-anchor:end}.d .m{text-anchor:middle}"
    ".d .n>rect:first-of-type{fill:%(box)s;stroke:%(line)s}"
    ".d .a{fill:%(a)s}.d .b{fill:%(b)s}.d .track{fill:%(track)s}.d .bar{fill:%(bar)s}"
    ".d .machine .track,.d .machine .bar{display:none}"
    ".d .w{fill:none;stroke:%(line)s;stroke-width:1.2}.d .alt{stroke-dasharray:3 3}"
    ".d .frame{fill:%(frame)s;stroke:%(line)s}.d .water{fill:%(water)s;stroke:%(line)s}"
    ".d .gear{fill:%(gear)s;stroke:%(line)s}.d .net{fill:%(net)s;stroke:%(line)s}"
    ".d .shelf{fill:%(shelf)s;stroke:%(line)s}.d .rest{fill:%(box)s;stroke:%(line)s}"
)

_LIGHT = {
    "paper": "#ffffff",
    "ink": "#16202b",
    "soft": "#51606f",
    "line": "#8a97a5",
    "box": "#ffffff",
    "a": "#b3261e",
    "b": "#1f5fbf",
    "track": "#e3e8ed",
    "bar": "#2f6f8f",
    "frame": "#eef1f4",
    "water": "#bfe3ea",
    "gear": "#c9d8ee",
    "net": "#d8e8c4",
    "shelf": "#f3d9b1",
}

DRAWN_STYLE = _RULES % _LIGHT
"""The style sheet of a drawing that stands alone; the page has its own."""


def new_svg(width: float, height: float, label: str) -> Element:
    """The root of a drawing in pixels."""
    return Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "class": "d",
            "viewBox": f"0 0 {number(width)} {number(height)}",
            "width": number(width),
            "height": number(height),
            "role": "img",
            "aria-label": shortened(label, 120),
        },
    )


def shortened(text: object, most: int) -> str:
    """A text of so many characters at most.

    Examples
    --------
    >>> shortened("network-ethernet-rack", 12)
    'network-eth…'
    """
    line = one_line(text)
    return line if len(line) <= most else line[: most - 1] + "…"
