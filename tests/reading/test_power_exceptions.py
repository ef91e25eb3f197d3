"""Nodes that differ from their like, and the plan that feels it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import rackplan as rp
from rackplan.model.site import Site
from rackplan.reading import read_again
from rackplan.units import POWER, magnitude

TESTS = Path(__file__).parents[1]

Read = Callable[..., Site]


def _changed(tiny_changed: Read, exceptions: dict[str, Any]) -> Site:
    return tiny_changed(changes={"power.exceptions": exceptions})


def test_only_the_named_node_differs_and_only_in_what_is_stated(
    tiny: Site, tiny_changed: Read
) -> None:
    site = _changed(tiny_changed, {"K1.U2": {"rating": "250 kW"}})
    changed = {name for name in tiny.power if site.power[name] != tiny.power[name]}
    assert changed == {"K1.U2"}
    before, after = tiny.power["K1.U2"], site.power["K1.U2"]
    assert magnitude(after.rating, POWER) == 250
    assert after.model_copy(update={"rating": before.rating}) == before


def test_a_range_and_what_is_spread_over_it(tiny: Site, tiny_changed: Read) -> None:
    site = _changed(tiny_changed, {"K1.T[1-3]": {"base_load": "5 kW", "zone": "Z1"}})
    for name in ("K1.T1", "K1.T2", "K1.T3"):
        node = site.power[name]
        assert node.base_load is not None
        assert (node.base_load.m_as("kW"), node.zone) == (5, "Z1")
        assert node.efficiency == tiny.power[name].efficiency
        assert node.fed_by == tiny.power[name].fed_by


def test_a_product_of_its_own_brings_its_own_figures(tiny_changed: Read) -> None:
    node = _changed(tiny_changed, {"K1.U2": {"product": "ups-1mw"}}).power["K1.U2"]
    product = rp.read_catalog().products["ups-1mw"]
    assert node.rating == product.rating  # type: ignore[union-attr]  # the product is a UPS
    assert node.curve == product.efficiency  # type: ignore[union-attr]  # the product is a UPS


def test_a_busway_keeps_the_length_of_its_row(tiny: Site, tiny_changed: Read) -> None:
    site = _changed(tiny_changed, {"R2.A": {"rating": "300 A"}})
    assert site.power["R2.A"].length == tiny.power["R2.A"].length
    assert site.power["R2.A"].rating.m_as("A") == 300
    assert site.power["R2.B"] == tiny.power["R2.B"]


def test_machines_in_parallel_are_rated_each(tiny_changed: Read) -> None:
    block = {"power.blocks[0].scheme": "N+1", "power.blocks[0].modules": 2}
    site = tiny_changed(changes=block | {"power.exceptions[K1.U].rating": "300 kW"})
    assert (site.power["K1.U"].rating.m_as("kW"), site.power["K1.U"].parallel) == (900, 3)


def test_a_weak_module_costs_capability_and_the_plan_holds(tiny: Site, tiny_changed: Read) -> None:
    weak = _changed(tiny_changed, {"K1.U2": {"rating": "120 kW"}})
    whole, less = (rp.plan(site, time_limit="30 s", threads=1) for site in (tiny, weak))
    assert whole.plan is not None
    assert less.plan is not None
    assert rp.verify(weak, less.plan).holds
    assert less.termination.value < whole.termination.value
    verdict = rp.verify(weak, whole.plan)
    assert not verdict.holds
    assert {finding.where for finding in verdict.findings} >= {"K1.U2"}


@pytest.mark.parametrize("where", ["K1.U2", "K1.U[1-3]"])
def test_read_again_from_what_a_plan_keeps(tiny_changed: Read, where: str) -> None:
    site = _changed(tiny_changed, {where: {"rating": "390 kW"}})
    again = read_again(site, {}, catalogs=TESTS / "catalogs")
    assert again.power == site.power
    assert again.power["K1.U2"].rating.m_as("kW") == 390
