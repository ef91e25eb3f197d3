"""Without the rows of one rule, some small hall gets a plan that the verifier refutes by this rule.

Each case is the tiny site with one thing made scarce. Ratings and machines beside it have room.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from rackplan.model.site import Site
from rackplan.optimize.rows import ROWS
from rackplan.rules import RULES
from rackplan.verify.checks import CHECKS
from tests.agreement.solving import fewest_of, rules_without
from tests.agreement.tiny import FROM_NORTH, read_tiny

ONE_WET = {"wet-100": {"at_most": 1}}
ONE_DRY = {"dry-40": {"at_most": 1}}
NO_POWER_LOSS = ["shelf", "cdu", "pump", "air_unit"]


@dataclass(frozen=True)
class Case:
    """What is asked of the tiny site, and what is made scarce."""

    racks: dict[str, Any]
    changes: dict[str, Any] = field(default_factory=dict)
    products: dict[str, dict[str, Any]] = field(default_factory=dict)

    def site(self, folder: Path) -> Site:
        """The tiny site of the case."""
        return read_tiny(folder, self.racks, self.changes, self.products)


def _cost(racks: dict[str, Any], **changes: Any) -> Case:
    return Case(racks, {"demand.objective": "cost", **changes})


CASES = {
    # One free position a row: a rack and its network rack cannot share it.
    "space.position": Case(
        {"dry-40": {}},
        {"rows[0].positions": "P[1-2]", "rows[0].blocked": {"R[1-3]-P2": "column"}},
    ),
    "space.depth": Case(ONE_DRY, products={"racks/dry-40": {"depth": "1210 mm"}}),
    "space.weight": Case(ONE_DRY, products={"racks/dry-40": {"mass": "2000 kg"}}),
    "space.placed": _cost({"dry-40": {}}, placed={"R1-P1": "dry-40"}),
    "space.pinned": _cost({"dry-40": {}}, pins={"R1-P1": "dry-40"}),
    "space.reserved": Case(ONE_DRY, {"reserved": {"R[1-3]-P[1-5]": {"until": "2027-01-01"}}}),
    "space.forbidden": Case(ONE_DRY, {"forbidden": {"R[1-3]": ["dry-40"]}}),
    # One module feeds one busway a row, and the rack has two cords.
    "power.feeds": Case(
        ONE_DRY, {"power.blocks[0].scheme": "N", "policy": {"survive": NO_POWER_LOSS}}
    ),
    # A rack of direct current in a hall of AC.
    "power.input": Case(ONE_DRY, products={"racks/dry-40": {"input": {"current": "dc"}}}),
    # 80 kW on one feed against 79.9 kVA.
    "power.tap": Case(ONE_WET, {"rows[0].tap.rating": "139 A"}),
    # 80 kW and 10 kW on one feed against 88.6 kVA.
    "power.busway": Case(ONE_WET, {"rows[0].busway.rating": "154 A"}),
    # 110 kW through UPS and transformer, and three base loads of 10 kW: 146 kW.
    "power.normal": Case(
        ONE_WET, {"power.utilities[0].rating": "140 kW", "policy": {"survive": NO_POWER_LOSS}}
    ),
    # 55 kW with both feeds, 90 kW on one.
    "power.failover": Case(ONE_WET, {"power.blocks[0].ups.rating": "80 kW"}),
    # Nine supplies of 4 kW on feed A against 40 kW.
    "power.shelves": Case(
        ONE_DRY,
        products={
            "racks/dry-40": {
                "supplies": {"product": "psu-4", "on_feed_a": 9, "on_feed_b": 15, "groups": 3}
            }
        },
    ),
    # 50 kW at 0.3 m and 5 kW at 0.9 m: 0.47 V of 0.415 V.
    "power.voltage_drop": Case(
        ONE_WET,
        {
            "rows[0].busway.resistance": "10 mohm/m",
            "policy": {"survive": NO_POWER_LOSS, "voltage_drop": "0.1 %"},
        },
    ),
    # 20 kW on one line and 5 kW on three: 90.4 A of 89.6 A.
    "power.phases": Case(
        ONE_DRY,
        {"rows[0].busway.rating": "112 A", "policy": {"survive": NO_POWER_LOSS}},
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
    "cooling.connection": Case(ONE_WET, {"cooling.loops[0].coolant": "water"}),
    "cooling.supply_temperature": Case(ONE_WET, {"cooling.loops[0].supply": "46 degC"}),
    "cooling.dew_point": Case(ONE_WET, {"policy": {"room": {"dew_point": "39 degC"}}}),
    "cooling.inlet_temperature": Case(ONE_WET, {"cooling.zones[0].supply": "36 degC"}),
    # Two CDUs left, 80 kW and 100 L/min.
    "cooling.liquid_heat": Case(ONE_WET, products={"cooling/cdu-200": {"heat": "39 kW"}}),
    "cooling.liquid_flow": Case(
        ONE_WET,
        products={"cooling/cdu-200": {"flow": "49 L/min", "flow_after_pump_loss": "30 L/min"}},
    ),
    # 50 kPa in the rack, 10 kPa in its manifold and 1.7 kPa in the pipes.
    "cooling.liquid_head": Case(ONE_WET, products={"cooling/cdu-200": {"head": "61 kPa"}}),
    "cooling.approach": Case(ONE_WET, {"cooling.facility[0].supply": "39.99 degC"}),
    # 251.6 s with the heat of one rack.
    "cooling.ride_through": Case(
        ONE_WET, {"policy": {"ride_through": "252 s", "ride_through_rise": "5 K"}}
    ),
    # Two fan walls left, 60 kW with other loads, and 3 m3/s.
    "cooling.air_heat": Case(ONE_WET, products={"cooling/fan-150": {"heat": "29 kW"}}),
    "cooling.air_flow": Case(ONE_WET, products={"cooling/fan-150": {"airflow": "1.4 m3/s"}}),
    # Two towers left, 141.5 kW with the rack, its network rack and other loads.
    "cooling.rejection": Case(ONE_WET, products={"cooling/tower-300": {"heat": "60 kW"}}),
    # No network rack can be had.
    "network.support": Case(
        ONE_DRY, {"supply": {"net-10": [{"from_date": "2026-06-01", "units": 0}]}}
    ),
    # Pods that need nothing beside them must still be formed.
    "network.pod": Case(ONE_DRY, products={"racks/dry-40": {"pod": {"racks": 4, "support": {}}}}),
    "demand.racks": Case(ONE_WET),
    "demand.capability": _cost(
        {"dry-40": {}}, **{"demand.capability": {"fp8": {"at_least": "100 PFLOPS"}}}
    ),
    "demand.hbm": _cost({"dry-40": {}}, **{"demand.hbm": {"at_least": "5 TB"}}),
    # At most 40 % of Alpha where its racks bring most.
    "demand.vendor_share": Case(
        {"wet-100": {}, "dry-40": {}}, {"policy": {"vendor_share": {"Alpha": {"at_most": "40 %"}}}}
    ),
    # Chips of the one are stated from North; nobody says whence those of the other come.
    "demand.fab_share": Case(
        {"wet-100": {}, "dry-40": {}},
        {"policy": {"fab_share": {"North": {"at_most": "40 %"}}}},
        FROM_NORTH,
    ),
    "demand.builder_share": Case(
        {"wet-100": {}, "dry-40": {}},
        {"policy": {"builder_share": {"East": {"at_most": "40 %"}}}},
        {"racks/wet-100": {"builders": ["East", "West"]}},
    ),
    # Racks serve nothing, because nothing says that they should.
    "demand.workload": Case(
        {"wet-100": {}, "dry-40": {}},
        {"demand.workloads": {"training": {"precisions": ["fp4"]}, "serving": {}}},
    ),
    # Each workload runs on one of the types alone.
    "demand.workload_share": Case(
        {"wet-100": {}, "dry-40": {}},
        {
            "demand.workloads": {
                "training": {"precisions": ["fp4"], "share": {"at_most": "40 %"}},
                "serving": {"stacks": ["ROCm"]},
            }
        },
        {
            "racks/dry-40": {
                "computing": {
                    "accelerators": 32,
                    "silicon_vendor": "Beta",
                    "hbm": "4 TB",
                    "dense": {"fp8": "60 PFLOPS"},
                    "software": "ROCm",
                }
            }
        },
    ),
    # Racks that stand for orders only, more than are ordered.
    "demand.orders": Case({}, {"demand.orders": {"one": {"rack": "wet-100", "racks": 1}}}),
    "supply.units": Case(
        {"wet-100": {}}, {"supply": {"wet-100": [{"from_date": "2026-06-01", "units": 1}]}}
    ),
    # Busways at a price, where nothing is to be spent beyond the racks.
    "supply.offers": _cost({"wet-100": {"at_least": 1}}, **{"rows[0].price": "50 kUSD"}),
    "budget.capex": Case(ONE_WET, {"budget": {"capex": "4.1 MUSD"}}),
    # 5,017 m3 with the five racks that there is cooling for; rows know no less than 2,557 m3.
    "budget.water": Case({"wet-100": {}}, {"budget": {"water": "3000 m3/year"}}),
    # 110 kW through the chain, 30 kW beside them, and what cools them: 153 kW.
    "budget.site_power": Case(ONE_WET, {"budget": {"site_power": "150 kW"}}),
}


def test_every_rule_is_knocked_out():
    assert list(CASES) == list(RULES)


@pytest.mark.parametrize("rule", CASES)
def test_without_its_rows_the_rule_is_broken(rule, tmp_path):
    site = CASES[rule].site(tmp_path)
    solved = fewest_of(site, rules_without(rule))
    assert {finding.rule for finding in solved.verdict.findings} == {rule}


@pytest.mark.parametrize("rule", CASES)
def test_with_its_rows_the_rule_is_kept(rule, tmp_path):
    solved = fewest_of(CASES[rule].site(tmp_path))
    assert solved.verdict.findings == ()


def test_rows_checks_and_rules_are_one_list():
    assert list(ROWS) == list(CHECKS) == list(RULES)


@pytest.mark.parametrize("package", ["optimize.rows", "verify.checks"])
def test_files_have_the_names_of_rules(package):
    folder = Path(__file__).parents[2].joinpath("rackplan", *package.split("."))
    files = {f"{p.parent.name}.{p.stem}" for p in folder.glob("*/*.py") if p.stem != "__init__"}
    assert files == set(RULES)


@pytest.mark.parametrize("table", [ROWS, CHECKS])
def test_each_rule_is_in_its_own_file(table):
    assert {rule: f.__module__.split(".")[-2:] for rule, f in table.items()} == {
        rule: rule.split(".") for rule in RULES
    }
