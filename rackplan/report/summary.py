"""A result in words: `summary.txt`, and what the command line prints.

Short enough to read, complete enough to decide on: what was asked and found, whether it is
verified, what it draws and costs under which assumptions, what binds, what no plan certifies.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from rackplan.economics.lifetime import LifetimeCost
from rackplan.economics.use import YearlyUse
from rackplan.model.served import served
from rackplan.model.site import Site
from rackplan.model.verdict import Verdict
from rackplan.report.columns import aligned
from rackplan.report.figures_used import origin_lines
from rackplan.report.money_lines import lifetime_lines, lifetime_title
from rackplan.report.order_lines import order_lines
from rackplan.report.sought_lines import sought_rows
from rackplan.report.tables import (
    BindingLine,
    RackLine,
    binding_table,
    rack_table,
    rack_total,
    used_of,
    worth_of,
)
from rackplan.report.thermal_lines import thermal_lines, unchecked_line
from rackplan.report.wording import count, figure, joined, money, named, one_line, percent
from rackplan.report.year_lines import year_lines
from rackplan.result import Result, not_certified
from rackplan.units import (
    COMPUTE,
    DEMAND_PRICE,
    ENERGY_PRICE,
    FRACTION,
    MEMORY,
    POWER,
    magnitude,
    show,
)

__all__ = ["Section", "summary_lines", "summary_sections", "verified_line"]

_WIDTH = 98
_FINDINGS_SHOWN = 5
_PLACES_SHOWN = 6
_STATUS = {
    "optimal": "optimal: proved within the gap asked for",
    "feasible": "feasible: holds, but with a larger gap than asked for",
    "infeasible": "infeasible: no plan fits",
    "limit": "limit: no plan was found in time",
}


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its lines, aligned already."""

    title: str
    lines: tuple[str, ...]


def summary_lines(result: Result) -> tuple[str, ...]:
    """The whole summary as lines of text."""
    lines = [_headline(result), *_changes(result)]
    for section in summary_sections(result):
        lines += ["", section.title, *(f"  {line}" if line else "" for line in section.lines)]
    return tuple(lines)


def summary_sections(result: Result) -> tuple[Section, ...]:
    """The parts of the summary that have something to say."""
    sections = (
        Section("Result", _claim(result)),
        Section("Why no plan fits", _explanation(result)),
        Section("Findings", _findings(result.verdict)),
        Section("Racks", _racks(result)),
        Section("Workloads", _workloads(result)),
        Section("Orders", order_lines(result.site, result.plan)),
        Section("Power and money", _power_and_money(result)),
        Section(lifetime_title(_lifetime(result)), _over_life(result)),
        Section("Cooling", () if result.verdict is None else thermal_lines(result.verdict.thermal)),
        Section("A year", year_lines(result.year)),
        Section(
            "What binds, and what one more unit of it is worth (price in the relaxation)",
            _binding(result),
        ),
        Section("Throttled after the loss of a feed", _throttled(result)),
        Section("Shed after the loss of a feed", _shed(result)),
        Section("Where the figures behind this come from", origin_lines(result)),
        Section("Not certified by any plan", not_certified(result.site)),
    )
    return tuple(section for section in sections if section.lines)


def verified_line(result: Result) -> str:
    """Whether the verifier agrees, in one line.

    Returns
    -------
    str
        Starts with "yes", "no" or "nothing to verify".
    """
    verdict = result.verdict
    if result.plan is None:
        return "nothing to verify: there is no plan"
    if verdict is None:
        return "no: the plan was not checked"
    if not verdict.holds:
        broken = len(verdict.findings)
        return f"no: {count(broken, 'finding')} in {count(verdict.checks, 'check')}"
    if result.misclaims:
        return f"no: {result.misclaims[0]}"
    return f"yes: all of {count(verdict.checks, 'check')} hold"


def _headline(result: Result) -> str:
    site = result.site
    scenario = f":{one_line(result.site.inputs.scenario)}" if site.inputs.scenario else ""
    date = site.demand.date.isoformat()
    return f"{one_line(site.name)} ({site.id}{scenario}), planning date {date}"


def _changes(result: Result) -> list[str]:
    return [f"  changed: {one_line(change)}" for change in result.site.inputs.changes]


