"""Friction and pipes: within 0.1 % of `fluids`, and their own ways back."""

from __future__ import annotations

import fluids
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rackplan.physics.liquid import (
    Pipe,
    density,
    flow_speed,
    friction_factor,
    pipe_drop,
    pipe_flow,
    reynolds_number,
    run_drop,
    viscosity,
)
from rackplan.units import (
    DENSITY,
    FLOW,
    LENGTH,
    PRESSURE,
    TEMPERATURE,
    VISCOSITY,
    Quantity,
    UnitProblem,
    give,
    of,
)

RHO, MU = of(1014.5, DENSITY), of(1.368e-3, VISCOSITY)
SIZES = st.tuples(  # m of length, m of bore, relative roughness, K
    st.floats(0.1, 200), st.floats(0.01, 0.5), st.floats(0, 0.03), st.floats(0, 50)
)
SPEEDS = st.floats(0.001, 5)


def pipe_of(size: tuple[float, float, float, float]) -> Pipe:
    length, bore, rough, loss = size
    return Pipe(of(length, LENGTH), of(bore, LENGTH), of(rough * bore, LENGTH), loss)


def flow_of(bore: float, metres_a_second: float) -> Quantity:
    return of(60_000 * metres_a_second * np.pi * bore**2 / 4, FLOW)


@given(SIZES, SPEEDS)
def test_pipes_agree_with_fluids(size: tuple[float, float, float, float], speed: float) -> None:
    length, bore, rough, loss = size
    found = pipe_drop(flow_of(bore, speed), pipe_of(size), RHO, MU)
    mass = speed * np.pi * bore**2 / 4 * 1014.5
    straight = fluids.one_phase_dP(
        m=mass, rho=1014.5, mu=1.368e-3, D=bore, roughness=rough * bore, L=length
    )
    fittings = fluids.dP_from_K(K=loss, rho=1014.5, V=speed)
    assert found.m_as("Pa") == pytest.approx(straight + fittings, rel=1e-3)


@given(st.floats(2100, 1e8), st.floats(0, 0.05))
def test_colebrook_is_solved(reynolds: float, rough: float) -> None:
    """The implicit equation itself: its two sides meet."""
    root = 1 / np.sqrt(friction_factor(reynolds, rough).m)
    assert root == pytest.approx(-2 * np.log10(rough / 3.7 + 2.51 / reynolds * root), rel=1e-6)


@given(st.floats(4000, 1e8), st.floats(1e-6, 0.05))
def test_haaland_is_near(reynolds: float, rough: float) -> None:
    one = friction_factor(reynolds, rough, "haaland").m
    assert one == pytest.approx(friction_factor(reynolds, rough).m, rel=0.02)
    written = -1.8 * np.log10((rough / 3.7) ** 1.11 + 6.9 / reynolds)
    assert one == pytest.approx(written**-2, rel=1e-9)


@given(st.floats(0.001, 2039))
def test_slow_flow_is_laminar(reynolds: float) -> None:
    assert friction_factor(reynolds, 0.01).m == pytest.approx(64 / reynolds, rel=1e-12)


def test_hagen_poiseuille() -> None:
    """Laminar flow through a capillary: dp = 128 mu L V / (pi D**4)."""
    size = Pipe(of(2, LENGTH), of(0.004, LENGTH), of(0, LENGTH))
    drop = pipe_drop(of(0.1, FLOW), size, RHO, MU).m_as("Pa")
    assert drop == pytest.approx(128 * 1.368e-3 * 2 * (0.1 / 6e4) / (np.pi * 0.004**4), rel=1e-9)


@given(SIZES, st.floats(0, 5))
def test_flow_and_drop_are_inverses(size: tuple[float, float, float, float], speed: float) -> None:
    pipe, flow = pipe_of(size), flow_of(size[1], speed)
    drop = pipe_drop(flow, pipe, RHO, MU)
    back = pipe_flow(drop, pipe, RHO, MU)
    again = pipe_drop(back, pipe, RHO, MU)
    steps = reynolds_number(give([flow.m, back.m], FLOW), pipe.diameter, RHO, MU).m
    if np.all(steps < 2000) or np.all(steps > 4100):
        assert back.m_as("L/min") == pytest.approx(flow.m, rel=1e-6, abs=1e-9)
        assert again.m_as("kPa") == pytest.approx(drop.m, rel=1e-6, abs=1e-9)


@given(SIZES, st.floats(0, 5), st.floats(0, 5))
def test_more_flow_drops_more(
    size: tuple[float, float, float, float], one: float, two: float
) -> None:
    flows = give(sorted((flow_of(size[1], one).m, flow_of(size[1], two).m)), FLOW)
    drops = pipe_drop(flows, pipe_of(size), RHO, MU).m
    assert drops[0] <= drops[1]


def test_many_pipes_at_once() -> None:
    pipes = Pipe(give([1, 40], LENGTH), give([0.05, 0.1], LENGTH), of(4.5e-5, LENGTH), [0, 5])
    both = pipe_drop(of(500, FLOW), pipes, RHO, MU).m
    for n, (length, bore, loss) in enumerate([(1, 0.05, 0), (40, 0.1, 5)]):
        one = Pipe(of(length, LENGTH), of(bore, LENGTH), of(4.5e-5, LENGTH), loss)
        assert both[n] == pipe_drop(of(500, FLOW), one, RHO, MU).m
    back = pipe_flow(give(both, PRESSURE), pipes, RHO, MU)
    assert back.m == pytest.approx([500, 500])


def test_coolant_brings_its_own_properties() -> None:
    pipe, warm, flow = pipe_of((40, 0.1, 0.0005, 5)), of(40, TEMPERATURE), of(1000, FLOW)
    told = pipe_drop(flow, pipe, density("PG25", warm), viscosity("PG25", warm))
    assert run_drop(flow, pipe, "PG25", warm).m == pytest.approx(told.m)
    assert run_drop(flow, pipe, "PG25", of(20, TEMPERATURE)).m > told.m


def test_what_is_no_pipe_is_refused() -> None:
    flow = of(100, FLOW)
    with pytest.raises(UnitProblem, match="relative roughness"):
        pipe_drop(flow, Pipe(of(1, LENGTH), of(0.05, LENGTH), of(0.003, LENGTH)), RHO, MU)
    with pytest.raises(UnitProblem, match="diameter"):
        pipe_drop(flow, Pipe(of(1, LENGTH), of(0, LENGTH), of(0, LENGTH)), RHO, MU)
    with pytest.raises(UnitProblem, match="at most 30 m/s"):
        pipe_drop(of(1e5, FLOW), pipe_of((1, 0.05, 0, 0)), RHO, MU)
    with pytest.raises(UnitProblem, match="at most 30 m/s"):
        flow_speed(of(1e5, FLOW), of(0.05, LENGTH))
    with pytest.raises(UnitProblem, match="30 m/s"):
        pipe_flow(of(1e6, PRESSURE), pipe_of((1, 0.05, 0, 0)), RHO, MU)
    with pytest.raises(UnitProblem, match="viscosity of a liquid"):
        pipe_drop(flow, pipe_of((1, 0.05, 0, 0)), RHO, of(5, VISCOSITY))
    with pytest.raises(UnitProblem, match="colebrook or haaland"):
        friction_factor(1e5, 0, "nikuradse")  # type: ignore[arg-type]  # the point of the test
