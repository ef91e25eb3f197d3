"""A study in words: a line per case, or per point where cases are drawn again and again."""

from __future__ import annotations

import itertools
import textwrap
from collections.abc import Iterator, Sequence

from rackplan.report.columns import aligned, display_width
from rackplan.report.study_units import as_asked
from rackplan.report.wording import count, figure, joined, money, one_line, percent
from rackplan.study import RECORDED, STATUSES, Done, StudyResult

__all__ = ["SHARES", "reasons_of", "shown_figure", "shown_name", "shown_value", "study_lines"]

_WIDTH = 98
_NAME = 24
_VALUE = 18
_MOST_LINES = 60
_MOST_REASONS = 8
_HEAD = 2

SHARES = ("gap", "positions")
"""Measures that are written in percent."""


def study_lines(result: StudyResult) -> tuple[str, ...]:
    """The whole study as lines of text, within a hundred columns."""
    result = as_asked(result)
    return (
        *_headline(result),
        "",
        *_tables(result),
        *_reasons(result),
        *_ledger(result),
    )


def _headline(result: StudyResult) -> Iterator[str]:
    setup = result.setup
    about = f": {one_line(setup.about)}" if setup.about else ""
    yield from textwrap.wrap(f"{setup.id}{about}", _WIDTH)
    for site in result.sites:
        date = site.demand.date.isoformat()
        yield f"  {one_line(site.name)} ({site.id}), planning date {date}"
    limits = f"gap {percent(float(setup.gap.m_as('')))}, {setup.time_limit:~g}, seed {setup.seed}"
    said = (
        f"{setup.design}, {count(len(result.done), 'case')}, each a plan on one thread ({limits})"
    )
    yield from (f"  {line}" for line in textwrap.wrap(said, _WIDTH))


def _tables(result: StudyResult) -> Iterator[str]:
    """Lines of cases, in as many tables side by side as the page is narrow."""
    groups = _groups(result)
    heads, rows = _left(result, groups)
    for measures in _measures_that_fit(result, heads, rows, groups):
        head = [*heads, *[(shown_name(name), _unit(result, name)) for name in measures]]
        cells = [
            [*row, *(_cell(result, group, name) for name in measures)]
            for row, group in zip(rows, groups, strict=True)
        ]
        heads_shown = _HEAD if any(unit for _, unit in head) else 1
        table = [[each[line] for each in head] for line in range(heads_shown)] + cells
        yield "Cases" if measures[:1] == result.measures[:1] else "and of the same cases"
        yield from (f"  {line}" for line in aligned(table, _right(len(heads), len(measures))))
        yield ""


def _right(heads: int, measures: int) -> tuple[bool, ...]:
    return (True, *[False] * (heads - 2), False, *[True] * measures)


def _groups(result: StudyResult) -> list[list[Done]]:
    """Cases that differ by their draws only, together."""
    points = itertools.groupby(
        result.done, key=lambda each: (each.case.base, repr(each.case.values), each.case.varied)
    )
    return [list(cases) for _, cases in points][:_MOST_LINES]


def _left(
    result: StudyResult, groups: Sequence[Sequence[Done]]
) -> tuple[list[tuple[str, str]], list[list[str]]]:
    """Columns that say which case a line is of, and how it ended."""
    many = len(result.sites) > 1
    names = [parameter.name for parameter in result.parameters]
    heads = [("", ""), *([("site", "")] if many else [])]
    heads += [(shown_name(name), "") for name in names]
    rows = []
    for group in groups:
        case = group[0].case
        site = [one_line(case.site)] if many else []
        values = [shown_value(case.values.get(name)) for name in names]
        rows.append([f"{case.number}", *site, *values, _status(group)])
    return [*heads, ("status", "")], rows


def _status(group: Sequence[Done]) -> str:
    found = [each.outcome.status for each in group]
    kinds = [status for status in STATUSES if status in found]
    if len(group) == 1:
        return kinds[0]
    return ", ".join(f"{found.count(status)} {status}" for status in kinds)


