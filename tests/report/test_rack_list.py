"""`plan.csv` against the plan and the site that it is made from."""

from __future__ import annotations

import csv
import io

import pytest

from rackplan.model.plan import Placement, Plan
from rackplan.model.site import Position
from rackplan.report.rack_list import HEADER, rack_list


def _read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_line_per_rack_in_the_order_of_the_plan(make_site, make_plan):
    site = make_site()
    plan = make_plan(site)
    lines = _read(rack_list(site, plan))
    assert [line["position"] for line in lines] == [p.position for p in plan.placements]
    assert [line["rack type"] for line in lines] == [p.rack for p in plan.placements]
    assert [line["pod"] for line in lines] == [p.pod or "" for p in plan.placements]
    assert {tuple(line) for line in lines} == {HEADER}


def test_figures_of_a_liquid_cooled_rack(make_site, make_plan):
    site = make_site()
    line = _read(rack_list(site, make_plan(site)))[1]
    assert line == {
        "position": "R1-P2",
        "hall": "H1",
        "row": "R1",
        "rack type": "alpha-100",
        "role": "compute",
        "pod": "alpha-100-1",
        "order": "",
        "feed A": "R1.A",
        "feed B": "R1.B",
        "loop": "L1",
        "zone": "Z1",
        "planned [kW]": "100",
        "failover [kW]": "80",
        "on the floor [kg]": "1000.5",
        "heat to liquid [kW]": "90",
        "coolant [L/min]": "80",  # half way between 60 at 30 degC and 100 at 40 degC
        "heat to air [kW]": "10",
        "state": "new",
    }


def test_a_rack_without_liquid_draws_no_coolant(make_site, make_plan):
    line = _read(rack_list(make_site(), make_plan(make_site())))[4]
    assert (line["loop"], line["coolant [L/min]"], line["heat to liquid [kW]"]) == ("", "0", "0")


@pytest.mark.parametrize(
    ("feeds", "expected"),
    [
        (("R1.A",), ("R1.A", "")),
        (("R1.B",), ("", "R1.B")),
        (("R1.B", "R1.A"), ("R1.A", "R1.B")),
        (("elsewhere",), ("elsewhere", "")),
    ],
)
def test_feeds_stand_in_the_column_of_their_side(make_site, feeds, expected):
    plan = Plan(site="s", placements=(Placement(position="R1-P1", rack="net-rack", feeds=feeds),))
    line = _read(rack_list(make_site(), plan))[0]
    assert (line["feed A"], line["feed B"]) == expected


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_text_never_becomes_a_formula(make_site, start):
    evil = f'{start}cmd|"/c calc"!A1, x'
    placement = Placement(position="R1-P1", rack="net-rack", feeds=("R1.A",), pod=evil)
    line = _read(rack_list(make_site(), Plan(site="s", placements=(placement,))))[0]
    assert line["pod"] == f"'{evil}"


def test_a_position_that_does_not_exist_has_no_row(make_site):
    placement = Placement(position="nowhere", rack="net-rack", feeds=("R1.A",))
    line = _read(rack_list(make_site(), Plan(site="s", placements=(placement,))))[0]
    assert (line["position"], line["hall"], line["row"], line["zone"]) == ("nowhere", "", "", "")


def test_odd_position_names_stay_one_cell(make_site):
    site = make_site()
    odd = 'a,"b"\nc'
    row = site.rows["R1"].model_copy(update={"positions": (Position(odd, "R1", 0),)})
    site = make_site(rows=dict(site.rows) | {"R1": row})
    placement = Placement(position=odd, rack="net-rack", feeds=("R1.A",))
    line = _read(rack_list(site, Plan(site="s", placements=(placement,))))[0]
    assert (line["position"], line["hall"]) == (odd, "H1")
