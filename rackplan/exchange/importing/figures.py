"""Figures in cells: numbers with a unit of their own, of their heading, or of none."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from rackplan.exchange.importing.headings import Heading, unit_fits
from rackplan.exchange.importing.numbers import DecimalSign, read_number
from rackplan.exchange.importing.sheets import Value
from rackplan.exchange.importing.vocabulary import UNITS
from rackplan.units import CURRENT, Dimension, Quantity, UnitProblem, parse

__all__ = ["CellProblem", "has_unit", "is_empty", "number_part", "read_figure"]

_EMPTY = frozenset(
    ("", "-", "--", "---", "\u2013", "\u2014", ".", "?", "??", "n/a", "#n/a", "na", "n.a.", "none")
) | {"nil", "null", "tbd", "tbc", "tba", "unknown"}
_FIGURE = re.compile(
    r"[~\u2248]?\s*(?P<number>[+-]?[\d.,'\u2019 \u00a0\u2009\u202f]*\d)\s*(?P<unit>\D*)"
)
_POLES = r"[123]\s*(?:P|PH|PHASE|POLE|POLES|~)"
_BREAKER = re.compile(
    rf"(?P<number>\d+(?:[.,]\d+)?)\s*A(?:MPS?)?(?:[\s/,-]*{_POLES})?(?:[\s/,-]*\d+\s*V(?:AC)?)?",
    re.IGNORECASE,
)


class CellProblem(ValueError):
    """A cell that does not say what its column asks for."""


def is_empty(value: Value) -> bool:
    """Whether a cell says nothing, or that nothing is known.

    Examples
    --------
    >>> [is_empty(value) for value in (None, "n/a", "TBD", 0, "0 kW")]
    [True, True, True, False, False]
    """
    return value is None or (isinstance(value, str) and value.strip().lower() in _EMPTY)


def number_part(value: Value) -> str:
    """The number of a text with a unit behind it; "" where it is none."""
    match = _FIGURE.fullmatch(value.strip()) if isinstance(value, str) else None
    return match["number"].strip() if match else ""


def has_unit(value: Value) -> bool:
    """Whether a cell brings its own unit."""
    match = _FIGURE.fullmatch(value.strip()) if isinstance(value, str) else None
    return bool(match and match["unit"].strip()) or _breaker(value) is not None


def read_figure(value: Value, heading: Heading, sign: DecimalSign) -> Quantity | None:
    """The figure of a cell; None where it is empty.

    Parameters
    ----------
    value : str, number, date or None
        As it stands in the sheet.
    heading : Heading
        Of its column, with the unit of figures that bring none.
    sign : str
        What stands before tenths in the sheet.

    Returns
    -------
    Quantity [the unit as written] or None

    Raises
    ------
    CellProblem
        With what was expected, what stands there, and the way out.
    """
    dimension = heading.field.dimension
    assert dimension is not None, "text has no figure"
    if is_empty(value):
        return None
    expected = f'expected {dimension.name} such as "{dimension.example}"'
    if isinstance(value, date) and not isinstance(value, bool):
        way_out = "A spreadsheet has taken it for a date: write it as text"
        raise CellProblem(f"{expected}, got the date {value.isoformat()}. {way_out}")
    number, unit = _parted(value, dimension, sign, expected)
    unit = unit or heading.unit or heading.field.bare
    if not unit:
        way_out = f"Write {dimension.unit} into the heading, or behind the figure"
        raise CellProblem(f'{expected}, got "{value}" without a unit. {way_out}')
    try:
        return _quantity(number, "" if unit == "ratio" else unit, dimension)
    except UnitProblem as problem:
        raise CellProblem(f'{expected}, got "{value}"{_why(problem)}') from problem


@lru_cache(maxsize=4096)
def _quantity(number: float, unit: str, dimension: Dimension) -> Quantity:
    """A figure; the racks of a list say the same ones many times, and each takes a while."""
    return parse(f"{number!r} {unit}", dimension)


def _parted(
    value: Value, dimension: Dimension, sign: DecimalSign, expected: str
) -> tuple[float, str]:
    """Number and unit of a cell."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value), ""
    text = str(value).strip()
    breaker = _breaker(text) if dimension is CURRENT else None
    match = breaker or _FIGURE.fullmatch(text)
    if match is None:
        raise CellProblem(f'{expected}, got "{text}"{_oddity(text)}')
    try:
        number = read_number(match["number"].strip(), sign)
    except ValueError as problem:
        why = f"which {problem}. Write it without signs between digits"
        told = "which is no number" if str(problem) == "no number" else why
        raise CellProblem(f'{expected}, got "{text}", {told}') from problem
    return number, "A" if breaker else _unit(match["unit"], dimension)


def _unit(text: str, dimension: Dimension) -> str:
    """A unit behind a number, spelled as it is read here where people spell it otherwise."""
    told = text.strip().rstrip(".")
    spelled = UNITS.get(told.lower(), told)
    return spelled if unit_fits(spelled, dimension) else told


def _breaker(value: Value) -> re.Match[str] | None:
    """``63A 3P``, ``60A/3P/415V``."""
    return _BREAKER.fullmatch(value.strip()) if isinstance(value, str) else None


def _oddity(text: str) -> str:
    if text.startswith("="):
        return ", a formula that no program has reckoned. Open the workbook and save it"
    if text.startswith("#"):
        return ", an error of the spreadsheet"
    return ""


def _why(problem: UnitProblem) -> str:
    """What is wrong beside the text itself, in the words of the units."""
    _, quote, why = problem.got.rpartition('"')
    hint = f". {problem.hint}" if problem.hint else ""
    return f"{why if quote else ''}{hint}".rstrip(".")
