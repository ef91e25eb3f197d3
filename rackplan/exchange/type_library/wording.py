"""Figures that are told in words: powers, weights, flows, units, and names of accelerators.

They are shown and compared, and never used: a sentence may speak of another thing, of a whole rack,
of the packing, or of the largest of a series.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

__all__ = ["ADDRESS", "Quoted", "Topic", "accelerators", "quoted"]

Topic = Literal["power", "mass", "flow", "units", "current", "voltage"]

_UNITS: dict[str, tuple[Topic, float]] = {
    "w": ("power", 1.0),
    "kw": ("power", 1e3),
    "mw": ("power", 1e6),
    "kva": ("power", 1e3),
    "va": ("power", 1.0),
    "kg": ("mass", 1.0),
    "kgs": ("mass", 1.0),
    "lb": ("mass", 0.45359237),
    "lbs": ("mass", 0.45359237),
    "l/min": ("flow", 1.0),
    "lpm": ("flow", 1.0),
    "gpm": ("flow", 3.785411784),
    "u": ("units", 1.0),
    "ru": ("units", 1.0),
    "a": ("current", 1.0),
    "v": ("voltage", 1.0),
}
"""What a unit is about, and what it is in W, kg, L/min, units, A or V."""

_NUMBER = r"(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?)"
_FIGURE = re.compile(
    rf"(?<![\w.,/-]){_NUMBER}[ -]?({'|'.join(sorted(_UNITS, key=len, reverse=True))})(?![\w/])",
    re.IGNORECASE,
)
_SIZES = re.compile(r"\s*[x\u00d7*]\s*\d", re.IGNORECASE)
_OF_SIZES = re.compile(r"\d[HWD]?\s*[x\u00d7*]\s*$", re.IGNORECASE)
_THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")
ADDRESS = re.compile(r"https?://\S+")
"""What stands in an address is said of nothing."""

_ACCELERATOR = re.compile(
    r"(?<![A-Za-z0-9-])(MI(?:100|210|250X?|300[AX]?|325X|350X|355X|4\d\dX?)"
    r"|G?[BR][1-3]00|G?H[12]00|A(?:100|30|40)|V100|L40S?)(?![A-Za-z0-9])"
)


@dataclass(frozen=True, slots=True)
class Quoted:
    """A figure in words.

    Attributes
    ----------
    text : str
        As it is written.
    value : float
        In W, kg, L/min, units, A or V.
    """

    topic: Topic
    text: str
    value: float


def quoted(words: str, topic: Topic) -> tuple[Quoted, ...]:
    """All figures of a topic, in the order of the words, each once.

    Examples
    --------
    >>> [(q.text, q.value) for q in quoted("8U, 6.5kW at full load, 1,071 W a supply", "power")]
    [('6.5kW', 6500.0), ('1,071 W', 1071.0)]
    >>> [round(q.value, 2) for q in quoted("System Weight: 271.5 lbs (123.16 kgs) max", "mass")]
    [123.15, 123.16]
    >>> quoted("1998H x 600W x 1200D mm", "power")
    ()
    """
    found = (each for each in _figures(ADDRESS.sub(" ", words)) if each.topic == topic)
    return tuple({each.value: each for each in found}.values())


def accelerators(words: str) -> tuple[str, ...]:
    """Accelerators that are named, a superchip by the accelerators on it.

    Examples
    --------
    >>> accelerators("GB300 tray, 4x B300 GPU"), accelerators("8x MI300X"), accelerators("R760")
    (('B300',), ('MI300X',), ())
    """
    names = (name.removeprefix("G") for name in _ACCELERATOR.findall(ADDRESS.sub(" ", words)))
    return tuple(dict.fromkeys(names))


def _figures(words: str) -> Iterator[Quoted]:
    for match in _FIGURE.finditer(words):
        topic, factor = _UNITS[match[2].lower()]
        if _SIZES.match(words, match.end()) or _OF_SIZES.search(words[: match.start()]):
            continue  # 600W x 1200D mm is how wide it is
        if topic in ("current", "voltage", "units") and not match[2].isupper():
            continue  # "8 a day", "2 u" are no figures
        yield Quoted(topic, match[0], _number(match[1]) * factor)


def _number(text: str) -> float:
    """A number as written: 1,071 is a thousand and more, 6,5 six and a half."""
    if _THOUSANDS.fullmatch(text):
        return float(text.replace(",", ""))
    return float(text.replace(",", "."))
