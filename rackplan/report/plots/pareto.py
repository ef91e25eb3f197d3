"""Two measures against each other, and the cases that no other beats in both."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rackplan.report.drawing.ink import card
from rackplan.report.drawing.lettering import Spot
from rackplan.report.plots.canvas import COLOURS, Frame, new_canvas, shown_measure, tick_text
from rackplan.report.plots.ticks import axis_of
from rackplan.report.study_lines import shown_figure, shown_value
from rackplan.study import RECORDED, Done, StudyResult

__all__ = ["front_of", "pareto", "rivals_of"]

_WIDTH, _HEIGHT = 760.0, 470.0
_GREY = "#9aa5b1"

Point = tuple[float, float, Done]


def rivals_of(result: StudyResult) -> tuple[str, str] | None:
    """Two measures of which one is to be small and the other large; None without such."""
    small = [name for name in result.measures if RECORDED[name].more_is_better is False]
    large = [name for name in result.measures if RECORDED[name].more_is_better]
    small.sort(key=lambda name: not RECORDED[name].is_money)
    return (small[0], large[0]) if small and large else None


def front_of(points: Sequence[Point]) -> list[Point]:
    """The points that no other beats: to have more of the second takes more of the first.

    Examples
    --------
    >>> [p[:2] for p in front_of([(1, 1, None), (2, 3, None), (3, 2, None), (3, 4, None)])]
    [(1, 1), (2, 3), (3, 4)]
    """
    front: list[Point] = []
    for point in sorted(points, key=lambda each: (each[0], -each[1])):
        if not front or point[1] > front[-1][1]:
            front.append(point)
    return front


def pareto(result: StudyResult) -> str | None:
    """Draw the front of two measures; None where fewer than three cases have both."""
    rivals = rivals_of(result)
    if rivals is None:
        return None
    small, large = rivals
    points = [
        (less[1], more[1], done)
        for done in result.done
        if (less := result.figure(done, small)) and (more := result.figure(done, large))
    ]
    if len(points) < 3 or len({point[:2] for point in points}) < 3:
        return None
    title = f"{shown_measure(result, large)} against {RECORDED[small].says}"
    canvas = new_canvas(result, title, _WIDTH, _HEIGHT)
    frame = Frame(92.0, 72.0, _WIDTH - 40.0, _HEIGHT - 62.0)
    x = axis_of([point[0] for point in points], frame.left, frame.right)
    y = axis_of([point[1] for point in points], frame.bottom, frame.top)
    canvas.across(x, frame, tick_text(small, x))
    canvas.upwards(y, frame, tick_text(large, y))
    middle = (frame.left + frame.right) / 2
    canvas.write(shown_measure(result, small), Spot(middle, frame.bottom + 38, 12.5, "middle"))
    front = front_of(points)
    steps = [(x.at(a), y.at(b)) for a, b, _ in front]
    corners = [steps[0]]
    for (_, py), (nx, ny) in pairwise(steps):
        corners += [(nx, py), (nx, ny)]
    canvas.line(corners, COLOURS[0], 1.5)
    best = {id(point[2]) for point in front}
    for a, b, done in sorted(points, key=lambda point: id(point[2]) in best):
        dot = canvas.dot(x.at(a), y.at(b), COLOURS[0] if id(done) in best else _GREY, 4.5)
        card(
            dot,
            f"case {done.case.number}: {_said(result, done)}",
            f"{small}: {shown_figure(small, a)}",
            f"{large}: {shown_figure(large, b)}",
        )
    for a, b, done in front:
        spots = (Spot(x.at(a) + 8, y.at(b) + 12, 11), Spot(x.at(a) - 8, y.at(b) - 11, 11, "end"))
        inside = [s for s in spots if s.anchor == "end" or s.x < frame.right - 120]
        canvas.letters.put_first(_said(result, done), inside, "soft")
    return canvas.finished()


def _said(result: StudyResult, done: Done) -> str:
    """What a case is, in short."""
    site = [done.case.site] if len(result.bases) > 1 else []
    values = [shown_value(done.case.values.get(each.name)) for each in result.parameters]
    if done.case.varied:
        values = [f"{done.case.varied} {shown_value(done.case.values[done.case.varied])}"]
    elif result.setup.design == "one-at-a-time":
        values = ["as it is"]
    return ", ".join([*site, *values])
