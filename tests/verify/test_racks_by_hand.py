"""What a rack's own shelves and taps carry, by hand."""

from __future__ import annotations

import math

import pytest

from rackplan.model.verdict import Failure
from rackplan.verify import verify

FEEDS = ("R1.A", "R1.B")


def _verdict(make, racks, survive, shelf="10 kW", tap=None):
    power = {name: make.node("busway", "10 MW") for name in FEEDS}
    row = {} if tap is None else {"tap": tap}
    site = make.site(
        power,
        {"R1": make.row(FEEDS, **row)},
        racks,
        survive=survive,
        catalog={"s": make.product("s", "shelf", rating=shelf)},
    )
    return verify(site, make.plan([(f"R1-P0{n}", r, FEEDS) for n, r in enumerate(racks, start=1)]))


def _shelved(make, planned, on_a, on_b, **figures):
    supplies = {"product": "s", "on_feed_a": on_a, "on_feed_b": on_b}
    supplies |= {"groups": figures.pop("groups", 1)}
    return {"r": make.rack(planned, supplies=supplies, **figures)}


def _found(verdict):
    return [(f.where, f.value, f.limit, f.failure) for f in verdict.findings]


def test_shelves_carry_the_planned_power(make):
    assert _verdict(make, _shelved(make, "60 kW", 3, 3), ()).holds
    verdict = _verdict(make, _shelved(make, "61 kW", 3, 3), ())
    assert _found(verdict) == [("R1-P01", 61.0, 60.0, None)]
    assert verdict.findings[0].sentence == (
        "Rack R1-P01 r draws 61 kW of 60 kW that its shelves give: 1 kW too much"
    )


def test_the_loss_of_each_shelf_is_one_state(make):
    assert _verdict(make, _shelved(make, "50 kW", 3, 3), ("shelf",)).holds
    verdict = _verdict(make, _shelved(make, "51 kW", 3, 3), ("shelf",))
    assert _found(verdict) == [("R1-P01", 51.0, 50.0, Failure("shelf", "R1-P01.A1"))]
    assert verdict.findings[0].sentence.endswith("the worst of 6 states that break it")
    assert verdict.checks_by_rule["power.shelves"] == 1 + 6


def test_servers_share_load_inside_themselves_only(make):
    """Four servers of three supplies: each keeps two, 4 x 2 x 10 kW; together it were 110."""
    assert _verdict(make, _shelved(make, "80 kW", 8, 4, groups=4), ("shelf",)).holds
    verdict = _verdict(make, _shelved(make, "81 kW", 8, 4, groups=4), ("shelf",))
    assert _found(verdict)[0][1:3] == (81.0, 80.0)


def test_servers_of_one_supply_survive_none_of_its_losses(make):
    verdict = _verdict(make, _shelved(make, "10 kW", 2, 2, groups=4), ("shelf",))
    assert _found(verdict) == [("R1-P01", 10.0, 0.0, Failure("shelf", "R1-P01.A1"))]


def test_what_draws_beside_the_supplies_does_not_weigh_on_them(make):
    """Switches of 4 kW have supplies of their own: of 64 kW the servers' carry 60, of 34 kW 30."""
    figures = {"beside_supplies": "4 kW", "failover_power": "34 kW"}
    racks = _shelved(make, "64 kW", 3, 3, **figures)
    assert _verdict(make, racks, ("busway",)).holds
    more = _shelved(make, "65 kW", 3, 3, **figures | {"failover_power": "35 kW"})
    assert _found(_verdict(make, more, ("busway",)))[0][1:3] == (61.0, 60.0)
    less = _shelved(make, "64 kW", 3, 3, **figures | {"failover_power": "35 kW"})
    assert [f[1:3] for f in _found(_verdict(make, less, ("busway",)))] == [(31.0, 30.0)] * 2


@pytest.mark.parametrize(
    ("on_a", "on_b", "found"),
    [
        (4, 4, []),
        (3, 5, [(30.0, "R1.B")]),
        (5, 3, [(30.0, "R1.A")]),
        (8, 0, [(0.0, "R1.A")]),
    ],
)
def test_shelves_of_either_feed_carry_the_failover_power(make, on_a, on_b, found):
    racks = _shelved(make, "60 kW", on_a, on_b, failover_power="40 kW")
    verdict = _verdict(make, racks, ("busway",))
    assert _found(verdict) == [
        ("R1-P01", 40.0, limit, Failure("busway", lost)) for limit, lost in found
    ]


