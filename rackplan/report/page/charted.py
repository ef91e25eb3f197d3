"""A page of charts and tables: what a comparison, and whatever else sets plans side by side, shows.

Whoever has such an answer makes a `Charted` of it; the page is then that of a plan in style, in its
tables and on paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from rackplan.report.page.answer import Fact
from rackplan.report.page.template import heading_of, rendered

__all__ = ["Bar", "Chart", "Charted", "Plot", "chart_of", "page_of_charts"]

_HALF = 900.0
_SCRIPTS = ("content.js", "colours.js", "tables.js", "paper.js")


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart.

    Attributes
    ----------
    title, text, note : str
        What it is, its figure as people read it, and what more there is to say.
    central : float or None
        How long it is, 0 to 1; None where there is no figure.
    spread : tuple of float or None
        From where to where the figure may lie, 0 to 1.
    """

    title: str
    text: str
    central: float | None = None
    spread: tuple[float, float] | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars that have one scale, which begins at nothing."""

    title: str
    about: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawing with axes, as SVG without a style of its own: it takes the colours of the page.

    Attributes
    ----------
    title : str
    svg : str
    width : float [px]
        At which its words have the size that they are meant for.
    """

    title: str
    svg: str
    width: float

    @property
    def markup(self) -> Markup:
        """The drawing, for a template."""
        return Markup(self.svg)  # noqa: S704  # an XML writer escaped every text in it

    @property
    def is_wide(self) -> bool:
        """Whether it takes all the page."""
        return self.width > _HALF


@dataclass(frozen=True)
class Charted:
    """What such a page says.

    Attributes
    ----------
    title, sub : str
        What was set side by side, and under which terms.
    holds, is_refuted : bool
        Whether something stands and the verifier agrees with all of it, as `sentence` says; whether
        it refutes a plan.
    facts : sequence of Fact
        The figures that decide.
    tables : sequence of mapping
        As `rackplan.report.page.columns.plain_table` makes them.
    notes : sequence of str
        What a reader should bear in mind.
    not_certified : str
        What no plan certifies.
    plots : sequence of Plot
        Drawings that come before the charts.
    """

    title: str
    sub: str
    holds: bool
    is_refuted: bool
    sentence: str
    facts: Sequence[Fact]
    charts: Sequence[Chart]
    tables: Sequence[dict[str, Any]]
    notes: Sequence[str]
    not_certified: str
    plots: Sequence[Plot] = ()


def chart_of(
    title: str,
    about: str,
    bars: Iterable[tuple[Bar, float | None, tuple[float, float] | None]],
    *,
    whole: float = 0.0,
) -> Chart:
    """A chart of bars with their figures, and their low and high, in any one unit.

    Parameters
    ----------
    whole : float
        What a bar is as long as the chart for, where that is more than all figures.
    """
    told = list(bars)
    ends = [v for _, value, spread in told for v in (value, *(spread or ())) if v is not None]
    most = max((*ends, whole)) or 1.0

    def share(value: float) -> float:
        return min(max(value / most, 0.0), 1.0)

    return Chart(
        title,
        about,
        tuple(
            Bar(
                bar.title,
                bar.text,
                None if value is None else share(value),
                None if spread is None else (share(spread[0]), share(spread[1])),
                bar.note,
            )
            for bar, value, spread in told
        ),
    )


def page_of_charts(page: Charted) -> str:
    """Make the page: an HTML document that holds all it needs."""
    return rendered(
        "charts.html",
        _SCRIPTS,
        {"tables": [table for table in page.tables if table["rows"]]},
        title=heading_of(page.title),
        sub=page.sub,
        holds=page.holds,
        sentence=page.sentence,
        facts=page.facts,
        charts=page.charts,
        plots=page.plots,
        notes=page.notes,
        not_certified=page.not_certified,
    )
