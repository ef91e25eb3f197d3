"""Tables of the page beside the schedules: findings, margins, losses, what binds, where from."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version
from typing import Any

from rackplan.handover import Handover
from rackplan.handover.schedules import schedules_of
from rackplan.handover.table import Column, Schedule
from rackplan.model.outage import Outage
from rackplan.model.verdict import Margin
from rackplan.report.handed_over import result_of
from rackplan.report.page.columns import plain_table, schedule_table
from rackplan.report.shown import Shown
from rackplan.report.tables import figure_table
from rackplan.report.wording import named
from rackplan.rules import RULES
from rackplan.verify.facts import Facts

__all__ = ["tables_of"]

_SHARE = Column("share", "used", "Used over limit.", "share")


def tables_of(
    handover: Handover, outages: Sequence[Outage], shown: Shown, facts: Facts | None = None
) -> list[dict[str, Any]]:
    """Every table of the page, in the order in which it is shown; `facts` of the plan, if known."""
    verdict = handover.verdict
    schedules = [schedule_table(each, shown) for each in schedules_of(handover, facts).values()]
    findings = [_findings(handover, shown)] if verdict.findings else []
    return [
        *findings,
        *(table for table in schedules if table["rows"]),
        _outages(outages, shown),
        _margins(verdict.margins, shown),
        _binding(handover, shown),
        _assumptions(handover, shown),
        _files(handover, shown),
    ]


def _findings(handover: Handover, shown: Shown) -> dict[str, Any]:
    columns = (
        Column("rule", "rule", "The rule that is broken."),
        Column("where", "where", "The place that it fails at."),
        Column("value", "value", "What is there.", "figure"),
        Column("limit", "limit", "What is allowed.", "figure"),
        Column("unit", "unit", "Of value and limit."),
        Column("after", "after losing", "The loss that causes it."),
        Column("sentence", "finding", "In words, in the verifier's own units."),
    )
    rows = (
        (f.rule, f.where, *_both(f.value, f.limit, f.unit, shown), _loss(f.failure), f.sentence)
        for f in handover.verdict.findings
    )
    about = "Limits that this plan breaks, worst first within each rule."
    return plain_table(Schedule("findings", "Findings", about, columns), rows, shown)


def _margins(margins: Iterable[Margin], shown: Shown) -> dict[str, Any]:
    columns = (
        Column("rule", "rule", "The rule."),
        Column("where", "where", "The place."),
        Column("used", "used", "What is there.", "figure"),
        Column("limit", "limit", "What is allowed.", "figure"),
        Column("unit", "unit", "Of used and limit."),
        _SHARE,
        Column("after", "after losing", "The loss after which it is tightest."),
        Column("says", "what the rule says", "The rule in a sentence."),
    )
    about = "The tightest places of each rule, over all states that were checked."
    return plain_table(
        Schedule("margins", "Margins", about, columns), (_margin(m, shown) for m in margins), shown
    )


def _margin(margin: Margin, shown: Shown) -> tuple[Any, ...]:
    figures = _both(margin.used, margin.limit, margin.unit, shown)
    share = margin.used / margin.limit if margin.limit else None
    says = RULES[margin.rule].sentence if margin.rule in RULES else ""
    return margin.rule, margin.where, *figures, share, _loss(margin.failure), says


def _binding(handover: Handover, shown: Shown) -> dict[str, Any]:
    columns = (
        Column("rule", "rule", "The rule."),
        Column("where", "where", "The place."),
        Column("used", "used", "Of the limit.", "figure"),
        Column("limit", "limit", "The limit.", "figure"),
        Column("unit", "unit", "Of used and limit."),
        Column("worth", "one more is worth", "Price in the relaxation, near the plan.", "figure"),
        Column("worth_unit", "in", "Unit of the worth: objective over metric unit of the limit."),
        Column("after", "after losing", "The loss that it binds after."),
    )
    rows = (
        (
            b.rule,
            b.where,
            *_both(b.used, b.limit, b.unit, shown),
            b.gain,
            b.worth_unit,
            _loss(b.failure),
        )
        for b in handover.binding
    )
    about = "What holds the plan back, worth most first, as the search found it."
    return plain_table(Schedule("binding", "What binds", about, columns), rows, shown)


def _outages(outages: Sequence[Outage], shown: Shown) -> dict[str, Any]:
    columns = (
        Column("loss", "loss", "What is lost."),
        Column("alike", "alike", "Losses that are alike, this one included.", "count", total=True),
        Column("dark", "racks dark", "Racks that nothing feeds any more.", "count"),
        Column("dark_kw", "dark", "Their planned power.", "figure", "kW"),
        Column("machines", "machines dark", "Cooling machines that nothing feeds.", "count"),
        Column("throttled", "racks throttled", "Racks capped on the feed left.", "count"),
        Column("throttled_kw", "throttled by", "Together.", "figure", "kW"),
        Column("carrier", "most rises on", "The node whose load rises most."),
        Column("load", "load there", "What it carries then.", "figure"),
        Column("load_unit", "load unit", "Of that load."),
        Column("load_share", "of usable", "That load over what it may carry.", "share"),
        Column("rule", "tightest rule", "Of all limits held against this loss."),
        Column("where", "tightest at", "Its place."),
        Column("used", "used", "Of that limit.", "figure"),
        Column("limit", "limit", "That limit.", "figure"),
        Column("unit", "unit", "Of that limit."),
    )
    about = "Every single loss: what it takes, who carries on, and what is then tightest."
    rows = (_outage(each, shown) for each in outages)
    return plain_table(Schedule("outages", "Outage matrix", about, columns), rows, shown)


def _outage(outage: Outage, shown: Shown) -> tuple[Any, ...]:
    first = outage.carried[0] if outage.carried else None
    tight = outage.tightest
    return (
        named(str(outage.failure)),
        outage.alike,
        sum(outage.dark.values()),
        outage.dark_kw,
        len(outage.machines),
        sum(outage.throttled.values()),
        outage.throttled_kw,
        *(
            ("", None, "", None)
            if first is None
            else (first.node, first.load, first.unit, first.share)
        ),
        *(("", "") if tight is None else (tight.rule, tight.where)),
        *((None, None, "") if tight is None else _both(tight.used, tight.limit, tight.unit, shown)),
    )


def _assumptions(handover: Handover, shown: Shown) -> dict[str, Any]:
    columns = (
        Column("figure", "figure", "Product or place, and which of its figures."),
        Column("confidence", "confidence", "From published down to assumption."),
        Column("source", "source", "See the sources."),
        Column("derived", "follows from others", "1 where it stands in no file.", "count"),
        Column("note", "note", "What more there is to say."),
    )
    rank = ("assumption", "unstated", "estimate", "vendor-typical", "published")
    figures = sorted(
        figure_table(result_of(handover)), key=lambda line: rank.index(line.confidence)
    )
    rows = ((f.path, f.confidence, f.source or "", int(f.is_derived), f.note) for f in figures)
    about = "Every figure that the plan rests on, least certain first."
    return plain_table(Schedule("assumptions", "Assumptions register", about, columns), rows, shown)


def _files(handover: Handover, shown: Shown) -> dict[str, Any]:
    columns = (
        Column("what", "what", "An input, a program or a setting."),
        Column("value", "SHA-256, or version", "Of the content of an input, or of a program."),
    )
    rows = [*_made(handover), *_versions(handover), *sorted(handover.site.inputs.files.items())]
    about = "What the plan was made with, what verified it, and the hash of every file behind it."
    return plain_table(Schedule("files", "Provenance", about, columns), rows, shown)


def _made(handover: Handover) -> Iterator[tuple[str, str]]:
    made = handover.made
    if made is None:
        yield "plan made with", "not said, or changed since"
        return
    yield "plan made with", f"rackplan {made.rackplan}"
    for name, value in (("seed", made.seed), ("threads", made.threads)):
        yield name, "not said" if value is None else str(value)
    same = {True: "yes", False: "no: the clock ended the search", None: "not said"}
    yield "same plan with the same seed and threads", same[made.deterministic]


def _versions(handover: Handover) -> Iterator[tuple[str, str]]:
    """What verified the plan and made this page."""
    yield "verified with", f"rackplan {handover.rackplan}, Python {platform.python_version()}"
    for name in ("numpy", "scipy", "pint"):
        yield f"verified with {name}", version(name)


def _both(one: float, other: float, unit: str, shown: Shown) -> tuple[float, float, str]:
    return shown.value(one, unit), shown.value(other, unit), shown.unit(unit)


def _loss(failure: object) -> str:
    return "" if failure is None else named(str(failure))
