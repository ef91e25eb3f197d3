"""Every rack of the shipped catalog is planned once, with its pod's support, and verified."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import rackplan as rp
from rackplan.model.catalog import RackType
from rackplan.optimize import search, solve
from rackplan.reading import read_catalog
from tests.optimize.inline_pool import InlinePool

ROOMY = Path(__file__).parent / "halls" / "roomy"
RACKS = read_catalog().racks
COOLING_ONLY = "[cdu, pump, air_unit]"


@pytest.fixture(autouse=True)
def _no_children(monkeypatch: pytest.MonkeyPatch) -> None:
    """Solve here: to start a solver's process costs more than such a small hall."""
    monkeypatch.setattr(search, "Pool", InlinePool)
    monkeypatch.setattr(solve, "Pool", InlinePool)


def changes(rack: RackType) -> list[str]:
    """One rack, at the warmest coolant that it takes; single cords ask for a lenient policy."""
    asked = [f"demand.racks={{{rack.id}: {{at_least: 1, at_most: 1}}}}"]
    if rack.liquid is not None:
        warmest = rack.liquid.supply_max.m_as("degC")
        asked.append(f"cooling.loops[L1].coolant={rack.liquid.coolant}")
        asked.append(f"cooling.loops[L1].supply={warmest:g} degC")
    return asked + [f"policy.survive={COOLING_ONLY}"] * (rack.cords == 1)


@pytest.mark.parametrize("name", sorted(RACKS))
def test_rack_stands_with_its_support_and_the_plan_holds(name: str) -> None:
    site = rp.read_site(ROOMY, changes=changes(RACKS[name]))
    result = rp.plan(site, time_limit="60 s", threads=1)
    assert result.termination.status == "optimal", result.explanation
    assert result.plan is not None
    pod = RACKS[name].pod
    expected = Counter({name: 1}) + Counter(dict(pod.support) if pod is not None else {})
    assert Counter(place.rack for place in result.plan.placements) == expected
    assert result.verdict is not None
    assert result.verdict.holds
    assert result.verdict.failures_simulated > 0


def test_a_rack_with_one_cord_stands_nowhere_where_feeds_may_be_lost() -> None:
    """So the lenient policy above is needed where it is used."""
    single = [name for name, rack in RACKS.items() if rack.cords == 1]
    for name in single:
        strict = [text for text in changes(RACKS[name]) if not text.startswith("policy")]
        result = rp.plan(rp.read_site(ROOMY, changes=strict), time_limit="60 s", threads=1)
        assert result.termination.status == "infeasible"
