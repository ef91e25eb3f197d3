"""Searches in this process, without waiting for a clock."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import rackplan as rp
from rackplan.optimize import search, shortfall, solve
from rackplan.result import Result
from tests.agreement.tiny import read_tiny
from tests.optimize.inline_pool import InlinePool

RACKS = {"wet-100": {}, "dry-40": {"at_most": 6}}
MONEY = {"budget": {"capex": "30 MUSD"}}
LOT = {"supply": {"wet-100": [{"from_date": "2026-06-01", "units": 4}]}}


@pytest.fixture(scope="session", autouse=True)
def in_this_process() -> Iterator[None]:
    """Every solver of these tests runs where the test runs."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (search, solve, shortfall):
            patch.setattr(module, "Pool", InlinePool)
        yield


@pytest.fixture(scope="session")
def result(tmp_path_factory: pytest.TempPathFactory, in_this_process: None) -> Result:
    """The tiny site with four wet racks in supply and 30 MUSD."""
    site = read_tiny(tmp_path_factory.mktemp("tiny"), RACKS, {**MONEY, **LOT})
    return rp.plan(site, threads=1, gap=0.0, time_limit="120 s")
