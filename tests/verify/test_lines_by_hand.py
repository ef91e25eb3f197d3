"""Racks along busways: voltage at the far end and currents of the lines, on paper."""

from __future__ import annotations

import math

import pytest

from rackplan.model.plan import Placement, Plan
from rackplan.verify import verify

V = 415.0
SERVERS = {"current": "ac-single-phase", "voltage_low": "200 V", "voltage_high": "240 V"}
RESISTANCE = "0.5 mohm/m"


def _hall(make, racks, placed, survive=(), busway=None, tap=None, **policy):
    """Two busways along a row of ten positions of 0.6 m; racks as position, type and phase."""
    of_busway = {"voltage": "415 V"} | (busway or {})
    power = {f"U{m}": make.node("ups", "9 MW") for m in "AB"}
    power |= {f"R1.{m}": make.node("busway", "800 A", [f"U{m}"], **of_busway) for m in "AB"}
    taps = {"rating": "9 kA", "voltage": "415 V"} | (tap or {})
    rows = {"R1": make.row(["R1.A", "R1.B"], tap=taps)}
    site = make.site(power, rows, racks)
    asked = site.policy.model_validate({"survive": tuple(survive)} | policy)
    site = site.model_copy(update={"policy": asked})
    feeds = ("R1.A", "R1.B")
    placements = tuple(
        Placement(position=f"R1-P{p:02}", rack=r, phase=phase, feeds=feeds[: racks[r]["cords"]])
        for p, r, phase in placed
    )
    return site, Plan(site="made", placements=placements)


def _used(verdict, rule, where="R1.A"):
    return [(m.used, m.limit) for m in verdict.margins if (m.rule, m.where) == (rule, where)]


def test_each_rack_counts_up_to_its_own_tap(make):
    """100 kW at 0.3 m and 100 kW at 5.7 m: 600 kW m over 415 V and 0.5 milliohm."""
    racks = {"r": make.rack("100 kW", cords=1)}
    site, plan = _hall(
        make,
        racks,
        [(1, "r", None), (10, "r", None)],
        busway={"resistance": RESISTANCE},
        voltage_drop="1 %",
    )
    ((used, limit),) = _used(verify(site, plan), "power.voltage_drop")
    assert used == pytest.approx(0.5e-3 * 100e3 * (0.3 + 5.7) / V)
    assert limit == pytest.approx(4.15)


def test_the_way_to_the_row_and_the_reactance_count(make):
    """The busway is 20 m long and the row 6 m: 14 m more. At 0.8, R cos + X sin = 0.7 milliohm."""
    racks = {"r": make.rack("80 kW", cords=1, power_factor="80 %")}
    busway = {"resistance": RESISTANCE, "reactance": "0.5 mohm/m", "length": "20 m"}
    site, plan = _hall(make, racks, [(1, "r", None)], busway=busway, voltage_drop="1 %")
    ((used, _),) = _used(verify(site, plan), "power.voltage_drop")
    amperes = 100e3 / math.sqrt(3) / V
    assert used == pytest.approx(math.sqrt(3) * amperes * 0.7e-3 * 14.3)


def test_one_feed_alone_drops_more(make):
    """50 kW on a side, 90 kW on one alone: 0.62 V of 0.42 V."""
    racks = {"r": make.rack("100 kW", failover_power="90 kW", cords=2)}
    site, plan = _hall(
        make,
        racks,
        [(10, "r", None)],
        survive=("ups",),
        busway={"resistance": RESISTANCE},
        voltage_drop="0.1 %",
    )
    findings = verify(site, plan).findings
    assert [(f.rule, f.where, str(f.failure)) for f in findings] == [
        ("power.voltage_drop", "R1.A", "ups UB"),
        ("power.voltage_drop", "R1.B", "ups UA"),
    ]
    assert findings[0].value == pytest.approx(0.5e-3 * 90e3 * 5.7 / V)


def test_direct_current_goes_there_and_back(make):
    dc = {"current": "dc", "voltage": "800 V"}
    racks = {"r": make.rack("400 kW", cords=1, input={"current": "dc"})}
    site, plan = _hall(
        make,
        racks,
        [(5, "r", None)],
        busway=dc | {"resistance": "0.1 mohm/m"},
        tap=dc,
        voltage_drop="1 %",
    )
    ((used, limit),) = _used(verify(site, plan), "power.voltage_drop")
    assert (used, limit) == pytest.approx((2 * 0.1e-3 * 500 * 2.7, 8.0))


def test_a_single_rack_comes_back_on_the_neutral(make):
    """10 kW on one line, 41.7 A, loses on the line and on the neutral: 2 R I d to 239.6 V."""
    racks = {"s": make.rack("10 kW", cords=1, input=SERVERS)}
    site, plan = _hall(
        make,
        racks,
        [(10, "s", "L2")],
        busway={"resistance": RESISTANCE},
        voltage_drop="3 %",
    )
    ((used, limit),) = _used(verify(site, plan), "power.voltage_drop")
    amperes = 10e3 / (V / math.sqrt(3))
    assert used / limit == pytest.approx(2 * 0.5e-3 * amperes * 5.7 / (V / math.sqrt(3)) / 0.03)


