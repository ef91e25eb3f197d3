"""Heat of a rack to air and to liquid: what its servers need together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rackplan.model.catalog import LiquidNeed
from rackplan.physics.liquid import rack_flow
from rackplan.units import FLOW, TEMPERATURE, magnitude, of
from tests.physics.rack_build.kit import HEAD, WITH_HEAD, Made, kw, liquid, said


def test_air_takes_what_switches_draw(made: Made) -> None:
    """Four servers move 4 m3/s for 40 kW; 2 kW more at the same rise 0.2 m3/s."""
    build = {"servers": 4, "equipment": [{"product": "switch", "count": 2}]}
    reckoned = made(build=build)
    assert kw(reckoned.rack.air.heat) == 42
    assert reckoned.rack.air.airflow.m_as("m**3/s") == pytest.approx(4.2)
    record = reckoned.derived["air.airflow"]
    assert said(record) == "sum 4 node.air.airflow, 2 switch.peak_power"
    assert record.is_assumed
    stated = made(switch={"airflow": "0.3 m3/s"}, build=build)
    assert stated.rack.air.airflow.m_as("m**3/s") == pytest.approx(4.6)
    record = stated.derived["air.airflow"]
    assert said(record) == "sum 4 node.air.airflow, 2 switch.airflow"
    assert not record.is_assumed


def test_strictest_inlet_counts(made: Made) -> None:
    node = {"air": {"heat": "10 kW", "airflow": "1 m3/s", "inlet_max": "86 degF"}}
    head = HEAD | {"air": HEAD["air"] | {"inlet_max": "32 degC", "inlet_class": "A1"}}
    air = made(node=node, head=head, build=WITH_HEAD).rack.air
    assert air.inlet_max is not None
    assert air.inlet_max.m_as("degC") == pytest.approx(30)
    assert air.inlet_class == "A1"
    assert made(head=HEAD, build=WITH_HEAD).rack.air.inlet_max is None


@pytest.mark.parametrize(("one", "other"), [("A2", "A1"), ("A4", "A3"), ("A1", "H1")])
def test_strictest_class_counts(made: Made, one: str, other: str) -> None:
    node = {"air": {"heat": "10 kW", "airflow": "1 m3/s", "inlet_class": one}}
    head = HEAD | {"air": HEAD["air"] | {"inlet_class": other}}
    assert made(node=node, head=head, build=WITH_HEAD).rack.air.inlet_class == other


def test_flow_adds_up_and_drop_does_not(made: Made) -> None:
    points = [
        {"supply": "25 degC", "flow": "10 L/min", "drop": "20 kPa"},
        {"supply": "45 degC", "flow": "30 L/min", "drop": "90 kPa"},
    ]
    table = liquid(45, {45: 1}) | {"flow": points}
    found = made(node={"liquid": table}, build={"servers": 4})
    need = found.rack.liquid
    assert need is not None
    assert kw(need.heat) == 32
    assert (need.coolant, need.supply_max.m_as("degC")) == ("PG25", pytest.approx(45))
    assert [
        (p.supply.m_as("degC"), p.flow.m_as("L/min"), p.drop.m_as("kPa"))  # type: ignore[union-attr]  # all of them have one
        for p in need.flow
    ] == [(25, 40, 20), (45, 120, 90)]
    assert said(found.derived["liquid.flow[1].flow"]) == "sum 4 node.liquid.flow[1].flow"
    assert said(found.derived["liquid.flow[1].drop"]) == "sum 1 node.liquid.flow[1].drop"


def test_two_kinds_of_servers_on_one_loop(made: Made) -> None:
    """At 35 degC the head nodes are read half way between 2 and 6 L/min."""
    node = {"liquid": liquid(45, {25: 10, 35: 15, 45: 30})}
    head = HEAD | {"liquid": liquid(40, {30: 2, 40: 6})}
    found = made(node=node, head=head, build=WITH_HEAD)
    need = found.rack.liquid
    assert need is not None
    assert need.supply_max.m_as("degC") == pytest.approx(40)
    assert [(p.supply.m_as("degC"), p.flow.m_as("L/min")) for p in need.flow] == [
        (25, pytest.approx(4 * 10 + 2 * 2)),
        (30, pytest.approx(4 * 12.5 + 2 * 2)),
        (35, pytest.approx(4 * 15 + 2 * 4)),
        (40, pytest.approx(4 * 22.5 + 2 * 6)),
    ]
    assert all(p.drop is None for p in need.flow)
    assert said(found.derived["liquid.flow[2].flow"]) == (
        "sum 4 node.liquid.flow[1].flow, 2 head.liquid.flow[0].flow, 2 head.liquid.flow[1].flow"
    )
    assert said(found.derived["liquid.supply_max"]) == (
        "least 1 node.liquid.supply_max, 1 head.liquid.supply_max"
    )


@given(
    servers=st.integers(1, 7),
    flows=st.lists(st.floats(1, 100), min_size=2, max_size=4),
    supply=st.floats(20, 45),
)
def test_a_rack_needs_the_flow_of_its_servers(
    made: Made, servers: int, flows: list[float], supply: float
) -> None:
    """At any temperature, as the physics of liquid reads both."""
    table = liquid(45, {25 + 5 * index: flow for index, flow in enumerate(flows)})
    need = made(node={"liquid": table}, build={"servers": servers}).rack.liquid
    assert need is not None
    at = of(supply, TEMPERATURE)
    one = magnitude(rack_flow(LiquidNeed.model_validate(table), at), FLOW)
    assert magnitude(rack_flow(need, at), FLOW) == pytest.approx(servers * one)