def _claim(result: Result) -> tuple[str, ...]:
    rows = [
        ("status", _STATUS[result.termination.status]),
        *sought_rows(result),
        *_kept(result),
        ("time", _time(result)),
        ("verified", verified_line(result)),
    ]
    if result.verdict is not None:
        if missing := unchecked_line(result.verdict.thermal):
            rows.append(("unchecked", missing))
        rows.append(("losses", _losses(result.verdict)))
    return aligned(rows, (False, False))


def _kept(result: Result) -> Iterator[tuple[str, str]]:
    """What has become of the racks of an earlier plan."""
    kept = result.kept
    if kept is not None:
        stay = f"{count(kept.stayed, 'rack')} of the earlier plan stay, {kept.moved:,} move"
        price = f"one that does not stay has to bring {figure(kept.price, 4)} {kept.unit}"
        yield "kept", f"{stay}, {kept.gone:,} go, {kept.new:,} come; {price}"


def _time(result: Result) -> str:
    run = result.run
    ended = (
        "deterministic" if result.termination.deterministic else "cut off by the clock or by hand"
    )
    how = f"seed {run.seed}, {count(run.threads, 'thread')}, {ended}"
    return f"{result.termination.seconds:.1f} s ({how}; rackplan {run.rackplan})"


def _losses(verdict: Verdict) -> str:
    simulated = verdict.failures_by_kind.items()
    kinds = ", ".join(f"{number:,} {named(kind)}" for kind, number in simulated if number)
    total = f"{count(verdict.failures_simulated, 'single loss', 'single losses')} simulated"
    return f"{total}: {kinds}" if kinds else total


def _explanation(result: Result) -> tuple[str, ...]:
    return _wrapped([one_line(sentence) for sentence in result.explanation])


def _findings(verdict: Verdict | None) -> tuple[str, ...]:
    if verdict is None or verdict.holds:
        return ()
    shown = [f"{f.rule}: {one_line(f.sentence)}" for f in verdict.findings[:_FINDINGS_SHOWN]]
    left = len(verdict.findings) - len(shown)
    return _wrapped(shown + ([f"and {left:,} more, all in plan.json"] if left else []))


def _racks(result: Result) -> tuple[str, ...]:
    table = rack_table(result)
    if not table:
        return ()
    stand = bool(result.site.placed)
    head = ("type", "role", "racks", *["stand", "new"][: 2 * stand], "kW", "PFLOPS", "price")
    cells = [_rack_cells(line, stand=stand) for line in (*table, rack_total(table))]
    lines = aligned([head, *cells], (False, False, *[True] * (len(head) - 2)))
    return (*lines, *_not_yet(result.site))


def _not_yet(site: Site) -> tuple[str, ...]:
    """The types asked for that nobody can buy by the planning date."""
    racks = site.catalog.racks
    days = {rack: racks[rack].available_from for rack in site.demand.asked}
    late = [f"{rack} from {day}" for rack, day in days.items() if day and day > site.demand.date]
    return tuple(textwrap.wrap(f"not on sale yet: {joined(late, 9)}", _WIDTH)) if late else ()


def _rack_cells(line: RackLine, *, stand: bool) -> tuple[str, ...]:
    parts = (f"{line.count - line.added:,}", f"{line.added:,}") if stand else ()
    return (
        line.rack,
        line.role,
        f"{line.count:,}",
        *parts,
        f"{line.power_kw:,.0f}",
        "-" if line.pflops is None else figure(line.pflops),
        "not stated" if line.price_usd is None else money(line.price_usd),
    )


def _workloads(result: Result) -> tuple[str, ...]:
    """What each workload gets, and of which racks."""
    if result.plan is None or not result.site.demand.workloads:
        return ()
    cells = [
        (
            one_line(each.workload),
            f"{sum(each.racks.values()):,}",
            f"{magnitude(each.power, POWER):,.0f}",
            joined([f"{figure(magnitude(c, COMPUTE))} {p}" for p, c in each.dense.items()], 6),
            figure(magnitude(each.hbm, MEMORY)),
            joined([f"{n:,} {rack}" for rack, n in each.racks.items()], 4) or "-",
        )
        for each in served(result.site, result.plan)
    ]
    head = ("workload", "racks", "kW", "PFLOPS", "HBM TB", "served by")
    return aligned([head, *cells], (False, True, True, True, True, False))


