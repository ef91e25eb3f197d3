"""Every shipped site: its default demand planned, verified, with what its `binds` claim; and again.

The racks of a plan, written as a list that a person could have kept, are imported and planned anew.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

import rackplan as rp
from rackplan.exchange.importing import import_hall, write_import
from rackplan.reading import read_site, scenarios_of, shipped_sites
from rackplan.report import rack_list
from rackplan.result import Result
from rackplan.rules import RULES
from rackplan.verify.year import SiteYear

SITES = sorted(shipped_sites())
SCENARIOS = [f"{site}:{name}" for site in SITES for name in scenarios_of(site)]
_PLANNED: dict[str, Result] = {}
_GAP = 0.03
"""A site is to be planned to 1 % in 60 s on a machine of its own; tests share theirs."""

_LARGE = 2000
"""Positions from which on a site is too large to be imported and planned again here."""


@pytest.fixture(params=SITES)
def planned(request: pytest.FixtureRequest) -> Result:
    """The default plan of a site, made once."""
    if request.param not in _PLANNED:
        site = read_site(request.param)
        _PLANNED[request.param] = rp.plan(site, time_limit="60 s", gap=0.01, threads=2)
    return _PLANNED[request.param]


def test_each_site_has_scenarios_and_says_what_is_known() -> None:
    assert SITES == ["indiana", "ohio", "texas", "virginia", "wisconsin"]
    for name in SITES:
        site = read_site(name)
        assert 300 <= len(site.positions) <= 3000
        assert 2 <= len(scenarios_of(name)) <= 3
        assert "reference design" in site.about
        assert "Unknown" in site.about
        assert len({RULES[rule].family for rule in site.binds}) >= 2


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_the_default_plan_holds_and_binds_as_claimed(planned: Result) -> None:
    assert planned.verdict is not None
    assert planned.verdict.holds
    assert planned.termination.gap is not None
    assert planned.termination.gap <= _GAP
    assert planned.site.binds.keys() <= {binding.rule for binding in planned.binding}
    if planned.site.plants:
        assert isinstance(planned.year, SiteYear)
        assert 1.0 < planned.year.mean.pue < 1.3
        assert 0.0 <= planned.year.mean.wue.m_as("L/kWh") < 2.5


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_its_rack_list_comes_back_as_the_same_racks(planned: Result, tmp_path: Path) -> None:
    """Only places and models are kept, as in the list of whoever walks the aisles."""
    if len(planned.site.positions) > _LARGE:
        pytest.skip("the largest site takes a minute to plan again, and shows nothing more")
    assert planned.plan is not None
    rows = list(csv.DictReader(io.StringIO(rack_list(planned.site, planned.plan))))
    lists = tmp_path / "walked.csv"
    with lists.open("w", newline="", encoding="utf-8") as sheet:
        writer = csv.writer(sheet)
        writer.writerow(("Cabinet", "Model"))
        writer.writerows((row["position"], row["rack type"]) for row in rows)
    made = import_hall([lists], name="again", like=planned.site.id)
    assert not made.notes.rejected
    write_import(made, tmp_path / "again")
    again = rp.plan(read_site(tmp_path / "again"), time_limit="60 s", threads=2)
    assert again.plan is not None
    assert again.verdict is not None
    assert again.verdict.holds
    assert _racks(again.plan) == _racks(planned.plan)


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_each_scenario_runs_and_is_feasible_or_explained(scenario: str) -> None:
    """The first plan will do."""
    result = rp.plan(read_site(scenario), time_limit="30 s", gap=0.5, threads=2)
    if result.plan is None:
        assert result.termination.status == "infeasible"
        assert result.explanation
    else:
        assert result.verdict is not None
        assert result.verdict.holds


def _racks(plan: Any) -> set[tuple[str, str]]:
    return {(placement.position, placement.rack) for placement in plan.placements}
