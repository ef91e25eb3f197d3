"""Numbers as people write them: 1,234.5 and 1.234,5, 12,5 and 12.5.

Whether ``1,234`` is a thousand or one and a bit, its writer's country decides, and a list has one
writer. So a sheet is looked through first for numbers that can be read in one way only. Where it
holds none, a single comma is refused and a single point parts tenths, as programs write them; where
it holds both kinds, either is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, TypeAlias

__all__ = ["DecimalSign", "decimal_sign", "read_number"]

DecimalSign: TypeAlias = Literal[".", ",", "", "?"]
"""What stands before tenths in a sheet; "" where nothing shows it, "?" where both do."""

_BLANK = "[ \u00a0\u2009\u202f'\u2019]"
_BY_BLANKS = re.compile(rf"[+-]?\d{{1,3}}({_BLANK}\d{{3}})+([.,]\d+)?")
_WHOLE = re.compile(r"[+-]?\d+")
_BY_SIGN: dict[DecimalSign, re.Pattern[str]] = {
    ".": re.compile(r"[+-]?(\d{1,3}(,\d{3})+(\.\d+)?|\d*\.\d+)"),
    ",": re.compile(r"[+-]?(\d{1,3}(\.\d{3})+(,\d+)?|\d*,\d+)"),
}


def decimal_sign(texts: Iterable[str]) -> DecimalSign:
    """The decimal sign of a sheet, by those of its numbers that can be read in one way only.

    Examples
    --------
    >>> decimal_sign(["12,5", "1.234"]), decimal_sign(["1,234"]), decimal_sign(["0.5", "0,5"])
    (',', '', '?')
    """
    seen: set[DecimalSign] = set()
    for text in texts:
        readings = _readings(text)
        if len(readings) == 1:
            seen.update(readings)
    seen.discard("")
    return (seen.pop() if len(seen) == 1 else "?") if seen else ""


def read_number(text: str, sign: DecimalSign) -> float:
    """A number.

    Raises
    ------
    ValueError
        For what is no number, or can be read as two.

    Examples
    --------
    >>> read_number("1.234,5", ","), read_number("1,234.5", ""), read_number("12 500", "")
    (1234.5, 1234.5, 12500.0)
    >>> read_number("1.234", ","), read_number("1.234", "")
    (1234.0, 1.234)
    >>> read_number("1,234", "")
    Traceback (most recent call last):
        ...
    ValueError: may be 1234 or 1.234
    """
    readings = _readings(re.sub(_BLANK, "", text) if _BY_BLANKS.fullmatch(text) else text)
    if not readings:
        raise ValueError("no number")
    if len(readings) == 1:
        return next(iter(readings.values()))
    if sign in readings:
        return readings[sign]
    if sign == "" and "," not in text:
        return readings["."]
    raise ValueError(f"may be {readings['.']:.10g} or {readings[',']:.10g}")


def _readings(text: str) -> dict[DecimalSign, float]:
    """What a text says by each decimal sign; under "" where it has none."""
    if _WHOLE.fullmatch(text):
        return {"": float(text)}
    found: dict[DecimalSign, float] = {}
    for sign, pattern in _BY_SIGN.items():
        if pattern.fullmatch(text):
            group = "," if sign == "." else "."
            found[sign] = float(text.replace(group, "").replace(",", "."))
    return found
