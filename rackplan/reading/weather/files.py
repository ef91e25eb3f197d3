"""A weather file to a climate."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from rackplan.errors import BadInputError
from rackplan.physics.climate import Climate, climate_of_hours
from rackplan.physics.moist_air import kernel, standard_pressure
from rackplan.reading.complaints import Complaints
from rackplan.reading.document import LARGEST
from rackplan.reading.nodes import Spot
from rackplan.reading.weather.layouts import Layout, Row, layout_of
from rackplan.reading.weather.rows import Gathered, gather
from rackplan.units import FRACTION, LENGTH, PRESSURE, TEMPERATURE, Numbers, give

__all__ = ["Station", "Weather", "read_weather", "weather_of"]


@dataclass(frozen=True)
class Station:
    """Where the weather was measured.

    Attributes
    ----------
    name : str
    latitude, longitude : float
        Degrees, north and east positive.
    elevation_m : float
        May lie below sea level.
    """

    name: str
    latitude: float
    longitude: float
    elevation_m: float


@dataclass(frozen=True, eq=False)
class Weather:
    """A weather file: its climate, its station, and the hash of its bytes."""

    climate: Climate
    station: Station
    sha256: str


def read_weather(path: Path | str, shown: str = "") -> Weather:
    """Read a weather file, TMY3 or EPW by what stands in it.

    Parameters
    ----------
    path : Path or str
    shown : str, optional
        What the file is called in complaints; by default its path.

    Raises
    ------
    BadInputError
        With file, line and column of everything that is wrong, twenty problems at most.
    """
    name = shown or str(path)
    try:
        size = Path(path).stat().st_size
        content = b"" if size > LARGEST else Path(path).read_bytes()
    except OSError as error:
        raise BadInputError.about("", f"cannot be read: {error.strerror}", name) from error
    if size > LARGEST:
        text = f"the file has {size / 2**20:,.0f} MB; a year of hours has two"
        raise BadInputError.about("", text, name)
    try:
        decoded = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        decoded = content.decode("latin-1")  # names of places in older files
    return weather_of(decoded, name, hashlib.sha256(content).hexdigest())


def weather_of(text: str, file: str, sha256: str = "") -> Weather:
    """The weather in the text of a file.

    Raises
    ------
    BadInputError
        As `read_weather`.
    """
    complaints = Complaints()
    rows = _rows(text, file, complaints)
    complaints.raise_if_any()
    layout = layout_of(rows, file, complaints)
    if layout is None:
        raise BadInputError(complaints)
    station = _station(rows[0], layout, file, complaints)
    gathered = gather(rows, layout, file, complaints)
    complaints.raise_if_any()
    notes: list[str] = []
    climate = climate_of_hours(
        station.name,
        dry_bulb=give(gathered.values["dry bulb"], TEMPERATURE),
        pressure=give(_pressure_pa(gathered, station, notes) / 1000.0, PRESSURE),
        relative_humidity=give(_humidity(gathered, notes), FRACTION),
        months=gathered.months,
        notes=notes,
    )
    return Weather(climate, station, sha256)


def _rows(text: str, file: str, complaints: Complaints) -> list[Row]:
    reader = csv.reader(io.StringIO(text), strict=True)
    rows: list[Row] = []
    try:
        rows.extend(reader)
    except csv.Error as error:
        complaints.add(Spot(file, reader.line_num), "", f"not CSV: {error}")
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _station(row: Row, layout: Layout, file: str, complaints: Complaints) -> Station:
    """The first line; without its numbers the station is nowhere, which is complained of."""
    try:
        latitude, longitude, elevation = (float(row[column]) for column in layout.station)
    except (IndexError, ValueError):
        latitude = longitude = elevation = 0.0
        text = "expected latitude, longitude and elevation of the station"
        complaints.add(Spot(file, 1), "", text)
    name = row[1].strip() if len(row) > 1 else layout.name
    return Station(name, latitude, longitude, elevation)


def _humidity(gathered: Gathered, notes: list[str]) -> Numbers:
    """Relative humidity: from the dew point where it is missing, and 100 % at most."""
    dry, dew = (np.array(gathered.values[name]) for name in ("dry bulb", "dew point"))
    share = np.array(gathered.values["relative humidity"]) / 100.0
    gaps = np.isnan(share)
    if gaps.any():
        notes.append(f"relative humidity in {gaps.sum():,} h from the dew point")
        at = np.where(gaps, np.minimum(dew, dry), dry)
        share = np.where(gaps, kernel.saturation_pa(at) / kernel.saturation_pa(dry), share)
    above = share > 1.0
    if above.any():
        notes.append(f"relative humidity in {above.sum():,} h cut to 100 %")
    return np.minimum(share, 1.0)


def _pressure_pa(gathered: Gathered, station: Station, notes: list[str]) -> Numbers:
    """Pressure: of the standard atmosphere at the station's elevation where it is missing."""
    pressure = np.array(gathered.values["pressure"])
    gaps = np.isnan(pressure)
    if gaps.any():
        notes.append(f"pressure in {gaps.sum():,} h from the elevation of the station")
        standard = standard_pressure(give(max(station.elevation_m, 0.0), LENGTH)).m_as("Pa")
        pressure = np.where(gaps, standard, pressure)
    return pressure
