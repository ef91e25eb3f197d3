"""Headings of columns: which field they mean, and in which unit its figures stand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rackplan.exchange.importing.vocabulary import IGNORED, UNITS, Field, field_called
from rackplan.units import APPARENT_POWER, MASS, POWER, Dimension, UnitProblem, parse

__all__ = ["Heading", "is_idle", "read_heading", "unit_fits"]

_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_SIGNS = re.compile(r"[^0-9a-z%\"]+")
_ALONE: dict[Dimension, str] = {POWER: "planned", APPARENT_POWER: "kva", MASS: "mass"}
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that means something.

    Attributes
    ----------
    unit : str
        Of the figures below it; "" where it says none.
    rank : int
        How exactly it says what it means, 0 being the best: "Model" says more than "Type".
    """

    text: str
    field: Field
    unit: str = ""
    rank: int = 0


def read_heading(text: str, above: str = "") -> Heading | None:
    """What a heading means; None where nobody has said so.

    Parameters
    ----------
    above : str
        The heading of the group of columns that it stands in.

    Examples
    --------
    >>> for text in ("Power (W)", "kW A", "Breaker A [A]", "Rack No.", "Colour"):
    ...     heading = read_heading(text)
    ...     print(heading and (heading.field.key, heading.unit))
    ('planned', 'W')
    ('planned_a', 'kW')
    ('breaker_a', 'A')
    ('rack', '')
    None
    """
    whole = " ".join(f"{above} {text}".split())
    if len(whole) > _LONGEST:
        return None
    return _with_brackets(whole, text) or _whole(whole, text) or _with_unit_behind(whole, text)


def is_idle(text: str) -> bool:
    """Whether a heading is known to tell nothing of a plan."""
    return _phrase(text) in IGNORED


def unit_fits(unit: str, dimension: Dimension | None) -> bool:
    """Whether figures of a dimension may stand in a unit."""
    if dimension is None:
        return False
    try:
        parse(f"1 {unit}", dimension)
    except UnitProblem:
        return False
    return True


def _phrase(text: str) -> str:
    return _SIGNS.sub(" ", text.lower()).strip()


def _with_brackets(whole: str, text: str) -> Heading | None:
    """``Power (kW)``, ``Load [W]``, ``(kW)``."""
    match = _BRACKETS.search(whole)
    unit = UNITS.get(match[1].strip().lower()) if match else None
    if match is None or unit is None:
        return None
    rest = _phrase(whole[: match.start()] + " " + whole[match.end() :])
    alone = next((word for kind, word in _ALONE.items() if unit_fits(unit, kind)), "")
    return _fitting(text, rest or alone, unit)


def _whole(whole: str, text: str) -> Heading | None:
    """``kW``, ``Feed A``, ``nameplate kW``: with the unit among its words, if there is one.

    The A of side A is no ampere.
    """
    phrase = _phrase(whole)
    found = field_called(phrase)
    if found is None:
        return None
    field, rank = found
    side = field.key[-1:] if field.key.endswith(("_a", "_b")) else ""
    units = (UNITS.get(word, "") for word in phrase.split() if word != side)
    unit = next((unit for unit in units if unit and unit_fits(unit, field.dimension)), "")
    return Heading(text, field, unit, rank)


def _with_unit_behind(whole: str, text: str) -> Heading | None:
    """``Design load, kW``, ``Weight in lbs``."""
    *words, last = _phrase(whole).split() or [""]
    unit = UNITS.get(last)
    if words and words[-1] == "in":
        words.pop()
    return None if unit is None else _fitting(text, " ".join(words), unit)


def _fitting(text: str, phrase: str, unit: str) -> Heading | None:
    """A heading with a unit, if that is one of what it means."""
    found = field_called(phrase)
    if found is None or not unit_fits(unit, found[0].dimension):
        return None
    return Heading(text, found[0], unit, found[1])
