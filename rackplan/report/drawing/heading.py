"""The heading of the page: which site, which plan, how good, and whether it is verified."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from rackplan.report.drawing.frame import MARGIN
from rackplan.report.drawing.ink import draw
from rackplan.report.drawing.lettering import Lettering, Spot, text_width
from rackplan.report.wording import count, figure, percent
from rackplan.result import Result
from rackplan.units import POWER, magnitude

__all__ = ["draw_heading"]

_STAMP_HEIGHT = 40.0


def draw_heading(layer: Element, letters: Lettering, page_width: float, result: Result) -> None:
    """Draw title, stamp and the line of what matters."""
    site = result.site
    left_of_stamp = _stamp(layer, letters, page_width, result)
    room = left_of_stamp - MARGIN - 20
    letters.put(site.name, Spot(MARGIN, MARGIN + 12, 21, "start", 14, room), "bold")
    letters.put(" · ".join(_facts(result)), Spot(MARGIN, MARGIN + 38, 12.5, "start", 9, room))


def _facts(result: Result) -> list[str]:
    site, claim = result.site, result.termination
    scenario = f":{site.inputs.scenario}" if site.inputs.scenario else ""
    facts = [f"{site.id}{scenario}", f"planned for {site.demand.date.isoformat()}"]
    if result.plan is not None:
        facts.append(f"{magnitude(result.it_power, POWER):,.0f} kW IT")
        facts.append(count(len(result.plan.placements), "rack"))
    if claim.value is not None:
        facts.append(f"{claim.objective.replace('_', ' ')} {figure(claim.value, 6)} {claim.unit}")
    if claim.value is not None or result.plan is None:
        facts.append(
            claim.status + (f", gap {percent(claim.gap)}" if claim.gap is not None else "")
        )
    return facts


def _stamp(layer: Element, letters: Lettering, page_width: float, result: Result) -> float:
    """Draw the stamp at the right; return where it begins."""
    word, below, style = _stamp_words(result)
    width = max(text_width(word, 13, bold=True), text_width(below, 9.5)) + 24
    left = page_width - MARGIN - width
    draw(
        layer,
        "rect",
        x=left,
        y=MARGIN,
        width=width,
        height=_STAMP_HEIGHT,
        rx=5.0,
        stroke_width=1.4,
        class_=f"stamp {style and 'stamp-' + style}".strip(),
    )
    middle = left + width / 2
    ink = f"{style}-ink" if style else "soft"
    letters.put(word, Spot(middle, MARGIN + 13, 13, "middle"), f"bold {ink}")
    letters.put(below, Spot(middle, MARGIN + 29, 9.5, "middle"), "soft")
    return left


def _stamp_words(result: Result) -> tuple[str, str, str]:
    """Word, explanation and style of the stamp."""
    verdict = result.verdict
    if result.plan is None:
        return "NO PLAN", "the empty floor", ""
    if verdict is None:
        return "NOT VERIFIED", "nobody has checked this plan", ""
    checks = count(verdict.checks, "check")
    if not verdict.holds:
        return "REFUTED", f"{count(len(verdict.findings), 'finding')} in {checks}", "bad"
    losses = count(verdict.failures_simulated, "single loss", "single losses")
    return "VERIFIED", f"{checks}, {losses} simulated", "good"
