"""Worked examples, reckoned by hand to the cent: an annuity, a demand month, a net present cost."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rackplan.economics.annuity import annuity, left_of, present_share
from rackplan.economics.charges import carbon_cost, demand_charge, energy_charge, water_charge
from rackplan.economics.lifetime import net_present
from rackplan.economics.span import Span
from rackplan.model.economics import Economics
from rackplan.units import (
    DEMAND_PRICE,
    DURATION,
    ENERGY_PRICE,
    MONEY,
    POWER,
    WATER_PRICE,
    YEARLY_MONEY,
    YEARLY_WATER,
    UnitProblem,
    parse,
    ureg,
)

CENT = 0.005


def years(number: float) -> object:
    return parse(f"{number} year", DURATION)


def test_an_annuity_year_by_year() -> None:
    # 1,000,000.00 at the end of each of five years at 8 %: 925,925.93 + 857,338.82 + 793,832.24
    # + 735,029.85 + 680,583.20 = 3,992,710.04
    by_year = [1_000_000 / 1.08**n for n in range(1, 6)]
    rounded = [925_925.93, 857_338.82, 793_832.24, 735_029.85, 680_583.20]
    assert by_year == pytest.approx(rounded, abs=CENT)
    assert 1_000_000 * annuity(years(5), 0.08) == pytest.approx(3_992_710.04, abs=CENT)


def test_an_annuity_in_exact_arithmetic() -> None:
    """Another method: the sum in decimal fractions of 50 digits."""
    for number, rate in ((1, "0.05"), (7, "0.11"), (15, "0.08"), (30, "0.035")):
        each = 1 / (1 + Decimal(rate))
        exact = sum(each**n for n in range(1, number + 1))
        assert annuity(years(number), float(rate)) == pytest.approx(float(exact), rel=1e-12)


def test_without_a_rate_years_add_up() -> None:
    assert annuity(years(5), 0.0) == 5.0
    assert present_share(years(5), 0.0) == 1.0


def test_of_a_hall_for_fifteen_years_two_thirds_are_left_after_five() -> None:
    assert left_of(years(15), years(5)) == pytest.approx(2 / 3)
    assert left_of(years(5), years(15)) == 0.0


@pytest.mark.parametrize(
    ("rate", "said"), [(-0.01, "is below zero"), (1.01, "discount rate of 0 to 1")]
)
def test_a_rate_out_of_range_is_refused(rate: float, said: str) -> None:
    with pytest.raises(UnitProblem, match=said):
        annuity(years(5), rate)


def test_less_than_a_year_is_refused() -> None:
    with pytest.raises(UnitProblem, match="lifetime"):
        annuity(parse("6 month", DURATION), 0.08)


def test_a_month_of_demand_charge() -> None:
    # 31,991 kW of IT; the worst hour at 1.213: 38,805.083 kW; 14 USD a kW: 543,271.16 a month
    charge = demand_charge(parse("31991 kW", POWER), 1.213, parse("14 USD/kW/month", DEMAND_PRICE))
    assert charge.m_as("USD/month") == pytest.approx(543_271.16, abs=CENT)
    assert charge.m_as("USD/year") == pytest.approx(6_519_253.94, abs=CENT)


def test_a_year_of_energy() -> None:
    # 31,991 kW x 1.1 x 85 % = 29,911.585 kW on average; 8,760 h: 262,025,484.6 kWh; 6.09 cents
    charge = energy_charge(
        parse("31991 kW", POWER), 1.1, 0.85, parse("0.0609 USD/kWh", ENERGY_PRICE)
    )
    assert charge.m_as("USD/year") == pytest.approx(15_957_352.01, abs=CENT)


def test_water_and_carbon_of_a_year() -> None:
    water = water_charge(parse("48,210 m3/year", YEARLY_WATER), parse("1.3 USD/m3", WATER_PRICE))
    assert water.m_as("USD/year") == pytest.approx(62_673.00, abs=CENT)
    # 262,025.4846 MWh x 0.413 t = 108,216.525 t; 50 USD a tonne
    carbon = ureg.Quantity(262_025.4846 * 0.413, "t/year")
    cost = carbon_cost(carbon, ureg.Quantity(50.0, "USD/t"))
    assert cost.m_as("USD/year") == pytest.approx(5_410_826.26, abs=CENT)


def test_a_net_present_cost() -> None:
    # 40 MUSD now; 3.2 MUSD a year, five years at 8 %: 12,776,672.12; 4 MUSD back: 2,722,332.79
    terms = Economics()
    capital = Span.around(parse("40 MUSD", MONEY))
    residual = Span.around(parse("4 MUSD", MONEY))
    a_year = Span.around(parse("3.2 MUSD/year", YEARLY_MONEY))
    cost = net_present(capital, residual, a_year, terms).central.m_as("USD")
    assert cost == pytest.approx(40_000_000 + 12_776_672.12 - 2_722_332.79, abs=0.01)


def test_a_net_present_cost_as_the_sum_of_what_is_paid_each_year() -> None:
    """Another method: every payment for itself."""
    terms = Economics.model_validate({"lifetime": "7 year", "discount_rate": "6 %"})
    payments = [9_000_000.0] + [1_100_000.0] * 6 + [1_100_000.0 - 500_000.0]
    worth = sum(paid / 1.06**year for year, paid in enumerate(payments))
    usd = (parse(text, MONEY) for text in ("9 MUSD", "0.5 MUSD"))
    capital, residual = map(Span.around, usd)
    a_year = Span.around(parse("1.1 MUSD/year", YEARLY_MONEY))
    cost = net_present(capital, residual, a_year, terms).central.m_as("USD")
    assert cost == pytest.approx(worth, abs=CENT)
