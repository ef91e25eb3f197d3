"""One unit registry, and text parsed to a stated dimension.

Every physical figure enters rackplan as text with its unit and is parsed *to a dimension that the
reader states*: ``parse("142 kW", POWER)``. The registry holds our own definitions only, because the
stock registry of pint reads ``42 U`` as enzyme units, ``1500 cfm`` as centifermi, and lets kVA be
added to kW. Here

* VA is a dimension of its own; a power factor converts explicitly (:data:`VA_PER_WATT`);
* a temperature (``degC``) and a difference of temperatures (``K``) are two dimensions;
* money, compute (FLOPS) and memory (bytes) are dimensions too, so that they cannot be mixed up.

Quantities are never changed in place: they sit inside frozen objects.
"""

from __future__ import annotations

import difflib
import math
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np
import pint

__all__ = [
    "AIRFLOW",
    "APPARENT_POWER",
    "CARBON_INTENSITY",
    "COMPUTE",
    "CURRENT",
    "DEMAND_PRICE",
    "DIMENSIONS",
    "DURATION",
    "ENERGY",
    "ENERGY_PRICE",
    "FLOW",
    "FRACTION",
    "LENGTH",
    "MASS",
    "MEMORY",
    "MONEY",
    "POWER",
    "PRESSURE",
    "TEMPERATURE",
    "TEMPERATURE_DIFFERENCE",
    "VA_PER_WATT",
    "VOLTAGE",
    "WATER_PRICE",
    "Dimension",
    "Quantity",
    "UnitProblem",
    "frozen_array",
    "magnitude",
    "of",
    "parse",
    "parse_any",
    "show",
    "unit_of",
    "ureg",
]

_DEFINITIONS = """
micro- = 1e-6 = u-
milli- = 1e-3 = m-
centi- = 1e-2 = c-
kilo- = 1e3 = k-
mega- = 1e6 = M-
giga- = 1e9 = G-
tera- = 1e12 = T-
peta- = 1e15 = P-
exa- = 1e18 = E-
meter = [length] = m
gram = [mass] = g
second = [time] = s
ampere = [current] = A
kelvin = [temperature]; offset: 0 = K
degree_Celsius = kelvin; offset: 273.15 = degC
degree_Fahrenheit = 5 / 9 * kelvin; offset: 255.372222222222 = degF
us_dollar = [money] = USD
flops = [compute] = FLOPS
byte = [memory] = B
volt_ampere = [apparent_power] = VA
radian = []
rack = [] = _ = racks
position = [] = _ = positions
percent = 0.01
minute = 60 * second = min
hour = 3600 * second = h
day = 24 * hour
month = 730 * hour
year = 8760 * hour
inch = 0.0254 * meter = in
foot = 0.3048 * meter = ft
rack_unit = 44.45 * 1e-3 * meter = U
liter = 1e-3 * meter ** 3 = L
gallon = 3.785411784e-3 * meter ** 3 = gal
gpm = gallon / minute
cfm = foot ** 3 / minute
newton = 1e3 * gram * meter / second ** 2 = N
pascal = newton / meter ** 2 = Pa
bar = 1e5 * pascal
psi = 6894.757293168 * pascal
joule = newton * meter = J
watt = joule / second = W
volt = watt / ampere = V
watt_hour = watt * hour = Wh
ton_of_refrigeration = 3516.8528420667 * watt = ton
pound = 453.59237 * gram = lb
tonne = 1e6 * gram = t
"""

ureg: pint.UnitRegistry[Any] = pint.UnitRegistry(None)
ureg.load_definitions(_DEFINITIONS.strip().splitlines())
ureg.define("@alias delta_degree_Celsius = delta_degC")
ureg.define("@alias delta_degree_Fahrenheit = delta_degF")
ureg.formatter.default_format = "~"
pint.set_application_registry(ureg)  # type: ignore[no-untyped-call]  # pint leaves it untyped

Quantity: TypeAlias = pint.Quantity[Any]

