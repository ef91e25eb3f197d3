"""What holds for every rack: spelling changes nothing, more room never hurts, sums add up."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rackplan.model.catalog import RackType
from rackplan.physics.rack_build import BuildProblem
from tests.physics.rack_build.kit import HEAD, Made, kw, liquid

Documents = dict[str, dict[str, Any]]

COUNTS = st.tuples(st.integers(0, 3), st.integers(0, 3))


@st.composite
def racks(draw: st.DrawFn) -> Documents:
    """Documents of racks with all kinds of pieces; not all of them come to a rack."""
    switches, heads = draw(COUNTS)
    on_a, on_b = draw(COUNTS)
    equipment = [("switch", switches), ("head", heads), ("part", draw(st.integers(0, 2)))]
    build: dict[str, Any] = {
        "equipment": [{"product": name, "count": n} for name, n in equipment if n],
        "reserve": f"{draw(st.integers(0, 3))} U",
        "power_limit": f"{draw(st.integers(20, 120))} kW",
    }
    if on_a + on_b:
        build["pdus"] = {"product": "strip", "on_feed_a": on_a, "on_feed_b": on_b}
    heat = draw(st.integers(1, 9))
    return {
        "node": {
            "air": {"heat": f"{10 - heat} kW", "airflow": "1 m3/s"},
            "liquid": liquid(45, {25: 10, 45: 20}, heat=f"{heat} kW"),
            "failover_power": f"{draw(st.integers(3, 10))} kW",
            "power_factor": f"{draw(st.integers(80, 100))} %",
            "height": f"{draw(st.integers(1, 8))} U",
        },
        "frame": {"load_limit": f"{draw(st.integers(200, 1500))} kg"},
        "head": HEAD,
        "build": build,
    }


def servers_of(made: Made, documents: Documents) -> int:
    try:
        return made(**documents).servers
    except BuildProblem:
        return 0


@settings(max_examples=40)
@given(racks())
def test_heat_is_what_is_drawn(made: Made, documents: Documents) -> None:
    """Everything planned comes out as heat, to liquid or to air, whatever stands in the rack."""
    if not servers_of(made, documents):
        return
    rack = made(**documents).rack
    assert rack.liquid is not None
    assert kw(rack.air.heat) + kw(rack.liquid.heat) == pytest.approx(kw(rack.planned_power))


@settings(max_examples=40)
@given(racks())
def test_caps_never_raise_what_is_drawn(made: Made, documents: Documents) -> None:
    if not servers_of(made, documents):
        return
    rack = made(**documents).rack
    assert rack.failover <= rack.planned_power
    assert rack.standing_mass >= rack.mass


MORE = {
    "a taller frame": ("frame", {"mounting_height": "50 U"}),
    "a stronger frame": ("frame", {"load_limit": "2 t"}),
    "stronger strips": ("strip", {"rating": "125 A"}),
    "a higher power limit": ("build", {"power_limit": "200 kW"}),
    "less reserve": ("build", {"reserve": "0 U"}),
    "less equipment": ("build", {"equipment": []}),
    "a cap": ("build", {"failover_power": "15 kW"}),
    "servers of less power": ("node", {"planned_power": "2 kW", "failover_power": "2 kW"}),
    "servers of less mass": ("node", {"mass": "40 kg"}),
    "flatter servers": ("node", {"height": "1 U"}),
    "a better power factor": ("node", {"power_factor": "100 %"}),
}


@pytest.mark.parametrize("what", MORE)
@settings(max_examples=25)
@given(documents=racks())
def test_more_room_never_lets_in_fewer(made: Made, what: str, documents: Documents) -> None:
    name, change = MORE[what]
    more = documents | {name: documents.get(name, {}) | change}
    assert servers_of(made, more) >= servers_of(made, documents)


SPELT = {
    "frame": {"mounting_height": "1866.9 mm", "unit": "44.45 mm", "width": "0.6 m"},
    "switch": {"peak_power": "1000 W", "height": "1.75 in", "mass": "10000 g"},
    "strip": {"rating": "0.06 kA", "voltage": "0.4 kV", "usable": "0.8"},
    "part": {"mass": "0.03 t"},
}


@settings(max_examples=40)
@given(racks())
def test_spelling_of_units_changes_nothing(made: Made, documents: Documents) -> None:
    count = servers_of(made, documents)
    spelt = {name: documents.get(name, {}) | change for name, change in SPELT.items()}
    assert servers_of(made, documents | spelt) == count
    if count:
        same(made(**documents).rack, made(**(documents | spelt)).rack)


@settings(max_examples=40)
@given(racks())
def test_order_of_equipment_changes_nothing(made: Made, documents: Documents) -> None:
    build = documents["build"]
    turned = documents | {"build": build | {"equipment": build["equipment"][::-1]}}
    assert servers_of(made, turned) == servers_of(made, documents)
    if servers_of(made, documents):
        same(made(**documents).rack, made(**turned).rack)


def same(one: RackType, other: RackType) -> None:
    for path in ("mass", "planned_power", "failover", "power_factor", "width"):
        assert getattr(one, path).m_as(getattr(other, path).units) == pytest.approx(
            getattr(other, path).magnitude
        )
    assert one.air.airflow.m_as("m**3/s") == pytest.approx(other.air.airflow.m_as("m**3/s"))
    assert one.liquid == other.liquid
    assert one.computing == other.computing
