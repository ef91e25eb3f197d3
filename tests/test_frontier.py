"""A large liquid-cooled system of known configuration is a site like any other."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import rackplan as rp
from rackplan.optimize import search, solve
from rackplan.reading import read_catalog
from tests.optimize.inline_pool import InlinePool

FRONTIER = Path(__file__).parent / "halls" / "frontier"
CABINET = read_catalog().racks["mi250x-rack"]


@pytest.fixture(autouse=True)
def _no_children(monkeypatch: pytest.MonkeyPatch) -> None:
    """Solve here: to start a solver's process costs more than so plain a hall."""
    monkeypatch.setattr(search, "Pool", InlinePool)
    monkeypatch.setattr(solve, "Pool", InlinePool)


def test_74_cabinets_stand_on_25_cdus_and_the_plan_holds() -> None:
    result = rp.plan(rp.read_site(FRONTIER), time_limit="60 s", threads=1)
    assert result.termination.status == "optimal", result.explanation
    assert result.plan is not None
    assert result.verdict is not None
    assert result.verdict.holds
    on_loop = Counter(place.loop for place in result.plan.placements)
    assert sorted(on_loop.values()) == [2] + [3] * 24
    assert result.it_power.m_as("kW") == pytest.approx(74 * CABINET.planned_power.m_as("kW"))
    loops = result.verdict.thermal.loops
    assert len(loops) == 25
    assert CABINET.liquid is not None
    heat = CABINET.liquid.heat.m_as("kW")
    assert sum(loop.heat_kw for loop in loops) == pytest.approx(74 * heat)
    assert max(loop.flow.used for loop in loops) == pytest.approx(3 * 307.0)


def test_a_cabinet_more_has_no_place() -> None:
    more = ["demand.racks.mi250x-rack={at_least: 75}"]
    result = rp.plan(rp.read_site(FRONTIER, changes=more), time_limit="60 s", threads=1)
    assert result.termination.status == "infeasible"
