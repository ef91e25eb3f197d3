"""A month's demand charge and a year's energy, reckoned by hand to the cent."""

from __future__ import annotations

from typing import Any

import pytest

from rackplan.economics.cost import capital, yearly_power_bill
from rackplan.model.plan import Placement, Plan
from rackplan.model.site import Tariff
from rackplan.reading import read_site
from rackplan.units import POWER, parse

TARIFF: dict[str, Any] = {
    "energy": "60 USD/MWh",
    "demand": "14 USD/kW/month",
    "load_factor": "80 %",
    "design_pue": 1.25,
}


def bill(**changes: Any) -> float:
    site = read_site("wisconsin").model_copy(
        update={"tariff": Tariff.model_validate(TARIFF | changes)}
    )
    yearly = yearly_power_bill(site, parse("1 MW", POWER))
    assert yearly is not None
    return float(yearly.m_as("USD/year"))


def test_energy_and_demand_by_hand() -> None:
    # 1,250 kW drawn at most; 1,000 kW on average over 8,760 h at 6 cents; 12 months at 14 USD/kW.
    assert bill() == pytest.approx(1_000 * 8_760 * 0.06 + 1_250 * 14 * 12, abs=0.01)


def test_without_a_demand_charge_only_energy_is_paid() -> None:
    assert bill(demand=None) == pytest.approx(525_600.00, abs=0.01)


@pytest.mark.parametrize("dearer", [{"energy": "61 USD/MWh"}, {"demand": "15 USD/kW/month"}])
def test_dearer_power_never_costs_less(dearer: dict[str, str]) -> None:
    assert bill(**dearer) > bill()


def test_no_tariff_no_bill() -> None:
    site = read_site("wisconsin").model_copy(update={"tariff": None})
    assert yearly_power_bill(site, parse("1 MW", POWER)) is None


def test_capital_is_the_sum_of_prices() -> None:
    site = read_site("wisconsin")
    racks = ["gb300-nvl72", "gb300-nvl72", "storage-rack"]
    plan = Plan(
        site="wisconsin",
        placements=tuple(
            Placement(position=f"R01-P0{n}", rack=rack, feeds=("R01.A", "R01.B"))
            for n, rack in enumerate(racks, start=1)
        ),
    )
    assert capital(site, plan).m_as("USD") == pytest.approx(2 * 4_000_000 + 450_000, abs=0.01)
