"""Cooling machines on feeds: what they load, and which of them a loss of power leaves dark."""

from __future__ import annotations

from rackplan.model.verdict import Failure
from rackplan.optimize.node_loads import NodeLoads
from rackplan.optimize.power_states import power_states
from rackplan.optimize.problem import build_problem
from rackplan.verify import verify
from rackplan.verify.facts import facts_of


def _hall(make, ups="1 MW"):
    """Two UPS with a rack of 100 kW on both; pumps of 30 kW on either, a fan of 10 kW on U2."""
    power, rows = make.block("2N", ups)
    power["PUMPS"] = make.node("machine", "30 kW", ["B1", "B2"], base_load="30 kW")
    power["FAN"] = make.node("machine", "10 kW", ["B2"], base_load="10 kW")
    site = make.site(power, rows, {"r": make.rack("100 kW", price="1 USD")})
    return site, make.plan([("R1-P01", "r", ("R1.A", "R1.B"))])


def _used(verdict, rule, where):
    (margin,) = [m for m in verdict.margins if (m.rule, m.where) == (rule, where)]
    return margin.used, str(margin.failure)


def test_machines_load_the_first_feed_that_is_alive(make):
    """U1: 50 kW and pumps. Without U1, U2 has the rack, the pumps and the fan: 140 kW."""
    verdict = verify(*_hall(make, ups="139 kW"))
    (finding,) = [f for f in verdict.findings if f.where == "U2"]
    assert (finding.rule, finding.value, finding.limit) == ("power.failover", 140.0, 139.0)
    assert _used(verdict, "power.normal", "U1") == (80.0, "None")
    assert _used(verdict, "power.normal", "U2") == (60.0, "None")


def test_machines_are_held_against_no_rating(make):
    verdict = verify(*_hall(make))
    assert verdict.holds
    assert not {"PUMPS", "FAN"} & {m.where for m in verdict.margins}


def test_dark_are_machines_without_a_feed_left(make):
    facts = facts_of(*_hall(make))
    dark = {str(state.failure): facts.flow.dark_machines(state) for state in facts.states}
    assert {failure: ids for failure, ids in dark.items() if ids} == {
        "ups U2": {"FAN"},
        "board B2": {"FAN"},
    }
    assert facts.flow.dark_machines(facts.flow.normal) == frozenset()


def test_the_optimizer_knows_the_same_machines(make):
    site, _ = _hall(make)
    assert power_states(site).dark_machines == (
        (Failure("ups", "U2"), frozenset({"FAN"})),
        (Failure("board", "B2"), frozenset({"FAN"})),
    )
    loads = NodeLoads(build_problem(site))
    assert loads.normal("U1").base == 30_000
    assert [(str(load.failure), load.base) for load in loads.heaviest("U2")] == [("ups U1", 40_000)]
