"""Supplies of the shipped racks and servers: what they carry, also after the loss of a feed."""

from __future__ import annotations

import pytest

from rackplan.model.catalog import Load
from tests.catalog_data.racks import carried, load, loads
from tests.catalog_data.shipped import catalog, kw

ON_TWO_FEEDS = [
    name for name in loads() if (s := load(name).supplies) is not None and s.on_feed_b > 0
]
CAPPED = {
    "gb300-nvl72": (142.0, 132.0),
    "vr-nvl72": (227.0, 220.0),
    "hgx-h100-rack": (40.8, 38.4),
    "hgx-h200-rack": (40.8, 39.6),
    "mi355x-rack": (125.0, 105.6),
}
UNCAPPED = (
    "gb200-nvl72",
    "hgx-a100-rack",
    "hgx-b200-rack",
    "hgx-b200-liquid-rack",
    "hgx-b300-rack",
    "hgx-b300-liquid-rack",
)


@pytest.mark.parametrize("name", ON_TWO_FEEDS)
def test_supplies_carry_what_may_be_drawn_on_one_feed(name: str) -> None:
    assert min(carried(load(name))) >= kw(load(name).failover) - 1e-6


@pytest.mark.parametrize("name", ON_TWO_FEEDS)
def test_supplies_carry_the_planned_power_with_one_lost_in_every_group(name: str) -> None:
    item = load(name)
    assert item.supplies is not None
    each = kw(catalog().shelves[item.supplies.product].rating)
    assert (item.supplies.count - item.supplies.groups) * each >= kw(item.planned_power)


@pytest.mark.parametrize("name", CAPPED)
def test_a_rack_is_capped_where_one_feed_is_too_small(name: str) -> None:
    planned, left = CAPPED[name]
    assert kw(load(name).planned_power) == pytest.approx(planned)
    assert min(carried(load(name))) == pytest.approx(left)
    assert kw(load(name).failover_power) == pytest.approx(left)


@pytest.mark.parametrize("name", UNCAPPED)
def test_a_rack_is_not_capped_where_one_feed_is_enough(name: str) -> None:
    assert min(carried(load(name))) >= kw(load(name).planned_power) - 1e-6
    assert load(name).failover_power is None


def test_eight_shelves_of_gb300_are_not_one_store_of_264_kw() -> None:
    gb300 = load("gb300-nvl72")
    a, b = carried(gb300)
    assert (a, b, a + b) == (132.0, 132.0, 264.0)
    assert a + b - 33.0 == 231.0  # a shelf lost; a feed lost leaves a


def test_three_dgx_supplies_do_not_carry_a_dgx() -> None:
    three = 3 * kw(catalog().shelves["psu-3.3kw"].rating)
    dgx_h100_kw, dgx_b200_kw = 10.2, 14.3
    assert three < dgx_h100_kw
    assert three < dgx_b200_kw


@pytest.mark.parametrize("name", [n for n in ON_TWO_FEEDS if kw(load(n).planned_power) > 1.0])
def test_a_shortfall_after_a_feed_loss_is_acknowledged(name: str) -> None:
    item = load(name)
    wants = [kw(item.planned_power), *([kw(item.peak_power)] if item.peak_power else [])]
    if max(wants) > min(carried(item)) + 1e-6:
        assert "power.feed-loss" in known(name, item)


def known(name: str, item: Load) -> dict[str, str]:
    """What is acknowledged of a rack or server, or of the build that it is."""
    product = catalog().products[name]
    return {**dict(item.known), **dict(product.known)}
