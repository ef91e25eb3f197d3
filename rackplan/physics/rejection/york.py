"""The YorkCalc correlation of a cooling tower's approach."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rackplan.units import (
    FRACTION,
    TEMPERATURE,
    TEMPERATURE_DIFFERENCE,
    Numbers,
    Quantity,
    UnitProblem,
    give,
    take,
)

__all__ = ["york_approach"]

_COEFFICIENTS = (
    (
        (-0.359741205, -0.055053608, 0.0023850432),
        (0.173926877, -0.0248473764, 0.00048430224),
        (-0.005589849456, 0.0005770079712, -0.00001342427256),
    ),
    (
        (2.84765801111111, -0.121765149, 0.0014599242),
        (1.680428651, -0.0166920786, -0.0007190532),
        (-0.025485194448, 0.0000487491696, 0.00002719234152),
    ),
    (
        (-0.0653766255555556, -0.002278167, 0.0002500254),
        (-0.0910565458, 0.00318176316, 0.000038621772),
        (-0.0034285382352, 0.00000856589904, -0.000001516821552),
    ),
)
"""By powers of water over air, range and wet bulb, in this order."""


def york_approach(
    wet_bulb: Quantity, water_range: Quantity, water_ratio: Quantity, air_ratio: Quantity
) -> Quantity:
    """Leaving water less wet bulb of a York cooling tower at any load and fan speed.

    ``A = sum of c_ijk x^i R^j T^k`` with ``i, j, k`` from 0 to 2 and ``x = water / air``.

    Parameters
    ----------
    wet_bulb : Quantity [degC]
        T, -34.4 to 26.7 degC.
    water_range : Quantity [K]
        R, entering less leaving water, 1.1 to 22.2 K.
    water_ratio : Quantity [dimensionless]
        Water flow over its rating, 0.25 to 1.5.
    air_ratio : Quantity [dimensionless]
        Air flow over its rating, 0.1 to 1.5; water over air is 0.1 to 8.

    Returns
    -------
    Quantity [K]

    Notes
    -----
    Out of range is refused, and so is an approach that comes out below zero. EnergyPlus asks for
    water ratios of 0.75 to 1.25 and approaches of 1.1 to 40 K; beyond that the polynomial still
    evaluates as the reference does. At the rating (25.6 degC, 5.6 K) it gives 3.9 K. Towers of a
    `Design` are `CoolingTower`, by Merkel, which has no such limit of the wet bulb. Source:
    EnergyPlus CoolingTower:VariableSpeed:YorkCalc; coefficients as in the Modelica Buildings
    library.

    Examples
    --------
    >>> from rackplan.units import FRACTION, TEMPERATURE, TEMPERATURE_DIFFERENCE, parse
    >>> one = parse("100 %", FRACTION)
    >>> approach = york_approach(
    ...     parse("25.55 degC", TEMPERATURE), parse("5.56 K", TEMPERATURE_DIFFERENCE), one, one
    ... )
    >>> round(approach.m_as("K"), 4)
    3.8445
    """
    wet_c = take(wet_bulb, TEMPERATURE, "wet bulb", low=-34.4, high=26.7)
    range_k = take(water_range, TEMPERATURE_DIFFERENCE, "range", low=1.1, high=22.2)
    water = take(water_ratio, FRACTION, "water ratio", low=0.25, high=1.5)
    ratio = water / take(air_ratio, FRACTION, "air ratio", low=0.1, high=1.5)
    if np.any(ratio > 8.0):
        raise UnitProblem("water over air of 0.1 to 8", f"{np.max(ratio):.4g}", fits=True)
    by_range = [[_square(row, wet_c) for row in block] for block in _COEFFICIENTS]
    approach = _square([_square(block, range_k) for block in by_range], ratio)
    if np.any(approach < 0.0):
        text = "conditions in which the correlation gives an approach above 0 K"
        raise UnitProblem(text, f"{np.min(approach):.4g} K", fits=True)
    return give(approach, TEMPERATURE_DIFFERENCE)


def _square(terms: Sequence[float] | Sequence[Numbers], x: Numbers) -> Numbers:
    """A polynomial of second order."""
    constant, linear, square = terms
    return constant + x * (linear + x * square)