def test_without_a_loss_of_feeds_only_the_sum_counts(make):
    racks = _shelved(make, "60 kW", 8, 0, failover_power="40 kW")
    assert _verdict(make, racks, ("shelf", "cdu")).holds
    single = _shelved(make, "60 kW", 8, 0, cords=1)
    verdict = _verdict(
        make, single, ("ups",)
    )  # no UPS here: nothing to lose, but the kind is named
    assert verdict.holds
    assert verdict.checks_by_rule["power.shelves"] == 1


def test_a_feed_that_goes_with_what_feeds_it_has_no_failure_of_its_own(make):
    racks = _shelved(make, "60 kW", 3, 5, failover_power="40 kW")
    assert _found(_verdict(make, racks, ("ups",))) == [("R1-P01", 40.0, 30.0, None)]


def _tap(amperes, usable="80 %"):
    return {"rating": f"{amperes} A", "voltage": "415 V", "usable": usable}


def test_a_tap_carries_the_failover_draw_as_apparent_power(make):
    """A 250 A tap at 415 V and 80 % carries 143.76 kVA: 142 kW from a power factor of 0.9878 on."""
    capacity = math.sqrt(3) * 0.415 * 250 * 0.8
    for factor, holds in ((0.988, True), (0.987, False)):
        racks = {"r": make.rack("142 kW", power_factor=f"{factor}")}
        verdict = _verdict(make, racks, ("busway",), tap=_tap(250))
        assert verdict.holds is holds
    assert [(f.where, f.failure) for f in verdict.findings] == [
        ("R1-P01.A", Failure("busway", "R1.B")),
        ("R1-P01.B", Failure("busway", "R1.A")),
    ]
    finding = verdict.findings[0]
    assert (finding.value, finding.limit) == pytest.approx((142 / 0.987, capacity))
    assert finding.unit == "kVA"


def test_a_tap_carries_its_share_while_no_feed_can_be_lost(make):
    """Five of six shelves on feed A: 100 of 120 kW on its tap, 20 on the other."""
    racks = _shelved(make, "120 kW", 10, 2)
    amperes = 100 / (math.sqrt(3) * 0.415)
    for spare, holds in ((0.01, True), (-0.01, False)):
        verdict = _verdict(make, racks, ("shelf", "cdu"), "12 kW", _tap(amperes + spare, "100 %"))
        assert verdict.holds is holds
    assert [(f.where, f.failure) for f in verdict.findings] == [("R1-P01.A", None)]


def test_a_share_that_is_more_than_the_cap_breaks_with_nothing_lost(make):
    racks = _shelved(make, "120 kW", 10, 2, failover_power="20 kW")
    verdict = _verdict(make, racks, ("busway",), "12 kW", _tap(100, "100 %"))
    assert [(f.rule, f.where, f.failure) for f in verdict.findings] == [
        ("power.tap", "R1-P01.A", None)
    ]


def test_a_rack_with_one_cord_has_one_tap(make):
    racks = {"r": make.rack("100 kW", cords=1)}
    verdict = _verdict(make, racks, (), tap=_tap(100))
    assert [(f.where, f.value) for f in verdict.findings] == [("R1-P01.A", 100.0)]
    assert verdict.checks_by_rule["power.tap"] == 1


def test_a_cap_helps_no_shelf_while_both_feeds_are_there(make):
    """61 kW on six shelves of 10, and on five after a loss, whatever the rack is capped to."""
    racks = _shelved(make, "61 kW", 3, 3, failover_power="30 kW")
    verdict = _verdict(make, racks, ("shelf", "busway"))
    assert [(value, limit) for _, value, limit, _ in _found(verdict)] == [
        (61.0, 50.0),
        (61.0, 60.0),
    ]


def test_a_share_that_equals_the_cap_breaks_with_nothing_lost(make):
    racks = {"r": make.rack("100 kW", failover_power="50 kW")}
    verdict = _verdict(make, racks, ("busway",), tap=_tap(69, "100 %"))
    assert [(f.where, f.failure) for f in verdict.findings] == [
        ("R1-P01.A", None),
        ("R1-P01.B", None),
    ]
