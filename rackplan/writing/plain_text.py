"""Text of one line, without control characters.

Names come from input files. A name that holds a line break, an escape sequence or a Unicode
override of the reading direction could make a document say what it does not say, so it is cleaned
once, here, wherever text is shown. Right-to-left letters stay: they are only names.
"""

from __future__ import annotations

import unicodedata

__all__ = ["one_line"]

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_BIDI_CONTROLS = frozenset(
    "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c"
)


def one_line(text: object) -> str:
    r"""A text as one line that cannot change what stands around it.

    Examples
    --------
    >>> one_line("Hall 1,\nnorth \x1b[2J")
    'Hall 1, north \ufffd[2J'
    """
    return "".join(_shown(letter) for letter in " ".join(str(text).split()))


def _shown(letter: str) -> str:
    if letter in _BIDI_CONTROLS:
        return ""
    return _REPLACEMENT if unicodedata.category(letter) in {"Cc", "Cs", "Cn", "Co"} else letter
