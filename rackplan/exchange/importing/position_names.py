"""Names of positions as people write them, parted into a row and a place in it.

``R01-P03``, ``A12``, ``DH1.A.12``, and ``12`` beside a row ``A`` are read; a bare number that names
no row is not, nor is "Rack 12" or a sentence. Two names are the same if their letters and numbers
are: ``R1-P3`` is ``R01-P03``.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TypeAlias

__all__ = ["Key", "Spot", "as_id", "key_of", "spot_of", "spots_of"]

Key: TypeAlias = tuple[str, ...]
"""What is left of a name when case, signs and idle zeros are gone."""

_TOKENS = re.compile(r"[a-z]+|[0-9]+")
_NO_ID = re.compile(r"[^A-Za-z0-9._-]+")
_SIGNS = r"[-./_ :\\]"
_PARTED = re.compile(rf"(?P<row>.+?){_SIGNS}+(?P<place>[^-./_ :\\]+)")
_LETTERS_AND_NUMBER = re.compile(r"(?P<row>[A-Za-z]+)(?P<place>[0-9]+)")
_TWO_OF_THEM = re.compile(r"(?P<row>[A-Za-z]+[0-9]+)(?P<place>[A-Za-z]+[0-9]+)")
_PLACE = re.compile(r"[A-Za-z]{0,6}[0-9]{1,5}[A-Za-z]?|[A-Za-z]")
_WORDS = frozenset(
    ("row", "hall", "room", "data", "aisle", "zone", "pod", "rack", "cab", "cabinet", "bay")
) | {"floor", "site", "building", "center", "centre", "suite", "cage", "module", "server", "grid"}
_DATE = re.compile(
    r"\d{4}-\d\d-\d\d|(\d+[-. ])?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[-. ]\d+",
    re.IGNORECASE,
)
"""What a spreadsheet makes of 3-12."""
_SEVERAL = re.compile(r"\s*[/+&,;]\s*")


@dataclass(frozen=True, order=True, slots=True)
class Spot:
    """A place in a row; its id is what the site calls it."""

    row: str
    place: str

    @property
    def id(self) -> str:
        """Row and place."""
        return f"{self.row}-{self.place}"

    @property
    def key(self) -> Key:
        """What makes it the same place, however it is spelled."""
        return key_of(self.id)


def key_of(text: str) -> Key:
    """Letters and numbers of a name.

    Examples
    --------
    >>> key_of("R01-P03") == key_of("r1 p3") == key_of("R1/P003")
    True
    """
    return tuple(token.lstrip("0") or "0" for token in _TOKENS.findall(text.lower()))


def as_id(text: str) -> str:
    """A name in the letters that an id may have; "" where none are left.

    Examples
    --------
    >>> as_id("Data Hall 1"), as_id("(Süd)"), as_id("?")
    ('Data-Hall-1', 'Sud', '')
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return _NO_ID.sub("-", plain).strip("-._")[:40]


def spot_of(text: str, row: str = "") -> Spot | None:
    """The row and the place that a name says; None where it says no row.

    Parameters
    ----------
    row : str
        The row, where the list says it beside the name; else "".

    Examples
    --------
    >>> [spot_of(text) for text in ("R01-P03", "A12", "DH1.A.12", "12")]
    [Spot(row='R01', place='P03'), Spot(row='A', place='12'), Spot(row='DH1.A', place='12'), None]
    >>> spot_of("12", "Row A"), spot_of("A12", "A"), spot_of("R01-P03", "R01")
    (Spot(row='A', place='12'), Spot(row='A', place='12'), Spot(row='R01', place='P03'))
    """
    text = text.strip()
    if row:
        return _in_row(text, row)
    if _DATE.fullmatch(text):
        return None
    for pattern in (_PARTED, _TWO_OF_THEM, _LETTERS_AND_NUMBER):
        match = pattern.fullmatch(text)
        if match and _PLACE.fullmatch(match["place"]) and _is_a_name(match["row"]):
            return _made(match["row"], match["place"])
    return None


def _is_a_name(row: str) -> bool:
    """Whether a text may be a row: words with blanks between them are a note, but for a few.

    A word such as "Rack" alone says what follows, and no row.
    """
    words = row.lower().split()
    if len(words) == 1 and words[0].strip("-./_:") in _WORDS:
        return False
    known = (w in _WORDS or len(w) <= 2 or any(c.isdigit() for c in w) for w in words)
    return len(words) == 1 or all(known)


def spots_of(text: str, row: str = "") -> tuple[Spot, ...]:
    """The places that a name says, where a wide rack names those that it takes: ``A01/A02``.

    Examples
    --------
    >>> spots_of("A01/A02"), spots_of("R01/P03")
    ((Spot(row='A', place='01'), Spot(row='A', place='02')), (Spot(row='R01', place='P03'),))
    """
    parts = [spot_of(part, row) for part in _SEVERAL.split(text.strip()) if part]
    found = [spot for spot in parts if spot is not None]
    if len(found) == len(parts) > 1 and len({spot.row for spot in found}) == 1:
        return tuple(found)
    whole = spot_of(text, row)
    return () if whole is None else (whole,)


def _in_row(text: str, row: str) -> Spot | None:
    """A place in a row that is known; the name may repeat the row in front."""
    called = re.sub(r"(?i)^(row|aisle)\s+", "", row.strip())
    names, wanted = _TOKENS.findall(text.lower()), key_of(called)
    front = tuple(name.lstrip("0") or "0" for name in names[: len(wanted)])
    if len(names) > len(wanted) and front == wanted:
        text = _behind(text, len(wanted))
    return _made(called, text)


def _behind(text: str, count: int) -> str:
    """What stands behind the first tokens of a name."""
    ends = [match.end() for match in _TOKENS.finditer(text.lower())]
    return text[ends[count - 1] :]


def _made(row: str, place: str) -> Spot | None:
    row, place = as_id(row), as_id(place)
    return Spot(row, place) if row and place else None
