"""Weather files of a user, of both formats, sound and not."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import psychrolib
import pytest

from rackplan.errors import BadInputError
from rackplan.reading.weather import Station, read_weather, weather_of
from tests.reading.weather.made import HOURS, Hour, epw, hours_of_a_year, tmy3

WRITERS: dict[str, Callable[..., str]] = {"tmy3": tmy3, "epw": epw}
FIRST_LINE = {"tmy3": 3, "epw": 9}
MISSING = {
    "tmy3": {"dry": "-9900", "dew": "-9900", "rh": "-9900", "mbar": "-9900"},
    "epw": {"dry": "99.9", "dew": "99.9", "rh": "999", "mbar": "9999"},
}
"""EPW's pressure is written with two noughts behind it: 999900 Pa and more is missing."""


def setting(number: int, **texts: object) -> Callable[[int, Hour], Hour]:
    """Write other text in one hour."""
    return lambda at, hour: hour | texts if at == number else hour


def complaints(text: str, file: str = "w.csv") -> list[str]:
    with pytest.raises(BadInputError) as caught:
        weather_of(text, file)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize("name", WRITERS)
def test_a_year_is_read(name: str) -> None:
    weather = weather_of(WRITERS[name](), "w")
    hours = hours_of_a_year()
    climate = weather.climate
    assert climate.dry_bulb.m_as("degC") == pytest.approx([float(str(h["dry"])) for h in hours])
    assert climate.pressure.m_as("Pa") == pytest.approx(
        [100.0 * float(str(h["mbar"])) for h in hours]
    )
    assert climate.hours.m_as("h").tolist() == [1.0] * HOURS
    assert list(climate.months) == [h["month"] for h in hours]
    assert climate.notes == ()
    assert weather.station.elevation_m == 205.0
    assert weather.station.latitude == 42.95


def test_both_formats_say_the_same() -> None:
    first, second = weather_of(tmy3(), "a").climate, weather_of(epw(), "b").climate
    assert first.wet_bulb.m == pytest.approx(second.wet_bulb.m, abs=1e-9)


def test_wet_bulb_is_that_of_psychrolib() -> None:
    psychrolib.SetUnitSystem(psychrolib.SI)
    climate, hours = weather_of(tmy3(), "w").climate, hours_of_a_year()
    for at in range(0, HOURS, 97):
        dry, share, mbar = (float(str(hours[at][key])) for key in ("dry", "rh", "mbar"))
        theirs = psychrolib.GetTWetBulbFromRelHum(dry, share / 100.0, 100.0 * mbar)
        assert climate.wet_bulb.m_as("degC")[at] == pytest.approx(theirs, abs=1e-3)


def test_a_file_is_read_by_what_stands_in_it(tmp_path: Path) -> None:
    path = tmp_path / "weather.txt"
    path.write_text(epw(), encoding="utf-8-sig")
    weather = read_weather(path)
    assert weather.station == Station("Made up", 42.95, -87.9, 205.0)
    assert weather.climate.name == "Made up"
    assert weather.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_names_of_older_files_are_read(tmp_path: Path) -> None:
    path = tmp_path / "w.epw"
    path.write_bytes(epw().replace("Made up", "Zürich").encode("latin-1"))
    assert read_weather(path).station.name == "Zürich"


@pytest.mark.parametrize("name", WRITERS)
def test_missing_humidity_comes_from_the_dew_point(name: str) -> None:
    code = MISSING[name]["rh"]
    climate = weather_of(WRITERS[name](setting(100, rh=code)), "w").climate
    assert climate.notes == ("relative humidity in 1 h from the dew point",)
    psychrolib.SetUnitSystem(psychrolib.SI)
    hour = hours_of_a_year()[100]
    theirs = psychrolib.GetTWetBulbFromTDewPoint(
        float(str(hour["dry"])), float(str(hour["dew"])), 100.0 * float(str(hour["mbar"]))
    )
    assert climate.wet_bulb.m_as("degC")[100] == pytest.approx(theirs, abs=2e-3)


@pytest.mark.parametrize("name", WRITERS)
def test_missing_pressure_comes_from_the_elevation(name: str) -> None:
    code = {"tmy3": "-9900", "epw": "999999"}[name]
    text = WRITERS[name](setting(7, mbar="PRESSURE"))
    text = text.replace("PRESSURE00" if name == "epw" else "PRESSURE", code)
    climate = weather_of(text, "w").climate
    assert climate.notes == ("pressure in 1 h from the elevation of the station",)
    assert climate.pressure.m_as("Pa")[7] == pytest.approx(98_886.0, abs=1.0)