def _power_and_money(result: Result) -> tuple[str, ...]:
    if result.plan is None:
        return ()
    rows = [("IT power", f"{magnitude(result.it_power, POWER):,.0f} kW planned")]
    cost = result.cost
    if cost is not None:
        rows.append(("capital", _capital(result)))
        if cost.power_bill is not None:
            rows.append(("power bill", f"{money(cost.power_bill.m_as('USD/year'))} a year"))
            said = textwrap.wrap(f"assuming {_bill_assumptions(result)}", _WIDTH - 14)
            rows.extend(("", line) for line in said)
        if cost.water_bill is not None:
            rows.append(("water bill", f"{money(cost.water_bill.m_as('USD/year'))} a year"))
    return aligned(rows, (False, False))


def _lifetime(result: Result) -> LifetimeCost | None:
    return None if result.cost is None else result.cost.lifetime


def _over_life(result: Result) -> tuple[str, ...]:
    return lifetime_lines(_lifetime(result), result.site.demand.precision)


def _capital(result: Result) -> str:
    assert result.cost is not None
    racks = "the new racks" if result.site.placed else "the racks"
    bought = () if result.plan is None else result.plan.bought
    also = f" and for {joined(list(bought), 6)}" if bought else ""
    rest = "what else there is is given" if bought else "the hall is given"
    if result.site.placed and not bought:
        rest = "the hall and what stands in it are given"
    life = _lifetime(result)
    if life is not None and life.terms.build:
        rest = "the hall is in no budget, and counted below"
    given = f"{racks}{also}; {rest}"
    text = f"{money(result.cost.capital.m_as('USD'))} for {given}"
    unpriced = result.cost.unpriced
    return f"{text}; without a price: {joined(list(unpriced), 6)}" if unpriced else text


def _bill_assumptions(result: Result) -> str:
    tariff, cost = result.site.tariff, result.cost
    assert tariff is not None
    assert cost is not None
    load = percent(magnitude(tariff.load_factor, FRACTION))
    parts = [f"load factor {load}", *_pue(cost.use), show(tariff.energy, ENERGY_PRICE)]
    if tariff.demand is not None:
        parts.append(show(tariff.demand, DEMAND_PRICE))
    return ", ".join(parts)


def _pue(use: YearlyUse | None) -> tuple[str, ...]:
    if use is None:
        return ()
    if use.is_assumed:
        return (f"PUE {use.pue:g} (stated)",)
    return (f"PUE {use.pue:.3f} and {use.peak_pue:.3f} at the peak (reckoned)",)


def _binding(result: Result) -> tuple[str, ...]:
    """For each rule that binds the place where it is worth most, and how many places more."""
    places: dict[str, list[BindingLine]] = {}
    for line in binding_table(result):
        places.setdefault(line.rule, []).append(line)
    return tuple(text for lines in places.values() for text in _binding_rule(lines))


def _binding_rule(lines: list[BindingLine]) -> list[str]:
    first, rest = lines[0], [one_line(line.where) for line in lines[1:]]
    after = f" after losing {named(first.failure)}" if first.failure else ""
    texts = [*_wrapped([f"{one_line(first.where)}{after}: {used_of(first)}; {worth_of(first)}"])]
    if rest:
        also = f"and at {count(len(rest), 'more place')}: {joined(rest, _PLACES_SHOWN)}"
        texts += [f"    {text}" for text in _wrapped([also], 4)]
    return texts + [f"    {text}" for text in _wrapped([f"{first.rule}: {first.sentence}"], 4)]


def _throttled(result: Result) -> tuple[str, ...]:
    if result.verdict is None:
        return ()
    return tuple(
        _throttled_line(result, rack, number)
        for rack, number in result.verdict.throttled.items()
        if number
    )


def _throttled_line(result: Result, rack: str, number: int) -> str:
    kind = result.site.catalog.racks[rack]
    powers = (kind.planned_power, result.site.failover(kind))
    planned, capped = (show(power, POWER) for power in powers)
    return f"{count(number, rack + ' rack')}: capped at {capped} instead of {planned}"


def _shed(result: Result) -> tuple[str, ...]:
    if result.verdict is None or result.plan is None:
        return ()
    counts = result.plan.counts()
    return tuple(
        f"{rack}: at most {shed.racks:,} of {count(counts[rack], 'rack')}, "
        f"{figure(shed.power)} kW, after losing {named(str(shed.failure))}"
        for rack, shed in result.verdict.shed.items()
    )


def _wrapped(sentences: list[str], indent: int = 0) -> tuple[str, ...]:
    """Sentences broken into lines, each further line of one hanging under it."""
    return tuple(
        line
        for sentence in sentences
        for line in textwrap.wrap(sentence, _WIDTH - indent, subsequent_indent="  ") or [""]
    )