def test_the_worst_rack_need_not_be_the_last(make):
    """30 kW on L1 at 0.9 m, 10 kW on L2 at 5.7 or 1.5 m: the far rack loses most, or the near one.

    The near one loses on line and neutral what 125.2 A cause up to 0.9 m, less half of the 41.7 A
    of L2 on the neutral; the far one likewise, with L1 on the neutral up to 0.9 m.
    """
    racks = {"a": make.rack("30 kW", cords=1, input=SERVERS)}
    racks |= {"b": make.rack("10 kW", cords=1, input=SERVERS)}
    amperes = 10e3 / (V / math.sqrt(3))
    for far, moment in ((10, 2 * 5.7 - 0.5 * 3 * 0.9), (3, 2 * 3 * 0.9 - 0.5 * 0.9)):
        placed = [(2, "a", "L1"), (far, "b", "L2")]
        busway = {"resistance": RESISTANCE}
        site, plan = _hall(make, racks, placed, busway=busway, voltage_drop="3 %")
        ((used, _),) = _used(verify(site, plan), "power.voltage_drop")
        assert used == pytest.approx(math.sqrt(3) * 0.5e-3 * amperes * moment)


def _currents(make, placed, racks=None, **options):
    racks = racks or {"s": make.rack("24 kW", cords=1, input=SERVERS)}
    racks |= {"t": make.rack("72 kW", cords=1)}
    site, plan = _hall(make, racks, placed, **options)
    verdict = verify(site, plan)
    return verdict, dict(zip(("imbalance", "line", "neutral"), _lines_of(verdict), strict=False))


def _lines_of(verdict):
    """Margins of the busway: of the imbalance, of the worst line, of the neutral."""
    margins = [m for m in verdict.margins if m.rule == "power.phases" and m.unit == "A"]
    return sorted((round(m.used, 3), round(m.limit, 3)) for m in margins)


ONE = 24e3 / (V / math.sqrt(3))
"""A rack of 24 kW on one line: 100.17 A. Three of them are as one of 72 kW on three lines."""


def test_lines_neutral_and_imbalance(make):
    """L1 and L2 have a rack each, all three a part of the three-phase one: 200, 200, 100 A.

    The neutral carries what one line has less; the third differs most from the mean of 167 A,
    which is held against half of 800 A, as it is below that.
    """
    verdict, _ = _currents(make, [(1, "s", "L1"), (2, "s", "L2"), (3, "t", None)])
    assert verdict.holds
    assert _lines_of(verdict) == [
        (pytest.approx(ONE * 2 / 3, abs=1e-3), 800.0),  # 200 % of half the rating
        (pytest.approx(ONE, abs=1e-3), 800.0),
        (pytest.approx(2 * ONE, abs=1e-3), 800.0),
    ]


def test_three_alike_need_no_neutral(make):
    verdict, _ = _currents(make, [(1, "s", "L1"), (2, "s", "L2"), (3, "s", "L3")])
    (imbalance, neutral, line) = _lines_of(verdict)
    assert (imbalance[0], neutral[0]) == (0, 0)
    assert line[0] == pytest.approx(ONE, abs=1e-3)


@pytest.mark.parametrize(("share", "holds"), [("16.7 %", True), ("16.6 %", False)])
def test_an_imbalance_that_the_policy_limits(make, share, holds):
    """67 A of half the rating, 400 A: 16.7 %."""
    placed = [(1, "s", "L1"), (2, "s", "L2"), (3, "t", None)]
    verdict, _ = _currents(make, placed, imbalance=share)
    assert verdict.holds is holds
    if not holds:
        assert verdict.findings[0].sentence == (
            "The lines of busway R1.A differ from their mean by 66.78 A of 66.40 A: 0.38 A too much"
        )


def test_between_two_lines_of_208_volts(make):
    """20.8 kW between L1 and L2 are 100 A in both; two such racks on a common line 173 A."""
    racks = {"s": make.rack("20.8 kW", cords=1, input=SERVERS)}
    site, plan = _hall(
        make,
        racks,
        [(1, "s", "L1-L2"), (2, "s", "L2-L3")],
        busway={"voltage": "208 V"},
        tap={"voltage": "208 V"},
    )
    verdict = verify(site, plan)
    assert verdict.holds
    used = [u for u, _ in _lines_of(verdict)]
    assert used[0] == pytest.approx(0)  # the neutral
    assert used[-1] == pytest.approx(100 * math.sqrt(3), abs=1e-3)


def test_a_tap_gives_one_line_a_third(make):
    """A tap of 63 A: 45.28 kVA on three lines, 15.09 on one."""
    racks = {"s": make.rack("15.09 kW", cords=1, input=SERVERS)}
    site, plan = _hall(make, racks, [(1, "s", "L1")], tap={"rating": "63 A"})
    assert verify(site, plan).findings == ()
    racks = {"s": make.rack("15.1 kW", cords=1, input=SERVERS)}
    site, plan = _hall(make, racks, [(1, "s", "L1")], tap={"rating": "63 A"})
    assert [f.rule for f in verify(site, plan).findings] == ["power.tap"]


@pytest.mark.parametrize("phase", [None, "L1-L2"])
def test_a_rack_names_the_line_that_it_hangs_on(make, phase):
    racks = {"s": make.rack("10 kW", cords=1, input=SERVERS)}
    (finding,) = verify(*_hall(make, racks, [(1, "s", phase)])).findings
    named = phase or "no phase"
    assert (
        finding.sentence == f"Rack R1-P01 s on {named} hangs on no line of its kind: 0 of 1 phase"
    )


def test_the_worst_line_names_its_racks(make):
    placed = [(n, "s", "L3") for n in range(1, 9)] + [(9, "s", "L1")]
    verdict, _ = _currents(make, placed)
    line = next(f for f in verdict.findings if f.sentence.startswith("Line"))
    assert line.sentence.startswith(
        "Line L3 of busway R1.A carries 801.3 A of 800.0 A: 1.3 A too much"
    )
    assert line.contributors[0].value == pytest.approx(ONE)
