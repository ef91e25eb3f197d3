"""The shipped Wisconsin site: its size, its symmetry, and what its numbers are chosen for."""

from __future__ import annotations

from collections import Counter
from functools import cache
from math import sqrt

import pytest

from rackplan.model.site import Site
from rackplan.reading import read_site

GRAVITY = 9.80665
SCENARIOS = ("warm-water", "rush", "tight-budget")


@cache
def wisconsin() -> Site:
    return read_site("wisconsin")


def test_it_is_of_real_size() -> None:
    site = wisconsin()
    free = [p for p in site.positions.values() if not p.blocked]
    assert len(free) >= 320
    assert 0.75 * site.installed_power.m_as("MW") >= 30.0


def test_every_row_has_two_modules_and_every_block_uses_all_pairs_once() -> None:
    site = wisconsin()
    pairs = Counter(
        tuple(sorted(site.power[feed].fed_by[0] for feed in row.feeds))
        for row in site.rows.values()
    )
    assert len(pairs) == 36
    assert set(pairs.values()) == {1}
    assert all(a.split(".")[0] == b.split(".")[0] and a != b for a, b in pairs)


def test_generator_and_transformer_carry_a_full_module() -> None:
    site = wisconsin()
    for name in ("K1", "K6"):
        ups, transformer = site.power[f"{name}.U1"], site.power[f"{name}.T1"]
        assert transformer.base_load is not None
        load = ups.rating / ups.efficiency + transformer.base_load
        at_source = (load / transformer.efficiency).m_as("kW")
        assert at_source <= site.power[f"{name}.G1"].rating.m_as("kW")
        assert at_source / 0.95 <= transformer.rating.m_as("kVA")


def test_one_busway_carries_a_gb300_pod_with_its_support() -> None:
    site = wisconsin()
    busway = site.power["R01.A"]
    capacity = sqrt(3) * 2500 * 415 * 0.8 / 1e3
    assert (busway.rating.m_as("A"), busway.voltage.m_as("V")) == (2500, 415)
    racks = site.catalog.racks
    pod = {"gb300-nvl72": 8, "network-ib-rack": 2, "management-rack": 1}
    apparent = sum(
        n * (racks[r].failover / racks[r].power_factor).m_as("kW") for r, n in pod.items()
    )
    assert sum(pod.values()) == len(site.rows["R01"].positions)
    assert apparent <= capacity
    assert apparent > sqrt(3) * 2000 * 415 * 0.8 / 1e3  # the next smaller one does not


@pytest.mark.parametrize(
    ("rack", "weak_floor_holds"),
    [
        ("gb200-nvl72", False),
        ("gb300-nvl72", False),
        ("mi355x-rack", False),
        ("storage-rack", False),
        ("hgx-b200-rack", True),
        ("hgx-h100-rack", True),
        ("network-ib-rack", True),
        ("management-rack", True),
    ],
)
def test_weak_floor_holds_air_cooled_racks_only(rack: str, *, weak_floor_holds: bool) -> None:
    site = wisconsin()
    mass = site.catalog.racks[rack].standing_mass.m_as("kg")
    pressure_kpa = mass * GRAVITY / (0.6 * 2.7) / 1e3
    assert pressure_kpa <= site.rows["R01"].floor_load.m_as("kPa")
    assert (pressure_kpa <= site.rows["R36"].floor_load.m_as("kPa")) is weak_floor_holds


def test_warm_loops_run_out_of_flow_before_heat() -> None:
    """With one CDU lost, GB200 NVL72 fill a 45 degC loop by flow and a 40 degC loop by heat."""
    site = wisconsin()
    need = site.catalog.racks["gb200-nvl72"].liquid
    assert need is not None
    flows = {p.supply.m_as("degC"): p.flow.m_as("L/min") for p in need.flow}
    supplies = {loop.supply.m_as("degC") for loop in site.loops.values()}
    assert supplies == {40.0, 45.0}
    for loop in site.loops.values():
        supply = loop.supply.m_as("degC")
        left = len(loop.cdus) - 1
        cdu = site.cdu(loop.cdus[0])
        by_heat = left * cdu.heat.m_as("kW") / need.heat.m_as("kW")
        by_flow = left * cdu.flow.m_as("L/min") / flows[supply]
        assert (by_flow < by_heat) is (supply == 45.0)


def test_it_says_that_the_hall_is_ours() -> None:
    site = wisconsin()
    assert "reference design" in site.about
    assert "Unknown" in site.about
    ours = [
        o for path, o in site.provenance.items() if path.startswith(("power.", "rows", "cooling."))
    ]
    assert ours
    assert {o.confidence for o in ours} - {"unstated"} == {"assumption"}


def test_rows_stay_inside_the_hall() -> None:
    site = wisconsin()
    hall = site.halls["H1"]
    for row in site.rows.values():
        length = len(row.positions) * row.position_width
        assert (row.x + length).m_as("m") <= hall.width.m_as("m")
        assert (row.y + row.position_depth).m_as("m") <= hall.depth.m_as("m")


def test_scenarios_change_what_they_say() -> None:
    warm, rush, poorer = (read_site("wisconsin", scenario=name) for name in SCENARIOS)
    assert {loop.supply.m_as("degC") for loop in warm.loops.values()} == {43.0, 45.0}
    assert rush.demand.date < wisconsin().demand.date
    assert poorer.budget.capex is not None
    assert wisconsin().budget.capex is not None
    assert poorer.budget.capex < wisconsin().budget.capex
