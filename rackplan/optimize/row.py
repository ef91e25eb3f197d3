"""One labelled row of the model, and what a rule emits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from rackplan.model.verdict import Failure
from rackplan.optimize.arrays import Ints

__all__ = ["Emission", "Ints", "Row", "Terms"]

Terms: TypeAlias = dict[int, int]
"""Coefficients by column."""


@dataclass(frozen=True, slots=True)
class Row:
    """``lower <= sum(terms) <= upper`` over integer columns.

    Attributes
    ----------
    rule, where : str
        The rule that it belongs to, and the node, row, loop or site that it limits.
    terms : dict of column to int
        Coefficients in the integer unit of the row.
    lower, upper : int or None
        Bounds in the integer unit.
    scale : float
        Integer units in one unit of the rule: 1000 for W in a rule of kW.
    unit : str
        Unit of the rule, for people.
    offset : int
        What loads the limit apart from the racks [integer unit]; already taken off `upper`.
    failure : Failure or None
        The loss that the row is about.
    kept_out : str
        The rack type that the row keeps out of its place; "" for a row that does something else.
    """

    rule: str
    where: str
    terms: Terms
    lower: int | None = None
    upper: int | None = None
    scale: float = 1.0
    unit: str = ""
    offset: int = 0
    failure: Failure | None = None
    kept_out: str = ""

    @property
    def is_idle(self) -> bool:
        """Whether every plan keeps the row: no racks in it, and nothing else above its limit."""
        above = self.upper is not None and self.upper < 0
        below = self.lower is not None and self.lower > 0
        return not (self.terms or above or below)

    @property
    def is_tie(self) -> bool:
        """Whether a row ties columns together rather than limiting them."""
        mixed = any(each < 0 for each in self.terms.values())
        return mixed and self.upper in (0, None) and self.lower in (0, None)


@dataclass(frozen=True, slots=True)
class Emission:
    """The rows of one rule, and how many things it looked at to make them.

    A rule may look at many things and need no row, because nothing there can break it; looking at
    nothing where the rule applies is an error.
    """

    rows: tuple[Row, ...]
    looked_at: int
