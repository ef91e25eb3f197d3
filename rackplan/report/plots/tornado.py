"""Each parameter alone, from low to high, around the site as it is: the widest first."""

from __future__ import annotations

from dataclasses import dataclass

from rackplan.report.drawing.ink import card, draw
from rackplan.report.drawing.lettering import Spot
from rackplan.report.plots.canvas import (
    COLOURS,
    Canvas,
    Frame,
    new_canvas,
    shown_measure,
    tick_text,
)
from rackplan.report.plots.ticks import Axis, axis_of
from rackplan.report.study_lines import shown_figure, shown_value
from rackplan.study import Done, StudyResult

__all__ = ["Bar", "bars_of", "tornado"]

_WIDTH = 760.0
_BAR, _GAP, _HEAD, _FOOT = 22.0, 10.0, 30.0, 40.0
_LEFT = 200.0


@dataclass(frozen=True)
class Bar:
    """What a parameter does to a measure.

    Attributes
    ----------
    parameter : str
    ends : tuple of (str, float)
        Its values and what comes of them, in the order of the study.
    """

    parameter: str
    ends: tuple[tuple[str, float], ...]

    def span(self, base: float) -> float:
        """How far it moves the measure, the base included."""
        values = [base, *(value for _, value in self.ends)]
        return max(values) - min(values)


def bars_of(result: StudyResult, measure: str, site: int) -> tuple[float, list[Bar]] | None:
    """The base of a site and its bars, the widest first; None without a plan of the base."""
    cases = [each for each in result.done if each.case.base == site]
    base = _mean(result, measure, [each for each in cases if not each.case.varied])
    if base is None:
        return None
    bars = []
    for parameter in result.parameters:
        ends = []
        for value in dict.fromkeys(map(str, parameter.values)):
            alike = [
                each
                for each in cases
                if each.case.varied == parameter.name
                and str(each.case.values[parameter.name]) == value
            ]
            mean = _mean(result, measure, alike)
            if mean is not None:
                ends.append((_said(value, is_factor=parameter.times), mean))
        bars.append(Bar(parameter.name, tuple(ends)))
    return base, sorted(bars, key=lambda bar: -bar.span(base))


def _said(value: str, *, is_factor: bool) -> str:
    """A value; a factor as by how much it is more or less."""
    return f"{100.0 * (float(value) - 1.0):+.3g} %" if is_factor else shown_value(value)


def _mean(result: StudyResult, measure: str, cases: list[Done]) -> float | None:
    """Of the cases that differ by their draws only."""
    found = [f[1] for f in (result.figure(each, measure) for each in cases) if f is not None]
    return sum(found) / len(found) if found else None


def tornado(result: StudyResult, measure: str) -> str | None:
    """Draw what each parameter does to a measure, site by site on one scale."""
    names = {each.case.base: each.case.site for each in result.done}
    panels = [(names[n], bars_of(result, measure, n)) for n in sorted(names)]
    drawn = [(site, each) for site, each in panels if each is not None]
    if not drawn:
        return None
    values = [v for _, (base, bars) in drawn for v in _values(base, bars)]
    height = 72.0 + _FOOT + sum(_panel_height(bars) for _, (_, bars) in drawn)
    canvas = new_canvas(result, shown_measure(result, measure), _WIDTH, height)
    frame = Frame(_LEFT, 72.0, _WIDTH - 70.0, height - _FOOT)
    room = 0.14 * (max(values) - min(values))
    axis = axis_of([min(values) - room, max(values) + room], frame.left, frame.right, ends=True)
    canvas.across(axis, frame, tick_text(measure, axis))
    top = frame.top
    for site, (base, bars) in drawn:
        text = f"{site}: {shown_figure(measure, base)} as it is"
        canvas.write(text, Spot(24.0, top + 12, 12.5, room=_WIDTH - 48), "bold")
        for n, bar in enumerate(bars):
            _draw_bar(canvas, bar, base, axis, top + _HEAD + n * (_BAR + _GAP))
        _draw_base(canvas, axis.at(base), top + _HEAD - 6, top + _panel_height(bars) - _GAP)
        top += _panel_height(bars)
    return canvas.finished()


def _values(base: float, bars: list[Bar]) -> list[float]:
    return [base, *(value for bar in bars for _, value in bar.ends)]


def _panel_height(bars: list[Bar]) -> float:
    return _HEAD + len(bars) * (_BAR + _GAP) + 10.0


def _draw_base(canvas: Canvas, x: float, top: float, bottom: float) -> None:
    draw(canvas.shapes, "path", d=f"M{x:.2f} {top}V{bottom}", class_="axis", stroke_width=1.5)


def _draw_bar(canvas: Canvas, bar: Bar, base: float, axis: Axis, top: float) -> None:
    """A bar from the base to each end; the first end in one colour, the last in another."""
    middle = top + _BAR / 2
    canvas.write(bar.parameter, Spot(_LEFT - 14, middle, 12, "end", 9, _LEFT - 36, keep_end=True))
    labelled: dict[bool, tuple[float, str]] = {}
    for number, (said, value) in enumerate(bar.ends):
        x, foot = axis.at(value), axis.at(base)
        colour = COLOURS[0] if number == 0 else COLOURS[6]
        left, wide = min(x, foot), max(abs(x - foot), 0.5)
        shape = draw(
            canvas.shapes, "rect", x=left, y=top, width=wide, height=_BAR, fill=colour,
            fill_opacity=0.85,
        )  # fmt: skip
        card(shape, f"{bar.parameter}: {said}", f"{value:,.6g}")
        is_right = x >= foot
        far = labelled.get(is_right)
        if far is None or (x > far[0] if is_right else x < far[0]):
            labelled[is_right] = (x, said)
    for is_right, (x, said) in labelled.items():
        anchor = Spot(x + 5, middle, 11) if is_right else Spot(x - 5, middle, 11, "end")
        canvas.write(said, anchor, "soft")
