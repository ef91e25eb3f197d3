"""Published and measured figures of five typical years, where their files are at hand.

They are no part of the project: name their folder in RACKPLAN_WEATHER.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from rackplan.physics.climate import hours_above, in_bins, monthly_dry_bulb
from rackplan.physics.rejection import AdiabaticCooler, Chiller, CoolingTower, Design, DryCooler
from rackplan.physics.year import FacilityLoop, HallLoad, Year, year_of_hall
from rackplan.reading.weather import Weather, read_weather
from rackplan.units import POWER, TEMPERATURE, parse
from tests.physics.vector_files import Vector, vectors_of

FOLDER = os.environ.get("RACKPLAN_WEATHER", "")
VECTORS = vectors_of("climate")

pytestmark = pytest.mark.skipif(
    not FOLDER,
    reason="NOT TRIED on real weather: RACKPLAN_WEATHER names no folder with the TMY3 files",
)


def weather(name: str) -> Weather:
    path = Path(FOLDER) / name
    assert path.is_file(), f"RACKPLAN_WEATHER={FOLDER} holds no {name}"
    return read_weather(path)


@pytest.mark.parametrize("vector", VECTORS, ids=str)
def test_weather(vector: Vector) -> None:
    climate = weather(vector.given["file"]).climate
    means, most = (None, None) if "mean_db" not in vector.expected else monthly_dry_bulb(climate)
    found: dict[str, Any] = {
        "mean_db": means,
        "max_db": most,
        "hours_wb_gt_20": hours_above(climate, wet_bulb=parse("20 degC", TEMPERATURE)),
        "hours_db_gt_30": hours_above(climate, dry_bulb=parse("30 degC", TEMPERATURE)),
    }
    assert not vector.misses({name: found[name] for name in vector.expected})


FILES = sorted({vector.given["file"] for vector in VECTORS})

DESIGNS = (
    Design("dry + chiller", DryCooler(parse("1 MW", POWER)), Chiller(parse("1 MW", POWER))),
    Design("adiabatic", AdiabaticCooler(DryCooler(parse("1 MW", POWER)))),
    Design("tower", CoolingTower(parse("1 MW", POWER))),
)


@pytest.mark.parametrize("design", DESIGNS, ids=lambda design: design.name)
@pytest.mark.parametrize("file", FILES)
def test_bins_give_the_year_of_their_hours(file: str, design: Design) -> None:
    hourly = weather(file).climate

    def year(climate: Any) -> Year:
        supply, back = parse("36 degC", TEMPERATURE), parse("46 degC", TEMPERATURE)
        all_of_it = parse("900 kW", POWER)
        loop = FacilityLoop(design, supply, back)
        return year_of_hall(climate, HallLoad(it=all_of_it, liquid=all_of_it), liquid=loop)

    bins, hours = year(in_bins(hourly, spread=3)), year(hourly)
    assert bins.pue == pytest.approx(hours.pue, abs=1.2e-4)
    assert bins.wue.m == pytest.approx(hours.wue.m, abs=4e-3)
