"""Where TMY3 and EPW keep what we need, and what they write for none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rackplan.reading.complaints import Complaints
from rackplan.reading.nodes import Spot

__all__ = ["FIELDS", "Layout", "Row", "When", "layout_of"]

FIELDS = ("dry bulb", "dew point", "relative humidity", "pressure")

Row = list[str]
When = tuple[int, int, int]
"""Month, day and hour, 1 to 24."""


@dataclass(frozen=True)
class Layout:
    """Where a format keeps what we need.

    Attributes
    ----------
    name : str
    first : int
        1-based line of the first hour.
    station : tuple of int
        Columns of latitude, longitude and elevation in the first line.
    columns : dict of str to int
    missing : dict of str to function
        Whether a number is the format's code for none.
    pascal : float
        Pascal in a unit of its pressure.
    when : function
        Month, day and hour (1 to 24) of a row.
    """

    name: str
    first: int
    station: tuple[int, int, int]
    columns: dict[str, int]
    missing: dict[str, Callable[[float], bool]]
    pascal: float
    when: Callable[[Row], When]


def layout_of(rows: Sequence[Row], file: str, complaints: Complaints) -> Layout | None:
    """The format of a file by its first lines; None with a complaint where it is neither."""
    if rows and rows[0] and rows[0][0].strip().upper() == "LOCATION":
        return _epw(rows, file, complaints)
    if len(rows) > 1 and "Dry-bulb (C)" in rows[1]:
        return _tmy3(rows[1], file, complaints)
    complaints.add(
        Spot(file, 1),
        "",
        "expected a TMY3 file (its second line names the columns) or an EPW file (its first line "
        'starts with "LOCATION")',
    )
    return None


def _tmy3(heads: Row, file: str, complaints: Complaints) -> Layout | None:
    named = {
        "dry bulb": "Dry-bulb (C)",
        "dew point": "Dew-point (C)",
        "relative humidity": "RHum (%)",
        "pressure": "Pressure (mbar)",
        "date": "Date (MM/DD/YYYY)",
        "time": "Time (HH:MM)",
    }
    absent = [name for name in named.values() if name not in heads]
    for name in absent:
        complaints.add(Spot(file, 2), "", f'no column "{name}"')
    if absent:
        return None
    columns = {ours: heads.index(theirs) for ours, theirs in named.items()}

    def when(row: Row) -> When:
        month, day, _ = row[columns["date"]].split("/")
        return int(month), int(day), int(row[columns["time"]].split(":")[0])

    none = dict.fromkeys(FIELDS, lambda number: number <= -9900.0)
    return Layout("TMY3", 3, (4, 5, 6), columns, none, 100.0, when)


def _epw(rows: Sequence[Row], file: str, complaints: Complaints) -> Layout | None:
    periods = rows[7] if len(rows) > 7 else []
    if not periods or periods[0].strip().upper() != "DATA PERIODS":
        complaints.add(Spot(file, 8), "", 'expected the line "DATA PERIODS" of an EPW file')
        return None
    if [part.strip() for part in periods[1:3]] != ["1", "1"]:
        text = "expected one data period with one record an hour"
        complaints.add(Spot(file, 8), "", f"{text}, got {', '.join(periods[1:3])}")
        return None
    none = {
        "dry bulb": lambda number: number >= 99.9,
        "dew point": lambda number: number >= 99.9,
        "relative humidity": lambda number: number >= 999.0,
        "pressure": lambda number: number >= 999_999.0,
    }
    columns = {"dry bulb": 6, "dew point": 7, "relative humidity": 8, "pressure": 9}
    return Layout("EPW", 9, (6, 7, 9), columns, none, 1.0, _epw_time)


def _epw_time(row: Row) -> When:
    return int(row[1]), int(row[2]), int(row[3])
