"""Positions, widths, depths and floors by hand, and plans that no planner would make."""

from __future__ import annotations

import pytest

from rackplan.errors import BadInputError
from rackplan.model.plan import Placement, Plan
from rackplan.verify import single_failures, verify

FEEDS = ("R1.A", "R1.B")


def _site(make, racks=None, **row):
    power = {name: make.node("busway", "10 MW") for name in FEEDS}
    rows = {"R1": make.row(FEEDS, **({"positions": 4} | row))}
    wide = make.rack(width="1000 mm")
    return make.site(power, rows, racks or {"r": make.rack(), "wide": wide}, survive=())


def _found(verdict):
    return [(f.rule, f.where, f.value, f.limit, f.unit) for f in verdict.findings]


def test_a_wide_rack_takes_two_positions(make):
    site = _site(make)
    apart = make.plan([("R1-P01", "wide", FEEDS), ("R1-P03", "r", FEEDS)])
    assert verify(site, apart).holds
    inside = make.plan([("R1-P01", "wide", FEEDS), ("R1-P02", "r", FEEDS)])
    verdict = verify(site, inside)
    assert _found(verdict) == [("space.position", "R1-P02", 2.0, 1.0, "racks")]
    names = [c.name for c in verdict.findings[0].contributors]
    assert names == ["R1-P01 wide", "R1-P02 r"]


def test_two_racks_on_one_position(make):
    verdict = verify(_site(make), make.plan([("R1-P02", "r", FEEDS)] * 2))
    assert _found(verdict) == [("space.position", "R1-P02", 2.0, 1.0, "racks")]
    assert "holds 2 where 1 rack may stand: 1 too many" in verdict.findings[0].sentence


def test_a_rack_past_the_end_of_its_row(make):
    verdict = verify(_site(make), make.plan([("R1-P04", "wide", FEEDS)]))
    assert _found(verdict) == [("space.position", "R1-P04", 2.0, 1.0, "positions")]
    assert verdict.findings[0].sentence == (
        "Rack R1-P04 wide covers 2 of the 1 position to the end of its row: 1 too many"
    )


def test_a_rack_at_no_position_counts_nowhere_else(make):
    site = _site(make)
    empty, lost = (make.plan(p) for p in ([], [("R9-P01", "r", FEEDS)]))
    before, verdict = verify(site, empty), verify(site, lost)
    assert _found(verdict) == [("space.position", "R9-P01", 1.0, 0.0, "racks")]
    assert verdict.checks == before.checks + 1


def test_a_wide_rack_spreads_its_weight_over_its_positions(make):
    """3,000 kg over 2 x 0.6 m by 2.4 m: 10.2 kPa; over one position twice that."""
    heavy = {"mass": "3000 kg"}
    racks = {"slim": make.rack(**heavy), "wide": make.rack(**heavy, width="1000 mm")}
    site = _site(make, racks, floor_load="10.3 kPa")
    assert verify(site, make.plan([("R1-P01", "wide", FEEDS)])).holds
    (finding,) = verify(site, make.plan([("R1-P01", "slim", FEEDS)])).findings
    assert finding.rule == "space.weight"
    assert finding.value == pytest.approx(3000 * 9.80665 / (0.6 * 2.4) / 1000)


def test_coolant_counts_as_weight(make):
    racks = {"r": make.rack(mass="1000 kg", mass_with_coolant="1100 kg")}
    plan = make.plan([("R1-P01", "r", FEEDS)])
    pressure = 1100 * 9.80665 / (0.6 * 2.4) / 1000
    for spare, holds in ((0.001, True), (-0.001, False)):
        site = _site(make, racks, floor_load=f"{pressure + spare} kPa")
        assert verify(site, plan).holds is holds


def test_an_unknown_rack_type_is_refuted_and_not_reckoned(make):
    verdict = verify(_site(make), make.plan([("R1-P01", "gone", FEEDS)]))
    assert _found(verdict) == [("demand.racks", "gone", 1.0, 0.0, "racks")]


@pytest.mark.parametrize("feeds", [(), ("none", "such"), ("R1.A",), ("R1.A", "R1.A")])
def test_feeds_that_are_missing_unknown_or_the_same_are_too_few(make, feeds):
    verdict = verify(_site(make), make.plan([("R1-P01", "r", feeds)]))
    (finding,) = verdict.findings
    along = len(set(feeds) & set(FEEDS))
    assert (finding.rule, finding.value, finding.limit) == ("power.feeds", float(along), 2.0)


def test_both_cords_on_one_busway_draw_from_it_alone(make):
    margins = verify(_site(make), make.plan([("R1-P01", "r", ("R1.A", "R1.A"))])).margins
    used = {m.where: m.used for m in margins if m.rule == "power.busway"}
    assert used == {"R1.A": 100.0, "R1.B": 0.0}


def test_an_empty_plan_is_judged(make):
    site = _site(make)
    verdict = verify(site, Plan(site="made", placements=()))
    assert verdict.holds
    assert verdict.checks_by_rule["space.position"] == 4
    assert single_failures(site, Plan(site="made", placements=())) == ()


def test_a_ring_in_the_power_tree_is_bad_input(make):
    power = {
        "U1": make.node("ups", "1 MW", ["U2"]),
        "U2": make.node("ups", "1 MW", ["U1"]),
    }
    site = make.site(power, {}, {"r": make.rack()})
    with pytest.raises(BadInputError, match=r"U1, U2: fed by each other in a ring"):
        verify(site, make.plan([]))


def test_amperes_without_a_voltage_are_bad_input(make):
    site = make.site({"B1": make.node("busway", "100 A")}, {}, {"r": make.rack()})
    with pytest.raises(BadInputError, match=r"power\.B1\.voltage: expected a voltage"):
        verify(site, make.plan([]))


def test_a_plan_of_every_mistake_raises_nothing(make):
    placed = [
        Placement(position="R1-P04", rack="wide", feeds=("x",), loop="L9", pod="p"),
        Placement(position="R1-P04", rack="gone", feeds=(), loop="L9"),
        Placement(position="", rack="r", feeds=FEEDS),
        Placement(position="R1-P04", rack="r", feeds=(*FEEDS, "R1.A"), pod=""),
    ]
    verdict = verify(_site(make), Plan(site="elsewhere", placements=tuple(placed)))
    rules = {f.rule for f in verdict.findings}
    assert rules == {"space.position", "power.feeds", "demand.racks"}
