"""Heat of the shipped racks and servers: it balances, and coolant and air carry it."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.catalog_data.racks import (
    LENOVO_GB300,
    flow_points,
    liquid_cooled,
    load,
    loads,
    returns,
)
from tests.catalog_data.shipped import catalog, kw, number

AIR_KJ_PER_M3_K = 1.006 * 1.2


@pytest.mark.parametrize("name", loads())
def test_heat_to_liquid_and_air_is_the_planned_power(name: str) -> None:
    liquid = load(name).liquid
    heat = kw(load(name).air.heat) + (kw(liquid.heat) if liquid else 0.0)
    assert heat == pytest.approx(kw(load(name).planned_power), rel=1e-9)


@pytest.mark.parametrize("name", liquid_cooled())
def test_flow_carries_the_heat(name: str) -> None:
    rises = [
        back - supply for back, (supply, _) in zip(returns(name), flow_points(name), strict=True)
    ]
    assert max(returns(name)) <= 65.0
    assert min(rises) >= 8.0
    assert max(rises) <= 35.0


@pytest.mark.parametrize("name", liquid_cooled())
def test_flow_is_convex_in_supply_temperature(name: str) -> None:
    slopes = [(v2 - v1) / (t2 - t1) for (t1, v1), (t2, v2) in pairwise(flow_points(name))]
    assert all(slope > 0 for slope in slopes)
    assert slopes == sorted(slopes)


@pytest.mark.parametrize("name", liquid_cooled())
def test_flow_reaches_up_to_the_warmest_supply(name: str) -> None:
    need = load(name).liquid
    assert need is not None
    assert flow_points(name)[-1][0] == need.supply_max.m_as("degC")


@pytest.mark.parametrize("name", loads())
def test_air_warms_by_a_plausible_amount(name: str) -> None:
    air = load(name).air
    if kw(air.heat) > 0.0:
        rise = kw(air.heat) / (number(air.airflow, "m**3/s") * AIR_KJ_PER_M3_K)
        assert 7.9 <= rise <= 20.7  # 20.6 K is what NVIDIA states for DGX B300


@pytest.mark.parametrize("name", ["gb300-nvl72", "vr-nvl72", "hgx-b200-8-liquid"])
def test_coolant_returns_at_55_degrees_as_in_the_one_published_table(name: str) -> None:
    """What Lenovo prints for GB300 is a constant return, also with 1.5 L/min/kW at 45 degC."""
    assert all(53.5 <= back <= 55.9 for back in returns(name))


def test_gb300_flow_is_the_published_table_scaled_to_our_heat() -> None:
    need = load("gb300-nvl72").liquid
    assert need is not None
    scale = kw(need.heat) / (0.9 * 135.0)
    for supply, flow in flow_points("gb300-nvl72"):
        exact = LENOVO_GB300[int(supply)] * scale
        assert exact <= flow <= exact + 1.0


@pytest.mark.parametrize(
    "name", ["vr-nvl72", "rubin-ultra-kyber", "hgx-b200-8-liquid", "hgx-b300-8-liquid"]
)
def test_warmest_coolant_has_what_nvidia_asks_of_halls_at_least(name: str) -> None:
    need = load(name).liquid
    assert need is not None
    assert 1.5 <= flow_points(name)[-1][1] / kw(need.heat) <= 1.53


def test_twelve_published_gb300_fill_a_chx2000_by_flow_and_not_by_heat() -> None:
    cdu = catalog().cdus["coolit-chx2000"]
    flow = number(cdu.flow, "L/min")
    assert 12 * LENOVO_GB300[45] <= flow < 13 * LENOVO_GB300[45]
    assert 0.75 * kw(cdu.heat) > 12 * 0.9 * 135.0
