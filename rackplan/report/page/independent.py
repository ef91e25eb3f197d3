"""The page of the price of independence: ever less for the largest vendor, and what that costs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rackplan.compare.written import PointTold, WrittenIndependence
from rackplan.handover.table import Column, Schedule
from rackplan.report.page.answer import Fact
from rackplan.report.page.charted import Bar, Chart, Charted, chart_of
from rackplan.report.page.columns import plain_table
from rackplan.report.page.compared import all_hold, ends_of, not_certified, standing_of
from rackplan.report.page.compared_tables import limit_table
from rackplan.report.shown import Shown, shown_in
from rackplan.report.wording import figure, money, one_line, percent

__all__ = ["independence_page"]


def independence_page(told: WrittenIndependence) -> Charted:
    """What the page of a curve says, as it was written."""
    shown, rows = shown_in(told.units), [point.row for point in told.points]
    precision = one_line(told.precision)
    return Charted(
        title=f"The price of independence: {one_line(told.site)}",
        sub="the best plan in which no silicon vendor has more than a share of the planned "
        f"power of compute racks; compute rates dense {precision}",
        holds=all_hold(rows),
        is_refuted=any(row.stands and not row.verified for row in rows),
        sentence=standing_of(rows),
        facts=list(_facts(told)),
        charts=list(_charts(told)),
        tables=[_table(told, shown), limit_table(rows, shown)],
        notes=[
            f"{_name(point)}: none stands: {one_line(point.row.why)}"
            for point in told.points
            if point.row.why and not point.row.stands
        ],
        not_certified=not_certified(),
    )


def _name(point: PointTold) -> str:
    return f"at most {percent(point.at_most, 0)}"


def _facts(told: WrittenIndependence) -> Iterator[Fact]:
    for point in told.points:
        if point.given_up is None or point.at_most == told.points[0].at_most:
            continue
        if not point.row.stands:
            yield Fact(_name(point), "none stands", "see why below")
            continue
        note = "capability"
        if point.dearer is not None:
            side = "up" if point.dearer >= 0 else "down"
            note += f"; cost of a PFLOPS and year {side} {percent(abs(point.dearer), 1)}"
        yield Fact(_name(point), f"{percent(point.given_up, 1)} less", note)


def _charts(told: WrittenIndependence) -> Iterator[Chart]:
    precision = one_line(told.precision)
    yield chart_of(
        f"Capability, PFLOPS dense {precision}",
        "By the most that any vendor may have.",
        (
            (
                Bar(_name(p), "none stands" if p.pflops is None else figure(p.pflops, 5)),
                p.pflops,
                None,
            )
            for p in told.points
        ),
    )
    yield chart_of(
        f"Cost of a PFLOPS and year, dense {precision}",
        "Over the life of the racks; the thin line goes from the low to the high of prices.",
        (_cost(point) for point in told.points),
    )


def _cost(point: PointTold) -> tuple[Bar, float | None, tuple[float, float] | None]:
    spread = point.usd_per_pflops_year
    if spread is None:
        return Bar(_name(point), "none stands"), None, None
    bar = Bar(_name(point), money(spread.central), note=ends_of(spread))
    return bar, spread.central, (spread.low, spread.high)


def _table(told: WrittenIndependence, shown: Shown) -> dict[str, Any]:
    columns = (
        Column("most", "at most", "The share that any vendor may have.", "share"),
        Column("vendor", "largest vendor", "Of the planned power of compute racks."),
        Column("share", "its share", "Of that power.", "share"),
        Column("pflops", "dense", "Compute rate.", "figure", "PFLOPS"),
        Column("up", "given up", "Of the rate of the first line.", "share"),
        Column("cost", "a PFLOPS and year", "Central.", "figure", "USD"),
        Column("low", "low", "At the least of prices.", "figure", "USD"),
        Column("high", "high", "At the most of prices.", "figure", "USD"),
        Column("dearer", "dearer", "Than the first line.", "share"),
        Column("gap", "gap", "What the search left open.", "share"),
    )
    rows = (
        (
            point.at_most,
            point.largest_vendor or "none",
            point.largest_share,
            point.pflops,
            point.given_up,
            *(
                (None,) * 3
                if (s := point.usd_per_pflops_year) is None
                else (s.central, s.low, s.high)
            ),
            point.dearer,
            point.row.gap,
        )
        for point in told.points
    )
    about = "The best plan for each share, checked by the verifier."
    return plain_table(Schedule("shares", "Shares of vendors", about, columns), rows, shown)
