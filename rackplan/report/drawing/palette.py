"""Colours and codes of rack types.

Colours are Paul Tol's *light* scheme, made for labelled cells and told apart by colour-blind
readers (https://personal.sron.nl/~pault/). What serves the compute racks is grey. Every type also
has a two-letter code, so that a grey print reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rackplan.model.site import Site

__all__ = ["Palette", "palette_of"]

_COMPUTE = (
    "#77aadd",
    "#ee8866",
    "#44bb99",
    "#ffaabb",
    "#eedd88",
    "#aaaa00",
    "#99ddff",
    "#bbcc33",
)
_SUPPORT = {
    "network": "#b9c0c8",
    "storage": "#979fa9",
    "management": "#d6dade",
    "power": "#c8bfae",
}


@dataclass(frozen=True)
class Palette:
    """What each rack type looks like, by its id."""

    codes: dict[str, str]
    fills: dict[str, str]


def palette_of(site: Site, order: Sequence[str]) -> Palette:
    """Colours by place in the order, codes by what the id says."""
    codes: dict[str, str] = {}
    fills: dict[str, str] = {}
    compute = 0
    for rack in order:
        taken = set(codes.values())
        codes[rack] = next(code for code in _codes(rack) if code not in taken)
        role = site.catalog.racks[rack].role
        fills[rack] = _SUPPORT.get(role) or _COMPUTE[compute % len(_COMPUTE)]
        compute += role == "compute"
    return Palette(codes, fills)


def _codes(rack: str) -> Iterator[str]:
    """Codes for a type, the telling ones first: model number, words, any letters.

    >>> next(_codes("gb300-nvl72")), next(_codes("hgx-b200-rack")), next(_codes("network-ib-rack"))
    ('G3', 'B2', 'NI')
    """
    words = [word for word in re.split(r"[._-]+", rack.upper()) if word and word != "RACK"]
    words = words or [rack.upper()]
    numbered = [re.match(r"([A-Z])[A-Z]*(\d)", word) for word in words]
    yield from (match[1] + match[2] for match in numbered if match)
    first = words[0][0]
    yield from (first + word[0] for word in words[1:])
    yield from (first + letter for word in words for letter in word[1:])
    yield from (f"{first}{n}" for n in range(10))
    yield from (f"{n}" for n in range(10, 10_000))
