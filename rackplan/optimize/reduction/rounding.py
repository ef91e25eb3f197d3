"""Quantities to whole units, on the safe side."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TypeAlias

from rackplan.units import Quantity

__all__ = ["Rounding", "ceil_units", "floor_units"]

_ROUND_OFF = 1e-6


def ceil_units(quantity: Quantity, unit: str) -> int:
    """Round a load up to whole units, forgiving floating point."""
    return math.ceil(float(quantity.m_as(unit)) - _ROUND_OFF)


def floor_units(quantity: Quantity, unit: str) -> int:
    """Round a capacity down to whole units, forgiving floating point."""
    return math.floor(float(quantity.m_as(unit)) + _ROUND_OFF)


Rounding: TypeAlias = Callable[[Quantity, str], int]
"""To whole units of a name: `floor_units` or `ceil_units`."""
