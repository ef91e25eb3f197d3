"""A measure along a parameter: a line for each value of the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rackplan.report.drawing.ink import card, draw
from rackplan.report.drawing.lettering import Spot
from rackplan.report.plots.canvas import (
    COLOURS,
    Canvas,
    Frame,
    new_canvas,
    number_text,
    parameter_label,
    shown_measure,
    tick_text,
)
from rackplan.report.plots.ticks import Axis, axis_of
from rackplan.report.study_lines import shown_figure, shown_value
from rackplan.study import Done, StudyResult

__all__ = ["series_of", "sweep"]

_WIDTH, _HEIGHT = 760.0, 430.0
_LEGEND = 190.0
_MOST_SERIES = 8

Series = dict[str, list[Done]]
Point = tuple[float, tuple[float, float, float], Done]
"""Where a point is along the page, its low, middle and high, and its case."""


def series_of(result: StudyResult, along: str) -> Series:
    """Cases by what they have in common beside a parameter: site, and all other parameters.

    In a latin hypercube no two points have anything in common; in a list all parameters move
    together, and are one line where each value of this one comes once.
    """
    values = {(each.case.base, repr(each.case.values.get(along))) for each in result.done}
    points = {(each.case.base, repr(each.case.values)) for each in result.done}
    is_list = result.setup.design == "list" and len(values) == len(points)
    is_drawn = is_list or result.setup.design == "latin-hypercube"
    found: Series = {}
    for done in result.done:
        others = [
            shown_value(done.case.values.get(each.name))
            for each in result.parameters
            if each.name != along and not is_drawn
        ]
        site = [done.case.site] if len(result.bases) > 1 else []
        found.setdefault(", ".join([*site, *others]), []).append(done)
    return found


def sweep(result: StudyResult, measure: str, along: str) -> str | None:
    """Draw a measure along a parameter; None where there is nothing to draw.

    A parameter that is no figure has its values side by side. Where a case was drawn several times
    the line is their mean and the band lies between them; otherwise the band is that of prices.
    """
    series = series_of(result, along)
    places = _places(result, along)
    spans = [span for cases in series.values() for span in _spans(result, measure, cases)]
    if not spans or len(places) < 2 or len(series) > _MOST_SERIES:
        return None
    has_legend = len(series) > 1
    canvas = new_canvas(result, shown_measure(result, measure), _WIDTH, _HEIGHT)
    frame = Frame(92.0, 72.0, _WIDTH - 28.0 - has_legend * _LEGEND, _HEIGHT - 62.0)
    y = axis_of([each for span in spans for each in span[1]], frame.bottom, frame.top)
    x = _x_axis(result, along, places, frame)
    plot = _Sweep(canvas, result, measure, along, places, frame, x, y)
    canvas.upwards(y, frame, tick_text(measure, y))
    plot.label_x()
    drawn = [plot.points_of(cases) for cases in series.values()]
    for number, points in enumerate(drawn):
        under = sum(_lie_on(points, later) for later in drawn[number + 1 :])
        plot.draw_series(points, COLOURS[number], under)
    plot.mark_failed()
    if has_legend:
        others = [each.name for each in result.parameters if each.name != along]
        title = ", ".join([*(["site"] if len(result.bases) > 1 else []), *others])
        canvas.legend(list(series), frame.right + 22, frame.top + 8, title)
    return canvas.finished()


def _places(result: StudyResult, along: str) -> dict[str, float]:
    """Where each value of the parameter is along the axis: its number, or its turn."""
    places: dict[str, float] = {}
    for done in result.done:
        number = result.number(done, along)
        places.setdefault(
            repr(done.case.values.get(along)), len(places) if number is None else number
        )
    return places


def _x_axis(result: StudyResult, along: str, places: dict[str, float], frame: Frame) -> Axis:
    values = list(places.values())
    if result.units.get(along) is None:
        values = [min(values) - 0.5, max(values) + 0.5]
    return axis_of(values, frame.left + 8, frame.right - 8, ends=True)


def _spans(
    result: StudyResult, measure: str, cases: Sequence[Done]
) -> list[tuple[str, tuple[float, float, float]]]:
    """Low, middle and high at each value, over what was drawn or over prices."""
    by_point: dict[str, list[Done]] = {}
    for done in cases:
        by_point.setdefault(repr(tuple(done.case.values.items())), []).append(done)
    found = []
    for point, together in by_point.items():
        figures = [f for f in (result.figure(each, measure) for each in together) if f is not None]
        if len(figures) > 1:
            central = [figure[1] for figure in figures]
            mean = sum(central) / len(central)
            found.append((point, (min(central), mean, max(central))))
        elif figures:
            found.append((point, figures[0]))
    return found


def _lie_on(points: Sequence[Point], others: Sequence[Point]) -> bool:
    """Whether one line hides another."""
    return [(px, span[1]) for px, span, _ in points] == [(px, span[1]) for px, span, _ in others]


@dataclass(frozen=True)
class _Sweep:
    canvas: Canvas
    result: StudyResult
    measure: str
    along: str
    places: dict[str, float]
    frame: Frame
    x: Axis
    y: Axis

    def label_x(self) -> None:
        """Values along the foot: an axis for figures, else each in its place."""
        canvas, frame, axis = self.canvas, self.frame, self.x
        if self.result.units.get(self.along) is None:
            axis = Axis(axis.low, axis.high, axis.start, axis.end, ())
            room = (frame.right - frame.left) / len(self.places) - 6
            for value, place in self.places.items():
                spot = Spot(axis.at(place), frame.bottom + 14, 11.5, "middle", 8, room)
                canvas.write(value.strip("'\""), spot, "soft")
        canvas.across(axis, frame, number_text(axis))
        middle = (frame.left + frame.right) / 2
        spot = Spot(middle, frame.bottom + 38, 12.5, "middle", 9, frame.right - frame.left)
        canvas.write(parameter_label(self.result, self.along), spot)

    def points_of(self, cases: Sequence[Done]) -> list[Point]:
        """Where a series has a figure, from left to right."""
        at = {repr(tuple(each.case.values.items())): each for each in cases}
        points = [
            (self._across(at[point]), span, at[point])
            for point, span in _spans(self.result, self.measure, cases)
        ]
        return sorted(points, key=lambda each: each[0])

    def draw_series(self, points: Sequence[Point], colour: str, under: int) -> None:
        """A band, a line where values are figures in order, and points.

        One that others lie on is wider by their number, so that all of them are seen.
        """
        if any(span[0] < span[2] for _, span, _ in points):
            self._draw_band([(px, span) for px, span, _ in points], colour)
        is_figure = self.result.units.get(self.along) is not None
        if is_figure and self.result.setup.design != "latin-hypercube":
            line = [(px, self.y.at(span[1])) for px, span, _ in points]
            self.canvas.line(line, colour, 2.0 + 3.0 * under)
        for px, span, done in points:
            dot = self.canvas.dot(px, self.y.at(span[1]), colour, 4.0 + 2.0 * under)
            said = f"{self.measure}: {shown_figure(self.measure, span[1])}"
            card(dot, f"{self.along}: {self._value(done)}", said)

    def _draw_band(
        self, points: Sequence[tuple[float, tuple[float, float, float]]], colour: str
    ) -> None:
        """A band between the ends; of values that are no figures, each its own."""
        if self.result.units.get(self.along) is None:
            for px, span in points:
                foot, head = self.y.at(span[0]), self.y.at(span[2])
                self.canvas.line([(px, foot), (px, head)], colour, 6.0).set("stroke-opacity", ".3")
            return
        edge = [(px, self.y.at(span[2])) for px, span in points]
        edge += [(px, self.y.at(span[0])) for px, span in reversed(points)]
        shape = " ".join(f"{px:.2f},{py:.2f}" for px, py in edge)
        draw(self.canvas.shapes, "polygon", points=shape, fill=colour, fill_opacity=0.16)

    def mark_failed(self) -> None:
        """A cross at the foot of the plot where a case has no plan."""
        failed: dict[float, Done] = {}
        for done in self.result.done:
            if not done.outcome.is_planned:
                failed.setdefault(self._across(done), done)
        for px, done in failed.items():
            cross = f"M{px - 4:.2f} {self.frame.bottom - 13}l8 8m0 -8l-8 8"
            mark = draw(self.canvas.shapes, "path", d=cross, stroke=COLOURS[1], stroke_width=2)
            card(mark, f"{self.along}: {self._value(done)}", done.outcome.status)
        if failed:
            spot = Spot(self.frame.right, self.frame.bottom + 38, 11, "end", whole=True)
            self.canvas.write("crosses: no plan", spot, "soft")

    def _across(self, done: Done) -> float:
        return self.x.at(self.places[repr(done.case.values.get(self.along))])

    def _value(self, done: Done) -> str:
        return shown_value(done.case.values.get(self.along))
