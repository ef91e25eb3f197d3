"""What a rule of the lint gives back, and how it says figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeAlias

from rackplan.model.catalog import AnyProduct, Catalog
from rackplan.units import MASS, POWER, Quantity, magnitude, show

__all__ = ["Remark", "Rule", "kilograms", "kilowatts", "kw"]


class Remark(NamedTuple):
    """A sentence about one figure of a product, by its path in the product's file."""

    path: str
    sentence: str


Rule: TypeAlias = Callable[[AnyProduct, Catalog], Iterator[Remark]]
"""Looks at one product, with the catalog at hand for what it refers to."""


def kw(power: Quantity) -> float:
    """Number of a power [kW]."""
    return magnitude(power, POWER)


def kilowatts(power: Quantity) -> str:
    """A power as a person reads it."""
    return show(power, POWER)


def kilograms(mass: Quantity) -> str:
    """A mass as a person reads it."""
    return show(mass, MASS)
