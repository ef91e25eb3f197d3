"""Tables of a study: its cases, why some have no plan, what varied, what it rests on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from rackplan.handover.table import Column, Form, Schedule
from rackplan.report.page.columns import Value, plain_table
from rackplan.report.shown import Shown
from rackplan.report.study_lines import SHARES, reasons_of, shown_name
from rackplan.report.wording import one_line, percent
from rackplan.study import RECORDED, Done, StudyResult

__all__ = ["study_tables"]

_Of = Callable[[Done], Value]
_LEAST_CERTAIN_FIRST = ("assumption", "unstated", "estimate", "vendor-typical", "published")


def study_tables(result: StudyResult, shown: Shown) -> list[dict[str, Any]]:
    """Every table of the page, in the order in which it is shown."""
    return [
        _cases(result, shown),
        _without(result, shown),
        _limits(result, shown),
        _varied(result, shown),
        _grounds(result, shown),
        _made(result, shown),
        _ledger(result, shown),
    ]


def _cases(result: StudyResult, shown: Shown) -> dict[str, Any]:
    """A line a case: what it is, how it ended, and every measure."""
    columns = [*_who(result), *_how(), *_measured(result)]
    lines = [[of(done) for _, of in columns] for done in result.done]
    about = "Every case, as in study.json: central figures, and the low and high of prices."
    head = Schedule("cases", "Cases", about, tuple(column for column, _ in columns))
    return plain_table(head, lines, shown)


def _who(result: StudyResult) -> Iterator[tuple[Column, _Of]]:
    yield Column("case", "case", "Its number.", "count"), lambda done: done.case.number
    if len(result.bases) > 1:
        yield Column("site", "site", "With its scenario."), lambda done: done.case.site
    for at, parameter in enumerate(result.parameters):
        yield _of_parameter(result, f"p{at}", parameter.name)
    if result.setup.replications > 1:
        about = "Which draw of the uncertain figures."
        column = Column("replication", "replication", about, "count")
        yield column, lambda done: done.case.replication
        for at, name in enumerate(result.setup.uncertain):
            yield Column(f"u{at}", shown_name(name), f"Drawn: {name}"), _drawn(name)


def _of_parameter(result: StudyResult, key: str, name: str) -> tuple[Column, _Of]:
    unit = result.units.get(name)
    about = f"Varies: {one_line(name)}"
    if unit is None:
        return Column(key, shown_name(name), about), lambda done: _said(done, name)
    column = Column(key, shown_name(name), about, "figure", one_line(unit))

    def value(done: Done) -> Value:
        number = result.number(done, name)
        return _said(done, name) if number is None else number

    return column, value


def _said(done: Done, name: str) -> str:
    value = done.case.values.get(name)
    return "as it is" if value is None else str(value)


def _drawn(name: str) -> _Of:
    return lambda done: done.case.drawn.get(name, "")


def _how() -> Iterator[tuple[Column, _Of]]:
    yield Column("status", "status", "How the search ended."), lambda done: done.outcome.status
    about = "What the search left open."
    yield Column("gap", "gap", about, "share"), lambda done: done.outcome.gap


def _measured(result: StudyResult) -> Iterator[tuple[Column, _Of]]:
    for name in result.measures:
        if name == "gap":
            continue  # stands beside the status
        recorded = RECORDED[name]
        form: Form = "share" if name in SHARES else "figure"
        about = f"{recorded.says[:1].upper()}{recorded.says[1:]}."
        ends = ((0, ".low", ", low"), (2, ".high", ", high")) if recorded.is_money else ()
        for at, key, said in ((1, "", ""), *ends):
            column = Column(f"{name}{key}", f"{name}{said}", about, form, result.units[name])
            yield column, _end(result, name, at)


def _end(result: StudyResult, name: str, at: int) -> _Of:
    def value(done: Done) -> Value:
        figure = result.figure(done, name)
        return None if figure is None else figure[at]

    return value


def _without(result: StudyResult, shown: Shown) -> dict[str, Any]:
    columns = (
        Column("status", "status", "infeasible: none fits; limit: none found in time; failed."),
        Column("many", "cases", "How many.", "count"),
        Column("cases", "which", "Their numbers."),
        Column("reason", "reason", "As the planner says it, or what is wrong with the inputs."),
    )
    lines = [
        (status, len(cases), ", ".join(map(str, cases)), reason)
        for (status, reason), cases in reasons_of(result).items()
    ]
    about = "Why cases have no verified plan, each reason once."
    return plain_table(Schedule("reasons", "Without a plan", about, columns), lines, shown)


def _limits(result: StudyResult, shown: Shown) -> dict[str, Any]:
    columns = (
        Column("limit", "what limits", "A rule and its place."),
        Column("many", "cases", "How many it holds back.", "count"),
        Column("share", "of those planned", "Over cases with a plan.", "share"),
        Column("cases", "which", "Their numbers."),
    )
    found: dict[str, list[int]] = {}
    for done in result.done:
        for limit in dict.fromkeys(done.outcome.limits):
            found.setdefault(limit, []).append(done.case.number)
    planned = sum(each.outcome.is_planned for each in result.done) or 1
    ranked = sorted(found.items(), key=lambda each: -len(each[1]))
    lines = [
        (limit, len(cases), len(cases) / planned, ", ".join(map(str, cases)))
        for limit, cases in ranked
    ]
    about = "What holds the plans back, that of the most cases first."
    return plain_table(Schedule("limits", "What limits them", about, columns), lines, shown)


def _varied(result: StudyResult, shown: Shown) -> dict[str, Any]:
    columns = (
        Column("figure", "figure", "The parameter, or the figure that holds for all cases."),
        Column("how", "how", "Varied, drawn anew for each replication, or set for every case."),
        Column("values", "values", "As they are written; factors on what the site says."),
        Column("paths", "paths", "The figures that it moves."),
    )
    lines: list[Sequence[Value]] = []
    for each in result.parameters:
        values = ", ".join("as it is" if value is None else str(value) for value in each.values)
        how = "varied, times what the site says" if each.times else "varied"
        lines.append((each.name, how, values, ", ".join(each.paths)))
    for name in result.setup.uncertain:
        drawn = dict.fromkeys(done.case.drawn.get(name, "") for done in result.done)
        lines.append((name, "drawn", ", ".join(drawn), ""))
    for change in dict.fromkeys(change for base in result.bases for change in base.changes):
        path, _, value = change.partition(": ")
        lines.append((path, "set for every case", value, path))
    about = "The figures that are not those of the site's files."
    return plain_table(Schedule("varied", "What varied", about, columns), lines, shown)


def _grounds(result: StudyResult, shown: Shown) -> dict[str, Any]:
    columns = (
        Column("figure", "figure", "Product or place, and which of its figures."),
        Column("confidence", "confidence", "From published down to assumption."),
        Column("source", "source", "An id of the sources."),
        Column("sites", "sites", "Where it counts."),
        Column("note", "note", "What more there is to say."),
    )
    found: dict[tuple[str, str, str, str], list[str]] = {}
    for base in result.bases:
        for each in base.rests_on:
            key = (each.figure, each.confidence, each.source or "", each.note)
            found.setdefault(key, []).append(base.site)
    ranked = sorted(found.items(), key=lambda each: _LEAST_CERTAIN_FIRST.index(each[0][1]))
    lines = [
        (figure, confidence, source, ", ".join(sites), note)
        for (figure, confidence, source, note), sites in ranked
    ]
    return plain_table(
        Schedule("grounds", "What it rests on", _grounds_about(lines), columns), lines, shown
    )


def _grounds_about(lines: Sequence[tuple[str, ...]]) -> str:
    counts = Counter(line[1] for line in lines)
    said = [
        f"{counts[each]:,} {each} ({percent(counts[each] / len(lines), 0)})"
        for each in _LEAST_CERTAIN_FIRST
        if counts[each]
    ]
    return f"Figures of sites and products before a case changes any: {', '.join(said)}."


def _made(result: StudyResult, shown: Shown) -> dict[str, Any]:
    columns = (
        Column("site", "site", "Empty for what holds for all."),
        Column("what", "what", "An input, a program or a setting."),
        Column("value", "SHA-256, version or value", "Of the content of an input, say."),
    )
    setup = result.setup
    lines: list[Sequence[Value]] = [
        ("", "study", setup.id),
        *(("", f"planned with {name}", version) for name, version in result.made_by.items()),
        ("", "seed", str(setup.seed)),
        ("", "gap asked for", percent(float(setup.gap.m_as("")))),
        ("", "time limit of a case", f"{setup.time_limit:~g}"),
    ]
    for base in result.bases:
        said = "not said" if base.date is None else base.date.isoformat()
        lines.append((base.site, "planning date", said))
        lines += [(base.site, file, sha) for file, sha in sorted(base.files.items())]
    about = "What the cases were planned with, and the hash of every file behind them."
    return plain_table(Schedule("files", "Provenance", about, columns), lines, shown)


def _ledger(result: StudyResult, shown: Shown) -> dict[str, Any]:
    columns = (
        Column("case", "case", "Its number.", "count"),
        Column("seconds", "planned in", "On one thread.", "figure", "s"),
        Column("clock", "ended by the clock", "yes where another machine may plan otherwise."),
        Column("new", "planned now", "no where the ledger knew it."),
        Column("address", "address", "Hash of all that the plan depends on."),
    )
    lines = [
        (
            done.case.number,
            done.outcome.seconds,
            "no" if done.outcome.is_deterministic else "yes",
            "yes" if done.is_new else "no",
            done.address,
        )
        for done in result.done
    ]
    about = "Where the ledger keeps each case, and what it took."
    return plain_table(Schedule("ledger", "Ledger", about, columns), lines, shown)
