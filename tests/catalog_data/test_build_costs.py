"""What a hall costs to build, as shipped: parts, shares and the whole, by plain sums."""

from __future__ import annotations

import pytest

from rackplan.model.catalog import BuildCost
from rackplan.units import Quantity
from tests.catalog_data.shipped import ids, number, product


def costs() -> dict[str, BuildCost]:
    return {name: product(name) for name in ids(BuildCost)}


def musd(price: Quantity | None) -> float:
    return number(price, "MUSD/MW")


def test_costs_stand_in_order() -> None:
    for name, cost in costs().items():
        assert musd(cost.low) <= musd(cost.central) <= musd(cost.high), name
        assert cost.year == 2025


def test_parts_sum_to_the_whole_within_its_spread() -> None:
    parts = [cost for cost in costs().values() if cost.part != "whole"]
    whole = costs()["build-ai-hall"]
    assert {c.part for c in parts} == {"electrical", "mechanical", "shell", "site", "fit-out"}
    assert sum(musd(cost.central) for cost in parts) == pytest.approx(musd(whole.central))
    assert musd(whole.low) <= sum(musd(cost.low) for cost in parts)
    assert sum(musd(cost.high) for cost in parts) <= musd(whole.high)
    assert sum(float(cost.share.magnitude) for cost in parts if cost.share) == pytest.approx(1.0)


def test_each_part_is_its_share() -> None:
    whole = musd(costs()["build-ai-hall"].central)
    for name, cost in costs().items():
        if cost.part != "whole":
            assert cost.share is not None
            assert musd(cost.central) == pytest.approx(float(cost.share.magnitude) * whole, abs=0.1)
            assert name == f"build-{cost.part}"


def test_an_ai_hall_costs_eight_and_a_half_per_cent_more() -> None:
    average, hall = costs()["build-us"], costs()["build-ai-hall"]
    for less, more in ((average.low, hall.low), (average.central, hall.central)):
        assert musd(more) / musd(less) == pytest.approx(1.085, abs=0.002)
    assert musd(hall.high) / musd(average.high) == pytest.approx(1.085, abs=0.002)
