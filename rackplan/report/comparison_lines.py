"""A comparison in words: what stands, how it uses the hall, what it costs, what limits it."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence

from rackplan.compare import MEASURES, Comparison, Independence, Limit, Place, Point, Row, Used
from rackplan.economics.span import Span
from rackplan.report.columns import aligned
from rackplan.report.wording import count, figure, money, named, one_line, percent

__all__ = ["comparison_lines", "independence_lines"]

_WIDTH = 98
_PRECISIONS = ("fp16", "fp8", "fp4")
_NOTHING = "nothing: one more rack may fit within the gap of the search"

_Cells = Callable[[Row], Sequence[str]]


def comparison_lines(comparison: Comparison) -> tuple[str, ...]:
    """The whole comparison as lines of text, within a hundred columns."""
    rows = comparison.rows
    many = len(comparison.sites) > 1
    lines = [*_headline(comparison), ""]
    lines += _section("Ranking", _ranking(comparison, many=many))
    for site in dict.fromkeys(row.site for row in rows):
        here = [row for row in rows if row.site == site]
        for title, head, cells in _tables(comparison.precision):
            table = [("", *head), *((row.name, *cells(row)) for row in here)]
            heading = f"{one_line(site)}: {title}" if many else title
            lines += _section(heading, aligned(table, (False, *[True] * len(head))))
    return tuple([*lines, *_section("What limits it", _limits(rows, many=many))][:-1])


def independence_lines(curve: Independence) -> tuple[str, ...]:
    """The price of independence as lines of text, within a hundred columns."""
    site = curve.site
    head = ("at most", "largest vendor", "PFLOPS", "given up", "a PFLOPS and year", "dearer", "gap")
    table = [head, *(_point(curve, point) for point in curve.points)]
    lines = aligned(table, (True, False, *[True] * 5))
    said = (
        f"the best plan in which no silicon vendor has more than a share of the planned power of "
        f"compute racks; PFLOPS dense {curve.precision}; each point is checked by the verifier"
    )
    return (
        f"{one_line(site.name)} ({site.id}), planning date {site.demand.date.isoformat()}",
        *(f"  {line}" for line in textwrap.wrap(said, _WIDTH)),
        "",
        "The price of independence",
        *(f"  {line}" for line in lines),
    )


def _point(curve: Independence, point: Point) -> tuple[str, ...]:
    row, largest = point.row, point.largest
    cost = None if row.lifetime is None else row.lifetime.per_pflops_year(curve.precision)
    up, dearer = curve.given_up(point), curve.dearer(point)
    gap = None if row.result is None else row.result.termination.gap
    return (
        percent(point.at_most, 0),
        "none stands" if largest is None else f"{one_line(largest[0])} {percent(largest[1], 1)}",
        figure(row.pflops.get(curve.precision, 0.0)),
        "-" if up is None else percent(up, 1),
        "-" if cost is None else _range(cost, "USD/PFLOPS/year"),
        "-" if dearer is None else percent(dearer, 1),
        "-" if gap is None else percent(gap, 1),
    )


def _section(title: str, lines: Sequence[str]) -> list[str]:
    return [title, *(f"  {line}" if line else "" for line in lines), ""] if lines else []


def _headline(comparison: Comparison) -> Iterator[str]:
    for site in comparison.sites:
        yield f"{one_line(site.name)} ({site.id}), planning date {site.demand.date.isoformat()}"
    kept = "supply is kept to" if comparison.as_supplied else "orders and supply are set aside"
    said = (
        f"the best plan of each rack type in the same hall, each checked by the verifier; {kept}, "
        "and shares of vendors but for a mix"
    )
    yield from (f"  {line}" for line in textwrap.wrap(said, _WIDTH))


def _name(row: Row, *, many: bool) -> str:
    return f"{row.site} {row.name}" if many else row.name


def _ranking(comparison: Comparison, *, many: bool) -> tuple[str, ...]:
    measure = MEASURES[comparison.by]
    title = f"{measure.says} [{measure.unit}]" if measure.unit else measure.says
    if "PFLOPS" in measure.unit:
        title += f", dense {comparison.precision}"
    places = comparison.ranking
    if not places:
        return ("no rack stands anywhere",)
    table = [_place(place, many=many, is_priced=measure.is_priced) for place in places]
    return (title, *aligned(table, (True, False, True, False)))


def _place(place: Place, *, many: bool, is_priced: bool) -> tuple[str, ...]:
    low, central, high = _numbers(place.value)
    shown = money(central) if is_priced else figure(central, 5)
    notes = [f"{money(low)} to {money(high)}"] if is_priced and low < high else []
    if place.close:
        why = "of prices" if is_priced else "left by the search"
        notes.append(f"within the uncertainty {why} of the one above")
    return f"{place.rank}", _name(place.row, many=many), shown, "; ".join(notes)


def _numbers(span: Span) -> tuple[float, float, float]:
    low, central, high = (float(each.magnitude) for each in (span.low, span.central, span.high))
    return low, central, high


def _tables(precision: str) -> tuple[tuple[str, tuple[str, ...], _Cells], ...]:
    return (
        (
            "What stands (chips: accelerators; dense PFLOPS)",
            ("racks", "chips", *_PRECISIONS, "HBM TB", "kW/rack", "liquid", "from"),
            _stands,
        ),
        (
            "How it uses the hall, the largest module of each group in reserve (IT, stranded: MW)",
            ("IT", "power", "stranded", "positions", "liquid", "air", "CDUs", "network", "PUE"),
            _uses,
        ),
        (
            f"Money over the life of the racks (low, central, high; dense {precision})",
            ("racks", "capital", "net present", "a PFLOPS and year", "PF/MW"),
            lambda row: _costs(row, precision),
        ),
    )


def _stands(row: Row) -> tuple[str, ...]:
    return (
        f"{sum(row.racks.values()):,}",
        f"{row.accelerators:,}",
        *(figure(row.pflops[each]) if each in row.pflops else "-" for each in _PRECISIONS),
        figure(row.hbm_tb),
        figure(row.rack_kw),
        "-" if row.liquid_share is None else percent(row.liquid_share, 0),
        "-" if row.available_from is None else f"{row.available_from:%Y-%m}",
    )


def _uses(row: Row) -> tuple[str, ...]:
    use = row.use
    if use is None:
        return ("-",) * 9
    return (
        figure(row.it_power_kw / 1000.0),
        _share(use.power),
        figure(use.power.left / 1000.0),
        _share(use.positions),
        _share(use.liquid),
        _share(use.air),
        f"{use.cdus:,}",
        f"{row.support.get('network', 0):,}",
        "-" if row.pue is None else f"{row.pue:.3f}",
    )


def _share(used: Used) -> str:
    return "-" if used.share is None else percent(used.share, 0)


def _costs(row: Row, precision: str) -> tuple[str, ...]:
    cost = row.lifetime
    if cost is None or row.capex_usd is None:
        return ("-",) * 5
    each = cost.per_pflops_year(precision)
    rate = row.pflops_per_mw.get(precision)
    return (
        _short(row.capex_usd),
        _short(float(cost.capital.central.m_as("USD"))),
        _range(cost.net_present, "USD"),
        "-" if each is None else _range(each, "USD/PFLOPS/year"),
        "-" if rate is None else figure(rate),
    )


def _short(usd: float) -> str:
    """Money to three digits: what prices are good for."""
    return money(float(f"{usd:.3g}"))


def _range(span: Span, unit: str) -> str:
    """Low, central, high, one unit for all where it is one; once where they are the same."""
    numbers = sorted(set(span.numbers(unit)))
    shown = [_short(number) for number in numbers]
    units = {text.rpartition(" ")[2] for text in shown}
    if len(units) > 1:
        return ", ".join(shown)
    return ", ".join(text.rpartition(" ")[0] for text in shown) + f" {units.pop()}"


def _limits(rows: Sequence[Row], *, many: bool) -> tuple[str, ...]:
    lines: list[str] = []
    for row in rows:
        said = [f"none: {one_line(row.why)}"] if row.why else [_limit(each) for each in row.limits]
        text = f"{_name(row, many=many)}: {'; '.join(said) or _NOTHING}"
        lines += textwrap.wrap(text, _WIDTH, subsequent_indent="    ")
    return tuple(lines)


def _limit(limit: Limit) -> str:
    after = f" after losing {named(limit.failure)}" if limit.failure else ""
    used = f"{figure(limit.used)} of {figure(limit.limit)} {limit.unit}"
    if limit.unit == "USD":
        used = f"{money(limit.used)} of {money(limit.limit)}"
    also = f" and at {count(limit.places - 1, 'more place')}" if limit.places > 1 else ""
    return f"{limit.rule} at {one_line(limit.where)}{after}, {used}{also}"
