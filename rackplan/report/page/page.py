"""The page: one HTML file with its style, its scripts and its figures; nothing is fetched.

Why figures are one JSON text in the page: names of the inputs then meet HTML at one place only,
where every ``<``, ``>`` and ``&`` is escaped, and the scripts set text, never markup.
"""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files
from typing import Any

import jinja2
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
from rackplan.report.page.shown import Shown, shown_in
from rackplan.report.page.yearly import year_shown
from rackplan.verify import outages_of
from rackplan.verify.facts import Facts, facts_of
from rackplan.writing import one_line

__all__ = ["page_content", "page_of"]

_ASSETS = "rackplan.report.page.assets"
_SCRIPTS = ("content.js", "colours.js", "losses.js", "floor.js", "cards.js", "tables.js", "page.js")
_LONGEST_TITLE = 120


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
    name = one_line(site.name)[:_LONGEST_TITLE]
    return _template().render(
        title=name,
        scenario=one_line(site.inputs.scenario or "")[:_LONGEST_TITLE],
        date=site.demand.date.isoformat(),
        changes=[one_line(change)[:_LONGEST_TITLE] for change in site.inputs.changes],
        version=handover.rackplan,
        layout_is_assumed=handover.layout_is_assumed,
        holds=holds,
        sentence=sentence,
        answer=answer_of(handover, shown),
        not_certified=not_certified_line(handover),
        parts=[(title, Markup(drawing)) for title, drawing in one_line_parts(site, facts)],  # noqa: S704  # our own drawing, escaped by ElementTree
        elevations=[(rack, Markup(svg), note) for rack, svg, note in elevation_drawings(handover)],  # noqa: S704  # our own drawing, escaped by ElementTree
        year=year_shown(handover.year, shown),
        style=Markup(_asset("page.css")),  # noqa: S704  # our own file
        script=Markup("\n".join(_asset(name) for name in _SCRIPTS)),  # noqa: S704  # our own files
        content=Markup(_embedded(page_content(handover, facts, shown))),  # noqa: S704  # escaped right there
    )


def page_content(handover: Handover, facts: Facts, shown: Shown) -> dict[str, Any]:
    """The figures that the scripts of the page draw and list."""
    limits = cooling_limits(facts)
    outages = outages_of(handover.site, handover.plan)
    metre = shown.value(1.0, "m")
    return {
        "units": {unit: shown.unit(unit) for unit in ("L/min", "degC", "kg", "m3/s", "m")},
        "metre": metre,
        "floor": floor_content(handover, facts, shown),
        "nodes": nodes_content(facts),
        "failures": losses_content(facts, limits, shown),
        "cooling": cooling_content(handover, limits[None], shown),
        "tables": tables_of(handover, outages, shown),
    }


def _embedded(content: dict[str, Any]) -> str:
    """JSON that ends no element and begins none, whatever names it holds."""
    text = json.dumps(content, separators=(",", ":"), allow_nan=False)
    for letter in "<>&":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text


@lru_cache(maxsize=1)
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(_asset("page.html"))


def _asset(name: str) -> str:
    return files(_ASSETS).joinpath(name).read_text(encoding="utf-8")
