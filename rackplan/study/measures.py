"""What is recorded of every case: what rows of a comparison rank by, and more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from rackplan.appraisal import MEASURES, Row
from rackplan.units import ENERGY, MASS, POWER, VOLUME, magnitude
from rackplan.verify.year import SiteYear

__all__ = ["DEFAULT_MEASURES", "RECORDED", "Figure", "Recorded", "figures_of"]

Figure: TypeAlias = tuple[float, float, float]
"""Low, central and high: all the same where nothing is a range."""

_Number = Callable[[Row], float | None]


@dataclass(frozen=True)
class Recorded:
    """A figure of a case.

    Attributes
    ----------
    says : str
        What it is called in a sentence.
    unit : str
    more_is_better : bool or None
        None for what is neither.
    is_money : bool
    """

    says: str
    unit: str
    more_is_better: bool | None
    is_money: bool = False


def _year(pick: Callable[[SiteYear], float | None]) -> _Number:
    def number(row: Row) -> float | None:
        year = None if row.result is None else row.result.year
        return pick(year) if isinstance(year, SiteYear) else None

    return number


def _carbon(year: SiteYear) -> float | None:
    carbon = year.mean.carbon
    return None if carbon is None else float(magnitude(carbon, MASS)) / 1000.0


def _power_bill(row: Row) -> float | None:
    cost = None if row.result is None else row.result.cost
    bill = None if cost is None else cost.power_bill
    return None if bill is None else float(bill.m_as("USD/year"))


def _gap(row: Row) -> float | None:
    return None if row.result is None else row.result.termination.gap


_MORE: dict[str, tuple[Recorded, _Number]] = {
    "racks": (Recorded("compute racks", "", None), lambda row: float(sum(row.racks.values()))),
    "pue": (Recorded("PUE of the year", "", more_is_better=False), lambda row: row.pue),
    "peak_pue": (
        Recorded("PUE of the worst hour", "", more_is_better=False),
        _year(lambda year: year.peak_pue),
    ),
    "wue": (
        Recorded("water a kWh of IT (WUE)", "L/kWh", more_is_better=False),
        _year(lambda year: float(year.mean.wue.m_as("L/kWh"))),
    ),
    "energy": (
        Recorded("energy of a year", "MWh", more_is_better=False),
        _year(lambda year: float(magnitude(year.mean.energy, ENERGY)) / 1000.0),
    ),
    "water": (
        Recorded("water of a year", "m3", more_is_better=False),
        _year(lambda year: float(magnitude(year.mean.water, VOLUME))),
    ),
    "carbon": (Recorded("carbon of a year", "t", more_is_better=False), _year(_carbon)),
    "peak_power": (
        Recorded("draw of the worst hour", "kW", more_is_better=False),
        _year(lambda year: float(magnitude(year.peak_power, POWER))),
    ),
    "power_bill": (
        Recorded("power bill of a year", "USD/year", more_is_better=False, is_money=True),
        _power_bill,
    ),
    "stranded_power": (
        Recorded("power that stays stranded", "kW", more_is_better=False),
        lambda row: None if row.use is None else row.use.power.left,
    ),
    "positions": (
        Recorded("share of positions in use", "", None),
        lambda row: None if row.use is None else row.use.positions.share,
    ),
    "gap": (Recorded("gap left open", "", more_is_better=False), _gap),
}

RECORDED: dict[str, Recorded] = {
    **{
        name: Recorded(each.says, each.unit, each.more_is_better, each.is_priced)
        for name, each in MEASURES.items()
    },
    **{name: recorded for name, (recorded, _) in _MORE.items()},
}
"""All figures by name; the ledger keeps every one of each case, whichever are asked for."""

DEFAULT_MEASURES = ("capability", "it_power", "pue", "net_present", "cost_per_pflops")
"""Shown where a study names none."""


def figures_of(row: Row, precision: str) -> dict[str, Figure]:
    """All figures of a row that it has; compute rates at a precision."""
    return dict(_figures(row, precision))


def _figures(row: Row, precision: str) -> Iterator[tuple[str, Figure]]:
    for name, measure in MEASURES.items():
        span = measure.figure(row, precision)
        if span is not None and measure.is_priced:
            yield name, span.numbers(measure.unit)
        elif span is not None:  # more search might raise it: the gap says so, beside it
            yield name, (float(span.central.magnitude),) * 3
    for name, (_, number) in _MORE.items():
        value = number(row)
        if value is not None:
            yield name, (float(value),) * 3
