"""What a year of a plan costs, a line a kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from rackplan.economics.capital import CapitalLine
from rackplan.economics.charges import carbon_cost, demand_charge, energy_charge, water_charge
from rackplan.economics.span import Span, sum_of
from rackplan.economics.use import YearlyUse
from rackplan.model.economics import Economics
from rackplan.model.site import Tariff
from rackplan.units import MONEY, Quantity, of, ureg

__all__ = ["YearlyLine", "yearly_lines"]

Kind = Literal["energy", "demand", "water", "carbon", "maintenance", "staff"]


@dataclass(frozen=True)
class YearlyLine:
    """What one thing costs every year.

    Attributes
    ----------
    kind : {'energy', 'demand', 'water', 'carbon', 'maintenance', 'staff'}
    amount : Span [USD/year]
    """

    kind: Kind
    amount: Span


def yearly_lines(
    tariff: Tariff | None,
    terms: Economics,
    it_power: Quantity,
    use: YearlyUse | None,
    capital: Iterable[CapitalLine],
) -> tuple[YearlyLine, ...]:
    """The lines that somebody states a price for, in a fixed order.

    Parameters
    ----------
    tariff : Tariff or None
    terms : Economics
    it_power : Quantity [kW]
        Planned power of all racks, those too that stand already.
    use : YearlyUse or None
        Without it there are neither power nor water.
    capital : iterable of CapitalLine
        What is maintained.
    """
    metered = () if tariff is None or use is None else _metered(tariff, terms, it_power, use)
    return (*metered, *_maintenance(terms, tuple(capital)), *_staff(terms))


def _metered(
    tariff: Tariff, terms: Economics, it_power: Quantity, use: YearlyUse
) -> Iterator[YearlyLine]:
    prices = Span.around(tariff.energy, tariff.energy_low, tariff.energy_high)
    low, central, high = (
        energy_charge(it_power, use.pue, tariff.load_factor, price)
        for price in (prices.low, prices.central, prices.high)
    )
    yield YearlyLine("energy", Span(low, central, high))
    if tariff.demand is not None:
        charge = demand_charge(it_power, use.peak_pue, tariff.demand)
        yield YearlyLine("demand", Span.around(charge))
    if tariff.water is not None and use.water is not None:
        yield YearlyLine("water", Span.around(water_charge(use.water, tariff.water)))
    if tariff.carbon is not None and terms.carbon_price is not None:
        carbon = it_power * use.pue * tariff.load_factor * tariff.carbon
        yield YearlyLine("carbon", Span.around(carbon_cost(carbon, terms.carbon_price)))


_PUT_UP = ("build", "offers")
"""Parts of the capital that serve longer than racks."""


def _maintenance(terms: Economics, capital: tuple[CapitalLine, ...]) -> Iterator[YearlyLine]:
    put_up = [line for line in capital if line.part in _PUT_UP]
    built = sum_of((line.total for line in put_up), MONEY)
    kept = (line.total for line in capital if line.part not in {*_PUT_UP, "spares"})
    racks = sum_of(kept, MONEY)
    yearly = racks.times(_a_year(terms.maintenance)) + built.times(_a_year(terms.build_maintenance))
    if yearly.high > of(0.0, MONEY) / ureg.Quantity(1.0, "year"):
        yield YearlyLine("maintenance", yearly)


def _staff(terms: Economics) -> Iterator[YearlyLine]:
    if terms.staff is not None:
        yield YearlyLine("staff", Span.around(terms.staff))


def _a_year(share: Quantity) -> Quantity:
    each: Quantity = share / ureg.Quantity(1.0, "year")
    return each
