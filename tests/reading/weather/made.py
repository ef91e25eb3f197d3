"""Made weather files: the layout of TMY3 and EPW with a weather of our own."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from functools import cache

__all__ = ["HOURS", "Hour", "epw", "hours_of_a_year", "tmy3"]

HOURS = 8760
DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

COLUMNS = (
    "Date (MM/DD/YYYY)",
    "Time (HH:MM)",
    "GHI (W/m^2)",
    "Dry-bulb (C)",
    "Dry-bulb source",
    "Dew-point (C)",
    "RHum (%)",
    "Pressure (mbar)",
    "Wspd (m/s)",
)

Hour = dict[str, object]
"""Month, day, hour, and the text of dry bulb, dew point, relative humidity and pressure in mbar."""

Change = Callable[[int, Hour], Hour | None]
"""Another hour in place of the one of a number, or none to leave it out."""


@cache
def hours_of_a_year() -> tuple[Hour, ...]:
    """Seasons and days around 10 degC, at 60 to 80 %."""
    days = ((month, day + 1) for month, count in enumerate(DAYS, 1) for day in range(count))
    times = ((month, day, hour) for month, day in days for hour in range(1, 25))
    return tuple(_hour(number, *time) for number, time in enumerate(times))


def _hour(number: int, month: int, day: int, hour: int) -> Hour:
    season = -12.0 * math.cos(2 * math.pi * number / HOURS)
    dry = 10.0 + season - 5.0 * math.cos(2 * math.pi * hour / 24)
    texts = {"dry": f"{dry:.1f}", "dew": f"{dry - 5.0:.1f}"}
    time = {"month": month, "day": day, "hour": hour}
    return {**time, **texts, "rh": 60 + hour % 20, "mbar": 990 + number % 20}


def _hours(change: Change | None) -> Iterator[Hour]:
    for number, hour in enumerate(hours_of_a_year()):
        changed = hour if change is None else change(number, hour)
        if changed is not None:
            yield changed


def tmy3(change: Change | None = None, *, head: str = "") -> str:
    """A TMY3 file; the columns that we need, between two that we do not."""
    lines = [
        head or '700001,"MADE UP, CITY",WI,-6.0,42.950,-87.900,205',
        ",".join(COLUMNS),
    ]
    lines.extend(
        f"{h['month']:02}/{h['day']:02}/1988,{h['hour']:02}:00,0,{h['dry']},A,{h['dew']},"
        f"{h['rh']},{h['mbar']},3.1"
        for h in _hours(change)
    )
    return "\n".join(lines) + "\n"


def epw(change: Change | None = None, *, periods: str = "1,1") -> str:
    """An EPW file, its eight lines of head and rows of ten columns and a few more."""
    lines = [
        "LOCATION,Made up,WI,USA,MADE,700001,42.95,-87.90,-6.0,205.0",
        "DESIGN CONDITIONS,0",
        "TYPICAL/EXTREME PERIODS,0",
        "GROUND TEMPERATURES,0",
        "HOLIDAYS/DAYLIGHT SAVINGS,No,0,0,0",
        "COMMENTS 1,made up",
        "COMMENTS 2,",
        f"DATA PERIODS,{periods},Data,Sunday, 1/ 1,12/31",
    ]
    lines.extend(
        f"1988,{h['month']},{h['day']},{h['hour']},60,?9?9,{h['dry']},{h['dew']},{h['rh']},"
        f"{h['mbar']}00,0,0,300"
        for h in _hours(change)
    )
    return "\n".join(lines) + "\n"
