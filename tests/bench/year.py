"""Five climates x ten cooling designs x 8,760 hours, against doing the same hour by hour.

To repeat it (one process, one core)::

    .venv/bin/python -m tests.bench.year

Named alternatives: PsychroLib's own loop for the wet bulbs of a year, and `reject` called for each
hour by itself for the machines (measured on a sample of hours). The bar is 2 s for all fifty years,
wet bulbs included. Climates are made; with RACKPLAN_WEATHER naming a folder, its TMY3 files are
read instead.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import psychrolib

from rackplan.physics.climate import Climate, climate_of_hours
from rackplan.physics.moist_air import wet_bulb_from_relative_humidity
from rackplan.physics.rejection import Design, reject
from rackplan.physics.year import FacilityLoop, HallLoad, year_of_hall
from rackplan.reading.weather import read_weather
from rackplan.units import FRACTION, PRESSURE, TEMPERATURE, give
from tests.bench.machine import describe_machine
from tests.physics.rejection.mixes import CHILLER, MIXES, degc, kw

BAR_S = 2.0
SAMPLE = 60
HOURS = 8760
LOAD = HallLoad(
    it=kw("1.8 MW"),
    liquid=kw("1.5 MW"),
    cdu_pumps=kw("15 kW"),
    fan_walls=kw("10 kW"),
    chain_loss=lambda carried: 0.04 * carried,
)
AIR = FacilityLoop(Design("chiller", chiller=CHILLER), degc(20), degc(28))


def made(mean: float, swing: float, seed: int) -> dict[str, Any]:
    """A year of measured air."""
    hours, dice = np.arange(HOURS), np.random.default_rng(seed)
    season = mean - swing * np.cos(2 * np.pi * hours / HOURS)
    dry = season - 5.0 * np.cos(2 * np.pi * hours / 24) + dice.normal(0.0, 3.0, HOURS)
    return {
        "dry_bulb": give(dry, TEMPERATURE),
        "relative_humidity": give(np.clip(dice.normal(0.7, 0.2, HOURS), 0.1, 1.0), FRACTION),
        "pressure": give(dice.normal(99.0, 0.7, HOURS), PRESSURE),
    }


MADE = [
    made(mean, swing, seed)
    for seed, (mean, swing) in enumerate(
        [(8.0, 14.0), (9.0, 13.0), (20.0, 9.0), (12.5, 12.0), (11.0, 13.0)]
    )
]


def climates() -> list[Climate]:
    """Five years: read, or made, with their wet bulbs."""
    folder = os.environ.get("RACKPLAN_WEATHER", "")
    if folder:
        return [read_weather(path).climate for path in sorted(Path(folder).glob("*.tmy3"))[:5]]
    return [climate_of_hours(f"made {n}", **columns) for n, columns in enumerate(MADE)]


def seconds(work: Callable[[], object], rounds: int = 5) -> float:
    """The least processor time of several runs."""
    times = []
    for _ in range(rounds):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)


def fifty(given: list[Climate]) -> None:
    for climate in given:
        for design in MIXES.values():
            year_of_hall(climate, LOAD, liquid=FacilityLoop(design, degc(34), degc(44)), air=AIR)


def one_by_one(climate: Climate, count: int) -> None:
    """All designs, an hour at a time, liquid loop only."""
    for design in MIXES.values():
        for at in np.linspace(0, HOURS - 1, count, dtype=int):
            reject(
                design,
                dry_bulb=climate.dry_bulb[at],
                wet_bulb=climate.wet_bulb[at],
                pressure=climate.pressure[at],
                heat=kw("1.515 MW"),
                supply=degc(34),
                return_=degc(44),
            )


def psychrolib_wet_bulbs(columns: dict[str, Any]) -> list[float]:
    psychrolib.SetUnitSystem(psychrolib.SI)
    rows = zip(
        columns["dry_bulb"].m,
        columns["relative_humidity"].m,
        columns["pressure"].m_as("Pa"),
        strict=True,
    )
    return [psychrolib.GetTWetBulbFromRelHum(*row) for row in rows]


def main() -> None:
    print(describe_machine(1))
    ours = seconds(lambda: [wet_bulb_from_relative_humidity(*row.values()) for row in MADE])
    theirs = seconds(lambda: [psychrolib_wet_bulbs(columns) for columns in MADE], 1)
    print(
        f"wet bulbs of 5 x {HOURS:,} hours: {ours:.3f} s; PsychroLib {theirs / ours:.0f} times that"
    )
    given = climates()
    whole = seconds(lambda: fifty(given))
    scalar = seconds(lambda: one_by_one(given[0], SAMPLE), 1) * 5 * HOURS / SAMPLE
    names = ", ".join(climate.name for climate in given)
    print(
        f"{len(given)} climates ({names}) x {len(MIXES)} designs: {whole:.2f} s of processor time"
    )
    print(f"an hour at a time: {scalar / whole:,.0f} times that (from {SAMPLE} hours a design)")
    met = "met" if whole + ours < BAR_S else "MISSED"
    print(f"bar of {BAR_S:g} s for fifty years with their wet bulbs: {met}, {whole + ours:.2f} s")


if __name__ == "__main__":
    main()
