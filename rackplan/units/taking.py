"""The edge between quantities and kernels: numbers out of quantities, quantities out of numbers.

A public equation takes and gives quantities; inside it works on plain arrays whose names say their
unit. `take` is the way in: it refuses another dimension and what lies outside the range for which
the equation holds. `give` is the way out. Both work on arrays as on single figures.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np

from rackplan.units.dimensions import FRACTION, Dimension, unit_of
from rackplan.units.parsing import UnitProblem, parse
from rackplan.units.registry import Quantity, ureg

__all__ = ["Numbers", "Ratio", "give", "take"]

Numbers: TypeAlias = np.ndarray[Any, np.dtype[np.float64]]
"""Float numbers of any shape, also of none: a single figure is an array without axes."""

Ratio: TypeAlias = Quantity | Numbers | float | Sequence[float]
"""A figure that has no unit, such as an efficiency: plain numbers or a dimensionless quantity."""


def take(
    quantity: Ratio,
    dimension: Dimension,
    name: str,
    *,
    low: float = -math.inf,
    high: float = math.inf,
) -> Numbers:
    """The numbers of a quantity in the canonical unit of a dimension.

    Parameters
    ----------
    quantity : Quantity [any unit of `dimension`]
        One figure or an array of them; for `FRACTION` also plain numbers, which have no unit.
    dimension : Dimension
        What the equation asks for.
    name : str
        What the figure is called where it is refused: "supply temperature".
    low, high : float [the canonical unit of `dimension`]
        The range in which the equation holds, ends included.

    Raises
    ------
    UnitProblem
        For no quantity, another dimension, a number that is not finite, or one out of range.

    Examples
    --------
    >>> from rackplan.units import TEMPERATURE
    >>> float(take(parse("45 degC", TEMPERATURE), TEMPERATURE, "supply", low=5, high=65))
    45.0
    >>> float(take(0.62, FRACTION, "efficiency", low=0.1, high=1))
    0.62
    >>> take(parse("80 degC", TEMPERATURE), TEMPERATURE, "supply", low=5, high=65)
    Traceback (most recent call last):
        ...
    rackplan.units.parsing.UnitProblem: expected supply of 5 to 65 degC, got 80 degC
    """
    if dimension is FRACTION and _is_plain(quantity):
        quantity = ureg.Quantity(np.asarray(quantity, dtype=np.float64), unit_of(FRACTION))
    if not isinstance(quantity, ureg.Quantity):
        raise UnitProblem(f"{name}: {dimension.name} with its unit", f"{quantity!r}"[:80])
    numbers = np.asarray(parse(quantity, dimension).m_as(unit_of(dimension)), dtype=np.float64)
    beyond = numbers[(numbers < low) | (numbers > high)]
    if beyond.size:
        raise UnitProblem(
            f"{name} of {_range(low, high)} {dimension.unit}".strip(),
            f"{beyond.flat[0]:.6g} {dimension.unit}".strip(),
            fits=True,
        )
    return numbers


def give(numbers: object, dimension: Dimension) -> Quantity:
    """A quantity, single or array, from numbers in the canonical unit of a dimension.

    Examples
    --------
    >>> from rackplan.units import POWER
    >>> give([1.0, 2.0], POWER)
    <Quantity([1. 2.], 'kilowatt')>
    """
    values = np.asarray(numbers, dtype=np.float64)
    quantity: Quantity = ureg.Quantity(values if values.ndim else float(values), unit_of(dimension))
    return quantity


def _is_plain(figure: object) -> bool:
    """Whether a figure is a number, or an array of numbers, without any unit."""
    if isinstance(figure, bool):
        return False
    if isinstance(figure, np.ndarray):
        return figure.dtype.kind in "fiu"
    if isinstance(figure, (list, tuple)):
        return all(_is_plain(each) for each in figure)
    return isinstance(figure, (int, float, np.floating, np.integer))


def _range(low: float, high: float) -> str:
    if math.isinf(high):
        return f"at least {low:g}"
    return f"at most {high:g}" if math.isinf(low) else f"{low:g} to {high:g}"
