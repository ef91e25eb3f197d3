"""The answer first: what is placed, whether it holds, gap, what binds, cost, PUE."""

from __future__ import annotations

from dataclasses import dataclass

from rackplan.handover import Handover
from rackplan.model.verdict import Margin
from rackplan.report.handed_over import result_of
from rackplan.report.shown import Shown
from rackplan.report.tables import binding_table, worth_of
from rackplan.report.wording import count, figure, money, named, one_line, percent
from rackplan.result import not_certified
from rackplan.units import COMPUTE, POWER, magnitude
from rackplan.verify.year import SiteYear

__all__ = ["Fact", "answer_of", "not_certified_line", "verdict_line"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure of the answer.

    Attributes
    ----------
    title, value, note : str
        What it is, how much, and what it rests on.
    """

    title: str
    value: str
    note: str = ""


def verdict_line(handover: Handover) -> tuple[bool, str]:
    """Whether the plan holds, and that in a sentence."""
    return handover.verdict.holds, handover.standing


def answer_of(handover: Handover, shown: Shown) -> list[Fact]:
    """The figures that decide, in the order in which people ask for them."""
    return [
        *_placed(handover),
        *_claim(handover),
        *_tightest(handover, shown),
        *_binding(handover, shown),
        *_money(handover),
        *_year(handover, shown),
    ]


def not_certified_line(handover: Handover) -> str:
    """What no plan certifies, on one line."""
    return "; ".join(not_certified(handover.site))


def _placed(handover: Handover) -> list[Fact]:
    racks = len(handover.plan.placements)
    positions = len(handover.site.positions)
    power = magnitude(handover.it_power, POWER)
    facts = [
        Fact(
            "Racks",
            f"{racks:,}",
            f"of {count(len(handover.plan.counts()), 'type')}; {positions:,} positions",
        ),
        Fact("IT power", f"{power:,.0f} kW", "planned, at the inlets of the racks"),
    ]
    rate = _capability(handover)
    precision = handover.site.demand.precision
    return (
        [*facts, Fact("Capability", f"{figure(rate, 6)} PFLOPS", f"dense {precision}")]
        if rate
        else facts
    )


def _capability(handover: Handover) -> float:
    racks, precision = handover.site.catalog.racks, handover.site.demand.precision
    rates = (
        (n, kind.computing.dense.get(precision))
        for rack, n in handover.plan.counts().items()
        for kind in (racks[rack],)
        if kind.computing is not None
    )
    return sum(n * magnitude(rate, COMPUTE) for n, rate in rates if rate is not None)


def _claim(handover: Handover) -> list[Fact]:
    claim = handover.claim
    if claim is None:
        return [Fact("Gap", "not claimed", "the racks are not those that a search placed")]
    if claim.gap is None or claim.bound is None:
        return [Fact("Gap", "no bound proved", claim.status)]
    side = "less" if claim.objective == "cost" else "more"
    return [
        Fact(
            "Gap",
            percent(claim.gap, 3),
            f"no plan has {side} than {figure(claim.bound, 6)} {claim.unit}",
        )
    ]


def _tightest(handover: Handover, shown: Shown) -> list[Fact]:
    """The upper limit that is closest, positions and units in supply apart: they fill by nature."""
    wanted = [
        m
        for m in handover.verdict.margins
        if m.limit > 0 and not m.at_least and m.rule.startswith(("power", "cooling"))
    ]
    if not wanted:
        return []
    tight = max(wanted, key=lambda m: m.used / m.limit)
    return [Fact("Tightest", percent(tight.used / tight.limit, 1), _margin_note(tight, shown))]


def _margin_note(margin: Margin, shown: Shown) -> str:
    after = "" if margin.failure is None else f" after losing {named(str(margin.failure))}"
    used, limit = (shown.value(v, margin.unit) for v in (margin.used, margin.limit))
    unit = shown.unit(margin.unit)
    amount = f"{figure(used)} of {figure(limit)} {unit}"
    return f"{margin.rule} at {_cut(margin.where)}: {amount}{_cut(after, 80)}"


def _binding(handover: Handover, shown: Shown) -> list[Fact]:
    if not handover.binding:
        return []
    first, line = handover.binding[0], binding_table(result_of(handover))[0]
    used, limit = (shown.value(v, first.unit) for v in (first.used, first.limit))
    amount = (
        f"{money(first.used)} of {money(first.limit)}"
        if first.unit == "USD"
        else f"{figure(used)} of {figure(limit)} {shown.unit(first.unit)}"
    )
    note = f"{amount}; {worth_of(line)}"
    if first.where in {handover.site.id, handover.site.name, "plan"}:  # a rule of the whole site
        return [Fact("What binds", first.rule, note)]
    return [Fact("What binds", _cut(first.where), f"{first.rule}: {note}")]


def _money(handover: Handover) -> list[Fact]:
    cost = handover.cost
    unpriced = f"; without a price: {count(len(cost.unpriced), 'type')}" if cost.unpriced else ""
    facts = [
        Fact("Capital", money(cost.capital.m_as("USD")), f"new racks; the hall is given{unpriced}")
    ]
    if cost.power_bill is not None:
        bill = money(cost.power_bill.m_as("USD/year"))
        facts.append(Fact("Power bill, a year", bill, "at the tariff and load factor of the site"))
    return facts


def _year(handover: Handover, shown: Shown) -> list[Fact]:
    year, use = handover.year, handover.cost.use
    if isinstance(year, SiteYear):
        wue = shown.value(float(year.mean.wue.m_as("L/kWh")), "L/kWh")
        water = f"WUE {wue:.3f} {shown.unit('L/kWh')}"
        return [
            Fact(
                "PUE",
                f"{year.mean.pue:.3f}",
                f"reckoned; {year.peak_pue:.3f} in the worst hour; {water}",
            )
        ]
    if use is not None and use.is_assumed:
        return [Fact("PUE", f"{use.pue:g}", "the designer's own: no year is reckoned")]
    return [Fact("PUE", "unknown", "the site states no climate")]


def _cut(text: str, most: int = 40) -> str:
    line = " " * text.startswith(" ") + one_line(text)
    return line if len(line) <= most else line[: most - 1] + "…"
