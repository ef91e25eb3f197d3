"""Chains of small trees, followed by hand."""

from __future__ import annotations

from rackplan.model.verdict import Failure
from rackplan.optimize.power_states import PowerStates, power_states
from tests.optimize.made import make_site, node, rack, row


def _states(power, feeds, **parts) -> PowerStates:
    return power_states(make_site(power, {"R1": row(*feeds)}, {"r": rack()}, **parts))


def _after(states: PowerStates, kind: str, component: str):
    return next(s for s in states.losses if s.failure == Failure(kind, component))


def _factors(chain) -> list[tuple[str, float]]:
    return [(link.node, link.real[0]) for link in chain]


PAIR = {
    "UT": node("utility"),
    "U1": node("ups", "UT", efficiency="80 %"),
    "U2": node("ups", "UT", efficiency="80 %"),
    "B1": node("board", "U1"),
    "B2": node("board", "U2"),
    "R1.A": node("busway", "B1"),
    "R1.B": node("busway", "B2"),
}


def test_chain_collects_losses_on_the_way_up():
    states = _states(PAIR, ("R1.A", "R1.B"))
    chain = states.normal.chains["R1.A"]
    assert [link.node for link in chain] == ["R1.A", "B1", "U1", "UT"]
    assert [link.real for link in chain] == [(1, 0), (1, 0), (1, 0), (1.25, 0)]
    assert [link.apparent for link in chain] == [(0, 1), (0, 1), (0, 1), (0, 1.25)]


def test_pair_loses_one_side():
    states = _states(PAIR, ("R1.A", "R1.B"))
    lost = _after(states, "ups", "U1")
    assert lost.chains == {"R1.A": ()}
    assert states.chain(lost, "R1.A") == ()
    assert states.chain(lost, "R1.B") == states.normal.chains["R1.B"]


def test_utility_above_all_takes_all():
    states = _states(PAIR, ("R1.A", "R1.B"))
    assert _after(states, "utility", "UT").chains == {"R1.A": (), "R1.B": ()}


def test_generator_takes_over_behind_the_utility():
    power = {
        "UT": node("utility"),
        "G": node("generator"),
        "T": node("transformer", "UT", "G", efficiency="50 %"),
        "R1.A": node("busway", "T"),
    }
    states = _states(power, ("R1.A",))
    assert _factors(states.normal.chains["R1.A"]) == [("R1.A", 1.0), ("T", 1.0), ("UT", 2.0)]
    lost = _after(states, "utility", "UT")
    assert _factors(lost.chains["R1.A"]) == [("R1.A", 1.0), ("T", 1.0), ("G", 2.0)]


def test_losses_that_change_nothing_have_no_state():
    power = {
        "UT": node("utility"),
        "G": node("generator"),
        "T": node("transformer", "UT", "G"),
        "IDLE": node("ups", "UT"),
        "R1.A": node("busway", "T"),
    }
    states = _states(power, ("R1.A",))
    lost = [str(state.failure) for state in states.losses]
    assert lost == ["utility UT", "transformer T", "busway R1.A"]


def test_catcher_catches_and_its_board_prefers_the_main():
    power = {
        "U1": node("ups"),
        "C": node("ups"),
        "B1": node("board", "U1", "C"),
        "R1.A": node("busway", "B1"),
    }
    states = _states(power, ("R1.A",))
    assert [link.node for link in states.normal.chains["R1.A"]] == ["R1.A", "B1", "U1"]
    caught = _after(states, "ups", "U1").chains["R1.A"]
    assert [link.node for link in caught] == ["R1.A", "B1", "C"]
    assert _after(states, "board", "B1").chains["R1.A"] == ()
    assert all(state.failure != Failure("ups", "C") for state in states.losses)


def test_source_that_died_far_above_is_passed_over():
    """The transformer of the first source is alive but has nothing above it."""
    power = {
        "UT": node("utility"),
        "G": node("generator"),
        "T1": node("transformer", "UT"),
        "T2": node("transformer", "G"),
        "U": node("ups", "T1", "T2"),
        "R1.A": node("busway", "U"),
    }
    states = _states(power, ("R1.A",))
    assert [link.node for link in states.normal.chains["R1.A"]] == ["R1.A", "U", "T1", "UT"]
    lost = _after(states, "utility", "UT").chains["R1.A"]
    assert [link.node for link in lost] == ["R1.A", "U", "T2", "G"]


def test_base_load_has_a_chain_of_its_own():
    power = PAIR | {"U1": node("ups", "UT", efficiency="80 %", base_load="5 kW")}
    states = _states(power, ("R1.A", "R1.B"))
    assert _factors(states.normal.chains["U1"]) == [("U1", 1.0), ("UT", 1.25)]
    assert states.base == {"U1": (5000, 5000)}
    assert _after(states, "ups", "U1").chains == {"R1.A": (), "U1": ()}
    assert states.busways_of["UT"] == ("R1.A", "R1.B", "U1")
    assert states.busways_of["U2"] == ("R1.B",)


def test_only_kinds_to_survive_have_states():
    states = _states(PAIR, ("R1.A", "R1.B"), policy={"survive": ["board"]})
    assert [str(state.failure) for state in states.losses] == ["board B1", "board B2"]
