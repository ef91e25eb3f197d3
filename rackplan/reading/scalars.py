"""What a plain scalar stands for: a documented small set, decided here and not by YAML.

=====================================  ==========================
written plain                          stands for
=====================================  ==========================
nothing at all, ``null``, ``~``        nothing
``true``, ``false``                    a truth value
``0``, ``-12``, ``24``                 a whole number
``0.5``, ``-87.94``                    a number
everything else                        text, as it is written
=====================================  ==========================

So ``no``, ``on``, ``010``, ``1e3``, ``12:30`` and ``2026-12-01`` are text. Where the model wants a
number or a date, it reads it from that text. What stands in quotes is always text.
"""

from __future__ import annotations

import re

__all__ = ["decode"]

_WORDS: dict[str, bool | None] = {"": None, "null": None, "~": None, "true": True, "false": False}
_WHOLE = re.compile(r"[+-]?(0|[1-9][0-9]{0,14})")
_DECIMAL = re.compile(r"[+-]?(0|[1-9][0-9]{0,14})\.[0-9]{1,18}")


def decode(text: str) -> object:
    """Decode a plain scalar.

    Examples
    --------
    >>> [decode(text) for text in ("24", "no", "010", "1e3", "true", "~")]
    [24, 'no', '010', '1e3', True, None]
    """
    if text in _WORDS:
        return _WORDS[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    return text
