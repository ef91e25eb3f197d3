"""What a rack needs: the GB300 table of Lenovo LP2357, and loads below it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rackplan.model.catalog import LiquidNeed
from rackplan.physics.liquid import rack_drop, rack_flow, rack_flow_at, rack_return
from rackplan.units import FLOW, PRESSURE, TEMPERATURE, UnitProblem, give, of

TABLE = [(25, 59, 15.9), (30, 71, 22.1), (35, 89, 33.8), (40, 119, 58.6), (45, 177, 126.9)]


def need(points: list[dict[str, str]] | None = None, heat: str = "121.5 kW") -> LiquidNeed:
    table = [{"supply": f"{t} degC", "flow": f"{v} L/min", "drop": f"{p} kPa"} for t, v, p in TABLE]
    return LiquidNeed.model_validate(
        {"heat": heat, "coolant": "water", "supply_max": "45 degC", "flow": points or table}
    )


def test_points_are_met_and_ends_are_kept() -> None:
    at = give([10, 25, 32.5, 45, 50], TEMPERATURE)
    assert rack_flow(need(), at).m_as("L/min").tolist() == [59, 59, 80, 177, 177]
    flows, drops = give([v for _, v, _ in TABLE], FLOW), [p for *_, p in TABLE]
    assert rack_drop(need(), flows).m_as("kPa").tolist() == pytest.approx(drops)


@given(st.floats(0, 1), st.floats(20, 45))
def test_flow_follows_the_load(load: float, at: float) -> None:
    supply = of(at, TEMPERATURE)
    full, part = rack_flow(need(), supply), rack_flow(need(), supply, load)
    assert part.m == pytest.approx(load * full.m)


@given(st.floats(0.01, 1), st.floats(25, 45))
def test_return_is_as_warm_at_part_load(load: float, at: float) -> None:
    """The maker's table means a return of 55 degC, within what the straight lines add."""
    supply = of(at, TEMPERATURE)
    full, part = rack_return(need(), supply), rack_return(need(), supply, load)
    assert part.m_as("degC") == pytest.approx(full.m_as("degC"), abs=1e-6)
    assert 53.0 < full.m_as("degC") < 55.2


@given(st.floats(1, 250))
def test_drop_and_flow_are_inverses(l_min: float) -> None:
    drop = rack_drop(need(), of(l_min, FLOW))
    assert rack_flow_at(need(), drop).m_as("L/min") == pytest.approx(l_min, rel=1e-9)


@given(st.floats(0, 265), st.floats(0, 265))
def test_more_flow_drops_more(one: float, two: float) -> None:
    low, high = sorted((one, two))
    assert rack_drop(need(), of(low, FLOW)) <= rack_drop(need(), of(high, FLOW))


def test_refusals() -> None:
    warm = of(40, TEMPERATURE)
    for load in (-0.1, 1.01):
        with pytest.raises(UnitProblem, match=r"load|fraction"):
            rack_flow(need(), warm, load)
    with pytest.raises(UnitProblem, match="load"):
        rack_return(need(), warm, 0.0)
    with pytest.raises(UnitProblem, match="at most 265"):
        rack_drop(need(), of(266, FLOW))
    with pytest.raises(UnitProblem, match="at most 265"):
        rack_flow_at(need(), of(400, PRESSURE))
    bare = need([{"supply": "25 degC", "flow": "59 L/min"}])
    with pytest.raises(UnitProblem, match="with a pressure drop"):
        rack_drop(bare, of(59, FLOW))


def test_one_point_is_read_on_the_safe_side() -> None:
    """Turbulent drops go with the power 1.75 to 2: the larger of both counts on either side."""
    single = need([{"supply": "45 degC", "flow": "100 L/min", "drop": "100 kPa"}])
    flows = np.array([50.0, 100.0, 120.0])
    found = rack_drop(single, give(flows, FLOW)).m_as("kPa")
    assert found.tolist() == pytest.approx([100 * 0.5**1.75, 100, 144])
