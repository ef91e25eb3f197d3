"""The page of a study: what came of its cases, in figures, plots and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rackplan.report.page.answer import Fact
from rackplan.report.page.charted import Charted, Plot
from rackplan.report.page.compared import not_certified
from rackplan.report.page.drawn import shortened
from rackplan.report.page.studied_tables import study_tables
from rackplan.report.plots import plots_of
from rackplan.report.shown import shown_in
from rackplan.report.study_lines import reasons_of, shown_figure, shown_name, shown_value
from rackplan.report.study_units import as_asked
from rackplan.report.wording import count, joined, one_line, percent
from rackplan.study import RECORDED, STATUSES, Done, StudyResult, WrittenStudy, told_again

__all__ = ["study_page"]

_LONGEST = 90
_LONGEST_REASON = 300
_MOST_PARAMETERS, _MOST_REASONS, _MOST_CASES = 3, 6, 8


def study_page(told: WrittenStudy) -> Charted:
    """What the page of a study says, as it was written."""
    result = as_asked(told_again(told))
    refuted = result.counts.get("refuted", 0)
    return Charted(
        title=f"What if: {shortened(told.about or told.study, _LONGEST)}",
        sub=_sub(result),
        holds=_planned(result) > 0 and not refuted,
        is_refuted=refuted > 0,
        sentence=_sentence(result),
        facts=list(_facts(result)),
        charts=[],
        tables=study_tables(result, shown_in("metric")),
        notes=[*_reasons(result), *_unknown(told), *_stopped(result), *_early(told)],
        not_certified=not_certified(),
        plots=[_plot(name, svg) for name, svg in plots_of(result).items()],
    )


def _planned(result: StudyResult) -> int:
    return sum(each.outcome.is_planned for each in result.done)


def _sub(result: StudyResult) -> str:
    setup = result.setup
    sites = [
        ", ".join([shortened(each.name, _LONGEST), *([str(each.date)] if each.date else [])])
        for each in result.bases
    ]
    limits = f"gap {percent(float(setup.gap.m_as('')))}, {setup.time_limit:~g}, seed {setup.seed}"
    return (
        f"{joined(sites, 6)}; {setup.design}; each case is a plan of its own on one thread, "
        f"verified ({limits})"
    )


def _sentence(result: StudyResult) -> str:
    """Whether the verifier agreed with every plan, and how many cases have none."""
    planned, refuted = _planned(result), result.counts.get("refuted", 0)
    if refuted:
        made = count(planned + refuted, "plan")
        return f"REFUTED: {refuted:,} of {made} {'does' if refuted == 1 else 'do'} not hold."
    if not planned:
        return "No case has a plan."
    subject = "The plan was" if planned == 1 else f"All {planned:,} plans were"
    without = len(result.done) - planned
    rest = f"; {without:,} of {count(len(result.done), 'case')} without one" if without else ""
    return f"{subject} verified, also after every single loss to survive{rest}."


def _facts(result: StudyResult) -> Iterator[Fact]:
    counts = [f"{result.counts[each]:,} {each}" for each in STATUSES if result.counts.get(each)]
    yield Fact("Cases", f"{len(result.done):,}", ", ".join(counts))
    for parameter in result.parameters[:_MOST_PARAMETERS]:
        values = list(dict.fromkeys(shown_value(value) for value in parameter.values))
        many = "times what the site says" if parameter.times else count(len(values), "value")
        ends = values[0] if len(values) == 1 else f"{values[0]} to {values[-1]}"
        yield Fact(shown_name(parameter.name), ends, many)
    if len(result.parameters) > _MOST_PARAMETERS:
        more = len(result.parameters) - _MOST_PARAMETERS
        yield Fact("Also varied", count(more, "parameter"), "see the table of what varied")
    for measure in result.measures:
        yield from _best(result, measure)


def _best(result: StudyResult, measure: str) -> Iterator[Fact]:
    """The best case by a measure, and the worst beside it."""
    recorded = RECORDED[measure]
    found = [(f[1], done) for done in result.done if (f := result.figure(done, measure))]
    if recorded.more_is_better is None or not found:
        return
    best, worst = max(found, key=lambda each: each[0]), min(found, key=lambda each: each[0])
    if not recorded.more_is_better:
        best, worst = worst, best
    side = "Highest" if recorded.more_is_better else "Lowest"
    ends = [_figure(result, measure, value) for value, _ in (best, worst)]
    told = f"in {_case(result, best[1])}; {ends[1]} at the other end"
    if ends[0] == ends[1]:
        told = "the same in all plans" if best[0] == worst[0] else "to these digits in all plans"
    yield Fact(f"{side} {recorded.says}", ends[0], told)


def _figure(result: StudyResult, measure: str, value: float) -> str:
    unit = result.units[measure]
    is_bare = RECORDED[measure].is_money or not unit
    return shown_figure(measure, value) + ("" if is_bare else f" {unit}")


def _case(result: StudyResult, done: Done) -> str:
    """A case by its number and what is special about it."""
    case = done.case
    site = [case.site] if len(result.bases) > 1 else []
    if result.setup.design != "one-at-a-time":
        values = [shown_value(value) for value in case.values.values()]
    elif case.varied:
        factors = {each.name for each in result.parameters if each.times}
        times = "times " if case.varied in factors else ""
        values = [f"{shown_name(case.varied)} {times}{shown_value(case.values.get(case.varied))}"]
    else:
        values = ["as it is"]
    return f"case {case.number} ({shortened(', '.join([*site, *values]), _LONGEST)})"


def _reasons(result: StudyResult) -> Iterator[str]:
    reasons = reasons_of(result)
    for (status, reason), cases in list(reasons.items())[:_MOST_REASONS]:
        which = joined([f"{number:,}" for number in cases], _MOST_CASES)
        said = shortened(reason, _LONGEST_REASON) or "no reason is said"
        yield f"{'Case' if len(cases) == 1 else 'Cases'} {which}: {status}: {said}"
    if len(reasons) > _MOST_REASONS:
        yield f"{count(len(reasons) - _MOST_REASONS, 'more reason')} in the table of reasons."


def _unknown(told: WrittenStudy) -> Iterator[str]:
    names = [shortened(name, _LONGEST) for name in told.measures if name not in RECORDED]
    if names:
        yield f"Measures that this version does not know are left out: {joined(names, 6)}."


def _early(told: WrittenStudy) -> Iterator[str]:
    if told.is_early:
        yield (
            "An earlier version wrote this study, without dates, files and the figures that it "
            "rests on: run the study again to have them."
        )


def _stopped(result: StudyResult) -> Iterator[str]:
    """Cases that another machine might plan otherwise."""
    cases = [each for each in result.done if not each.outcome.is_deterministic]
    if cases:
        which = joined([f"{each.case.number:,}" for each in cases], _MOST_CASES)
        yield f"Ended by the clock, so that another machine may find other plans: case {which}."


def _plot(name: str, svg: str) -> Plot:
    """A plot without its own style sheet, which would colour it by the system and not the page."""
    bare = re.sub(r"<style>.*?</style>", "", svg, count=1, flags=re.DOTALL)
    wide = re.search(r'viewBox="0 0 ([\d.]+) ', bare)
    assert wide is not None, "every plot has a view box"
    kind, _, measure = name.removesuffix(".svg").partition("-")
    title = f"{kind}: {one_line(measure)}" if measure else kind
    return Plot(title, bare, float(wide[1]))
