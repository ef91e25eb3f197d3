"""Drawings that show themselves in a notebook, and are text everywhere else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rackplan.handover import handover_of
from rackplan.report.floor_plan import floor_plan
from rackplan.report.page import elevations_svg, one_line_svg
from rackplan.result import Result
from rackplan.verify.facts import facts_of

__all__ = ["DRAWINGS", "Drawing", "drawing_of"]


@dataclass(frozen=True)
class Drawing:
    """An SVG document.

    Attributes
    ----------
    svg : str
        The whole document.
    """

    svg: str

    def __str__(self) -> str:
        return self.svg

    def _repr_svg_(self) -> str:
        """What a notebook shows."""
        return self.svg


def _one_line(result: Result) -> str:
    handover = handover_of(result)
    return one_line_svg(handover.site, facts_of(handover.site, handover.plan))


def _elevations(result: Result) -> str:
    return elevations_svg(handover_of(result))


DRAWINGS: dict[str, Callable[[Result], str]] = {
    "floor": floor_plan,
    "one-line": _one_line,
    "elevations": _elevations,
}
"""How each drawing is made, by the name of its file."""


def drawing_of(result: Result, which: str) -> Drawing:
    """Draw a result.

    Parameters
    ----------
    result : Result
        With a plan; the floor alone is also drawn empty.
    which : str
        One of `DRAWINGS`.

    Raises
    ------
    BadInputError
        Where there is no plan to draw.
    """
    return Drawing(DRAWINGS[which](result))
