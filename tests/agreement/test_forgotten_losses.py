"""A loss that the optimizer forgets gives a plan that the verifier refutes by this very loss."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from rackplan.model.demand import SURVIVABLE
from rackplan.model.power import POWER_KINDS
from rackplan.model.site import Site
from rackplan.optimize.problem import build_problem
from tests.agreement.solving import Solved, best_of
from tests.agreement.tiny import read_tiny

ONE_WET = {"wet-100": {"at_most": 1}}
ONE_DRY = {"dry-40": {"at_most": 1}}


def _single_source(kind: str) -> dict[str, Any]:
    """One node of a kind above both busways of every row: without it, racks go dark."""
    source = {"id": "S", "kind": kind, "rating": "1 MW"}
    current = {"current": "dc"} if kind == "rectifier" else {}
    boards = {"id": "X[1-2]", "kind": "ups" if kind == "board" else "board", "rating": "1 MW"}
    boards |= current
    top, feeds = ([source], ["S", "S"]) if kind == "board" else ([source], ["X1", "X2"])
    below = [] if kind == "board" else [boards | {"fed_by": ["S"]}]
    return {"power": {"nodes": [*top, *below]}, "rows": _rows(feeds, **current)}


def _rows(feeds: list[str], **current: str) -> list[dict[str, Any]]:
    return [
        {
            "id": "R1",
            "hall": "H1",
            "feeds": feeds,
            "positions": "P[1-3]",
            "position_width": "600 mm",
            "position_depth": "1200 mm",
            "at": {"x": "2 m", "y": "2 m"},
            "busway": {"rating": "400 A", "voltage": "415 V", "usable": "80 %"} | current,
            "tap": {"rating": "200 A", "voltage": "415 V", "usable": "80 %"} | current,
            "loop": "L1",
            "zone": "Z1",
            "floor_load": "12 kPa",
            "spread_depth": "2.7 m",
        }
    ]


_SINGLE_CORD = {"cords": 1, "supplies": {"product": "psu-4", "on_feed_a": 12, "groups": 4}}

DARK: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    kind: (_single_source(kind), {}) for kind in POWER_KINDS if kind != "busway"
}
_OF_DC = {"input": {"current": "dc"}, "power_factor": "100 %"}
DARK["rectifier"] = (DARK["rectifier"][0], {"racks/dry-40": _OF_DC, "racks/net-10": _OF_DC})
DARK["busway"] = (
    {"power": {"nodes": [{"id": "S", "kind": "board", "rating": "1 MW"}]}, "rows": _rows(["S"])},
    {"racks/dry-40": _SINGLE_CORD, "racks/net-10": {"cords": 1}},
)

SCARCE: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = {
    # The generators take over 55 kW through UPS and transformer, and 10 kW of base load.
    "utility": (ONE_WET, {"power.blocks[0].generator.rating": "40 kW"}, {}),
    "transformer": (ONE_WET, {"power.blocks[0].ups.rating": "80 kW"}, {}),
    "ups": (ONE_WET, {"power.blocks[0].ups.rating": "80 kW"}, {}),
    "board": (ONE_WET, {"power.blocks[0].ups.rating": "80 kW"}, {}),
    "busway": (ONE_WET, {"rows[0].busway.rating": "154 A"}, {}),
    # 12 supplies in three groups: 36 kW when each has lost one.
    "shelf": (
        ONE_DRY,
        {},
        {
            "racks/dry-40": {
                "supplies": {"product": "psu-4", "on_feed_a": 6, "on_feed_b": 6, "groups": 3}
            }
        },
    ),
    "cdu": (ONE_WET, {}, {"cooling/cdu-200": {"heat": "39 kW"}}),
    "pump": (
        ONE_WET,
        {},
        {"cooling/cdu-200": {"flow": "40 L/min", "flow_after_pump_loss": "10 L/min"}},
    ),
    "air_unit": (ONE_WET, {}, {"cooling/fan-150": {"airflow": "1.4 m3/s"}}),
    # Three towers of which two take less than the 110 kW of a wet rack and its network rack.
    "rejection": (ONE_WET, {}, {"cooling/tower-300": {"heat": "45 kW"}}),
}


def _told_nothing_of(kind: str, site: Site) -> Solved:
    """The best plan of an optimizer to which the policy names no such loss."""
    rest = tuple(k for k in site.policy.survive if k != kind)
    policy = site.policy.model_copy(update={"survive": rest})
    return best_of(site, problem=build_problem(site.model_copy(update={"policy": policy})))


def _kinds_of_failure(solved: Solved) -> set[str | None]:
    return {f.failure.kind if f.failure else None for f in solved.verdict.findings}


def test_every_kind_is_forgotten_once():
    assert {*SCARCE, *DARK} == set(SURVIVABLE)


@pytest.mark.parametrize("kind", DARK)
def test_racks_that_would_go_dark(kind, tmp_path):
    changes, products = DARK[kind]
    survive = {"policy": {"survive": [kind]}}
    site = read_tiny(tmp_path, ONE_DRY, changes | survive, products)
    forgetful = _told_nothing_of(kind, site)
    assert _kinds_of_failure(forgetful) == {kind}
    assert {finding.rule for finding in forgetful.verdict.findings} == {"power.failover"}
    assert best_of(site).verdict.findings == ()


@pytest.mark.parametrize("kind", SCARCE)
def test_machines_that_would_be_short(kind, tmp_path):
    racks, changes, products = SCARCE[kind]
    survive = {"policy": {"survive": [kind]}}
    site = read_tiny(tmp_path, racks, changes | survive, products)
    assert _kinds_of_failure(_told_nothing_of(kind, site)) == {kind}
    assert best_of(site).verdict.findings == ()


@pytest.mark.parametrize("module", [1, 2, 3])
def test_each_module_of_a_ring(module, tmp_path):
    """At 240 kW a UPS, each of the three losses keeps something out that the others let in."""
    changes = {
        "demand.objective": "it_power",
        "policy": {"survive": ["ups"]},
        "power.blocks[0].ups.rating": "240 kW",
        "rows[0].busway.rating": "2000 A",
    }
    site = read_tiny(tmp_path, {"wet-100": {}, "dry-40": {}}, changes)
    problem = build_problem(site)
    lost = f"K1.U{module}"
    losses = tuple(s for s in problem.power.losses if s.failure.component != lost)
    assert len(losses) == 2
    forgetful = best_of(site, problem=replace(problem, power=replace(problem.power, losses=losses)))
    assert {str(finding.failure) for finding in forgetful.verdict.findings} == {f"ups {lost}"}
    told = best_of(site)
    assert told.verdict.findings == ()
    assert told.value < forgetful.value
