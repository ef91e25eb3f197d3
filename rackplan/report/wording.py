"""Text that is safe to show: one line, no control characters, and figures as people read them.

Names come from input files. A name that holds a line break, an escape sequence or a Unicode
override of the reading direction could make a summary say what it does not say, so it is cleaned
once, here, wherever text is shown. Right-to-left letters stay: they are only names.
"""

from __future__ import annotations

import unicodedata

__all__ = ["count", "figure", "joined", "money", "named", "one_line", "percent"]

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_BIDI_CONTROLS = frozenset(
    "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c"
)

_KINDS = {"ups": "UPS", "cdu": "CDU", "air_unit": "air unit"}


def named(failure: str) -> str:
    """A kind of failure, or a failure with its component, as people write it.

    Examples
    --------
    >>> named("ups K1.U2"), named("air_unit")
    ('UPS K1.U2', 'air unit')
    """
    kind, space, component = failure.partition(" ")
    return f"{_KINDS.get(kind, kind)}{space}{one_line(component)}"


def one_line(text: object) -> str:
    r"""A text as one line that cannot change what stands around it.

    Examples
    --------
    >>> one_line("Hall 1,\nnorth \x1b[2J")
    'Hall 1, north \ufffd[2J'
    """
    return "".join(_shown(letter) for letter in " ".join(str(text).split()))


def figure(value: float, digits: int = 4) -> str:
    """A number to so many significant digits, never fewer than stand before the point.

    Examples
    --------
    >>> figure(31234.5), figure(2.71828), figure(143.75), figure(0.0)
    ('31,234', '2.718', '143.8', '0')
    """
    return f"{value:,.0f}" if abs(value) >= 10 ** (digits - 1) else f"{value:,.{digits}g}"


def money(usd: float) -> str:
    """An amount of money in the unit that keeps it short.

    Examples
    --------
    >>> money(812_400_000), money(45_600), money(0)
    ('812.4 MUSD', '45.6 kUSD', '0 USD')
    """
    for size, unit in ((1e9, "GUSD"), (1e6, "MUSD"), (1e3, "kUSD")):
        if abs(usd) >= size:
            return f"{figure(usd / size)} {unit}"
    return f"{figure(usd)} USD"


def percent(share: float, digits: int = 2) -> str:
    """A share in percent.

    Examples
    --------
    >>> percent(0.00347), percent(0.85), percent(0.0)
    ('0.35 %', '85 %', '0 %')
    """
    text = f"{100 * share:.{digits}f}"
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text} %"


def count(number: int, one: str, many: str = "") -> str:
    """A number of things.

    Examples
    --------
    >>> count(1, "rack"), count(1200, "rack"), count(2, "loss", "losses")
    ('1 rack', '1,200 racks', '2 losses')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def joined(parts: list[str], most: int) -> str:
    """A list that stops after so many parts and says how many it leaves out.

    Examples
    --------
    >>> joined(["a", "b", "c", "d"], 2)
    'a, b and 2 more'
    """
    shown = ", ".join(parts[:most])
    return shown if len(parts) <= most else f"{shown} and {len(parts) - most} more"


def _shown(letter: str) -> str:
    if letter in _BIDI_CONTROLS:
        return ""
    return _REPLACEMENT if unicodedata.category(letter) in {"Cc", "Cs", "Cn", "Co"} else letter
