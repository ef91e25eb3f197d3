"""The page of a plan: its answer, drawings and tables, and any single loss replayed."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from rackplan.handover import Handover
from rackplan.handover.cooling_limits import cooling_limits
from rackplan.report.page.answer import answer_of, not_certified_line, verdict_line
from rackplan.report.page.cooling import cooling_content
from rackplan.report.page.elevation_drawing import elevation_drawings
from rackplan.report.page.figure_tables import tables_of
from rackplan.report.page.halls import floor_content
from rackplan.report.page.losses import losses_content
from rackplan.report.page.nodes import nodes_content
from rackplan.report.page.one_line_drawing import one_line_parts
from rackplan.report.page.template import heading_of, rendered
from rackplan.report.page.yearly import year_shown
from rackplan.report.shown import Shown, shown_in
from rackplan.report.wording import one_line
from rackplan.verify.facts import Facts, facts_of
from rackplan.verify.outages import outages_in

__all__ = ["page_content", "page_of"]

_SCRIPTS = (
    "content.js",
    "colours.js",
    "losses.js",
    "floor.js",
    "cards.js",
    "tables.js",
    "paper.js",
    "page.js",
)


def page_of(handover: Handover) -> str:
    """Make the page of a plan.

    Parameters
    ----------
    handover : Handover
        Verified.

    Returns
    -------
    str
        An HTML document that holds all it needs.
    """
    site, shown = handover.site, shown_in(handover.site.policy.units)
    facts = facts_of(site, handover.plan)
    holds, sentence = verdict_line(handover)
    return rendered(
        "page.html",
        _SCRIPTS,
        page_content(handover, facts, shown),
        title=heading_of(site.name),
        scenario=heading_of(site.inputs.scenario or ""),
        date=site.demand.date.isoformat(),
        changes=[heading_of(change) for change in site.inputs.changes],
        version=handover.rackplan,
        layout_is_assumed=handover.layout_is_assumed,
        holds=holds,
        sentence=sentence,
        answer=answer_of(handover, shown),
        not_certified=not_certified_line(handover),
        unchecked=[one_line(text) for text in handover.verdict.thermal.unchecked],
        parts=one_line_parts(site, facts),
        elevations=[(rack, Markup(svg), note) for rack, svg, note in elevation_drawings(handover)],  # noqa: S704  # our own drawing, escaped by ElementTree
        year=year_shown(handover.year, shown),
    )


def page_content(handover: Handover, facts: Facts, shown: Shown) -> dict[str, Any]:
    """The figures that the scripts of the page draw and list."""
    limits = cooling_limits(facts)
    outages = outages_in(facts)
    metre = shown.value(1.0, "m")
    return {
        "units": {unit: shown.unit(unit) for unit in ("L/min", "degC", "kg", "m3/s", "m")},
        "metre": metre,
        "floor": floor_content(handover, facts, shown),
        "nodes": nodes_content(facts),
        "failures": losses_content(facts, limits, shown),
        "cooling": cooling_content(handover, limits[None], shown),
        "tables": tables_of(handover, outages, shown, facts),
    }
