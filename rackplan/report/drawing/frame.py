"""The page, and where on it each hall stands at one scale for all."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rackplan.model.site import Hall, Site
from rackplan.units import LENGTH, magnitude

__all__ = ["MARGIN", "PANEL", "PANEL_TOP", "HallFrame", "Page", "laid_out"]

MARGIN = 22.0
PANEL = 268.0
PANEL_TOP = MARGIN + 62.0
GAP = 14.0

_WIDEST, _DEEPEST, _LEAST_WIDTH = 1366.0, 800.0, 900.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 56.0, 112.0, 24.0, 36.0
_SMALLEST_SCALE, _LARGEST_SCALE = 14.0, 90.0
"""Below the smallest, codes and feeds cannot be told: the page grows, and the reader zooms in."""


@dataclass(frozen=True, slots=True)
class HallFrame:
    """A hall on the page: north up, its south-west corner the origin of its metres.

    Attributes
    ----------
    left, top : float [px]
        The north-west corner of the hall on the page.
    scale : float [px/m]
    width, depth : float [m]
    """

    hall: Hall
    left: float
    top: float
    scale: float
    width: float
    depth: float

    @property
    def right(self) -> float:
        """The east wall [px]."""
        return self.left + self.width * self.scale

    @property
    def bottom(self) -> float:
        """The south wall [px]."""
        return self.top + self.depth * self.scale

    def px(self, x: float) -> float:
        """An x of the hall [m] on the page."""
        return self.left + x * self.scale

    def py(self, y: float) -> float:
        """A y of the hall [m] on the page, which counts downwards."""
        return self.bottom - y * self.scale

    @property
    def transform(self) -> str:
        """What takes metres of the hall to the page."""
        move = f"translate({self.left:.4f} {self.bottom:.4f})"
        return f"{move} scale({self.scale:.3f} -{self.scale:.3f})"


@dataclass(frozen=True, slots=True)
class Page:
    """The whole page: its halls on the left, the panel on its right [px].

    Attributes
    ----------
    grow : float
        How much larger than usual heading and panel are: on a large page they stay readable when
        all of it is in view.
    """

    width: float
    height: float
    grow: float
    frames: tuple[HallFrame, ...]


def laid_out(site: Site, panel_height: float) -> Page:
    """Place all halls in a grid, at the largest common scale that a landscape page allows.

    Parameters
    ----------
    site : Site
    panel_height : float [px]
        What the panel needs.
    """
    sizes = [_size(hall) for hall in site.halls.values()]
    columns = max(range(1, len(sizes) + 1), key=lambda n: (_fitting(sizes, n), -n))
    scale = max(_fitting(sizes, columns), _SMALLEST_SCALE)
    grow = max(1.0, _height(sizes, columns, scale) / _DEEPEST)
    frames = tuple(_frames(list(site.halls.values()), columns, scale, PANEL_TOP * grow))
    right = max(frame.right for frame in frames) + _RIGHT + GAP
    bottom = max(frame.bottom for frame in frames) + _BOTTOM
    height = max(bottom, (PANEL_TOP + panel_height) * grow) + MARGIN
    return Page(max(right + (PANEL + MARGIN) * grow, _LEAST_WIDTH * grow), height, grow, frames)


def _frames(halls: Sequence[Hall], columns: int, scale: float, top: float) -> Iterator[HallFrame]:
    sizes = [_size(hall) for hall in halls]
    for start in range(0, len(halls), columns):
        line = range(start, min(start + columns, len(halls)))
        left = MARGIN
        for n in line:
            width, depth = sizes[n]
            yield HallFrame(halls[n], left + _LEFT, top + _TOP, scale, width, depth)
            left += _LEFT + width * scale + _RIGHT
        top += _TOP + max(sizes[n][1] for n in line) * scale + _BOTTOM


def _size(hall: Hall) -> tuple[float, float]:
    """Width and depth of a hall [m]."""
    return magnitude(hall.width, LENGTH), magnitude(hall.depth, LENGTH)


def _lines(
    sizes: Sequence[tuple[float, float]], columns: int
) -> list[Sequence[tuple[float, float]]]:
    return [sizes[start : start + columns] for start in range(0, len(sizes), columns)]


def _height(sizes: Sequence[tuple[float, float]], columns: int, scale: float) -> float:
    """How much of the page all halls take from top to bottom [px]."""
    lines = _lines(sizes, columns)
    return sum(max(depth for _, depth in line) * scale + _TOP + _BOTTOM for line in lines)


def _fitting(sizes: Sequence[tuple[float, float]], columns: int) -> float:
    """The largest scale at which so many halls fit side by side, and the lines under each other."""
    lines = _lines(sizes, columns)
    widest = max(sum(width for width, _ in line) for line in lines)
    deepest = sum(max(depth for _, depth in line) for line in lines)
    across = _WIDEST - 2 * MARGIN - PANEL - GAP - columns * (_LEFT + _RIGHT)
    down = _DEEPEST - len(lines) * (_TOP + _BOTTOM)
    scale = min(across / max(widest, 1.0), down / max(deepest, 1.0), _LARGEST_SCALE)
    return math.floor(scale * 1000) / 1000
