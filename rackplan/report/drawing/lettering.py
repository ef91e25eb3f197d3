"""Text on a drawing that never runs into other text.

Every text asks for a place; it gets it, gets a smaller or shorter form of itself there, or is left
out because another text stands in the way. What matters most is therefore written first. Widths are
those of DejaVu Sans, one of the widest fonts a viewer falls back on.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal
from xml.etree.ElementTree import Element

from rackplan.report.drawing.ink import draw
from rackplan.report.wording import one_line

__all__ = ["Anchor", "Box", "Lettering", "Spot", "shortened", "text_width", "wrapped"]

Anchor = Literal["start", "middle", "end"]

_EMS = {
    **dict.fromkeys("ijl|'.,:;!I ", 0.40),
    **dict.fromkeys('ftr()[]-/\\J"·', 0.50),
    **dict.fromkeys("mwMW@%", 1.00),
    **dict.fromkeys("—…", 1.00),
}
_LOWER, _UPPER, _WIDE = 0.66, 0.78, 1.05
_ASCENT, _DESCENT = 0.80, 0.25
_CELL = 48.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the page [px]."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        """Half way from top to bottom [px]."""
        return (self.top + self.bottom) / 2

    def meets(self, other: Box) -> bool:
        """Whether two rectangles share area."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


@dataclass(frozen=True, slots=True)
class Spot:
    """A place for a line of text on the page.

    Attributes
    ----------
    x, y : float [px]
        Where the text is anchored; y is the middle of the line.
    size, smallest : float [px]
        The size wished for, and the smallest that is still worth reading.
    room : float [px]
        How long the text may become.
    turned : bool
        Reads upwards; x is then the middle of the line.
    whole : bool
        Either the whole text or nothing.
    keep_end : bool
        A text that is too long loses its beginning, not its end: ids differ at the end.
    """

    x: float
    y: float
    size: float
    anchor: Anchor = "start"
    smallest: float = 0.0
    room: float = float("inf")
    turned: bool = False
    whole: bool = False
    keep_end: bool = False


class Lettering:
    """A layer of text, and what is taken on it."""

    def __init__(self, layer: Element) -> None:
        self._layer = layer
        self._taken: dict[tuple[int, int], list[Box]] = defaultdict(list)

    def put(self, text: str, spot: Spot, style: str = "") -> bool:
        """Write a text at a spot, if it fits there; say whether it did."""
        fitted = _fitted(one_line(text), spot, bold="bold" in style)
        if fitted is None:
            return False
        shown, size = fitted
        box = _box(spot, text_width(shown, size, bold="bold" in style), size)
        if any(box.meets(other) for other in self._near(box)):
            return False
        self.reserve(box)
        self._write(shown, spot, size, style)
        return True

    def put_first(self, text: str, spots: Iterable[Spot], style: str = "") -> bool:
        """Write a text at the first of several spots where it fits."""
        return any(self.put(text, spot, style) for spot in spots)

    def reserve(self, box: Box) -> None:
        """Keep text away from a part of the page."""
        for cell in _cells(box):
            self._taken[cell].append(box)

    def _near(self, box: Box) -> Iterator[Box]:
        return (other for cell in _cells(box) for other in self._taken.get(cell, ()))

    def _write(self, text: str, spot: Spot, size: float, style: str) -> None:
        drop = (_ASCENT - _DESCENT) / 2 * size
        attributes: dict[str, str | float] = {"font_size": size}
        if spot.turned:
            attributes |= {"x": 0.0, "y": drop, "transform": _turn(spot)}
        else:
            attributes |= {"x": spot.x, "y": spot.y + drop}
        if spot.anchor != "start":
            attributes["text_anchor"] = spot.anchor
        if style:
            attributes["class_"] = style
        draw(self._layer, "text", text, **attributes)


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """A width that a text does not exceed in any common sans-serif font [px]."""
    return sum(map(_ems, text)) * size * (1.12 if bold else 1.0)


def shortened(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """The longest beginning of a text that fits, with an ellipsis; "" when nothing does."""
    if text_width(text, size, bold=bold) <= room:
        return text
    # A name may be endless: what cannot fit is cut off before it is measured letter by letter.
    kept = text[: int(room / (0.35 * size)) + 1] if size > 0 else ""
    while kept and text_width(kept + "…", size, bold=bold) > room:
        kept = kept[:-1]
    return kept.rstrip() + "…" if kept else ""


def wrapped(text: str, size: float, room: float) -> list[str]:
    """A text broken into lines between its words."""
    lines: list[str] = []
    for word in one_line(text).split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(shortened(word, size, room))
    return lines


def _fitted(text: str, spot: Spot, *, bold: bool) -> tuple[str, float] | None:
    """A text and a size that fit the room; None where nothing legible does."""
    wide = text_width(text, 1.0, bold=bold)
    size = spot.size if wide * spot.size <= spot.room else max(spot.room / wide, spot.smallest)
    size = min(size, spot.size)
    if spot.whole and wide * size > spot.room + 1e-6:
        return None
    shown = (
        shortened(text[::-1], size, spot.room + 1e-6, bold=bold)[::-1]
        if spot.keep_end
        else shortened(text, size, spot.room + 1e-6, bold=bold)
    )
    return (shown, size) if shown else None


def _box(spot: Spot, wide: float, size: float) -> Box:
    along = {"start": 0.0, "middle": wide / 2, "end": wide}[spot.anchor]
    half = (_ASCENT + _DESCENT) / 2 * size
    if spot.turned:
        return Box(spot.x - half, spot.y - wide + along, spot.x + half, spot.y + along)
    return Box(spot.x - along, spot.y - half, spot.x - along + wide, spot.y + half)


def _turn(spot: Spot) -> str:
    return f"translate({spot.x:.2f} {spot.y:.2f}) rotate(-90)"


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    for column in range(int(box.left // _CELL), int(box.right // _CELL) + 1):
        for line in range(int(box.top // _CELL), int(box.bottom // _CELL) + 1):
            yield column, line


def _ems(letter: str) -> float:
    if letter in _EMS:
        return _EMS[letter]
    if unicodedata.combining(letter):
        return 0.0
    if ord(letter) >= 0x250:  # Greek, Cyrillic and all further scripts: as wide as they get
        return _WIDE
    return _UPPER if letter.isupper() else _LOWER
