"""Impossible demands are explained by the rule and the place that stop them."""

from __future__ import annotations

import pytest

from rackplan.optimize.conflict import explain_conflict
from rackplan.optimize.model import build_model
from rackplan.optimize.problem import build_problem
from rackplan.optimize.solve import optimize
from tests.agreement.halls import draw_site
from tests.agreement.solving import solve_model
from tests.agreement.tiny import read_tiny
from tests.optimize.inline_pool import InlinePool

WET, DRY = "wet-100", "dry-40"


def _lot(rack: str, units: int) -> dict:
    return {"supply": {rack: [{"from_date": "2026-06-01", "units": units}]}}


def _wet(count: int) -> dict:
    return {WET: {"at_least": count}}


CASES = {
    "supply": (
        _wet(4),
        _lot(WET, 3),
        "demand.racks: at least 4 racks of wet-100 are asked for, and at most 3 racks are possible",
        "supply.units at wet-100: at most 3 racks.",
    ),
    "no supply at all": (
        _wet(1),
        _lot(WET, 0),
        "and at most 0 racks are possible.",
        "supply.units at wet-100: at most 0 racks.",
    ),
    "floor": (
        _wet(1),
        {"rows[0].floor_load": "6 kPa"},
        "and at most 0 racks are possible.",
        "space.weight at row R1, row R2, row R3: wet-100 cannot stand there.",
    ),
    "floor of five rows": (
        _wet(1),
        {
            "rows[0].id": "R[1-5]",
            "rows[0].blocked": {},
            "rows[0].floor_load": "6 kPa",
            "halls[0].depth": "40 m",
        },
        "and at most 0 racks are possible.",
        "space.weight at row R1, row R2, row R3 and 2 more: wet-100 cannot stand there.",
    ),
    "warm water": (
        _wet(1),
        {"cooling.loops[0].supply": "46 degC"},
        "and at most 0 racks are possible.",
        "cooling.supply_temperature at row R1, row R2, row R3: wet-100 cannot stand there.",
    ),
    "coolant flow": (
        _wet(5),
        {"cooling.loops[0].supply": "45 degC"},
        "at least 5 racks of wet-100 are asked for, and at most 4 racks are possible.",
        "cooling.liquid_flow at L1 after losing cdu L1.CDU1: at most 600 L/min.",
    ),
    "two demands together": (
        _wet(6) | {DRY: {"at_least": 4}},
        {"cooling.rejection[0].units[0].id": "T[1-6]"},
        "at least 6 racks of wet-100 are asked for",
        "cooling.air_flow at Z1 after losing air_unit Z1.FW1: at most 20 m3/s.",
    ),
    "power after a loss": (
        _wet(3),
        {"power.blocks[0].ups.rating": "100 kW"},
        "and at most 2 racks are possible.",
        "power.failover at K1.U",
    ),
    "money": (
        _wet(3),
        {"budget": {"capex": "10 MUSD"}},
        "and at most 2 racks are possible.",
        "budget.capex at plan: at most 10,000,000 USD.",
    ),
    "demands that contradict each other": (
        _wet(3),
        {"demand.hbm": {"at_most": "10 TB"}},
        "and at most 1 racks are possible.",
        "demand.hbm at plan: at most 10 TB.",
    ),
    "compute rate": (
        {WET: {}},
        {"demand.capability": {"fp8": {"at_least": "99 EFLOPS"}}},
        "demand.capability: at least 99,000 PFLOPS of fp8 are asked for",
        "cooling.liquid_heat at L1 after losing cdu L1.CDU1: at most 400 kW.",
    ),
    "a vendor's share": (
        {DRY: {"at_least": 1}},
        {"policy": {"vendor_share": {"Beta": {"at_most": "10 %"}}}},
        "and at most 0 racks are possible.",
        "demand.vendor_share at Beta: ",
    ),
    "more pods than network racks": (
        _wet(5),
        _lot("net-10", 2),
        "at least 5 racks of wet-100 are asked for, and at most 4 racks are possible.",
        "supply.units at net-10: at most 2 racks.",
    ),
    "support racks": (
        {DRY: {"at_least": 1}},
        _lot("net-10", 0),
        "and at most 0 racks are possible.",
        "network.support at net-10 in hall H1: Every pod begun has its support racks",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_first_what_is_missing_then_what_stops_it(case, inline, tmp_path):
    racks, changes, headline, sentence = CASES[case]
    solution = optimize(read_tiny(tmp_path, racks, changes), inline())
    assert solution.termination.status == "infeasible"
    assert solution.plan is None
    assert headline in solution.explanation[0]
    assert any(line.startswith(sentence) for line in solution.explanation[1:]), solution.explanation


@pytest.mark.slow
def test_limits_named_are_truly_in_conflict(tmp_path):
    """Sentences name a few limits; the rows of their rules alone leave no plan."""
    explained = 0
    for seed in range(40):
        problem = build_problem(draw_site(seed, tmp_path))
        model = build_model(problem)
        if solve_model(model) is not None:
            continue
        with InlinePool(1) as pool:
            lines = explain_conflict(model, pool)
        assert lines
        if lines[0].startswith("No plan fits, but"):
            continue
        named = {rule for rule in model.emitted if any(line.startswith(rule) for line in lines)}
        emits = {rule: lambda _, e=model.emitted[rule]: e for rule in named}
        assert solve_model(build_model(problem, emits)) is None, (seed, lines)
        explained += 1
    assert explained >= 10
