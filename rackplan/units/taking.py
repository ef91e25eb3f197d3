"""The edge between quantities and kernels: numbers out of quantities, quantities out of numbers.

A public equation takes and gives quantities; inside it works on plain arrays whose names say their
unit. `take` is the way in: it refuses another dimension and what lies outside the range for which
the equation holds. `give` is the way out. Both work on arrays as on single figures.
"""

from __future__ import annotations

import math
from typing import Any, TypeAlias

import numpy as np

from rackplan.units.dimensions import Dimension, unit_of
from rackplan.units.parsing import UnitProblem, parse
from rackplan.units.registry import Quantity, ureg

__all__ = ["Numbers", "give", "take"]

Numbers: TypeAlias = np.ndarray[Any, np.dtype[np.float64]]
"""Float numbers of any shape, also of none: a single figure is an array without axes."""


def take(
    quantity: Quantity,
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
        One figure or an array of them.
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
    >>> take(parse("80 degC", TEMPERATURE), TEMPERATURE, "supply", low=5, high=65)
    Traceback (most recent call last):
        ...
    rackplan.units.parsing.UnitProblem: expected supply of 5 to 65 degC, got 80 degC
    """
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


def _range(low: float, high: float) -> str:
    if math.isinf(high):
        return f"at least {low:g}"
    return f"at most {high:g}" if math.isinf(low) else f"{low:g} to {high:g}"
