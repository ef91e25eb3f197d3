"""Cost over the life of the racks in words: low, central and high, and what it rests on."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from rackplan.economics.lifetime import LifetimeCost
from rackplan.economics.span import Span, sum_of
from rackplan.report.columns import aligned
from rackplan.report.wording import figure, joined, money, neat, one_line, percent
from rackplan.units import FRACTION, MONEY, YEARLY_MONEY, magnitude

__all__ = ["lifetime_lines", "lifetime_title"]

_WIDTH = 82
_CALLED = {
    "racks": "compute racks",
    "network": "network racks",
    "beside": "other racks",
    "spares": "spares",
    "CDUs": "CDUs",
    "offers": "equipment",
    "build": "built",
}
_POWER = ("energy", "demand")


def lifetime_title(cost: LifetimeCost | None) -> str:
    """The heading of the section: over how long, at which rate."""
    if cost is None:
        return ""
    rate = percent(magnitude(cost.terms.discount_rate, FRACTION))
    return f"Over {neat(cost.terms.lifetime)}s at {rate} a year (low, central, high)"


def lifetime_lines(cost: LifetimeCost | None, precision: str) -> tuple[str, ...]:
    """Capital, costs of a year, net present cost and what it is for each thing brought."""
    if cost is None:
        return ()
    rows = [*_capital(cost), *_yearly(cost), *_present(cost, precision)]
    table = aligned(rows, (False, True, True, True, False))
    return (*table, *_notes(cost))


def _capital(cost: LifetimeCost) -> Iterator[tuple[str, ...]]:
    for part, called in _CALLED.items():
        lines = [line for line in cost.lines if line.part == part]
        if lines:
            total = sum_of((line.total for line in lines), MONEY)
            names = [line.product for line in lines if part in ("build", "offers")]
            yield _row(called, total, joined(names, 2))
    yield _row("in all", cost.capital, "")


def _yearly(cost: LifetimeCost) -> Iterator[tuple[str, ...]]:
    power = [line.amount for line in cost.yearly if line.kind in _POWER]
    if power:
        yield _row("power", sum_of(power, YEARLY_MONEY), "a year", "USD/year")
    for line in cost.yearly:
        if line.kind not in _POWER:
            yield _row(line.kind, line.amount, "a year", "USD/year")


def _present(cost: LifetimeCost, precision: str) -> Iterator[tuple[str, ...]]:
    yield _row("net present", cost.net_present, "what is left at the end taken off")
    each = cost.per_pflops_year(precision)
    if each is not None:
        yield _row("a PFLOPS", each, f"and year, dense {precision}", "USD/PFLOPS/year")
    if cost.per_gb_year is not None:
        yield _row("a GB of HBM", cost.per_gb_year, "and year", "USD/GB/year")
    if cost.per_mw is not None:
        yield _row("a MW of IT", cost.per_mw, "net present", "USD/MW")


def _row(name: str, span: Span, note: str, unit: str = "USD") -> tuple[str, ...]:
    return name, *(money(number) for number in span.numbers(unit)), note


def _notes(cost: LifetimeCost) -> Iterator[str]:
    terms = cost.terms
    ours = "our own terms, the site states none: " if cost.is_assumed else ""
    said = f"assuming {ours}{_rates(cost)}"
    if not terms.build:
        said += "; the hall is given"
    missing = [f"not counted: {one_line(each)}" for each in cost.missing]
    years = sorted({line.year for line in cost.lines if line.year is not None})
    unstated = sum(line.year is None and line.product != "" for line in cost.lines)
    money_of = f"prices in USD of {', '.join(map(str, years))}" if years else "prices in USD"
    if unstated:
        money_of += f"; {figure(unstated)} of them name no year"
    for text in (said, money_of, *missing):
        yield from textwrap.wrap(text, _WIDTH + 14, subsequent_indent="  ")


def _rates(cost: LifetimeCost) -> str:
    terms = cost.terms
    parts = [
        f"maintenance {neat(terms.maintenance)} a year",
        f"spares {neat(terms.spares)}",
        f"residual {neat(terms.residual)}",
    ]
    if terms.build:
        parts.append(
            f"what is built serves {neat(terms.build_lifetime)}s and takes "
            f"{neat(terms.build_maintenance)} a year"
        )
    return ", ".join(parts)
