"""Rows with a fault planted in them are told from the right ones.

A limit is tried where a plan uses it up to the last integer unit, and one unit short of that: rows
that are one unit too loose, or gone, let the second pass. A loss that the optimizer forgets lets
through a plan that the verifier refutes by this very loss.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest

from rackplan.optimize.extract import extract
from rackplan.optimize.model import build_model
from rackplan.optimize.problem import Problem, build_problem
from rackplan.optimize.row import Emission, Row
from rackplan.optimize.rows import ROWS
from rackplan.rules import RULES
from rackplan.verify import verify
from tests.agreement.counting import with_pods
from tests.agreement.solving import broken_rules
from tests.agreement.test_budget_rows import NEAR
from tests.agreement.tiny import FROM_NORTH, read_tiny

WET = {"wet-100": 1, "net-10": 1}
DRY = {"dry-40": 1, "net-10": 1}
BOTH = {"wet-100": 1, "dry-40": 1, "net-10": 2}
NO_POWER_LOSS = {"survive": ["shelf", "cdu", "pump", "air_unit"]}
ONE_LEFT_CDU = {"cooling.loops[0].cdus": [{"product": "cdu-200", "id": "CDU[1-2]"}]}
FACILITY = {"id": "FW1", "water_range": "2 K", "head": "100 kPa", "plant": "HR1"}
"""So that valves stand open before a CDU is lost, too."""

ONE_LEFT_FAN = {"cooling.zones[0].units": [{"product": "fan-150", "id": "FW[1-2]"}]}

ONE_LEFT_TOWER = {
    "climate.design.dry_bulb": "15 degC",
    "climate.design.wet_bulb": "15 degC",
    "climate.pressure": "101.325 kPa",
    "cooling.rejection": [
        {"id": "HR1", "design": "tower", "units": [{"product": "tower-300", "id": "T[1-2]"}]}
    ],
}
"""Air of the towers' own rating."""


@dataclass(frozen=True)
class Edge:
    """Racks in row R1 of the tiny site, and a figure with just enough and just too little.

    Attributes
    ----------
    path : str
        What is changed in the site, or ``file:key`` of a product.
    beside, products : dict or None
        Further changes, of the site and of products.
    """

    racks: dict[str, int]
    path: str
    enough: Any
    short: Any
    beside: dict[str, Any] | None = None
    products: dict[str, dict[str, Any]] | None = None


def _tap(volt_amperes: float) -> str:
    """Amperes that carry a little over so many VA, which is less than one VA more."""
    return f"{(volt_amperes + 0.5) / (math.sqrt(3) * 415 * 0.8):.9f} A"


def _lot(units: int) -> dict[str, Any]:
    return {"wet-100": [{"from_date": "2026-06-01", "units": units}]}


