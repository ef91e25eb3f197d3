"""Ranges of values as they are written: ``20 degC`` to ``45 degC``, 2 to 10, 0.7 to 1.3."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["RangeError", "Scale", "number_of", "scale_of", "scaled"]

_FIGURE = re.compile(
    r"([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)(?:\s*(%)|\s+([A-Za-z%°].*))?", re.DOTALL
)
_DIGITS = 6


class RangeError(ValueError):
    """Two ends that make no range; the text says why."""


@dataclass(frozen=True)
class Scale:
    """A range.

    Attributes
    ----------
    low, high : float [unit]
        `low` is below `high`.
    unit : str
        As it is written behind both ends; "" for plain numbers.
    is_whole : bool
        Whether both ends are plain whole numbers: so is then all between them.
    """

    low: float
    high: float
    unit: str = ""
    is_whole: bool = False

    def at(self, share: float) -> str:
        """The value at a share of the way, as a person would write it.

        Examples
        --------
        >>> Scale(20.0, 45.0, "degC").at(0.5), Scale(2.0, 10.0, is_whole=True).at(0.99)
        ('32.5 degC', '10')
        """
        if self.is_whole:
            count = int(self.high - self.low) + 1
            return f"{int(self.low) + min(int(share * count), count - 1)}"
        return written(self.low + share * (self.high - self.low), self.unit)

    def steps(self, count: int) -> tuple[str, ...]:
        """So many values from end to end, equally far from each other.

        Examples
        --------
        >>> Scale(20.0, 45.0, "degC").steps(3)
        ('20 degC', '32.5 degC', '45 degC')
        """
        span = self.high - self.low
        values = [self.low + span * n / (count - 1) for n in range(count)]
        if self.is_whole:
            return tuple(dict.fromkeys(f"{round(value)}" for value in values))
        return tuple(written(value, self.unit) for value in values)


def written(number: float, unit: str) -> str:
    """A number with its unit, to six digits; more would say nothing."""
    text = f"{number:.{_DIGITS}g}"
    if "e" in text:  # inputs write no powers of ten
        text = f"{float(text):.12f}".rstrip("0").rstrip(".")
    return f"{text} {unit}".strip()


def scale_of(low: object, high: object) -> Scale:
    """The range between two ends.

    Raises
    ------
    RangeError
        For ends that are no numbers, name two units, or are the wrong way round.
    """
    ends = [number_of(low), number_of(high)]
    if ends[0] is None or ends[1] is None:
        faulty = low if ends[0] is None else high
        raise RangeError(f'expected a number, or one with its unit, got "{faulty}"')
    (first, unit), (last, other) = ends[0], ends[1]
    if unit != other:
        raise RangeError(f'low is in "{unit}" and high in "{other}": write both in one unit')
    if not first < last:
        raise RangeError(f'low, "{low}", is not below high, "{high}"')
    return Scale(first, last, unit, is_whole=isinstance(low, int) and isinstance(high, int))


def number_of(value: object) -> tuple[float, str] | None:
    """A figure as its number and its unit; None for what is none.

    Examples
    --------
    >>> number_of("0.08 USD/kWh"), number_of(4), number_of("95%"), number_of("2N")
    ((0.08, 'USD/kWh'), (4.0, ''), (95.0, '%'), None)
    """
    if isinstance(value, bool):
        return None
    match = _FIGURE.fullmatch(str(value).strip())
    return None if match is None else (float(match[1]), match[2] or match[3] or "")


def scaled(figure: str, factor: float) -> str:
    """A figure times a factor.

    Examples
    --------
    >>> scaled("0.08 USD/kWh", 1.3)
    '0.104 USD/kWh'

    Raises
    ------
    RangeError
        For what is no figure.
    """
    found = number_of(figure)
    if found is None:
        raise RangeError(f'"{figure}" is no figure that a factor could change')
    return written(found[0] * factor, found[1])