VA_PER_WATT: Quantity = ureg.Quantity(1.0, "volt_ampere / watt")
"""The explicit step from real to apparent power: ``S = P / pf * VA_PER_WATT``."""


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
    """

    name: str
    unit: str
    spellings: tuple[str, ...]
    example: str
    signed: bool = False

    @property
    def label(self) -> str:
        """The name without its article: "power"."""
        return self.name.split(" ", 1)[1]


POWER = Dimension("a power", "kW", ("kW", "W", "MW", "GW", "ton"), "2 MW")
APPARENT_POWER = Dimension("an apparent power", "kVA", ("kVA", "VA", "MVA"), "2500 kVA")
CURRENT = Dimension("a current", "A", ("A", "kA", "mA"), "250 A")
VOLTAGE = Dimension("a voltage", "V", ("V", "kV"), "415 V")
ENERGY = Dimension("an energy", "kWh", ("kWh", "Wh", "MWh", "GWh", "J", "MJ"), "10 MWh")
MASS = Dimension("a mass", "kg", ("kg", "g", "lb", "t"), "1360 kg")
LENGTH = Dimension("a length", "m", ("m", "mm", "cm", "U", "in", "ft"), "600 mm")
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
DURATION = Dimension("a duration", "h", ("h", "s", "min", "day", "month", "year"), "30 s")
FRACTION = Dimension("a fraction", "", ("%", ""), "80 %")
ENERGY_PRICE = Dimension("an energy price", "USD/kWh", ("USD/kWh", "USD/MWh"), "0.06 USD/kWh")
DEMAND_PRICE = Dimension(
    "a demand price", "USD/kW/month", ("USD/kW/month", "USD/kW/year"), "14 USD/kW/month"
)
WATER_PRICE = Dimension("a water price", "USD/m3", ("USD/m3", "USD/L"), "1.3 USD/m3")
CARBON_INTENSITY = Dimension(
    "a carbon intensity", "kg/MWh", ("kg/MWh", "g/kWh", "t/MWh"), "413 kg/MWh"
)

DIMENSIONS = (
    POWER,
    APPARENT_POWER,
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
)

_FIGURE = re.compile(
    r"\s*(?P<number>[+-]?(?:\d[\d,]*(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)\s*(?P<unit>.*?)\s*"
)
_UNIT_TEXT = re.compile(
    r"\s*[A-Za-z_]+(\*\*[1-3])?((\s*[*/]\s*|\s+)[A-Za-z_]+(\*\*[1-3])?)*\s*", re.ASCII
)
"""Units with small powers between ``*`` and ``/``: pint would set out to compute ``m**9**9**9``."""
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})*(\.\d*)?([eE][+-]?\d+)?")
_LONGEST_FIGURE = 200


class UnitProblem(ValueError):
    """A figure that is not of the dimension that its place asks for.

    Attributes
    ----------
    expected, got, hint : str
        What the place wants, what stands there, and the way out ("" when there is none to offer).
    """

    def __init__(self, expected: str, got: str, hint: str = "") -> None:
        self.expected = expected
        self.got = got
        self.hint = hint
        super().__init__(f"expected {expected}, got {got}" + (f". {hint}" if hint else ""))


def parse(text: object, dimension: Dimension) -> Quantity:
    """Read a figure with its unit as a quantity of the stated dimension.

    Parameters
    ----------
    text : object
        ``"142 kW"``, or a quantity that is checked and passed through.
    dimension : Dimension
        What the place asks for.

    Returns
    -------
    Quantity [the unit as written]
        Temperatures as degC or degF, everything else multiplicative.

    Raises
    ------
    UnitProblem
        For a bare number, an unknown unit, another dimension, or a negative value of a figure
        that cannot be negative.

    Examples
    --------
    >>> parse("142 kW", POWER)
    <Quantity(142.0, 'kilowatt')>
    >>> parse("42 U", LENGTH).to("mm").magnitude
    1866.9
    >>> parse("2 MWh", POWER)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    rackplan.units.UnitProblem: expected a power such as "2 MW", got "2 MWh" (energy). Did you ...
    """
    expected = f'{dimension.name} such as "{dimension.example}"'
    if isinstance(text, pint.Quantity):
        return _checked_quantity(text, dimension, expected)
    number, unit = _split(text, expected)
    got = f'"{str(text).strip()}"'
    if unit == "" and dimension is not FRACTION:
        raise UnitProblem(expected, f"{got} without a unit", f"Write {number:g} {dimension.unit}?")
    _refuse_temperature_mixup(unit, dimension, expected, got)
    quantity = _with_unit(number, unit, dimension, expected, got)
    if number < 0 and not dimension.signed:
        raise UnitProblem(expected, f"{got}, which is below zero")
    return quantity


def parse_any(text: object, *dimensions: Dimension) -> Quantity:
    """Read a figure that may be of one of several dimensions, such as a rating in kW, kVA or A.

    Raises
    ------
    UnitProblem
        When it is of none of them; the message names them all.
    """
    first: UnitProblem | None = None
    for dimension in dimensions:
        try:
            return parse(text, dimension)
        except UnitProblem as problem:
            first = first or problem
    assert first is not None, "parse_any needs at least one dimension"
    names = " or ".join(f'{d.name} such as "{d.example}"' for d in dimensions)
    raise UnitProblem(names, first.got, first.hint)


def show(quantity: Quantity, dimension: Dimension, digits: int = 4) -> str:
    """Print a quantity in the canonical unit of a dimension.

    Examples
    --------
    >>> show(parse("2 MW", POWER), POWER)
    '2000 kW'
    """
    return f"{_rounded(magnitude(quantity, dimension), digits)} {dimension.unit}".strip()


def magnitude(quantity: Quantity, dimension: Dimension) -> float:
    """The number of a scalar quantity in the canonical unit of a dimension.

    Examples
    --------
    >>> magnitude(parse("2 MW", POWER), POWER)
    2000.0
    """
    return float(quantity.m_as(unit_of(dimension)))


def of(number: float, dimension: Dimension) -> Quantity:
    """A quantity from a number in the canonical unit of a dimension; the inverse of `magnitude`."""
    quantity: Quantity = ureg.Quantity(number, unit_of(dimension))
    return quantity


def unit_of(dimension: Dimension) -> pint.Unit:
    """The canonical unit object of a dimension, for conversions in hot paths."""
    unit: pint.Unit = _unit(dimension.unit)
    return unit


def frozen_array(values: object) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Copy numbers into a float array that nobody can change afterwards."""
    array = np.array(values, dtype=np.float64)
    array.setflags(write=False)
    return array