EDGES = {
    "space.position": Edge(WET, "rows[0].positions", "P[1-2]", "P[1-1]", {"rows[0].blocked": {}}),
    "space.depth": Edge(WET, "rows[0].position_depth", "1200 mm", "1199.99 mm"),
    # 1050 kg * 9.80665 m/s2 over 0.6 m by 2.7 m: 6356.162 Pa.
    "space.weight": Edge(WET, "rows[0].floor_load", "6.357 kPa", "6.356 kPa"),
    "space.placed": Edge(WET, "placed", {}, {"R1-P5": "dry-40"}),
    "space.pinned": Edge(WET, "pins", {}, {"R1-P5": "dry-40"}),
    "space.reserved": Edge(
        WET,
        "reserved",
        {"R1-P[1-2]": {"until": "2026-12-01"}},
        {"R1-P[1-2]": {"until": "2026-12-02"}},
    ),
    "space.forbidden": Edge(WET, "forbidden", {"R1": ["dry-40"]}, {"R1": ["wet-100"]}),
    "power.feeds": Edge(WET, "power.blocks[0].scheme", "2N", "N", {"policy": NO_POWER_LOSS}),
    # A hall of 415 V, within 5 % of what the rack takes.
    "power.input": Edge(
        WET,
        "racks/wet-100:input",
        {"current": "ac-three-phase", "voltage_low": "436.8 V"},
        {"current": "ac-three-phase", "voltage_low": "436.9 V"},
    ),
    "power.tap": Edge(WET, "rows[0].tap.rating", _tap(80_000), _tap(79_999)),
    # 80 kW and 10 kW fail over.
    "power.busway": Edge(WET, "rows[0].busway.rating", "112.5 kVA", "112.499 kVA"),
    # 110 kW without losses, and three base loads of 10 kW.
    "power.normal": Edge(
        WET,
        "power.utilities[0].rating",
        "140 kW",
        "139.999 kW",
        {
            "policy": NO_POWER_LOSS,
            "power.blocks[0].transformer.efficiency": "100 %",
            "power.blocks[0].ups.efficiency": "100 %",
        },
    ),
    "power.failover": Edge(WET, "power.blocks[0].ups.rating", "90 kW", "89.999 kW"),
    # Four shelves on a feed carry 80 kW alone.
    "power.shelves": Edge(WET, "power/shelf-30:rating", "20 kW", "19.999 kW"),
    # One rack without a pod, 50 kW at 0.3 m: 36.1446 mV, which the rows take for 36.15 mV.
    "power.voltage_drop": Edge(
        {"wet-100": 1},
        "policy",
        {**NO_POWER_LOSS, "voltage_drop": "0.008710844 %"},
        {**NO_POWER_LOSS, "voltage_drop": "0.008708435 %"},
        {
            "rows[0].positions": "P[1-1]",
            "rows[0].blocked": {},
            "rows[0].busway.resistance": "1 mohm/m",
            "demand.racks": {"wet-100": {}},
        },
        {"racks/wet-100": {"pod": None}},
    ),
    # 20 kW on one line and 5 kW on three are as much as 65 kW on three.
    "power.phases": Edge(
        DRY,
        "rows[0].busway.rating",
        "81.25 kVA",
        "81.24875 kVA",
        {"policy": NO_POWER_LOSS},
        {
            "racks/dry-40": {
                "input": {
                    "current": "ac-single-phase",
                    "voltage_low": "200 V",
                    "voltage_high": "240 V",
                }
            }
        },
    ),
    "cooling.connection": Edge(WET, "cooling.loops[0].coolant", "PG25", "PG20"),
    "cooling.supply_temperature": Edge(WET, "cooling.loops[0].supply", "45 degC", "45.001 degC"),
    "cooling.dew_point": Edge(
        WET,
        "policy",
        {"room": {"dew_point": "38 degC"}},
        {"room": {"dew_point": "38.001 degC"}},
    ),
    "cooling.inlet_temperature": Edge(WET, "cooling.zones[0].supply", "35 degC", "35.001 degC"),
    "cooling.liquid_heat": Edge(WET, "cooling/cdu-200:heat", "80 kW", "79.999 kW", ONE_LEFT_CDU),
    "cooling.liquid_flow": Edge(
        WET, "cooling/cdu-200:flow", "100 L/min", "99.999 L/min", ONE_LEFT_CDU
    ),
    # 60 kPa across rack and manifold, 60 / 36 in the pipes at 100 L/min; at 99.9995 L/min less.
    "cooling.liquid_head": Edge(WET, "cooling/cdu-200:head", "61.66667 kPa", "61.66665 kPa"),
    # At these temperatures the plates of one CDU pass 80.000 and 79.9995 kW.
    "cooling.approach": Edge(
        WET,
        "cooling.facility[0]",
        {**FACILITY, "supply": "39.612258 degC"},
        {**FACILITY, "supply": "39.612264 degC"},
        ONE_LEFT_CDU,
    ),
    # A cubic metre of PG25 takes 20,129.196 kJ for the 5 K that racks accept, whatever is allowed.
    "cooling.ride_through": Edge(
        WET,
        "policy",
        {"ride_through": "251.6149 s", "ride_through_rise": "8 K"},
        {"ride_through": "251.6165 s", "ride_through_rise": "8 K"},
    ),
    "cooling.air_heat": Edge(WET, "cooling/fan-150:heat", "60 kW", "59.999 kW", ONE_LEFT_FAN),
    "cooling.air_flow": Edge(
        WET, "cooling/fan-150:airflow", "3 m3/s", "2.999999 m3/s", ONE_LEFT_FAN
    ),
    # Racks 110 kW, other loads 30 kW, pumps of CDUs 0.61 kW and of facility water 0.94 kW.
    "cooling.rejection": Edge(
        WET, "cooling/tower-300:heat", "141.543 kW", "141.542 kW", ONE_LEFT_TOWER
    ),
    "demand.racks": Edge(WET, "demand.racks", {"wet-100": {}}, {"wet-100": {"at_least": 2}}),
    "demand.capability": Edge(
        WET,
        "demand.capability",
        {"fp8": {"at_least": "200 PFLOPS"}},
        {"fp8": {"at_least": "200.001 PFLOPS"}},
    ),
    "demand.hbm": Edge(WET, "demand.hbm", {"at_most": "10 TB"}, {"at_most": "9.999 TB"}),
    # 100 kW of Alpha's in 140 kW: 71.4286 %.
    "demand.vendor_share": Edge(
        BOTH,
        "policy",
        {"vendor_share": {"Alpha": {"at_most": "71.429 %"}}},
        {"vendor_share": {"Alpha": {"at_most": "71.428 %"}}},
    ),
    "demand.fab_share": Edge(
        BOTH,
        "policy",
        {"fab_share": {"North": {"at_most": "71.429 %"}}},
        {"fab_share": {"North": {"at_most": "71.428 %"}}},
        products=FROM_NORTH,
    ),
    # All of 100 kW may be East's, and no more than 40 kW of 140 kW is surely West's: 28.5714 %.
    "demand.builder_share": Edge(
        BOTH,
        "policy",
        {"builder_share": {"East": {"at_most": "71.429 %"}, "West": {"at_least": "28.571 %"}}},
        {"builder_share": {"East": {"at_most": "71.428 %"}, "West": {"at_least": "28.571 %"}}},
        products={
            "racks/wet-100": {"builders": ["East", "West"]},
            "racks/dry-40": {"builders": ["West"]},
        },
    ),
    "demand.workload": Edge(
        DRY,
        "demand.workloads",
        {"training": {"precisions": ["fp8"]}},
        {"training": {"precisions": ["fp4"]}},
    ),
    # The rack of four servers has no fp4, and serves the other: 100 kW of 140 kW train.
    "demand.workload_share": Edge(
        BOTH,
        "demand.workloads",
        {"training": {"precisions": ["fp4"], "share": {"at_most": "71.429 %"}}, "serving": {}},
        {"training": {"precisions": ["fp4"], "share": {"at_most": "71.428 %"}}, "serving": {}},
    ),
    # One rack of its type stands.
    "demand.orders": Edge(
        DRY,
        "demand.orders",
        {"one": {"rack": "dry-40", "racks": 1, "must": True}},
        {"one": {"rack": "dry-40", "racks": 2, "must": True}},
    ),
    "supply.units": Edge(WET, "supply", _lot(1), _lot(0)),
    "budget.capex": Edge(WET, "budget", {"capex": "4.2 MUSD"}, {"capex": "4.199999 MUSD"}),
}

