"""Quantities become integers on the safe side, forgiving floating point and nothing else."""

from __future__ import annotations

import pytest

from rackplan.errors import BadInputError
from rackplan.optimize.model import build_model
from rackplan.optimize.problem import build_problem, ceil_units, floor_units
from rackplan.units import POWER, parse
from tests.optimize.made import make_site, node, rack, row

POWER_TREE = {"U": node("ups"), "A": node("busway", "U"), "B": node("busway", "U")}


@pytest.mark.parametrize(
    ("figure", "up", "down"),
    [
        ("1 kW", 1000, 1000),
        ("1.0001 kW", 1001, 1000),
        ("0.9999 kW", 1000, 999),
        ("0.1 kW", 100, 100),
        ("1.1 kW", 1100, 1100),
        ("0.0000001 W", 0, 0),
        ("0.00001 W", 1, 0),
    ],
)
def test_loads_go_up_and_capacities_down(figure, up, down):
    quantity = parse(figure, POWER)
    assert ceil_units(quantity, "W") == up
    assert floor_units(quantity, "W") == down


def _site(racks, **parts):
    return make_site(POWER_TREE, {"R1": row("A", "B")}, racks, **parts)


def test_arrays_of_a_rack():
    figures = {"failover_power": "80.0001 kW", "power_factor": "99 %", "width": "700 mm"}
    problem = build_problem(_site({"r": rack("100 kW", **figures)}))
    assert problem.planned_w.tolist() == [100_000]
    assert problem.failover_w.tolist() == [80_001]
    assert problem.planned_va.tolist() == [101_011]  # 101,010.1
    assert problem.failover_va.tolist() == [80_809]  # 80,808.18
    assert problem.span.tolist() == [[2]]
    # 100 kg * 9.80665 m/s2 over 1.2 m by 2.4 m: 340.51 Pa.
    assert problem.pressure_pa.tolist() == [[341]]


def test_width_up_to_a_whole_position_is_forgiven():
    assert build_problem(_site({"r": rack(width="1200 mm")})).span.tolist() == [[2]]
    assert build_problem(_site({"r": rack(width="1200.1 mm")})).span.tolist() == [[3]]


def test_limits_of_nodes_in_their_own_unit():
    power = POWER_TREE | {
        "A": node("busway", "U", rating="100 A", voltage="400 V", usable="80 %"),
        "B": node("busway", "U", rating="50.0009 kVA"),
        "U": node("ups", rating="1 MW", usable="90 %"),
    }
    problem = build_problem(make_site(power, {"R1": row("A", "B")}, {"r": rack()}))
    assert problem.node_limit == {"A": 55_425, "B": 50_000, "U": 900_000}  # 55,425.6 VA
    assert problem.node_is_real == {"A": False, "B": False, "U": True}


def test_a_price_is_asked_for_only_where_money_counts():
    racks = {"r": rack(price=None)}
    assert build_model(build_problem(_site(racks))).second is None
    for parts in (
        {"budget": {"capex": "1 MUSD"}},
        {"demand": {"date": "2026-12-01", "objective": "cost", "racks": {"r": {}}}},
    ):
        with pytest.raises(BadInputError, match=r"catalog\.r\.price: no price is stated"):
            build_model(build_problem(_site(racks, **parts)))
