"""A plan over its lifetime, line by line against sums on paper, and what must always be so."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rackplan.economics.document import lifetime_as_json
from rackplan.economics.lifetime import LifetimeCost, lifetime_cost
from rackplan.economics.use import YearlyUse
from rackplan.errors import BadInputError
from rackplan.model.economics import Economics
from rackplan.model.plan import Placement, Plan
from rackplan.model.site import Site, Tariff
from rackplan.reading import read_site
from rackplan.units import YEARLY_WATER, parse

CENT = 0.005
USE = YearlyUse(1.1, 1.3, parse("10,000 m3/year", YEARLY_WATER))
TARIFF: dict[str, Any] = {
    "energy": "60 USD/MWh",
    "demand": "14 USD/kW/month",
    "water": "1.3 USD/m3",
    "carbon": "400 kg/MWh",
    "load_factor": "80 %",
}
RACKS = ("gb300-nvl72", "gb300-nvl72", "storage-rack")
"""4 MUSD each (3.7 to 6.5), 142 kW; and 450 kUSD, 20 kW: 304 kW in all."""


@cache
def hall() -> Site:
    return read_site("wisconsin")


def plan(racks: tuple[str, ...] = RACKS) -> Plan:
    placements = (
        Placement(position=f"R01-P{n:02}", rack=rack, feeds=("R01.A", "R01.B"), loop="L1")
        for n, rack in enumerate(racks, start=1)
    )
    return Plan(site="wisconsin", placements=tuple(placements))


def reckoned(
    racks: tuple[str, ...] = RACKS, tariff: dict[str, str] | None = None, **terms: Any
) -> LifetimeCost:
    site = hall().model_copy(
        update={
            "tariff": Tariff.model_validate(TARIFF | (tariff or {})),
            "economics": Economics.model_validate(terms),
        }
    )
    return lifetime_cost(site, plan(racks), USE)


def usd(cost: LifetimeCost) -> float:
    return float(cost.net_present.central.m_as("USD"))


def by_part(cost: LifetimeCost) -> dict[str, tuple[float, float, float]]:
    return {line.part: line.total.numbers("USD") for line in cost.lines}


def test_capital_line_by_line() -> None:
    cost = reckoned(build=["build-electrical"], buys_cdus=True)
    megawatts = 0.304
    lines = by_part(cost)
    assert lines["racks"] == pytest.approx((7_400_000, 8_000_000, 13_000_000), abs=CENT)
    assert lines["beside"] == pytest.approx((450_000,) * 3, abs=CENT)
    assert lines["spares"] == pytest.approx((157_000, 169_000, 269_000), abs=CENT)
    built = tuple(megawatts * each for each in (5_100_000, 5_700_000, 6_400_000))
    assert lines["build"] == pytest.approx(built, abs=CENT)
    whole = 8_450_000 + 169_000 + 1_732_800
    cdus = lines["CDUs"][1]
    each = hall().catalog.cdus["coolit-chx2000"].price
    assert each is not None
    assert cdus == pytest.approx(4 * each.m_as("USD"), abs=CENT)
    assert cost.capital.central.m_as("USD") == pytest.approx(whole + cdus, abs=CENT)


def test_year_line_by_line() -> None:
    cost = reckoned(carbon_price="50 USD/t", staff="0.25 MUSD/year", build=["build-electrical"])
    kwh = 304 * 1.1 * 0.8 * 8760
    expected = {
        "energy": kwh * 0.06,
        "demand": 304 * 1.3 * 14 * 12,
        "water": 13_000.0,
        "carbon": kwh * 0.0004 * 50,
        "maintenance": 0.03 * 8_450_000 + 0.02 * 1_732_800,
        "staff": 250_000.0,
    }
    found = {line.kind: line.amount.central.m_as("USD/year") for line in cost.yearly}
    assert found == pytest.approx(expected, abs=CENT)
    assert cost.a_year.central.m_as("USD/year") == pytest.approx(sum(expected.values()), abs=CENT)


def test_cost_of_each_thing_brought() -> None:
    cost = reckoned()
    a_year = usd(cost) / 3.9927100371
    json = lifetime_as_json(cost)
    assert json is not None
    assert json["equal_usd_per_year"]["central"] == pytest.approx(a_year, abs=0.1)
    assert json["usd_per_pflops_year"]["fp8"]["central"] == pytest.approx(a_year / 720, abs=0.01)
    gigabytes = 2 * hall().catalog.racks["gb300-nvl72"].computing.hbm.m_as("GB")  # type: ignore[union-attr]  # a compute rack
    assert json["usd_per_gb_hbm_year"]["central"] == pytest.approx(a_year / gigabytes, abs=0.01)
    assert json["usd_per_mw"]["central"] == pytest.approx(usd(cost) / 0.304, abs=0.01)


def test_what_is_built_keeps_its_value_on_a_straight_line() -> None:
    cost = reckoned(build=["build-electrical"], residual="10 %")
    left = 0.10 * 8_450_000 + 1_732_800 * 10 / 15
    assert cost.residual.central.m_as("USD") == pytest.approx(left, abs=CENT)


def test_every_line_says_whose_money_and_whose_word() -> None:
    lines = {line.product: line for line in reckoned(build=["build-electrical"]).lines}
    assert lines["build-electrical"].year == 2025
    assert lines["build-electrical"].source == "ib-cost-stack"
    assert lines["gb300-nvl72"].confidence == "estimate"
    assert lines["gb300-nvl72"].source == "morgan-stanley-racks"


def test_ends_of_the_price_of_energy_are_kept() -> None:
    cost = reckoned(tariff={"energy_low": "50 USD/MWh", "energy_high": "90 USD/MWh"})
    low, central, high = next(
        line.amount.numbers("USD/year") for line in cost.yearly if line.kind == "energy"
    )
    assert low / central == pytest.approx(5 / 6)
    assert high / central == pytest.approx(1.5)


def test_what_is_not_counted_is_said() -> None:
    site = hall().model_copy(update={"tariff": None})
    assert lifetime_cost(site, plan(), None).missing == ("power: no tariff",)


def test_an_all_in_price_and_a_demand_charge_are_refused() -> None:
    with pytest.raises(BadInputError, match="all-in price of energy has the demand charge in it"):
        read_site("wisconsin", changes=["tariff.all_in=true"])


@pytest.mark.parametrize(
    ("economics", "said"),
    [
        ("{build: [build-us, build-electrical]}", 'the cost of the "whole" has all other parts'),
        ("{build: [build-electrical, build-electrical]}", '"electrical" is paid for twice'),
        ("{build: [build-mechanical], buys_cdus: true}", "CDUs are in the mechanical cost"),
        ("{build: [gb300-nvl72]}", "expected a product of kind build-cost"),
        ("{lifetime: 3 month}", "lifetime is less than a year"),
        ("{discount_rate: 120 %}", "at most 100%"),
    ],
)
def test_terms_that_cannot_be_are_refused(economics: str, said: str) -> None:
    with pytest.raises(BadInputError, match=said):
        read_site("wisconsin", changes=[f"economics={economics}"])


some_racks = st.lists(
    st.sampled_from(["gb300-nvl72", "gb200-nvl72", "hgx-h100-rack", "storage-rack"]),
    min_size=1,
    max_size=11,
).map(tuple)
shares = st.integers(0, 40).map(lambda n: f"{n} %")
slow = settings(max_examples=30, deadline=None)


@slow
@given(racks=some_racks, price=st.integers(10, 300), more=st.integers(1, 200))
def test_dearer_energy_never_lowers_cost(racks: tuple[str, ...], price: int, more: int) -> None:
    cheap = reckoned(racks, {"energy": f"{price} USD/MWh"})
    dear = reckoned(racks, {"energy": f"{price + more} USD/MWh"})
    assert usd(dear) > usd(cheap)


@slow
@given(racks=some_racks, rate=st.integers(0, 30), more=st.integers(1, 20))
def test_at_a_higher_rate_later_money_is_worth_less(
    racks: tuple[str, ...], rate: int, more: int
) -> None:
    low = reckoned(racks, discount_rate=f"{rate} %")
    high = reckoned(racks, discount_rate=f"{rate + more} %")
    assert usd(high) < usd(low)


@slow
@given(racks=some_racks, years=st.integers(1, 14), residual=shares)
def test_a_longer_life_costs_more_in_all_and_less_a_year(
    racks: tuple[str, ...], years: int, residual: str
) -> None:
    short = reckoned(racks, lifetime=f"{years} year", residual=residual)
    long = reckoned(racks, lifetime=f"{years + 1} year", residual=residual)
    assert usd(long) > usd(short)
    assert long.equal_a_year.central < short.equal_a_year.central


@slow
@given(racks=some_racks, spares=shares, maintenance=shares, residual=shares)
def test_ends_enclose_the_central_figure(
    racks: tuple[str, ...], spares: str, maintenance: str, residual: str
) -> None:
    cost = reckoned(
        racks,
        spares=spares,
        maintenance=maintenance,
        residual=residual,
        build=["build-electrical", "build-mechanical"],
    )
    for span in (cost.capital, cost.a_year, cost.residual, cost.net_present):
        low, central, high = (each.magnitude for each in (span.low, span.central, span.high))
        assert 0 <= low <= central <= high


@slow
@given(racks=some_racks)
def test_a_rack_more_never_costs_less(racks: tuple[str, ...]) -> None:
    assert usd(reckoned((*racks, "storage-rack"))) > usd(reckoned(racks))
