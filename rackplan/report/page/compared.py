"""The page of a comparison: which rack type, at what cost, and what holds each of them back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from rackplan.appraisal import MEASURES
from rackplan.compare.written import PlaceTold, RowTold, SpreadTold, WrittenComparison
from rackplan.report.page.answer import Fact
from rackplan.report.page.charted import Bar, Chart, Charted, chart_of
from rackplan.report.page.compared_tables import limit_table, row_tables
from rackplan.report.page.drawn import shortened
from rackplan.report.shown import shown_in
from rackplan.report.wording import count, figure, money, one_line, percent
from rackplan.result import NOT_CERTIFIED

__all__ = ["all_hold", "comparison_page", "ends_of", "not_certified", "standing_of"]

_LONGEST_NAME = 60

_Spread = tuple[float, float] | None
_Drawn = tuple[Bar, float | None, _Spread]


def comparison_page(told: WrittenComparison) -> Charted:
    """What the page of a comparison says, as it was written."""
    shown, many = shown_in(told.units), len(told.sites) > 1
    sites = ", ".join(shortened(each, _LONGEST_NAME) for each in dict.fromkeys(told.sites))
    return Charted(
        title=f"Racks side by side: {sites}",
        sub=_sub(told),
        holds=all_hold(told.rows),
        is_refuted=any(row.stands and not row.verified for row in told.rows),
        sentence=standing_of(told.rows),
        facts=list(_facts(told, many=many)),
        charts=list(_charts(told, many=many)),
        tables=[*row_tables(told, shown), limit_table(told.rows, shown)],
        notes=list(_notes(told, many=many)),
        not_certified=not_certified(),
    )


def all_hold(rows: Sequence[RowTold]) -> bool:
    """Whether something stands, and the verifier agreed with all of it."""
    planned = [row for row in rows if row.stands]
    return bool(planned) and all(row.verified for row in planned)


def standing_of(rows: Sequence[RowTold]) -> str:
    """Whether the verifier agreed with every plan of the rows, in a sentence."""
    planned = [row for row in rows if row.stands]
    refuted = [row for row in planned if not row.verified]
    if refuted:
        return f"REFUTED: {len(refuted):,} of {count(len(planned), 'plan')} do not hold."
    if not planned:
        return "No rack stands anywhere."
    subject = "The plan was" if len(planned) == 1 else f"All {len(planned):,} plans were"
    return f"{subject} verified, also after every single loss to survive."


def not_certified() -> str:
    """What no plan certifies, on one line."""
    return "; ".join(NOT_CERTIFIED)


def _name(row: RowTold | PlaceTold, *, many: bool) -> str:
    """A row as a person calls it; with its site where there are several."""
    return shortened(f"{row.site} {row.rack}" if many else row.rack, _LONGEST_NAME)


def _sub(told: WrittenComparison) -> str:
    kept = "supply is kept to" if told.as_supplied else "orders and supply are set aside"
    return (
        f"the best plan of each rack type in the same hall; {kept}; ranked by "
        f"{_by(told)}; compute rates dense {one_line(told.precision)}"
    )


def _by(told: WrittenComparison) -> str:
    measure = MEASURES.get(told.by)
    return shortened(told.by, _LONGEST_NAME) if measure is None else measure.says


def _facts(told: WrittenComparison, *, many: bool) -> Iterator[Fact]:
    if told.ranking:
        best = told.ranking[0]
        yield Fact(f"Best by {_by(told)}", _name(best, many=many), _value(told, best.value))
    stands = [row for row in told.rows if row.stands]
    if rates := [(row.pflops.get(told.precision, 0.0), row) for row in stands]:
        most, row = max(rates, key=lambda pair: pair[0])
        text = f"{figure(most, 5)} PFLOPS"
        yield Fact("Most capability", text, f"{_name(row, many=many)}, dense {told.precision}")
    if costs := [(spread.central, row) for row in stands if (spread := _a_pflops(told, row))]:
        least, row = min(costs, key=lambda pair: pair[0])
        yield Fact("Least cost of a PFLOPS and year", money(least), _name(row, many=many))
    yield Fact("Stand", f"{len(stands):,} of {len(told.rows):,}", "rack types, and mixes of them")


def _value(told: WrittenComparison, value: SpreadTold) -> str:
    if "USD" not in told.unit:
        return f"{figure(value.central, 5)} {one_line(told.unit)}".rstrip()
    ends = ends_of(value)
    return f"{money(value.central)}, {ends}" if ends else money(value.central)


def ends_of(value: SpreadTold) -> str:
    """Low to high, where they are written differently."""
    low, high = money(value.low), money(value.high)
    return "" if low == high else f"{low} to {high}"


def _a_pflops(told: WrittenComparison, row: RowTold) -> SpreadTold | None:
    return row.usd_per_pflops_year.get(told.precision)


def _charts(told: WrittenComparison, *, many: bool) -> Iterator[Chart]:
    precision = one_line(told.precision)
    yield chart_of(
        f"Cost of a PFLOPS and year, dense {precision}",
        "Over the life of the racks; the thin line goes from the low to the high of prices.",
        _spreads(told, [_a_pflops(told, row) for row in told.rows], many=many),
    )
    yield chart_of(
        f"Capability, PFLOPS dense {precision}",
        "Of all racks that stand; below it what the search left open.",
        (_rate(told, row, many=many) for row in told.rows),
    )
    yield chart_of(
        "Net present cost",
        "Of racks, what was built for them, power, water and upkeep; low to high as above.",
        _spreads(told, [row.net_present_usd for row in told.rows], many=many),
    )
    yield chart_of(
        "Power of the hall that is used",
        "Planned IT power over what UPS carry with the largest module of each group in reserve.",
        (_used(row, many=many) for row in told.rows),
        whole=1.0,
    )


def _spreads(
    told: WrittenComparison, spreads: Sequence[SpreadTold | None], *, many: bool
) -> Iterator[_Drawn]:
    for row, spread in zip(told.rows, spreads, strict=True):
        name = _name(row, many=many)
        if spread is None or not row.stands:
            yield Bar(name, _nothing(row)), None, None
            continue
        bar = Bar(name, money(spread.central), note=ends_of(spread))
        yield bar, spread.central, (spread.low, spread.high)


def _rate(told: WrittenComparison, row: RowTold, *, many: bool) -> _Drawn:
    name, rate = _name(row, many=many), row.pflops.get(told.precision)
    if not row.stands or rate is None:
        return Bar(name, _nothing(row)), None, None
    gap = "" if not row.gap else f"gap {percent(row.gap, 1)}"
    return Bar(name, figure(rate, 5), note=gap), rate, None


def _used(row: RowTold, *, many: bool) -> _Drawn:
    name = _name(row, many=many)
    if row.use is None or row.use.power_kw.share is None or not row.stands:
        return Bar(name, _nothing(row)), None, None
    left = f"{figure(row.use.stranded_power_kw / 1000.0)} MW left"
    return Bar(name, percent(row.use.power_kw.share, 1), note=left), row.use.power_kw.share, None


def _nothing(row: RowTold) -> str:
    return "not known" if row.stands else "none stands"


def _notes(told: WrittenComparison, *, many: bool) -> Iterator[str]:
    for row in told.rows:
        if row.why and not row.stands:
            yield f"{_name(row, many=many)}: none stands: {one_line(row.why)}"
    pairs = [
        f"{_name(above, many=many)} from {_name(place, many=many)}"
        for above, place in pairwise(told.ranking)
        if place.close_to_the_one_before
    ]
    if pairs:
        yield f"Cannot be told apart by {_by(told)}, for their ranges overlap: {'; '.join(pairs)}."
    missing: dict[str, Any] = {item: None for row in told.rows for item in row.not_counted}
    if missing:
        yield f"Not in the cost: {'; '.join(map(one_line, missing))}."
