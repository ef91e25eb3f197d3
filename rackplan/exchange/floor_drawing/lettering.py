"""Text that a drawing program takes as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rackplan.writing import one_line

if TYPE_CHECKING:
    from ezdxf.layouts.base import BaseLayout

__all__ = ["STYLE", "fitted", "plain", "write"]

STYLE = "RACKPLAN"
_LETTER = 0.85
"""Width of a letter over its height; no font in use is wider on average."""


def plain(text: object) -> str:
    """A text as one line, without what a drawing program takes for codes.

    Examples
    --------
    >>> plain("Hall%%u 1"), plain("a^Jb")
    ('Hall% %u 1', 'a^ Jb')
    """
    return one_line(text).replace("%%", "% %").replace("^", "^ ")


def fitted(text: str, height: float, room: float) -> float:
    """A height of letters, no more than asked for, at which a text fits into a room [mm].

    Examples
    --------
    >>> fitted("R01-P05", 90.0, 1000.0), round(fitted("hgx-b200-liquid-rack", 90.0, 1000.0), 1)
    (90.0, 58.8)
    """
    return min(height, room / (_LETTER * max(len(text), 1)))


def write(
    layout: BaseLayout, text: str, at: tuple[float, float], height: float, layer: str
) -> None:
    """Write a line with its lower left corner at a point [mm]."""
    layout.add_text(
        plain(text), dxfattribs={"layer": layer, "style": STYLE, "height": height, "insert": at}
    )