def test_humidity_above_saturation_is_cut() -> None:
    climate = weather_of(epw(setting(50, rh="104")), "w").climate
    assert climate.notes == ("relative humidity in 1 h cut to 100 %",)
    assert climate.wet_bulb.m[50] == pytest.approx(climate.dry_bulb.m[50], abs=1e-3)


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ({"dry": "MISSING"}, "dry bulb: is missing (MISSING)"),
        ({"dry": "warm"}, 'dry bulb: expected a number, got "warm"'),
        ({"dry": "61.5"}, "dry bulb: expected -60 to 60 degC, got 61.5 degC"),
        ({"rh": "-3"}, "relative humidity: expected 0 to 110 %, got -3 %"),
        ({"mbar": "450"}, "pressure: expected 50000 to 110000 Pa, got 45000 Pa"),
        ({"dew": "nan"}, "dew point: is missing (nan)"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(name: str, texts: dict[str, str], said: str) -> None:
    code = MISSING[name]["dry"]
    written = {key: text.replace("MISSING", code) for key, text in texts.items()}
    text = WRITERS[name](setting(4000, **written))
    line = FIRST_LINE[name] + 4000
    row, (value,) = text.splitlines()[line - 1], written.values()
    column = row.index(f",{value}") + 2
    assert complaints(text, "my.csv") == [
        f"my.csv:{line}:{column}  {said.replace('MISSING', code)}"
    ]


@pytest.mark.parametrize("name", WRITERS)
def test_neither_humidity_nor_dew_point(name: str) -> None:
    codes = {key: MISSING[name][key] for key in ("dew", "rh")}
    line = FIRST_LINE[name] + 10
    assert complaints(WRITERS[name](setting(10, **codes))) == [
        f"w.csv:{line}  relative humidity: is missing, and so is the dew point"
    ]


@pytest.mark.parametrize("name", WRITERS)
def test_an_hour_that_lacks(name: str) -> None:
    """The first row out of order is told, the count too; twenty complaints are enough."""
    told = complaints(WRITERS[name](lambda at, hour: None if at == 500 else hour))
    line = FIRST_LINE[name] + 500
    assert told[0] == (
        f"w.csv:{line}  expected month 1, day 21, hour 21, got month 1, day 21, hour 22: "
        "hours of a year, in order"
    )
    assert len(told) == 20


@pytest.mark.parametrize("name", WRITERS)
def test_half_a_year(name: str) -> None:
    told = complaints(WRITERS[name](lambda at, hour: hour if at < 4380 else None))
    assert told == [f"w.csv:{FIRST_LINE[name] + 4379}  expected 8,760 hours, got 4,380"]


def test_a_leap_year() -> None:
    more = "\n".join(epw().splitlines()[8:32])
    told = complaints(epw() + more + "\n")
    assert told == [
        "w.csv:8769  expected 8,760 hours, got 8,784 (a leap year? Leave out 29 February)"
    ]


def test_empty_lines_at_the_end_are_no_hours() -> None:
    assert weather_of(tmy3() + "\n\n", "w").climate.hours.m.size == HOURS


NEITHER = (
    "w.csv:1  expected a TMY3 file (its second line names the columns) or an EPW file "
    '(its first line starts with "LOCATION")'
)
ORDER = "hours of a year, in order"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", NEITHER),
        ("a,b\nc,d\n", NEITHER),
        ("LOCATION,x\n", 'w.csv:8  expected the line "DATA PERIODS" of an EPW file'),
        (
            epw(periods="1,4"),
            "w.csv:8  expected one data period with one record an hour, got 1, 4",
        ),
        (
            tmy3().replace("RHum (%)", "Humidity"),
            'w.csv:2  no column "RHum (%)"',
        ),
        (
            tmy3(head="700001"),
            "w.csv:1  expected latitude, longitude and elevation of the station",
        ),
        (
            tmy3(setting(3, hour=99)),
            f"w.csv:6  expected month 1, day 1, hour 4, got month 1, day 1, hour 99: {ORDER}",
        ),
        (
            tmy3().replace("01/01/1988,02:00", "first of January,2"),
            "w.csv:4  expected month 1, day 1, hour 2, got no date and hour",
        ),
    ],
)
def test_files_of_another_kind(text: str, told: str) -> None:
    assert complaints(text) == [told]


def test_rows_that_are_too_short() -> None:
    lines = tmy3().splitlines()
    lines[99] = "01/05/1988,02:00,0"
    (told,) = complaints("\n".join(lines))
    assert told == "w.csv:100  expected at least 8 columns, got 3"


def test_no_csv() -> None:
    lines = tmy3().splitlines()
    lines[50] = '01/03/1988,01:00,"0"x,1'
    (told,) = complaints("\n".join(lines))
    assert told.startswith("w.csv:51  not CSV: ")


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match=r"none\.epw  cannot be read: No such file"):
        read_weather(tmp_path / "none.epw")
    large = tmp_path / "large.epw"
    large.write_bytes(b" " * (17 * 2**20))
    with pytest.raises(BadInputError, match="shown  the file has 17 MB; a year of hours has two"):
        read_weather(large, "shown")


def test_all_of_it_is_told_at_once() -> None:
    def change(at: int, hour: Hour) -> Hour:
        return hour | ({"dry": "x"} if at in {5, 4000, 8759} else {})

    told = complaints(tmy3(change))
    assert [line.split(":")[1] for line in told] == ["8", "4003", "8762"]


def test_nobody_changes_what_was_read() -> None:
    column: Any = weather_of(tmy3(), "w").climate.wet_bulb.m
    assert isinstance(column, np.ndarray)
    assert not column.flags.writeable
