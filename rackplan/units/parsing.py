"""Text parsed to a stated dimension, and quantities shown in its canonical unit."""

from __future__ import annotations

import difflib
import functools
import math
import re
from typing import Any

import numpy as np
import pint

from rackplan.units.dimensions import (
    FRACTION,
    TEMPERATURE,
    TEMPERATURE_DIFFERENCE,
    Dimension,
    is_unit_of,
    label_of,
    unit_named,
    unit_of,
)
from rackplan.units.registry import Quantity, ureg

__all__ = [
    "UnitProblem",
    "frozen_array",
    "magnitude",
    "of",
    "parse",
    "parse_any",
    "show",
]

_FIGURE = re.compile(
    r"\s*(?P<number>[+-]?(?:\d[\d,]*(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)\s*(?P<unit>.*?)\s*"
)
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})*(\.\d*)?([eE][+-]?\d+)?")
_LONGEST_FIGURE = 200
_ABSOLUTE_ZERO_DEGC = -273.15
_BEYOND = 1e12
"""In any canonical unit more than anything built has; solvers work in integers below 1e18."""


class UnitProblem(ValueError):
    """A figure that is not of the dimension that its place asks for.

    Attributes
    ----------
    expected, got, hint : str
        What the place wants, what stands there, and the way out ("" when there is none to offer).
    fits : bool
        Whether the unit is right and the number is at fault.
    """

    def __init__(self, expected: str, got: str, hint: str = "", *, fits: bool = False) -> None:
        self.expected = expected
        self.got = got
        self.hint = hint
        self.fits = fits
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
        For a bare number, an unknown unit, another dimension, a negative value of a figure that
        cannot be negative, a temperature below absolute zero, or more than anything built has.

    Examples
    --------
    >>> from rackplan.units import LENGTH, POWER
    >>> parse("142 kW", POWER)
    <Quantity(142.0, 'kilowatt')>
    >>> parse("42 U", LENGTH).to("mm").magnitude
    1866.9
    >>> parse("2 MWh", POWER)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    rackplan.units.parsing.UnitProblem: expected a power such as "2 MW", got "2 MWh" (energy). ...
    """
    expected = f'{dimension.name} such as "{dimension.example}"'
    if isinstance(text, pint.Quantity):
        return _checked_quantity(text, dimension, expected)
    number, unit = _split(text, expected)
    got = f'"{str(text).strip()}"'
    if unit == "" and dimension is not FRACTION:
        raise UnitProblem(expected, f"{got} without a unit", f"Write {number:g} {dimension.unit}?")
    _refuse_temperature_mixup(unit, dimension, expected, got)
    quantity = _withunit_named(number, unit, dimension, expected, got)
    _refuse_impossible(quantity, dimension, expected, got)
    return quantity


def parse_any(text: object, *dimensions: Dimension) -> Quantity:
    """Read a figure that may be of one of several dimensions, such as a rating in kW, kVA or A.

    Raises
    ------
    UnitProblem
        When it is of none of them; the message names them all, and says what is wrong with the
        number where the unit is of one of them.
    """
    problems: list[UnitProblem] = []
    for dimension in dimensions:
        try:
            return parse(text, dimension)
        except UnitProblem as problem:
            problems.append(problem)
    told = next((problem for problem in problems if problem.fits), problems[0])
    names = " or ".join(f'{d.name} such as "{d.example}"' for d in dimensions)
    raise UnitProblem(names, told.got, told.hint, fits=told.fits)


def show(quantity: Quantity, dimension: Dimension, digits: int = 4) -> str:
    """Print a quantity in the canonical unit of a dimension.

    Examples
    --------
    >>> from rackplan.units import POWER
    >>> show(parse("2 MW", POWER), POWER)
    '2000 kW'
    """
    return f"{_rounded(magnitude(quantity, dimension), digits)} {dimension.unit}".strip()


def magnitude(quantity: Quantity, dimension: Dimension) -> float:
    """The number of a scalar quantity in the canonical unit of a dimension.

    Examples
    --------
    >>> from rackplan.units import POWER
    >>> magnitude(parse("2 MW", POWER), POWER)
    2000.0
    """
    return float(quantity.m_as(unit_of(dimension)))


def of(number: float, dimension: Dimension) -> Quantity:
    """A quantity from a number in the canonical unit of a dimension; the inverse of `magnitude`."""
    quantity: Quantity = ureg.Quantity(number, unit_of(dimension))
    return quantity


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


def _withunit_named(
    number: float, unit: str, dimension: Dimension, expected: str, got: str
) -> Quantity:
    """Attach a unit that must be of the dimension."""
    found = unit_named(unit)
    if found is None:
        near = _nearest(unit, dimension)
        raise UnitProblem(expected, f'{got} (unknown unit "{unit}")', near)
    if not is_unit_of(found, dimension):
        kind = label_of(found)
        raise UnitProblem(expected, f"{got} ({kind})", _nearest(unit, dimension))
    quantity: Quantity = ureg.Quantity(number, found)
    return quantity.to("dimensionless") if dimension is FRACTION else quantity


def _refuse_temperature_mixup(unit: str, dimension: Dimension, expected: str, got: str) -> None:
    """Keep temperatures and differences of temperatures apart: they share a dimensionality."""
    found = unit_named(unit)
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
    if not is_unit_of(quantity.units, dimension):
        raise UnitProblem(expected, f'"{quantity:~}" ({label_of(quantity.units)})')
    if dimension in (TEMPERATURE, TEMPERATURE_DIFFERENCE) and _is_absolute(quantity.units) != (
        dimension is TEMPERATURE
    ):
        raise UnitProblem(expected, f'"{quantity:~}"')
    _refuse_impossible(quantity, dimension, expected)
    return quantity


@functools.cache
def _is_absolute(unit: pint.Unit) -> bool:
    """Whether a unit is one of temperature itself, counted from its own zero."""
    return f"{unit:~}" in {"°C", "°F", "degC", "degF"}


def _refuse_impossible(
    quantity: Quantity, dimension: Dimension, expected: str, got: str = ""
) -> None:
    """Refuse what has the right unit and cannot be: less than nothing, or too much of it.

    A quantity is written out only where it is refused: that takes longer than all else here.
    """
    numbers = np.asarray(quantity.m_as(unit_of(dimension)))
    low, high = float(numbers.min(initial=0.0)), float(np.abs(numbers).max(initial=0.0))
    why = ""
    if not math.isfinite(high):
        why = "is not finite"
    elif low < 0 and not dimension.signed:
        why = "is below zero"
    elif dimension is TEMPERATURE and low < _ABSOLUTE_ZERO_DEGC:
        why = "is below absolute zero"
    elif high > _BEYOND:
        why = "is beyond anything built"
    if why:
        told = got or f'"{quantity:~}"'
        raise UnitProblem(expected, f"{told}, which {why}", fits=True)


def _rounded(value: float, digits: int) -> str:
    """Round to significant digits, keeping every digit before the point."""
    if abs(value) >= 10_000:
        return f"{value:,.0f}"
    return f"{value:.0f}" if abs(value) >= 10 ** (digits - 1) else f"{value:.{digits}g}"


def _nearest(unit: str, dimension: Dimension) -> str:
    """Suggest the spelling of a unit that the writer probably had in mind."""
    spellings = [s for s in dimension.spellings if s]
    folded = {s.lower(): s for s in spellings}
    near = difflib.get_close_matches(unit.lower(), folded, n=1, cutoff=0.5)
    if near:
        return f"Did you mean {folded[near[0]]}?"
    return f"Units here: {', '.join(spellings)}."
