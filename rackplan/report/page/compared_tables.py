"""Tables of a comparison, figures in plain units so that a spreadsheet takes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from rackplan.compare.written import LimitTold, RowTold, SpreadTold, WrittenComparison
from rackplan.handover.table import Column, Schedule
from rackplan.report.page.columns import Value, plain_table
from rackplan.report.shown import Shown
from rackplan.report.wording import named
from rackplan.rules import RULES

__all__ = ["limit_table", "row_tables"]

_WHO = (
    Column("site", "site", "The hall."),
    Column("rack", "rack type", "The type that stands alone, or the mix."),
)
_PRECISIONS = ("fp16", "fp8", "fp4")


def row_tables(told: WrittenComparison, shown: Shown) -> list[dict[str, Any]]:
    """Ranking, what stands, how it uses the hall, and money: a line a row."""
    return [
        _ranking(told, shown),
        _stands(told.rows, shown),
        _uses(told, shown),
        _money(told, shown),
    ]


def limit_table(rows: Iterable[RowTold], shown: Shown) -> dict[str, Any]:
    """What holds each plan back, worth most first."""
    columns = (
        *_WHO,
        Column("rule", "rule", "The rule; empty where nothing stands."),
        Column("where", "where", "The place; or why nothing stands."),
        Column("used", "used", "Of the limit.", "figure"),
        Column("limit", "limit", "The limit.", "figure"),
        Column("unit", "unit", "Of used and limit."),
        Column("after", "after losing", "The loss that it binds after."),
        Column("places", "places", "At how many places the rule binds.", "count"),
        Column("says", "what the rule says", "The rule in a sentence."),
    )
    about = (
        "What holds each plan back, worth most first; and why nothing stands where nothing does."
    )
    lines = [line for row in rows for line in _limits(row, shown)]
    return plain_table(Schedule("limits", "What limits it", about, columns), lines, shown)


def _limits(row: RowTold, shown: Shown) -> Iterator[Sequence[Value]]:
    if not row.stands:
        why = row.why or "no plan"
        yield (row.site, row.rack, "", why, None, None, "", "", None, "")
    elif not row.limits:
        nothing = "nothing: one more rack may fit within the gap of the search"
        yield (row.site, row.rack, "", nothing, None, None, "", "", None, "")
    for limit in row.limits if row.stands else ():
        yield (row.site, row.rack, *_limit(limit, shown))


def _limit(limit: LimitTold, shown: Shown) -> tuple[Value, ...]:
    says = RULES[limit.rule].sentence if limit.rule in RULES else ""
    figures = (shown.value(each, limit.unit) for each in (limit.used, limit.limit))
    after = "" if limit.failure is None else named(limit.failure)
    return limit.rule, limit.where, *figures, shown.unit(limit.unit), after, limit.places, says


def _ranking(told: WrittenComparison, shown: Shown) -> dict[str, Any]:
    columns = (
        Column("rank", "rank", "1 is the best.", "count"),
        *_WHO,
        Column("value", "central", "What ranks it.", "figure"),
        Column("low", "low", "At the least of its prices.", "figure"),
        Column("high", "high", "At the most of its prices.", "figure"),
        Column("unit", "unit", "Of these figures."),
        Column("close", "close to the one above", "1 where they cannot be told apart.", "count"),
    )
    rows = (
        (
            place.rank,
            place.site,
            place.rack,
            *_spread(place.value),
            told.unit,
            int(place.close_to_the_one_before),
        )
        for place in told.ranking
    )
    about = "Rows that stand somewhere, the best first."
    return plain_table(Schedule("ranking", "Ranking", about, columns), rows, shown)


def _stands(rows: Sequence[RowTold], shown: Shown) -> dict[str, Any]:
    columns = (
        *_WHO,
        Column("racks", "racks", "Compute racks.", "count"),
        Column("support", "other racks", "Network, storage, management.", "count"),
        Column("chips", "accelerators", "Of all of them.", "count"),
        *(
            Column(each, f"dense {each}", "Compute rate.", "figure", "PFLOPS")
            for each in _PRECISIONS
        ),
        Column("hbm", "HBM", "High-bandwidth memory.", "figure", "TB"),
        Column("each", "a rack", "Planned power of one; the mean of a mix.", "figure", "kW"),
        Column("liquid", "to liquid", "Of the heat of compute racks.", "share"),
        Column("from", "available from", "The first day that all of it is delivered.", "date"),
        Column("status", "status", "How the search ended."),
        Column("gap", "gap", "What it left open.", "share"),
        Column("verified", "verified", "Whether the verifier agrees."),
    )
    lines = (
        (
            row.site,
            row.rack,
            sum(row.racks.values()),
            sum(row.support.values()),
            row.accelerators,
            *(row.pflops.get(each) for each in _PRECISIONS),
            row.hbm_tb,
            row.rack_kw,
            row.liquid_share,
            row.available_from,
            row.status or "none",
            row.gap,
            "yes" if row.verified else "no",
        )
        for row in rows
    )
    about = "What the best plan of each holds."
    return plain_table(Schedule("stands", "What stands", about, columns), lines, shown)


def _uses(told: WrittenComparison, shown: Shown) -> dict[str, Any]:
    columns = (
        *_WHO,
        Column("it", "IT power", "Planned.", "figure", "kW"),
        Column("power", "power used", "Of UPS, the largest module of each group spare.", "share"),
        Column("stranded", "stranded", "UPS power that no rack takes.", "figure", "kW"),
        Column("positions", "positions used", "Of those that nothing blocks.", "share"),
        Column("liquid", "liquid used", "Heat over CDUs, the largest of each loop spare.", "share"),
        Column("air", "air used", "Heat over air units, the largest of each zone spare.", "share"),
        Column("cdus", "CDUs", "Of the loops in use.", "count"),
        Column("density", "PFLOPS/MW", "At the precision of the comparison.", "figure"),
        Column("pue", "PUE", "Of the year, or assumed.", "ratio"),
    )
    lines = (_use(row, told.precision) for row in told.rows)
    about = "How much of the hall each plan uses."
    return plain_table(Schedule("uses", "Use of the hall", about, columns), lines, shown)


def _use(row: RowTold, precision: str) -> tuple[Value, ...]:
    use = row.use
    if use is None or not row.stands:
        return (row.site, row.rack, *[None] * 9)
    shares = (use.positions.share, use.liquid_kw.share, use.air_kw.share)
    return (
        row.site,
        row.rack,
        row.it_power_kw,
        use.power_kw.share,
        use.stranded_power_kw,
        *shares,
        use.cdus,
        row.pflops_per_mw.get(precision),
        row.pue if row.stands else None,
    )


def _money(told: WrittenComparison, shown: Shown) -> dict[str, Any]:
    columns = (
        *_WHO,
        Column("racks", "racks", "Price of the new racks: what a budget limits.", "money", "USD"),
        *_ends("capital", "capital", "With what was built for them.", "USD"),
        *_ends("present", "net present", "Over the life of the racks.", "USD"),
        *_ends("pflops", "a PFLOPS and year", "At the precision compared.", "USD"),
        *_ends("gb", "a GB of HBM and year", "High-bandwidth memory.", "USD"),
        *_ends("mw", "a MW of IT", "Net present.", "USD"),
    )
    lines = (
        (
            row.site,
            row.rack,
            row.capex_usd,
            *_spread(row.capital_usd),
            *_spread(row.net_present_usd),
            *_spread(row.usd_per_pflops_year.get(told.precision)),
            *_spread(row.usd_per_gb_hbm_year),
            *_spread(row.usd_per_mw),
        )
        for row in told.rows
    )
    about = "Money over the life of the racks: central, and the low and high of prices."
    return plain_table(Schedule("money", "Money", about, columns), lines, shown)


def _ends(key: str, title: str, about: str, unit: str) -> Iterator[Column]:
    yield Column(key, title, about, "figure", unit)
    yield Column(f"{key}_low", f"{title}, low", "At the least of prices.", "figure", unit)
    yield Column(f"{key}_high", f"{title}, high", "At the most of prices.", "figure", unit)


def _spread(spread: SpreadTold | None) -> tuple[Value, Value, Value]:
    return (None, None, None) if spread is None else (spread.central, spread.low, spread.high)
