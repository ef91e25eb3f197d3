"""The hours of a weather file, row by row, with a complaint for each that is not as it should."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from rackplan.physics.climate import HOURS_OF_A_YEAR
from rackplan.reading.complaints import Complaints
from rackplan.reading.nodes import Spot
from rackplan.reading.weather.layouts import FIELDS, Layout, Row, When

__all__ = ["Gathered", "gather"]

_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MOST_PROBLEMS = 20
_LIMITS = {
    "dry bulb": (-60.0, 60.0, "degC"),
    "dew point": (-90.0, 50.0, "degC"),
    "relative humidity": (0.0, 110.0, "%"),
    "pressure": (50_000.0, 110_000.0, "Pa"),
}


@dataclass
class Gathered:
    """Numbers of the rows so far; nan where a gap is to be filled."""

    values: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in FIELDS})
    months: list[int] = field(default_factory=list)


def gather(rows: Sequence[Row], layout: Layout, file: str, complaints: Complaints) -> Gathered:
    """Numbers of all rows; stops after twenty complaints."""
    gathered = Gathered()
    hours = rows[layout.first - 1 :]
    for number, row in enumerate(hours[:HOURS_OF_A_YEAR]):
        line = layout.first + number
        _take_row(row, number, layout, gathered, _Place(file, line, row, complaints))
        if len(complaints) >= _MOST_PROBLEMS:
            return gathered
    if len(hours) != HOURS_OF_A_YEAR:
        last = Spot(file, layout.first - 1 + min(len(hours), HOURS_OF_A_YEAR + 1))
        text = f"expected {HOURS_OF_A_YEAR:,} hours, got {len(hours):,}"
        hint = " (a leap year? Leave out 29 February)" if len(hours) == 8784 else ""
        complaints.add(last, "", text + hint)
    return gathered


@dataclass(frozen=True)
class _Place:
    """A row of a file, to complain about."""

    file: str
    line: int
    row: Row
    complaints: Complaints

    def add(self, name: str, message: str, column: int | None = None) -> None:
        """Complain about a column, or about the row."""
        before = 0 if column is None else sum(len(part) + 1 for part in self.row[:column]) + 1
        self.complaints.add(Spot(self.file, self.line, before), name, message)


def _take_row(row: Row, number: int, layout: Layout, gathered: Gathered, place: _Place) -> None:
    needed = max(layout.columns.values()) + 1
    if len(row) < needed:
        place.add("", f"expected at least {needed} columns, got {len(row)}")
        return
    _check_time(row, number, layout, place)
    gathered.months.append(_expected(number)[0])
    for name in FIELDS:
        gathered.values[name].append(_number(row, name, layout, place))
    if all(math.isnan(gathered.values[name][-1]) for name in ("dew point", "relative humidity")):
        place.add("relative humidity", "is missing, and so is the dew point")


def _check_time(row: Row, number: int, layout: Layout, place: _Place) -> None:
    month, day, hour = _expected(number)
    wanted = f"month {month}, day {day}, hour {hour}"
    try:
        found = layout.when(row)
    except (ValueError, IndexError):
        place.add("", f"expected {wanted}, got no date and hour")
        return
    if found != (month, day, hour):
        got = "month {}, day {}, hour {}".format(*found)
        place.add("", f"expected {wanted}, got {got}: hours of a year, in order")


def _expected(number: int) -> When:
    """Month, day and hour of the row of a year."""
    day, hour = divmod(number, 24)
    for month, days in enumerate(_DAYS, 1):
        if day < days:
            return month, day + 1, hour + 1
        day -= days
    raise AssertionError


def _number(row: Row, name: str, layout: Layout, place: _Place) -> float:
    """A figure in degC, share or Pa; nan where it is missing and may be filled."""
    column = layout.columns[name]
    text = row[column].strip()
    try:
        number = float(text)
    except ValueError:
        place.add(name, f'expected a number, got "{text}"', column)
        return math.nan
    if not math.isfinite(number) or layout.missing[name](number):
        if name == "dry bulb" or not math.isfinite(number):
            place.add(name, f"is missing ({text})", column)
        return math.nan
    number *= layout.pascal if name == "pressure" else 1.0
    low, high, unit = _LIMITS[name]
    if not low <= number <= high:
        place.add(name, f"expected {low:g} to {high:g} {unit}, got {number:g} {unit}", column)
    return number
