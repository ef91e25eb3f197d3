"""A measure over two parameters, a cell for each pair of values."""

from __future__ import annotations

from rackplan.report.drawing.ink import card, draw
from rackplan.report.drawing.lettering import Spot
from rackplan.report.plots.canvas import Canvas, new_canvas, parameter_label, shown_measure
from rackplan.report.study_lines import shown_figure, shown_value
from rackplan.study import Done, StudyResult

__all__ = ["colour_at", "heat_map"]

_STOPS = ("#ffffd9", "#c7e9b4", "#41b6c4", "#225ea8", "#081d58")
"""ColorBrewer's YlGnBu: light is little, also in grey."""

_EVEN = 0.179
"""The luminance on which black and white stand out alike, 4.6 : 1."""

_NONE = "#c9ced4"
_LEFT, _TOP, _FOOT = 150.0, 92.0, 62.0
_CELL_WIDE, _CELL_HIGH = 92.0, 46.0
_MOST = 16


def heat_map(result: StudyResult, measure: str) -> str | None:
    """Draw a measure over the two parameters of a grid; None where it has not two."""
    if len(result.parameters) != 2 or len(result.bases) != 1:
        return None
    across, down = (each.name for each in result.parameters)
    cells = _cells(result, measure, across, down)
    columns, lines = _values(result, across), _values(result, down)
    found = [value for value, _ in cells.values() if value is not None]
    if not found or min(len(columns), len(lines)) < 2 or max(len(columns), len(lines)) > _MOST:
        return None
    width = max(_LEFT + len(columns) * _CELL_WIDE + 40.0, 560.0)
    height = _TOP + len(lines) * _CELL_HIGH + _FOOT
    canvas = new_canvas(result, shown_measure(result, measure), width, height)
    for i, column in enumerate(columns):
        for j, line in enumerate(reversed(lines)):
            x, y = _LEFT + i * _CELL_WIDE, _TOP + j * _CELL_HIGH
            _draw_cell(canvas, (x, y), measure, cells[column, line], (min(found), max(found)))
    _write_values(canvas, columns, lines)
    foot = _TOP + len(lines) * _CELL_HIGH
    middle = _LEFT + len(columns) * _CELL_WIDE / 2
    canvas.write(parameter_label(result, across), Spot(middle, foot + 38, 12.5, "middle"))
    canvas.write(parameter_label(result, down), Spot(24.0, _TOP - 16, 12.5, room=width - 48))
    return canvas.finished()


def _values(result: StudyResult, name: str) -> list[str]:
    found = {shown_value(each.case.values[name]): result.number(each, name) for each in result.done}
    if all(number is not None for number in found.values()):
        return sorted(found, key=lambda value: found[value] or 0.0)
    return list(found)


def _cells(
    result: StudyResult, measure: str, across: str, down: str
) -> dict[tuple[str, str], tuple[float | None, Done]]:
    """The measure of each pair of values: the mean of what was drawn."""
    groups: dict[tuple[str, str], list[Done]] = {}
    for done in result.done:
        values = done.case.values
        key = (shown_value(values[across]), shown_value(values[down]))
        groups.setdefault(key, []).append(done)
    cells = {}
    for key, group in groups.items():
        found = [f[1] for f in (result.figure(each, measure) for each in group) if f is not None]
        cells[key] = (sum(found) / len(found) if found else None, group[0])
    return cells


def _draw_cell(
    canvas: Canvas,
    corner: tuple[float, float],
    measure: str,
    cell: tuple[float | None, Done],
    span: tuple[float, float],
) -> None:
    (x, y), (value, done) = corner, cell
    share = 0.5 if value is None or span[0] == span[1] else (value - span[0]) / (span[1] - span[0])
    box = draw(
        canvas.shapes, "rect", x=x + 1, y=y + 1, width=_CELL_WIDE - 2, height=_CELL_HIGH - 2,
        fill=_NONE if value is None else colour_at(share),
    )  # fmt: skip
    said = done.outcome.status if value is None else shown_figure(measure, value)
    card(box, *(f"{name}: {shown_value(v)}" for name, v in done.case.values.items()), said)
    spot = Spot(x + _CELL_WIDE / 2, y + _CELL_HIGH / 2, 12, "middle", 8, _CELL_WIDE - 8)
    canvas.write(
        said, spot, "cell-light" if value is not None and _is_dark(colour_at(share)) else "cell-ink"
    )


def _write_values(canvas: Canvas, columns: list[str], lines: list[str]) -> None:
    foot = _TOP + len(lines) * _CELL_HIGH + 14
    for i, column in enumerate(columns):
        x = _LEFT + (i + 0.5) * _CELL_WIDE
        canvas.write(column, Spot(x, foot, 11.5, "middle", 8, _CELL_WIDE - 6), "soft")
    for j, line in enumerate(reversed(lines)):
        y = _TOP + (j + 0.5) * _CELL_HIGH
        canvas.write(line, Spot(_LEFT - 10, y, 11.5, "end", 8, _LEFT - 48), "soft")


def colour_at(share: float) -> str:
    """A colour between little (0) and much (1).

    Examples
    --------
    >>> colour_at(0.0), colour_at(1.0), colour_at(0.125)
    ('#ffffd9', '#081d58', '#e3f4c6')
    """
    place = min(max(share, 0.0), 1.0) * (len(_STOPS) - 1)
    first = min(int(place), len(_STOPS) - 2)
    low, high = (_channels(_STOPS[n]) for n in (first, first + 1))
    mixed = (round(a + (place - first) * (b - a)) for a, b in zip(low, high, strict=True))
    return "#" + "".join(f"{channel:02x}" for channel in mixed)


def _is_dark(colour: str) -> bool:
    """Whether white stands out more than black: relative luminance as WCAG 2 has it."""
    parts = [channel / 255.0 for channel in _channels(colour)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue < _EVEN


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[n : n + 2], 16) for n in (1, 3, 5))
