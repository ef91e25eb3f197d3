"""Slugs: names in small letters, digits and dashes, each once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

__all__ = ["slug_of", "slugs_of"]


def slug_of(text: str) -> str:
    """A name as a slug.

    Examples
    --------
    >>> slug_of("NVIDIA MGX"), slug_of("Société Générale, 2.5 MW"), slug_of("机")
    ('nvidia-mgx', 'societe-generale-2-5-mw', 'x')
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9_]+", "-", plain.lower()).strip("-")[:90] or "x"


def slugs_of(names: Iterable[str]) -> dict[str, str]:
    """A slug for each name, with a number behind it where two would be one.

    Examples
    --------
    >>> slugs_of(["a.b", "a-b", "c"])
    {'a.b': 'a-b', 'a-b': 'a-b-2', 'c': 'c'}
    """
    slugs: dict[str, str] = {}
    taken: set[str] = set()
    for name in dict.fromkeys(names):
        wanted, number = slug_of(name), 1
        slug = wanted
        while slug in taken:
            number += 1
            slug = f"{wanted}-{number}"
        slugs[name] = slug
        taken.add(slug)
    return slugs
