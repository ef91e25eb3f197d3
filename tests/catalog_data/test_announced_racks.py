"""Helios and Jalapeno: announced, estimated by analysts, and said to be."""

from __future__ import annotations

import pytest

from rackplan.model.catalog import RackType
from tests.catalog_data.shipped import catalog, kw, number, product

ANNOUNCED = ("helios-mi455x", "jalapeno", "jalapeno-host-rack")

# Dense PFLOPS of one chip as its maker prints them; stacks of 36 GB; TB/s.
CHIPS = {
    "helios-mi455x": (72, {"fp16": 5.0, "fp8": 20.0, "fp4": 40.0}, 12, 23.3),
    "jalapeno": (128, {"fp8": 3.4, "fp4": 13.4}, 6, 15.4),
}


def rack(name: str) -> RackType:
    return catalog().racks[name]


@pytest.mark.parametrize("name", CHIPS)
def test_compute_is_that_of_the_chips(name: str) -> None:
    chips, rates, stacks, tb_s = CHIPS[name]
    computing = rack(name).computing
    assert computing is not None
    assert computing.accelerators == chips
    assert set(computing.dense) == set(rates)
    for precision, petaflops in rates.items():
        whole = number(computing.dense[precision], "PFLOPS")
        assert whole == pytest.approx(chips * petaflops, rel=0.002)
    assert number(computing.hbm, "GB") == pytest.approx(chips * stacks * 36, rel=0.003)
    assert number(computing.bandwidth, "TB/s") == pytest.approx(chips * tb_s, rel=0.002)


def test_helios_rounds_to_what_amd_says_of_the_rack() -> None:
    computing = rack("helios-mi455x").computing
    assert computing is not None
    assert f"{number(computing.dense['fp8'], 'PFLOPS') / 1000:.1f}" == "1.4"
    assert f"{number(computing.dense['fp4'], 'PFLOPS') / 1000:.1f}" == "2.9"
    assert f"{number(computing.hbm, 'TB'):.0f}" == "31"


@pytest.mark.parametrize(
    ("name", "on_one_feed_kw"),
    [("helios-mi455x", 4 * 72), ("jalapeno", 4 * 33), ("jalapeno-host-rack", 2 * 33)],
)
def test_either_feed_carries_the_rack(name: str, on_one_feed_kw: float) -> None:
    supplies = rack(name).supplies
    assert supplies is not None
    each = kw(product(supplies.product).rating)
    assert supplies.on_feed_a * each == supplies.on_feed_b * each == on_one_feed_kw
    assert on_one_feed_kw >= kw(rack(name).planned_power)
    assert rack(name).failover == rack(name).planned_power


def test_helios_takes_two_positions() -> None:
    assert number(rack("helios-mi455x").width, "mm") == 2 * 600


def test_jalapeno_is_two_racks_in_one_row() -> None:
    pod = rack("jalapeno").pod
    assert pod is not None
    assert (pod.racks, dict(pod.support), pod.one_row) == (1, {"jalapeno-host-rack": 1}, True)
    pair = kw(rack("jalapeno").planned_power) + kw(rack("jalapeno-host-rack").planned_power)
    assert pair == 180.0
    assert rack("jalapeno-host-rack").computing is None


@pytest.mark.parametrize("name", ANNOUNCED)
def test_foxconn_is_named_by_no_source(name: str) -> None:
    """Celestica builds Jalapeno; for Helios five others are named."""
    named = " ".join([rack(name).maker or "", *rack(name).builders])
    assert "Foxconn" not in named
    assert "Hon Hai" not in named
    assert ("Celestica" in named) is name.startswith("jalapeno")


@pytest.mark.parametrize("name", ANNOUNCED)
def test_nothing_about_the_rack_itself_is_called_published(name: str) -> None:
    """Only the figures of the chips are the makers' own."""
    for path, origin in catalog().figures(name).items():
        if origin.confidence == "published":
            assert path.startswith("computing."), path


@pytest.mark.parametrize("name", ANNOUNCED)
def test_about_says_that_it_was_not_measured(name: str) -> None:
    assert "announced" in rack(name).about or "analyst's" in rack(name).about
