"""A case is found by all that its plan depends on, and by nothing else."""

from __future__ import annotations

import shutil
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rackplan.model.site import Site
from rackplan.reading import read_again, read_site
from rackplan.study import case
from rackplan.study.case import Effort, address_of
from tests.study.no_hands import CATALOGS, ENERGY, SUPPLY, TINY

EFFORT = Effort(30.0, 0.01, 0)
FIGURES = {
    SUPPLY: st.integers(22, 45).map("{} degC".format),
    ENERGY: st.integers(1, 99).map("0.{:02d} USD/kWh".format),
    "catalog.wet-100.price": st.integers(1, 9).map("{} MUSD".format),
    "demand.racks.wet-100.at_least": st.integers(0, 3),
}


def address(site: Site, changes: dict[str, Any]) -> str:
    return address_of(read_again(site, changes, catalogs=CATALOGS), EFFORT)


@cache
def base() -> Site:
    return read_site(TINY, catalogs=CATALOGS)


@settings(max_examples=15, deadline=None)
@given(st.fixed_dictionaries({}, optional=FIGURES), st.fixed_dictionaries({}, optional=FIGURES))
def test_same_content_same_address_and_only_then(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    first, second = (read_again(base(), each, catalogs=CATALOGS) for each in (one, other))
    is_same = first.inputs.documents == second.inputs.documents
    assert (address_of(first, EFFORT) == address_of(second, EFFORT)) == is_same


def test_order_of_changes_and_spelling_of_paths_do_not_matter(tiny: Site) -> None:
    one = address(tiny, {SUPPLY: "30 degC", ENERGY: "0.2 USD/kWh"})
    assert one == address(tiny, {ENERGY: "0.2 USD/kWh", "cooling.loops[0].supply": "30 degC"})


def test_what_a_product_says_is_part_of_it(tiny: Site) -> None:
    assert address(tiny, {}) != address(tiny, {"catalog.dry-40.price": "7 MUSD"})


@pytest.mark.parametrize(
    "other",
    [
        Effort(31.0, 0.01, 0),
        Effort(30.0, 0.02, 0),
        Effort(30.0, 0.01, 1),
        Effort(30.0, 0.01, 0, "cost"),
    ],
)
def test_limits_seed_and_objective_are_part_of_it(tiny: Site, other: Effort) -> None:
    assert address_of(tiny, EFFORT) != address_of(tiny, other)


@pytest.mark.parametrize("package", ["rackplan", "ortools"])
def test_versions_are_part_of_it(tiny: Site, package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before, version = address_of(tiny, EFFORT), case.importlib.metadata.version
    monkeypatch.setattr(
        case.importlib.metadata, "version", lambda name: "9" if name == package else version(name)
    )
    assert address_of(tiny, EFFORT) != before


def test_where_files_lie_is_not(tiny: Site, tmp_path: Any) -> None:
    shutil.copytree(TINY, tmp_path / "elsewhere")
    moved = read_site(tmp_path / "elsewhere", catalogs=CATALOGS)
    assert address_of(moved, EFFORT) == address_of(tiny, EFFORT)