COUNTED = {
    "network.support": ({"wet-100": 1, "net-10": 1}, {"wet-100": 1}),
    "network.pod": (DRY, DRY),
}
"""Rules of pods: racks that suffice, and too few of them (for pods: none begun)."""


def _problem(edge: Edge, figure: Any, folder) -> Problem:
    changes, products = dict(edge.beside or {}), dict(edge.products or {})
    name, colon, key = edge.path.partition(":")
    if colon:
        products[name] = {key: figure}
        if edge.path == "cooling/cdu-200:flow":
            products[name]["flow_after_pump_loss"] = "30 L/min"
    else:
        changes[name] = figure
    racks = changes.pop("demand.racks", {"wet-100": {}, "dry-40": {}})
    return build_problem(read_tiny(folder, racks, changes, products))


def _values(problem: Problem, racks: dict[str, int]):
    values = np.zeros(problem.columns.count, dtype=np.int64)
    for rack, count in racks.items():
        values[problem.columns.x(problem.index[rack], 0)] = count
    first = {problem.types[t]: (t, name) for t, name in reversed(problem.columns.serving)}
    for rack in racks.keys() & first.keys():
        values[problem.columns.serve(*first[rack])] = racks[rack]
    return with_pods(problem, values)


def _found(problem: Problem, values) -> set[str]:
    verdict = verify(problem.site, extract(problem, values))
    return {finding.rule for finding in verdict.findings}


