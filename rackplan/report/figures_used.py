"""Where the figures behind a result come from, in words."""

from __future__ import annotations

from rackplan.model.provenance import Origin
from rackplan.report.columns import aligned
from rackplan.report.tables import FigureLine, confidence_counts, figure_table
from rackplan.report.wording import joined, one_line
from rackplan.result import Result

__all__ = ["ASSUMED_LAYOUT", "layout_is_assumed", "origin_lines"]

_ORDER: tuple[Origin, ...] = (
    "published",
    "vendor-typical",
    "estimate",
    "assumption",
    "unstated",
)
_PATHS_SHOWN = 6
ASSUMED_LAYOUT = "Figures of halls and rows are assumptions in part, not published facts."
_LAYOUT = ("halls", "rows")


def origin_lines(result: Result) -> tuple[str, ...]:
    """How many figures are published and how many assumed, and which ones are assumed."""
    figures = figure_table(result)
    if not figures:
        return ()
    counts = confidence_counts(figures)
    rows = [(f"{counts[level]:,}", level) for level in _ORDER if counts[level]]
    written = [line for line in figures if not line.is_derived]
    assumed = [one_line(line.path) for line in written if line.confidence == "assumption"]
    named = (f"assumed: {joined(assumed, _PATHS_SHOWN)}",) if assumed else ()
    return (*aligned(rows, (True, False)), *named, *_layout_line(figures))


def layout_is_assumed(result: Result) -> bool:
    """Whether figures of the halls and rows of the site are assumptions."""
    return any(_is_layout(line) for line in figure_table(result))


def _layout_line(figures: tuple[FigureLine, ...]) -> tuple[str, ...]:
    if any(_is_layout(line) for line in figures):
        return (ASSUMED_LAYOUT,)
    return ()


def _is_layout(line: FigureLine) -> bool:
    top = line.path.split(".", 1)[0].split("[", 1)[0]
    return line.confidence == "assumption" and top in _LAYOUT
