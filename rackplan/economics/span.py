"""An amount between its least and its most, because sources of prices disagree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rackplan.units import Dimension, Quantity, of, unit_of

__all__ = ["Span", "sum_of"]


@dataclass(frozen=True, slots=True)
class Span:
    """A figure with its least and its most.

    Sums and differences keep ends together: all prices are low at once, or high at once, which is
    the widest that can be. Where nobody states an end it is the central figure.

    Attributes
    ----------
    low, central, high : Quantity [any]
    """

    low: Quantity
    central: Quantity
    high: Quantity

    @classmethod
    def around(
        cls, central: Quantity, low: Quantity | None = None, high: Quantity | None = None
    ) -> Span:
        """A span of a figure and those of its ends that somebody states; never inside out.

        Examples
        --------
        >>> from rackplan.units import MONEY, parse
        >>> span = Span.around(parse("4 MUSD", MONEY), high=parse("6.5 MUSD", MONEY))
        >>> span.low.m_as("MUSD"), span.high.m_as("MUSD")
        (4.0, 6.5)
        """
        return cls(
            low=central if low is None else min(low, central),
            central=central,
            high=central if high is None else max(high, central),
        )

    @classmethod
    def nothing(cls, dimension: Dimension) -> Span:
        """Zero of a dimension."""
        return cls.around(of(0.0, dimension))

    def __add__(self, other: Span) -> Span:
        return Span(self.low + other.low, self.central + other.central, self.high + other.high)

    def __sub__(self, other: Span) -> Span:
        return Span(self.low - other.low, self.central - other.central, self.high - other.high)

    def times(self, factor: float | Quantity) -> Span:
        """Each of the three times a factor that is not below zero."""
        return Span(self.low * factor, self.central * factor, self.high * factor)

    def numbers(self, unit: str) -> tuple[float, float, float]:
        """Low, central and high in a unit."""
        low, central, high = (
            float(each.m_as(unit)) for each in (self.low, self.central, self.high)
        )
        return low, central, high

    def overlaps(self, other: Span) -> bool:
        """Whether one figure could be the other, as far as anybody says.

        Examples
        --------
        >>> from rackplan.units import MONEY, of
        >>> usd = lambda *three: Span(*(of(each, MONEY) for each in three))
        >>> usd(1, 2, 3).overlaps(usd(3, 4, 5)), usd(1, 2, 3).overlaps(usd(3.1, 4, 5))
        (True, False)
        """
        return bool(self.low <= other.high and other.low <= self.high)


def sum_of(spans: Iterable[Span], dimension: Dimension) -> Span:
    """The sum of spans of one dimension, in its usual unit."""
    total = Span.nothing(dimension)
    for span in spans:
        total = total + span
    unit = unit_of(dimension)
    return Span(total.low.to(unit), total.central.to(unit), total.high.to(unit))