def _loosened(emission: Emission) -> Emission:
    """Every limit one integer unit further out."""
    return replace(emission, rows=tuple(_looser(row) for row in emission.rows))


def _looser(row: Row) -> Row:
    return replace(
        row,
        upper=None if row.upper is None else row.upper + 1,
        lower=None if row.lower is None else row.lower - 1,
    )


def _dropped(emission: Emission) -> Emission:
    return replace(emission, rows=())


def test_every_rule_has_an_edge():
    assert {*EDGES, *COUNTED, *NEAR, "supply.offers"} == set(RULES)


@pytest.mark.parametrize("rule", EDGES)
def test_limit_is_exact_to_the_unit(rule, tmp_path):
    edge = EDGES[rule]
    for figure, expected in ((edge.enough, set()), (edge.short, {rule})):
        problem = _problem(edge, figure, tmp_path)
        values = _values(problem, edge.racks)
        assert broken_rules(build_model(problem), values) == expected, figure
        if rule != "space.position" or not expected:  # extraction has no place for such racks
            assert _found(problem, values) == expected, figure


@pytest.mark.parametrize("mutate", [_loosened, _dropped])
@pytest.mark.parametrize("rule", EDGES)
def test_loose_or_dropped_rows_are_noticed(rule, mutate: Callable, tmp_path):
    edge = EDGES[rule]
    problem = _problem(edge, edge.short, tmp_path)
    mutant = ROWS | {rule: lambda problem: mutate(ROWS[rule](problem))}
    model = build_model(problem, mutant)
    assert broken_rules(model, _values(problem, edge.racks)) == set()


def test_offers_that_are_not_bought_are_noticed_and_missed_without_rows(tmp_path):
    """R1 is full of racks that need its busways: without them not one may stand."""
    prices = {"rows[0].price": "50 kUSD"}
    problem = build_problem(read_tiny(tmp_path, {"wet-100": {}, "dry-40": {}}, prices, {}))
    bought = _values(problem, BOTH)
    assert broken_rules(build_model(problem), bought) == set()
    assert _found(problem, bought) == set()
    short = bought.copy()
    short[problem.columns.offer("R1.busways")] = 0
    assert broken_rules(build_model(problem), short) == {"supply.offers"}
    assert _found(problem, short) == {"supply.offers"}
    for mutate, left in ((_dropped, set()), (_loosened, {"supply.offers"})):
        mutant = ROWS | {"supply.offers": lambda p, m=mutate: m(ROWS["supply.offers"](p))}
        assert broken_rules(build_model(problem, mutant), short) == left


@pytest.mark.parametrize("rule", COUNTED)
def test_pods_and_their_support_are_counted_exactly(rule, tmp_path):
    problem = build_problem(read_tiny(tmp_path, {"wet-100": {}, "dry-40": {}}))
    enough, short = (_values(problem, racks) for racks in COUNTED[rule])
    if rule == "network.pod":
        short[problem.columns.hall_pod(problem.index["dry-40"], 0)] = 0
    assert broken_rules(build_model(problem), enough) == set()
    assert broken_rules(build_model(problem), short) == {rule}
    assert _found(problem, short) == {rule}
    mutant = ROWS | {rule: lambda problem: _loosened(ROWS[rule](problem))}
    assert broken_rules(build_model(problem, mutant), short) == set()