def _split(text: object, expected: str) -> tuple[float, str]:
    """Part a figure into its number and its unit text."""
    if isinstance(text, bool) or text is None or not isinstance(text, (str, int, float)):
        raise UnitProblem(expected, f"{text!r}"[:_LONGEST_FIGURE])
    written = str(text)
    if len(written) > _LONGEST_FIGURE:
        raise UnitProblem(expected, f"{len(written)} characters")
    match = _FIGURE.fullmatch(written)
    if match is None:
        raise UnitProblem(expected, f'"{written.strip()}"')
    digits = match["number"]
    if "," in digits and not _GROUPED.fullmatch(digits):
        raise UnitProblem(expected, f'"{written.strip()}"', "A decimal point is written as a dot.")
    number = float(digits.replace(",", ""))
    if not math.isfinite(number):
        raise UnitProblem(expected, f'"{written.strip()}", which is not finite')
    return number, match["unit"].replace("°C", "degC").replace("°F", "degF").strip()


def _with_unit(number: float, unit: str, dimension: Dimension, expected: str, got: str) -> Quantity:
    """Attach a unit that must be of the dimension."""
    found = _unit(unit)
    if found is None:
        near = _nearest(unit, dimension)
        raise UnitProblem(expected, f'{got} (unknown unit "{unit}")', near)
    if found.dimensionality != unit_of(dimension).dimensionality:
        kind = _label_of(found)
        raise UnitProblem(expected, f"{got} ({kind})", _nearest(unit, dimension))
    quantity: Quantity = ureg.Quantity(number, found)
    return quantity.to("dimensionless") if dimension is FRACTION else quantity


def _refuse_temperature_mixup(unit: str, dimension: Dimension, expected: str, got: str) -> None:
    """Keep temperatures and differences of temperatures apart: they share a dimensionality."""
    found = _unit(unit)
    if found is None or found.dimensionality != unit_of(TEMPERATURE).dimensionality:
        return
    is_scale = _has_offset(found)
    if dimension is TEMPERATURE and not is_scale:
        raise UnitProblem(expected, f"{got} (temperature difference)", "Did you mean degC?")
    if dimension is TEMPERATURE_DIFFERENCE and is_scale:
        raise UnitProblem(expected, f"{got} (temperature)", "Did you mean K?")


def _has_offset(unit: Any) -> bool:
    """Whether zero on the unit's scale is not zero kelvin, however the unit is spelled."""
    return bool(ureg.Quantity(0.0, unit).m_as("K") != 0.0)


def _checked_quantity(quantity: Quantity, dimension: Dimension, expected: str) -> Quantity:
    """Pass a ready quantity through when it has the dimension."""
    if quantity.dimensionality != unit_of(dimension).dimensionality:
        raise UnitProblem(expected, f'"{quantity:~}" ({_label_of(quantity.units)})')
    is_absolute = f"{quantity.units:~}" in {"°C", "°F", "degC", "degF"}
    if dimension in (TEMPERATURE, TEMPERATURE_DIFFERENCE) and is_absolute != (
        dimension is TEMPERATURE
    ):
        raise UnitProblem(expected, f'"{quantity:~}"')
    return quantity


def _rounded(value: float, digits: int) -> str:
    """Round to significant digits, keeping every digit before the point."""
    if abs(value) >= 10_000:
        return f"{value:,.0f}"
    return f"{value:.0f}" if abs(value) >= 10 ** (digits - 1) else f"{value:.{digits}g}"


@lru_cache(maxsize=1024)
def _unit(text: str) -> Any:
    """Parse unit text; None when the registry does not know it."""
    spelled = re.sub(r"\b([a-zA-Z]+)([23])\b", r"\1**\2", text.replace("%", " percent "))
    spelled = spelled.replace("²", "**2").replace("³", "**3").replace("·", "*")
    if spelled.strip() and not _UNIT_TEXT.fullmatch(spelled):
        return None
    try:
        return ureg.parse_units(spelled.strip() or "dimensionless", as_delta=False)
    except Exception:  # noqa: BLE001  # pint raises half a dozen unrelated types for odd text
        return None


def _label_of(unit: Any) -> str:
    for dimension in DIMENSIONS:
        if unit_of(dimension).dimensionality == unit.dimensionality:
            return dimension.label
    return f"{unit:~}"


def _nearest(unit: str, dimension: Dimension) -> str:
    """Suggest the spelling of a unit that the writer probably had in mind."""
    spellings = [s for s in dimension.spellings if s]
    folded = {s.lower(): s for s in spellings}
    near = difflib.get_close_matches(unit.lower(), folded, n=1, cutoff=0.5)
    if near:
        return f"Did you mean {folded[near[0]]}?"
    return f"Units here: {', '.join(spellings)}."
