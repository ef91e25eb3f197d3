"""A plot's page: frame, axes, lines, and words that never run into each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from rackplan.report.drawing.ink import document, draw, new_drawing
from rackplan.report.drawing.lettering import Box, Lettering, Spot
from rackplan.report.drawing.style import STYLE
from rackplan.report.plots.ticks import Axis, decimals_of
from rackplan.report.study_lines import SHARES
from rackplan.report.wording import money_unit
from rackplan.study import RECORDED, StudyResult

__all__ = [
    "COLOURS",
    "Canvas",
    "Frame",
    "new_canvas",
    "number_text",
    "parameter_label",
    "shown_measure",
    "tick_text",
]

COLOURS = ("#4477aa", "#ee6677", "#228833", "#ccbb44", "#66ccee", "#aa3377", "#ee7733", "#009988")
"""Paul Tol's *bright* scheme, told apart by colour-blind readers, and two more."""

_RULES = """
.rackplan-floor .grid{stroke:#9aa5b1;stroke-opacity:.35;stroke-width:1}
.rackplan-floor .axis{stroke:#5b6775;stroke-width:1}
.rackplan-floor .cell-ink{fill:#000000}
.rackplan-floor .cell-light{fill:#ffffff}
"""
_SIDE = 24.0
_TOP = 62.0


@dataclass(frozen=True)
class Frame:
    """The part of the page that a plot is drawn in [px]."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Canvas:
    """A page with two layers: shapes, and words above them.

    Attributes
    ----------
    root, shapes : Element
    letters : Lettering
    width, height : float [px]
    """

    root: Element
    shapes: Element
    words: Element
    letters: Lettering
    width: float
    height: float

    def finished(self) -> str:
        """The document."""
        self.root.append(self.words)
        return document(self.root)

    def write(self, text: str, spot: Spot, style: str = "") -> None:
        """Write a text where nothing stands yet."""
        self.letters.put(text, spot, style)

    def line(
        self, points: Sequence[tuple[float, float]], colour: str, wide: float = 2.0
    ) -> Element:
        """Draw a line through points."""
        path = " ".join(f"{x:.2f},{y:.2f}" for x, y in points)
        return draw(
            self.shapes,
            "polyline",
            points=path,
            fill="none",
            stroke=colour,
            stroke_width=wide,
            stroke_linejoin="round",
        )

    def dot(self, x: float, y: float, colour: str, size: float = 4.0) -> Element:
        """Draw a point."""
        return draw(self.shapes, "circle", cx=x, cy=y, r=size, fill=colour)

    def across(self, axis: Axis, frame: Frame, say: Callable[[float], str]) -> None:
        """Draw an axis along the bottom, with lines upwards."""
        for tick in axis.ticks:
            x = axis.at(tick)
            draw(self.shapes, "path", d=f"M{x:.2f} {frame.top}V{frame.bottom}", class_="grid")
            self.write(say(tick), Spot(x, frame.bottom + 14, 11.5, "middle"), "soft")
        bottom = f"M{frame.left} {frame.bottom}H{frame.right}"
        draw(self.shapes, "path", d=bottom, class_="axis", fill="none")

    def upwards(self, axis: Axis, frame: Frame, say: Callable[[float], str]) -> None:
        """Draw an axis along the left, with lines across."""
        for tick in axis.ticks:
            y = axis.at(tick)
            draw(self.shapes, "path", d=f"M{frame.left} {y:.2f}H{frame.right}", class_="grid")
            self.write(say(tick), Spot(frame.left - 8, y, 11.5, "end"), "soft")

    def legend(self, names: Sequence[str], left: float, top: float, title: str) -> None:
        """Say what colours stand for."""
        room = self.width - left - _SIDE
        self.write(title, Spot(left, top, 11.5, room=room + 8), "soft")
        for number, name in enumerate(names):
            y = top + 20 * (number + 1)
            draw(self.shapes, "rect", x=left, y=y - 5, width=12, height=10, fill=_colour(number))
            self.write(name, Spot(left + 18, y, 12, room=room - 10, smallest=9))


def _colour(number: int) -> str:
    return COLOURS[number % len(COLOURS)]


def new_canvas(result: StudyResult, title: str, width: float, height: float) -> Canvas:
    """A page with the title of a plot, and the study that it is of."""
    setup = result.setup
    root = new_drawing(width, height, f"{title}: {setup.id}")
    root.set("width", f"{width:g}")
    draw(root, "style").text = STYLE + _RULES
    draw(root, "rect", width=width, height=height, class_="paper")
    shapes, words = draw(root, "g"), Element("g")
    canvas = Canvas(root, shapes, words, Lettering(words), width, height)
    canvas.letters.put(title, Spot(_SIDE, 22, 16, room=width - 2 * _SIDE, smallest=11), "bold")
    sites = ", ".join(site.name for site in result.bases)
    said = f"{setup.about or setup.id} · {sites}"
    canvas.letters.put(said, Spot(_SIDE, 43, 12, smallest=10, room=width - 2 * _SIDE), "soft")
    canvas.letters.reserve(Box(0, 0, width, _TOP - 8))
    return canvas


def shown_measure(result: StudyResult, name: str) -> str:
    """A measure with its unit, for a title or an axis."""
    says, unit = RECORDED[name].says, result.units[name]
    says = f"{says[:1].upper()}{says[1:]}"
    return f"{says} [{unit}]" if unit else says


def parameter_label(result: StudyResult, name: str) -> str:
    """A parameter with its unit."""
    unit = result.units.get(name)
    is_factor = any(each.name == name and each.times for each in result.parameters)
    if is_factor:
        return f"{name}, times what the site says"
    return f"{name} [{unit}]" if unit else name


def tick_text(name: str, axis: Axis) -> Callable[[float], str]:
    """How ticks of a measure are written: all in one unit, to the digits in which they differ."""
    if name in SHARES:
        behind = decimals_of(100.0 * axis.step)
        return lambda value: f"{100.0 * value:.{behind}f} %"
    if RECORDED[name].is_money:
        size, unit = money_unit(max(map(abs, axis.ticks), default=0.0))
        behind = decimals_of(axis.step / size)
        return lambda value: f"{value / size:,.{behind}f} {unit}"
    return number_text(axis)


def number_text(axis: Axis) -> Callable[[float], str]:
    """How ticks of a figure are written."""
    behind = decimals_of(axis.step)
    return lambda value: f"{value:,.{behind}f}"
