"""Fittings and valves: Crane's coefficients, Kv and Cv."""

from __future__ import annotations

import fluids
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rackplan.physics.liquid import (
    FITTINGS,
    Pipe,
    cv_to_kv,
    fitting_loss,
    kv_to_cv,
    kv_to_loss,
    pipe_drop,
    valve_drop,
)
from rackplan.units import DENSITY, FLOW, LENGTH, VISCOSITY, UnitProblem, give, of

BORE = of(0.1, LENGTH)


@given(st.floats(0.02, 1.0))
def test_crane_as_in_fluids(bore: float) -> None:
    """The same fittings by the library's own functions, with the friction of the same steel."""
    size, steel = of(bore, LENGTH), fluids.ft_Crane(bore)
    gate = fluids.K_gate_valve_Crane(D1=bore, D2=bore, angle=0, fd=steel)
    globe = fluids.K_globe_valve_Crane(D1=bore, D2=bore, fd=steel)
    check = fluids.K_swing_check_valve_Crane(D=bore, fd=steel, angled=True)
    ball = fluids.K_ball_valve_Crane(D1=bore, D2=bore, angle=0, fd=steel)
    known = [("gate-valve", gate), ("globe-valve", globe), ("swing-check-valve", check)]
    for name, loss in [*known, ("ball-valve", ball)]:
        assert fitting_loss({name: 1}, size).m == pytest.approx(loss, rel=1e-6)


def test_fittings_add_up() -> None:
    one = sum(fitting_loss({name: 1}, BORE).m for name in FITTINGS)
    assert fitting_loss(dict.fromkeys(FITTINGS, 2), BORE).m == pytest.approx(2 * one)
    assert fitting_loss({"entrance": 1, "exit": 1}, BORE).m == pytest.approx(1.5)
    assert fitting_loss({}, BORE).m == 0.0


def test_wider_pipes_lose_less() -> None:
    losses = fitting_loss({"elbow-90": 4}, give([0.025, 0.05, 0.1], LENGTH)).m
    assert losses[0] > losses[1] > losses[2]


@given(st.floats(0.01, 1e4))
def test_kv_and_cv_are_inverses(cv: float) -> None:
    kv = cv_to_kv(give(cv, FLOW))
    assert kv_to_cv(kv).m == pytest.approx(cv, rel=1e-9)


def test_kv_and_cv_by_their_definition() -> None:
    """Water through a valve of Kv 10 m3/h at 10 m3/h drops 1 bar; of Cv 10 gpm at 10 gpm 1 psi."""
    water = of(999.0, DENSITY)
    kv = give(10_000 / 60, FLOW)
    assert valve_drop(kv, kv, water).m_as("bar") == pytest.approx(1.0)
    gpm = give(10 * 3.785411784, FLOW)
    assert valve_drop(gpm, cv_to_kv(gpm), water).m_as("psi") == pytest.approx(1.0, rel=2e-4)


@given(st.floats(0.1, 100), st.floats(0.01, 0.3))
def test_a_valve_in_a_pipe_is_a_loss(kv_m3_h: float, bore: float) -> None:
    """The same drop, whether a valve is given by Kv or by K in its pipe."""
    kv, size = give(kv_m3_h * 1000 / 60, FLOW), of(bore, LENGTH)
    flow = give(60_000 * 0.7854 * bore**2, FLOW)
    pipe = Pipe(of(0, LENGTH), size, of(0, LENGTH), kv_to_loss(kv, size))
    rho = of(1014, DENSITY)
    drop = pipe_drop(flow, pipe, rho, of(1e-3, VISCOSITY))
    assert drop.m == pytest.approx(valve_drop(flow, kv, rho).m, rel=5e-4)
    library = fluids.Kv_to_K(kv_m3_h, bore)
    assert kv_to_loss(kv, size).m == pytest.approx(library, rel=1e-9)


def test_refusals() -> None:
    with pytest.raises(UnitProblem, match="a fitting"):
        fitting_loss({"elbow": 1}, BORE)
    with pytest.raises(UnitProblem, match="below zero"):
        fitting_loss({"elbow-90": -1}, BORE)
    with pytest.raises(UnitProblem, match="diameter"):
        fitting_loss({"elbow-90": 1}, of(3, LENGTH))
    with pytest.raises(UnitProblem, match="Kv"):
        valve_drop(of(100, FLOW), of(0, FLOW), of(1000, DENSITY))
