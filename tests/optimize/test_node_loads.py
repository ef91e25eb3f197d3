"""What racks load nodes with, by hand; and that leaving implied states out loses nothing."""

from __future__ import annotations

import numpy as np
import pytest

from rackplan.model.verdict import Failure
from rackplan.optimize.node_loads import NodeLoad, NodeLoads
from rackplan.optimize.problem import build_problem
from tests.agreement.halls import draw_site
from tests.optimize.made import make_site, node, rack, row

PAIR = {
    "U1": node("ups", rating="1 MW"),
    "U2": node("ups", rating="2 MVA"),
    "R1.A": node("busway", "U1"),
    "R1.B": node("busway", "U2"),
}
RACKS = {
    "two": rack("100 kW", failover_power="80 kW", power_factor="80 %"),
    "one": rack("10 kW", cords=1),
}


def _loads(power=PAIR, racks=RACKS, **parts) -> NodeLoads:
    return NodeLoads(build_problem(make_site(power, {"R1": row("R1.A", "R1.B")}, racks, **parts)))


def test_both_feeds_share_by_their_shelves():
    shelf = {"s": {"kind": "shelf", "name": "s", "rating": "40 kW"}}
    lopsided = rack("100 kW", supplies={"product": "s", "on_feed_a": 3, "on_feed_b": 1})
    loads = _loads(racks={"r": lopsided}, shelves=shelf)
    assert loads.normal("R1.A").each.tolist() == [[75_000]]
    assert loads.normal("R1.B").each.tolist() == [[25_000]]


def test_normal_state_in_watts_or_volt_amperes():
    loads = _loads()
    assert loads.normal("U1").each.tolist() == [[50_000], [10_000]]
    assert loads.normal("U2").each.tolist() == [[62_500], [0]]  # 50 kW at a power factor of 0.8


def test_after_a_loss_the_failover_draw_is_on_the_other_feed():
    (after,) = _loads().heaviest("U1")
    assert after.failure == Failure("ups", "U2")
    assert after.each.tolist() == [[80_000], [10_000]]


def test_loss_of_the_ups_speaks_for_losses_with_the_same_effect():
    (after,) = _loads().heaviest("R1.B")
    assert after.failure == Failure("ups", "U1")
    assert after.each.tolist() == [[80_000], [0]]


def test_single_corded_rack_goes_dark_with_its_feed():
    loads = _loads()
    states = {str(s.failure): s for s in loads._states.losses}
    assert loads.dark(states["ups U1"], 1, 0)
    assert not loads.dark(states["ups U1"], 0, 0)
    assert not loads.dark(states["ups U2"], 1, 0)


def test_losses_and_rounding_go_up():
    power = {
        "UT": node("utility", rating="1 MW"),
        "U1": node("ups", "UT", efficiency="96 %", base_load="1 kW"),
        "R1.A": node("busway", "U1"),
        "R1.B": node("busway", "UT"),
    }
    load = _loads(power).normal("UT")
    assert load.each.tolist() == [[102_084], [10_417]]  # 50,000 + 52,083.3 and 10,416.7
    assert load.base == 1_042  # 1,041.7


def test_row_of_a_node():
    row_of = _loads().row("power.normal", _loads().normal("U1"))
    assert (row_of.rule, row_of.where, row_of.unit) == ("power.normal", "U1", "kW")
    assert row_of.upper == 1_000_000
    assert row_of.terms == {0: 50_000, 1: 10_000}


def test_a_load_implies_what_is_nowhere_heavier():
    light = NodeLoad("U", None, np.array([[1, 2]]), 3)
    assert light.implied_by(NodeLoad("U", None, np.array([[1, 2]]), 3))
    assert light.implied_by(NodeLoad("U", None, np.array([[2, 2]]), 3))
    assert not light.implied_by(NodeLoad("U", None, np.array([[9, 1]]), 9))
    assert not light.implied_by(NodeLoad("U", None, np.array([[9, 9]]), 2))


@pytest.mark.parametrize("seed", range(12))
def test_leaving_implied_states_out_keeps_the_worst_of_all(seed, tmp_path):
    """For any racks, the heaviest load over the states kept is that over all states."""
    problem = build_problem(draw_site(seed, tmp_path))
    loads = NodeLoads(problem)
    rng = np.random.default_rng(seed)
    fillings = rng.integers(0, 4, (20, len(problem.types), len(problem.rows)))
    for name in problem.site.power:
        kept = [loads.normal(name), *loads.heaviest(name)]
        states = [s for s in problem.power.losses if s.failure.component != name]
        every = [loads.normal(name), *(loads._load(name, state) for state in states)]
        for filling in fillings:
            assert _worst(kept, filling) == _worst(every, filling), name


def _worst(loads: list[NodeLoad], filling) -> int:
    return max(int((load.each * filling[:, load.rows]).sum()) + load.base for load in loads)
