"""The name that somebody probably meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

__all__ = ["nearest"]

_ALIKE = 0.6
_LEAST_LETTERS = 3


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known name nearest to a word: one that begins with it, or holds it, or is spelt alike.

    Examples
    --------
    >>> nearest("gb300", ["hgx-b300-8", "gb300-nvl72"])
    'gb300-nvl72'
    >>> nearest("raiting", ["voltage", "rating"])
    'rating'
    >>> nearest("x", ["voltage", "rating"]) is None
    True
    """
    names = {name.lower(): name for name in reversed(list(known))}
    folded = word.lower()
    held = [name for name in names if len(folded) >= _LEAST_LETTERS and folded in name]
    if held:
        return names[min(held, key=lambda name: (name.index(folded), len(name), name))]
    alike = difflib.get_close_matches(folded, names, n=1, cutoff=_ALIKE)
    return names[alike[0]] if alike else None
