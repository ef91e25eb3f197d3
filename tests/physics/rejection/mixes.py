"""Machines of 2 MW and ten mixes of them, for tests."""

from __future__ import annotations

from rackplan.physics.rejection import (
    WATER_COOLED,
    YORK_YT_1055,
    AdiabaticCooler,
    Chiller,
    CoolingTower,
    Design,
    DryCooler,
)
from rackplan.units import POWER, TEMPERATURE, TEMPERATURE_DIFFERENCE, Quantity, parse

__all__ = [
    "CHILLER",
    "DRY",
    "MIXES",
    "PADS",
    "TOWER",
    "WATER_CHILLER",
    "YORK",
    "degc",
    "kelvin",
    "kw",
]


def kw(text: str) -> Quantity:
    """A power."""
    return parse(text, POWER)


def degc(number: float) -> Quantity:
    """A temperature."""
    return parse(f"{number} degC", TEMPERATURE)


def kelvin(number: float) -> Quantity:
    """A difference of temperatures."""
    return parse(f"{number} K", TEMPERATURE_DIFFERENCE)


DRY = DryCooler(kw("2 MW"))
PADS = AdiabaticCooler(DRY)
TOWER = CoolingTower(kw("2 MW"), water_range=kelvin(10))
CHILLER = Chiller(kw("2.5 MW"))
WATER_CHILLER = Chiller(kw("2.5 MW"), WATER_COOLED)

MIXES = {
    "dry": Design("dry", DRY),
    "adiabatic": Design("adiabatic", PADS),
    "pads from 20 degC": Design("pads", AdiabaticCooler(DRY, wet_from=degc(20))),
    "tower": Design("tower", TOWER, exchanger=kelvin(2)),
    "chiller": Design("chiller", chiller=CHILLER),
    "dry and chiller": Design("dry and chiller", DRY, CHILLER),
    "adiabatic and chiller": Design("adiabatic and chiller", PADS, CHILLER),
    "tower and water-cooled chiller": Design(
        "tower and water-cooled chiller", TOWER, WATER_CHILLER, exchanger=kelvin(2)
    ),
    "tower and air-cooled chiller": Design("tower and air-cooled chiller", TOWER, CHILLER),
    "water-cooled chiller alone": Design(
        "water-cooled chiller alone", TOWER, WATER_CHILLER, free_cooling=False
    ),
}
"""The ten; York's curves only know chilled water of 4 to 9 degC, so they stand apart."""

YORK = Design("york", TOWER, YORK_YT_1055, free_cooling=False)