def _measures_that_fit(
    result: StudyResult,
    heads: Sequence[tuple[str, str]],
    rows: Sequence[Sequence[str]],
    groups: Sequence[Sequence[Done]],
) -> Iterator[tuple[str, ...]]:
    """Measures in as many parts as the page takes side by side."""
    left = 2 + sum(
        2 + max(map(display_width, (*head, *cells)))
        for head, cells in zip(heads, _columns(rows, len(heads)), strict=True)
    )
    part: tuple[str, ...] = ()
    used = left
    for name in result.measures:
        cells = [_cell(result, group, name) for group in groups]
        wide = 2 + max(map(display_width, (shown_name(name), _unit(result, name), *cells)))
        if part and used + wide > _WIDTH:
            yield part
            part, used = (), left
        part, used = (*part, name), used + wide
    yield part


def _columns(rows: Sequence[Sequence[str]], width: int) -> list[tuple[str, ...]]:
    return [tuple(row[n] for row in rows) for n in range(width)]


def _cell(result: StudyResult, group: Sequence[Done], name: str) -> str:
    """A figure; of several draws their mean, and between what they lie."""
    found = [each for each in (result.figure(done, name) for done in group) if each is not None]
    if not found:
        return "-"
    central = [each[1] for each in found]
    if len(group) == 1:
        return shown_figure(name, central[0])
    mean = shown_figure(name, sum(central) / len(central))
    return f"{mean} ({shown_figure(name, min(central))} to {shown_figure(name, max(central))})"


def shown_name(name: str) -> str:
    """A name that fits a column; paths differ at their ends."""
    text = one_line(name)
    return text if len(text) <= _NAME else f"…{text[1 - _NAME :]}"


def shown_value(value: object) -> str:
    """A value of a parameter."""
    text = "as it is" if value is None else one_line(value)
    return text if len(text) <= _VALUE else f"{text[: _VALUE - 1]}…"


def shown_figure(name: str, value: float) -> str:
    """A figure of a measure as people write it."""
    recorded = RECORDED[name]
    if recorded.is_money:
        return money(float(f"{value:.4g}"))
    if name in SHARES:
        return percent(value)
    return f"{value:.3f}" if "pue" in name else figure(value)


def _unit(result: StudyResult, name: str) -> str:
    """What stands under the name of a measure; money has its unit beside each figure."""
    unit = result.units[name]
    if not RECORDED[name].is_money:
        return unit
    per = unit.removeprefix("USD").removeprefix("/")
    return f"a {per.replace('/', ' and ')}" if per else ""


def reasons_of(result: StudyResult) -> dict[tuple[str, str], list[int]]:
    """Why cases have no verified plan: each status and reason once, with the cases it is of."""
    reasons: dict[tuple[str, str], list[int]] = {}
    for done in result.done:
        if not done.outcome.is_planned:
            key = (done.outcome.status, done.outcome.reason)
            reasons.setdefault(key, []).append(done.case.number)
    return reasons


def _reasons(result: StudyResult) -> Iterator[str]:
    reasons = reasons_of(result)
    if reasons:
        yield "Without a plan"
        for (status, reason), cases in list(reasons.items())[:_MOST_REASONS]:
            which = joined([str(number) for number in cases], 6)
            text = f"case {which}: {status}: {one_line(reason)}"
            lines = textwrap.wrap(text, _WIDTH, subsequent_indent="    ")
            yield from (f"  {line}" for line in lines)
        if len(reasons) > _MOST_REASONS:
            yield f"  and {len(reasons) - _MOST_REASONS} more reasons in cases.csv"
        yield ""


def _ledger(result: StudyResult) -> Iterator[str]:
    cases, now = len(result.done), result.planned_now
    counts = [f"{result.counts[each]:,} {each}" for each in STATUSES if result.counts.get(each)]
    yield "Ledger"
    yield f"  {', '.join(counts)}"
    yield f"  {now:,} planned now, {cases - now:,} known from before or the same as another"
    if len(_groups(result)) == _MOST_LINES:
        yield f"  the first {_MOST_LINES} lines are shown; cases.csv has all"
