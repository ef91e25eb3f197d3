"""The weather file that a site names, read into the site's document.

A plan carries its inputs, and the file may be gone when the plan is judged. So the hours stand in
the document beside the file's name, and both a plan and its check run on what stands there.
"""

from __future__ import annotations

from pathlib import Path

from rackplan.errors import BadInputError
from rackplan.model.climate import Weather
from rackplan.physics.climate import Climate
from rackplan.reading.complaints import Complaints
from rackplan.reading.folded_climate import hours_as_text
from rackplan.reading.folders import Folder
from rackplan.reading.nodes import Items, Leaf, Node, Spot, Table
from rackplan.reading.shipped import label
from rackplan.reading.weather import read_weather
from rackplan.units import PRESSURE, TEMPERATURE, take

__all__ = ["take_in_weather"]

_DIGITS_C, _DIGITS_KPA = 2, 3


def take_in_weather(folder: Folder, path: Path, shown: str, complaints: Complaints) -> None:
    """Put the hours of the weather file that a climate names beside its name.

    Parameters
    ----------
    folder : Folder
        The site's documents, after all changes.
    path, shown : Path, str
        The site's folder, and what it is called.
    """
    climate = folder.root.entries.get("climate")
    if not isinstance(climate, Table):
        return
    leaf = _named(climate)
    if leaf is None or "hours" in climate.entries or "bins" in climate.entries:
        return
    file = path / leaf.text
    if not file.is_file():
        complaints.add(leaf.spot, "climate.weather", f'"{leaf.text}": no such file in {shown}')
        return
    name = label(Path(leaf.text))
    called = name if Path(leaf.text).is_absolute() else f"{shown}/{name}"
    try:
        weather = read_weather(file, called)
    except BadInputError as error:
        complaints.extend(error.problems)
        return
    folder.hashes[called] = weather.sha256
    folder.root.put("climate", _with_hours(climate, weather.climate, called))


def _named(climate: Table) -> Leaf | None:
    """The name of the file, written plainly or in the long form of a figure."""
    node: Node | None = climate.entries.get("weather")
    if isinstance(node, Table):
        node = node.entries.get("value")
    return node if isinstance(node, Leaf) and isinstance(node.value, str) else None


def _with_hours(climate: Table, read: Climate, file: str) -> Table:
    dry = take(read.dry_bulb, TEMPERATURE, "dry bulb").round(_DIGITS_C)
    wet = take(read.wet_bulb, TEMPERATURE, "wet bulb").round(_DIGITS_C)
    kpa = take(read.pressure, PRESSURE, "pressure").round(_DIGITS_KPA)
    rows = zip(dry.tolist(), wet.tolist(), kpa.tolist(), strict=True)
    year = [Weather(hour[0], min(hour[1], hour[0]), 1.0, hour[2]) for hour in rows]
    spot = Spot(file)
    days: list[Node] = [Leaf(spot, text, quoted=True) for text in hours_as_text(year)]
    whole = climate.without()
    whole.put("hours", Items(spot, days), climate.keys["weather"])
    if "station" not in whole.entries:
        whole.put("station", Leaf(spot, read.name, quoted=True), climate.keys["weather"])
    return whole
