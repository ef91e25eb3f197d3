"""What every part of a hall's drawing needs: where to draw, where to write, and what."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from xml.etree.ElementTree import Element

from rackplan.model.site import Row, Site
from rackplan.report.drawing.aisles import Aisle, Strip, aisles_of, strip_of
from rackplan.report.drawing.frame import HallFrame
from rackplan.report.drawing.lettering import Box, Lettering
from rackplan.report.drawing.palette import Palette
from rackplan.report.drawing.standing import Run, StandingRack, pod_runs
from rackplan.units import LENGTH, magnitude

__all__ = ["Sheet"]

_CROWDED = 17.0


@dataclass(frozen=True)
class Sheet:
    """A hall and the layers that it is drawn on.

    Attributes
    ----------
    page : Element
        Shapes in pixels of the page.
    floor : Element
        Shapes in metres of the hall.
    letters : Lettering
        All text, in pixels of the page.
    standing : tuple of StandingRack
        The racks of all halls.
    """

    page: Element
    floor: Element
    letters: Lettering
    frame: HallFrame
    site: Site
    standing: tuple[StandingRack, ...]
    look: Palette

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The rows of the hall."""
        return tuple(row for row in self.site.rows.values() if row.hall == self.frame.hall.id)

    @cached_property
    def strips(self) -> dict[str, Strip]:
        """Where each row stands [m]."""
        return {row.id: strip_of(row) for row in self.rows}

    @cached_property
    def pitches(self) -> dict[str, float]:
        """How wide the positions of each row are [m]."""
        return {row.id: magnitude(row.position_width, LENGTH) for row in self.rows}

    @cached_property
    def aisles(self) -> tuple[Aisle, ...]:
        """The aisles of the hall."""
        return aisles_of(self.site, self.frame.hall.id)

    @cached_property
    def racks(self) -> tuple[StandingRack, ...]:
        """The racks of the hall."""
        return tuple(rack for rack in self.standing if rack.row.id in self.strips)

    @cached_property
    def pods(self) -> tuple[Run, ...]:
        """The runs of positions that pods take in the hall, row by row."""
        return pod_runs(self.rows, self.racks)

    @property
    def grow(self) -> float:
        """How much larger words and lines may be than on a crowded floor."""
        return min(1.5, max(1.0, self.frame.scale / _CROWDED))

    @property
    def feed_offset(self) -> float:
        """How far the lines of the busways stand off a row, to be told from it [m]."""
        return min(3.8 * self.grow / self.frame.scale, 0.35)

    def metres(self, row: str, first: int, last: int) -> tuple[float, float, float, float]:
        """Corner and size of neighbouring positions on the floor: x, y, width, depth [m]."""
        strip, pitch = self.strips[row], self.pitches[row]
        return strip.x + first * pitch, strip.y, (last - first + 1) * pitch, strip.depth

    def pixels(self, row: str, first: int, last: int) -> Box:
        """Neighbouring positions on the page [px]."""
        x, y, width, depth = self.metres(row, first, last)
        frame = self.frame
        return Box(frame.px(x), frame.py(y + depth), frame.px(x + width), frame.py(y))

    def row_box(self, row: Row) -> Box:
        """A whole row on the page [px]."""
        return self.pixels(row.id, 0, len(row.positions) - 1)
