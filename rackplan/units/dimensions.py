"""The kinds of figure that an input may hold, and units by their text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pint

from rackplan.units.registry import ureg

__all__ = [
    "AIRFLOW",
    "APPARENT_POWER",
    "AREA",
    "BANDWIDTH",
    "BUILD_PRICE",
    "CARBON_INTENSITY",
    "CARBON_PRICE",
    "COMPUTE",
    "COMPUTE_PRICE",
    "CONDUCTANCE",
    "CONDUCTIVITY",
    "CURRENT",
    "DEMAND_PRICE",
    "DENSITY",
    "DIMENSIONS",
    "DURATION",
    "ENERGY",
    "ENERGY_PRICE",
    "ENTHALPY",
    "FLOW",
    "FRACTION",
    "LENGTH",
    "LINE_IMPEDANCE",
    "LINE_MASS",
    "LINE_PRICE",
    "MASS",
    "MASS_FLOW",
    "MEMORY",
    "MONEY",
    "POWER",
    "PRESSURE",
    "REACTIVE_POWER",
    "RESISTANCE",
    "SPECIFIC_HEAT",
    "SPEED",
    "TEMPERATURE",
    "TEMPERATURE_DIFFERENCE",
    "THERMAL_RESISTANCE",
    "VISCOSITY",
    "VOLTAGE",
    "VOLUME",
    "WATER_INTENSITY",
    "WATER_PRICE",
    "YEARLY_MONEY",
    "YEARLY_WATER",
    "Dimension",
    "is_unit_of",
    "label_of",
    "unit_named",
    "unit_of",
]

_UNIT_TEXT = re.compile(
    r"\s*[A-Za-z_]+(\*\*[1-3])?((\s*[*/]\s*|\s+)[A-Za-z_]+(\*\*[1-3])?)*\s*", re.ASCII
)
"""Units with small powers between ``*`` and ``/``: pint would set out to compute ``m**9**9**9``."""


@dataclass(frozen=True)
class Dimension:
    """A kind of figure that an input may hold.

    Attributes
    ----------
    name : str
        The word that a person reads in an error, with its article: "a power".
    unit : str
        The canonical unit: what ``show`` prints and what plain arrays are suffixed with.
    spellings : tuple of str
        Units that people write for it, the canonical one first; the source of suggestions.
    example : str
        A figure as a person would write it.
    signed : bool
        Whether a value below zero makes sense.
    closed : bool
        Whether only the units listed are taken: USD/kWh and USD/kW/month measure the same to pint
        and are two prices.
    """

    name: str
    unit: str
    spellings: tuple[str, ...]
    example: str
    signed: bool = False
    closed: bool = False

    @property
    def label(self) -> str:
        """The name without its article: "power"."""
        return self.name.split(" ", 1)[1]


POWER = Dimension("a power", "kW", ("kW", "W", "MW", "GW", "ton"), "2 MW")
APPARENT_POWER = Dimension("an apparent power", "kVA", ("kVA", "VA", "MVA"), "2500 kVA")
REACTIVE_POWER = Dimension(
    "a reactive power", "kvar", ("kvar", "var", "Mvar"), "300 kvar", signed=True
)
CURRENT = Dimension("a current", "A", ("A", "kA", "mA"), "250 A")
VOLTAGE = Dimension("a voltage", "V", ("V", "kV"), "415 V")
ENERGY = Dimension("an energy", "kWh", ("kWh", "Wh", "MWh", "GWh", "J", "MJ"), "10 MWh")
MASS = Dimension("a mass", "kg", ("kg", "g", "lb", "t"), "1360 kg")
LENGTH = Dimension("a length", "m", ("m", "mm", "cm", "U", "OU", "in", "ft"), "600 mm")
FLOW = Dimension("a liquid flow", "L/min", ("L/min", "gpm", "m3/h", "L/s"), "1800 L/min")
AIRFLOW = Dimension("an airflow", "m3/s", ("m3/s", "cfm", "m3/h"), "2400 cfm")
PRESSURE = Dimension("a pressure", "kPa", ("kPa", "Pa", "bar", "psi"), "200 kPa")
TEMPERATURE = Dimension("a temperature", "degC", ("degC", "degF"), "45 degC", signed=True)
TEMPERATURE_DIFFERENCE = Dimension(
    "a temperature difference", "K", ("K", "delta_degC", "delta_degF"), "10 K", signed=True
)
MONEY = Dimension("an amount of money", "USD", ("USD", "kUSD", "MUSD", "GUSD"), "4.0 MUSD")
COMPUTE = Dimension("a compute rate", "PFLOPS", ("PFLOPS", "TFLOPS", "EFLOPS"), "360 PFLOPS")
MEMORY = Dimension("an amount of memory", "TB", ("TB", "GB", "PB"), "13.4 TB")
DURATION = Dimension("a duration", "s", ("s", "min", "h", "day", "week", "month", "year"), "30 s")
FRACTION = Dimension("a fraction", "", ("%", ""), "80 %")
ENERGY_PRICE = Dimension(
    "an energy price", "USD/kWh", ("USD/kWh", "USD/MWh"), "0.06 USD/kWh", closed=True
)
DEMAND_PRICE = Dimension(
    "a demand price",
    "USD/kW/month",
    ("USD/kW/month", "USD/kW/year", "USD/MW/month"),
    "14 USD/kW/month",
    closed=True,
)
WATER_PRICE = Dimension("a water price", "USD/m3", ("USD/m3", "USD/L"), "1.3 USD/m3")
CARBON_INTENSITY = Dimension(
    "a carbon intensity", "kg/MWh", ("kg/MWh", "g/kWh", "t/MWh"), "413 kg/MWh"
)
CARBON_PRICE = Dimension("a price of carbon", "USD/t", ("USD/t", "USD/kg"), "50 USD/t")
YEARLY_MONEY = Dimension(
    "an amount of money a year", "USD/year", ("USD/year", "kUSD/year", "MUSD/year"), "1.5 MUSD/year"
)
AREA = Dimension("an area", "m2", ("m2", "ft2"), "250 m2")
VOLUME = Dimension("a volume", "m3", ("m3", "L", "gal"), "50 L")
MASS_FLOW = Dimension("a mass flow", "kg/s", ("kg/s", "kg/h", "t/h"), "3 kg/s")
SPEED = Dimension("a speed", "m/s", ("m/s", "ft/s"), "1.5 m/s")
DENSITY = Dimension("a density", "kg/m3", ("kg/m3", "kg/L"), "1020 kg/m3")
SPECIFIC_HEAT = Dimension("a specific heat", "kJ/kg/K", ("kJ/kg/K", "J/kg/K"), "3.96 kJ/kg/K")
ENTHALPY = Dimension("an enthalpy", "kJ/kg", ("kJ/kg", "J/kg"), "56.7 kJ/kg", signed=True)
VISCOSITY = Dimension("a viscosity", "Pa*s", ("Pa*s", "mPa*s"), "1.3 mPa*s")
CONDUCTIVITY = Dimension("a thermal conductivity", "W/m/K", ("W/m/K",), "0.47 W/m/K")
CONDUCTANCE = Dimension("a heat conductance", "kW/K", ("kW/K", "W/K"), "250 kW/K")
THERMAL_RESISTANCE = Dimension("a thermal resistance", "K/kW", ("K/kW", "K/W"), "0.05 K/kW")
RESISTANCE = Dimension("a resistance", "ohm", ("ohm", "mohm", "uohm"), "20 uohm")
LINE_IMPEDANCE = Dimension(
    "an impedance of a line", "ohm/m", ("ohm/m", "mohm/m", "uohm/m", "ohm/km"), "0.03 mohm/m"
)
LINE_MASS = Dimension("a mass of a line", "kg/m", ("kg/m", "lb/ft"), "24 kg/m")
WATER_INTENSITY = Dimension(
    "a volume for an energy", "L/kWh", ("L/kWh", "m3/MWh", "gal/kWh"), "0.25 L/kWh"
)
BANDWIDTH = Dimension("a bandwidth", "TB/s", ("TB/s", "GB/s", "PB/s"), "8 TB/s")
BUILD_PRICE = Dimension("a price for a power", "USD/kW", ("USD/kW", "MUSD/MW"), "11.7 MUSD/MW")
COMPUTE_PRICE = Dimension(
    "a price for a compute rate",
    "USD/PFLOPS",
    ("USD/PFLOPS", "kUSD/PFLOPS", "USD/TFLOPS", "MUSD/EFLOPS"),
    "3 kUSD/PFLOPS",
)
LINE_PRICE = Dimension("a price of a line", "USD/m", ("USD/m", "USD/ft"), "2150 USD/m")
YEARLY_WATER = Dimension(
    "an amount of water a year",
    "m3/year",
    ("m3/year", "m3/day", "gal/year", "gal/day"),
    "50,000 m3/year",
)

DIMENSIONS = (
    POWER,
    APPARENT_POWER,
    REACTIVE_POWER,
    CURRENT,
    VOLTAGE,
    ENERGY,
    MASS,
    LENGTH,
    FLOW,
    AIRFLOW,
    PRESSURE,
    TEMPERATURE,
    TEMPERATURE_DIFFERENCE,
    MONEY,
    COMPUTE,
    MEMORY,
    DURATION,
    FRACTION,
    ENERGY_PRICE,
    DEMAND_PRICE,
    WATER_PRICE,
    CARBON_INTENSITY,
    CARBON_PRICE,
    YEARLY_MONEY,
    AREA,
    VOLUME,
    MASS_FLOW,
    SPEED,
    DENSITY,
    SPECIFIC_HEAT,
    ENTHALPY,
    VISCOSITY,
    CONDUCTIVITY,
    CONDUCTANCE,
    THERMAL_RESISTANCE,
    RESISTANCE,
    LINE_IMPEDANCE,
    LINE_MASS,
    WATER_INTENSITY,
    BANDWIDTH,
    BUILD_PRICE,
    COMPUTE_PRICE,
    LINE_PRICE,
    YEARLY_WATER,
)


def unit_of(dimension: Dimension) -> pint.Unit:
    """The canonical unit object of a dimension, for conversions in hot paths."""
    unit: pint.Unit = unit_named(dimension.unit)
    return unit


@lru_cache(maxsize=1024)
def unit_named(text: str) -> Any:
    """Parse unit text; None when the registry does not know it."""
    spelled = re.sub(r"\b([a-zA-Z]+)([23])\b", r"\1**\2", text.replace("%", " percent "))
    spelled = spelled.replace("²", "**2").replace("³", "**3").replace("·", "*")
    if spelled.strip() and not _UNIT_TEXT.fullmatch(spelled):
        return None
    try:
        return ureg.parse_units(spelled.strip() or "dimensionless", as_delta=False)
    except Exception:  # noqa: BLE001  # pint raises half a dozen unrelated types for odd text
        return None


def is_unit_of(unit: Any, dimension: Dimension) -> bool:
    """Whether figures of a dimension may be written in a unit."""
    if dimension.closed:
        return any(unit == unit_named(spelling) for spelling in dimension.spellings)
    return bool(unit.dimensionality == unit_of(dimension).dimensionality)


def label_of(unit: Any) -> str:
    """What a unit measures, in a word: "energy" of kWh."""
    for dimension in DIMENSIONS:
        if is_unit_of(unit, dimension):
            return dimension.label
    return f"{unit:~}"
