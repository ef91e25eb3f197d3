"""Every shipped site: its default demand planned, verified, with what its `binds` claim; and again.

The racks of a plan, written as a list that a person could have kept, are imported and planned anew.
How close to the best each is planned in a minute is measured: ``python -m tests.bench.sites``.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

import rackplan as rp
from rackplan.exchange.importing import import_hall, write_import
from rackplan.model.plan import Plan
from rackplan.reading import read_site, scenarios_of, shipped_sites
from rackplan.report import rack_list
from rackplan.result import Result
from rackplan.verify.year import SiteYear

SITES = sorted(shipped_sites())
PATIENT = "200 s"
"""For a machine that does much besides; a search ends as soon as it has what is asked."""

SCENARIOS = [f"{site}:{name}" for site in SITES for name in scenarios_of(site)]


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", SITES)
def test_the_default_plan_binds_as_claimed_and_its_rack_list_comes_back(
    name: str, tmp_path: Path
) -> None:
    planned = rp.plan(read_site(name), time_limit=PATIENT, gap=0.01, threads=2)
    _holds_and_binds(planned)
    _comes_back(planned, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_each_scenario_is_feasible_or_explained(scenario: str) -> None:
    """The first plan will do."""
    result = rp.plan(read_site(scenario), time_limit=PATIENT, gap=0.5, threads=2)
    if result.plan is None:
        assert result.termination.status == "infeasible"
        assert result.explanation
    else:
        assert result.verdict is not None
        assert result.verdict.holds


def _holds_and_binds(planned: Result) -> None:
    """Verified, not far from proved even beside other tests, and held back by what is claimed."""
    assert planned.verdict is not None
    assert planned.verdict.holds
    assert planned.termination.gap is not None
    assert planned.termination.gap <= 0.03
    assert planned.site.binds.keys() <= {limit.rule for limit in planned.binding}
    assert isinstance(planned.year, SiteYear)
    assert 1.0 < planned.year.mean.pue < 1.3
    assert 0.0 <= planned.year.mean.wue.m_as("L/kWh") < 2.5


def _comes_back(planned: Result, folder: Path) -> None:
    """Only places and models are kept, as in the list of whoever walks the aisles."""
    assert planned.plan is not None
    rows = list(csv.DictReader(io.StringIO(rack_list(planned.site, planned.plan))))
    walked = folder / "walked.csv"
    with walked.open("w", newline="", encoding="utf-8") as sheet:
        writer = csv.writer(sheet)
        writer.writerow(("Cabinet", "Model"))
        writer.writerows((row["position"], row["rack type"]) for row in rows)
    made = import_hall([walked], name="again", like=planned.site.id)
    assert not made.notes.rejected
    write_import(made, folder / "again")
    again = rp.plan(read_site(folder / "again"), time_limit=PATIENT, threads=2)
    assert again.plan is not None
    assert again.verdict is not None
    assert again.verdict.holds
    assert _racks(again.plan) == _racks(planned.plan)


def _racks(plan: Plan) -> set[tuple[str, str]]:
    return {(placement.position, placement.rack) for placement in plan.placements}
