"""By what rows are ranked, and when two of them cannot be told apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rackplan.appraisal.row import Row
from rackplan.economics.lifetime import LifetimeCost
from rackplan.economics.span import Span, sum_of
from rackplan.units import MONEY, of, ureg

__all__ = ["MEASURES", "Measure", "Place", "ranked"]

_Figure = Callable[[Row, str], Span | None]
_RACKS = ("racks", "network", "beside")


@dataclass(frozen=True)
class Measure:
    """A figure of rows.

    Attributes
    ----------
    says : str
        What it is called in a sentence.
    unit : str
    more_is_better : bool
    is_priced : bool
        Whether it rests on prices, which are a range.
    figure : callable
        From a row and a precision to its low, central and high; None where it has none.
    """

    says: str
    unit: str
    more_is_better: bool
    is_priced: bool
    figure: _Figure


@dataclass(frozen=True)
class Place:
    """Where a row comes in a ranking.

    Attributes
    ----------
    rank : int
    row : Row
    value : Span
    close : bool
        Whether it cannot be told apart from the one before: prices, or gaps, overlap.
    """

    rank: int
    row: Row
    value: Span
    close: bool = False


def ranked(rows: Iterable[Row], by: str, precision: str) -> tuple[Place, ...]:
    """Rows that stand somewhere, the best first by a measure; rows without the figure are left out.

    Two neighbours are close where their ranges of prices overlap; without prices, where the better
    one might be the worse within what its search left open.
    """
    measure = MEASURES[by]
    figures = [(row, measure.figure(row, precision)) for row in rows if row.stands]
    found = [(row, value) for row, value in figures if value is not None]
    sign = -1.0 if measure.more_is_better else 1.0
    found.sort(key=lambda each: (sign * _number(each[1]), each[0].site, each[0].name))
    return tuple(
        Place(n + 1, row, value, close=n > 0 and found[n - 1][1].overlaps(value))
        for n, (row, value) in enumerate(found)
    )


def _number(value: Span) -> float:
    return float(value.central.to_base_units().magnitude)


def _within_gap(value: float, row: Row) -> Span:
    """A figure that more search might raise by the gap left open."""
    gap = 0.0 if row.result is None else row.result.termination.gap or 0.0
    plain = ureg.Quantity(value, "")
    return Span.around(plain, high=plain * (1.0 + gap))


def _rate(row: Row, precision: str) -> Span | None:
    rate = row.pflops.get(precision)
    return None if rate is None else _within_gap(rate, row)


def _density(row: Row, precision: str) -> Span | None:
    rate = row.pflops_per_mw.get(precision)
    return None if rate is None else Span.around(ureg.Quantity(rate, ""))


def _capex(row: Row, _precision: str) -> Span | None:
    """What the racks cost, with the ends of their prices."""
    if row.lifetime is None:
        return None
    lines = row.lifetime.lines
    total = sum_of((line.total for line in lines if line.part in _RACKS), MONEY)
    return total if total.central > of(0.0, MONEY) else None


def _lifetime(pick: Callable[[LifetimeCost], Span | None]) -> _Figure:
    return lambda row, _: None if row.lifetime is None else pick(row.lifetime)


def _a_pflops(row: Row, precision: str) -> Span | None:
    return None if row.lifetime is None else row.lifetime.per_pflops_year(precision)


def _most(says: str, unit: str, figure: _Figure) -> Measure:
    return Measure(says, unit, more_is_better=True, is_priced=False, figure=figure)


def _least(says: str, unit: str, figure: _Figure) -> Measure:
    return Measure(says, unit, more_is_better=False, is_priced=True, figure=figure)


MEASURES: dict[str, Measure] = {
    "capability": _most("dense compute rate", "PFLOPS", _rate),
    "hbm": _most("high-bandwidth memory", "TB", lambda row, _: _within_gap(row.hbm_tb, row)),
    "accelerators": _most(
        "accelerators", "", lambda row, _: _within_gap(float(row.accelerators), row)
    ),
    "it_power": _most("planned IT power", "kW", lambda row, _: _within_gap(row.it_power_kw, row)),
    "pflops_per_mw": _most("compute rate of a MW", "PFLOPS/MW", _density),
    "capex": _least("price of the racks", "USD", _capex),
    "net_present": _least("net present cost", "USD", _lifetime(lambda cost: cost.net_present)),
    "cost_per_pflops": _least("cost of a PFLOPS and year", "USD/PFLOPS/year", _a_pflops),
    "cost_per_gb": _least(
        "cost of a GB of HBM and year", "USD/GB/year", _lifetime(lambda cost: cost.per_gb_year)
    ),
    "cost_per_mw": _least(
        "net present cost of a MW", "USD/MW", _lifetime(lambda cost: cost.per_mw)
    ),
}
"""What rows can be ranked by; the rate is that at the precision of the demand."""
