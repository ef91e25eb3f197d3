"""Halls whose loads anybody can reckon on paper."""

from __future__ import annotations

import math

import pytest

from rackplan.model.verdict import Contributor, Failure
from rackplan.verify import verify

UPS_ONLY = ("ups",)


def _full(make, scheme, rating, loads, survive=UPS_ONLY, **site):
    """A block with one rack a pair of modules, each of its own load."""
    power, rows = make.block(scheme, rating)
    racks = {f"r{n}": make.rack(load) for n, load in enumerate(loads, start=1)}
    built = make.site(power, rows, racks, survive=survive, **site)
    placed = ((f"R{n}-P01", f"r{n}", rows[f"R{n}"]["feeds"]) for n in range(1, len(loads) + 1))
    return built, make.plan(placed)


def _findings(verdict, rule):
    return {f.where: f for f in verdict.findings if f.rule == rule}


@pytest.mark.parametrize(
    ("scheme", "pairs", "usable_kw"),
    [("2N", 1, 1000), ("3N/2", 3, 2000), ("4N/3", 6, 3000), ("5N/4", 10, 4000)],
)
def test_balanced_blocks_are_usable_to_the_share_of_their_name(make, scheme, pairs, usable_kw):
    """2N 50 %, 3N/2 66.7 %, 4N/3 75 %, 5N/4 80 % of modules of 1 MW; one kW more is too much."""
    each = f"{usable_kw / pairs!r} kW"
    site, plan = _full(make, scheme, "1 MW", [each] * pairs)
    assert not _findings(verify(site, plan), "power.failover")
    one_more = f"{usable_kw / pairs + 1!r} kW"
    site, plan = _full(make, scheme, "1 MW", [one_more] + [each] * (pairs - 1))
    broken = _findings(verify(site, plan), "power.failover")
    assert broken["U1"].failure == Failure("ups", "U2")
    assert broken["U1"].margin == pytest.approx(-1.0)  # the pair's whole 1 kW falls to it
    assert broken["U2"].failure == Failure("ups", "U1")


def test_a_lost_ups_of_four_loads_the_others_by_their_pairs(make):
    """Pairs 12, 13, 14, 23, 24, 34 with 100, 200 ... 600 kW.

    U4 carries half of 300, 500 and 600: 700 kW. Losing U1 it takes the other half of pair 14 too:
    850. Losing U2 the other half of 24: 950. Losing U3 the other half of 34: 1,000.
    """
    site, plan = _full(make, "4N/3", "990 kW", [f"{n}00 kW" for n in range(1, 7)])
    verdict = verify(site, plan)
    broken = _findings(verdict, "power.failover")
    assert list(broken) == ["U4"]
    finding = broken["U4"]
    assert (finding.value, finding.limit, finding.margin) == pytest.approx((1000, 990, -10))
    assert finding.failure == Failure("ups", "U3")
    assert finding.contributors == (
        Contributor("R6-P01 r6", 600.0),
        Contributor("R5-P01 r5", 250.0),
        Contributor("R3-P01 r3", 150.0),
    )
    assert finding.sentence == (
        "UPS U4 after losing ups U3 carries 1,000 kW of 990 kW: 10 kW too much; "
        "most from R6-P01 r6 (600 kW), R5-P01 r5 (250 kW), R3-P01 r3 (150 kW)"
    )
    margin = {m.where: m for m in verdict.margins if m.rule == "power.normal"}["U4"]
    assert (margin.used, margin.headroom) == pytest.approx((700, 290))


def test_a_limit_broken_in_many_states_is_one_finding_of_the_worst(make):
    site, plan = _full(make, "4N/3", "840 kW", [f"{n}00 kW" for n in range(1, 7)])
    finding = _findings(verify(site, plan), "power.failover")["U4"]
    assert finding.failure == Failure("ups", "U3")
    assert finding.sentence.endswith("; this is the worst of 3 states that break it")


def test_a_cap_lowers_what_falls_to_the_other_feed(make):
    """2N with 600 kW: after a loss the survivor carries the cap of 400 kW, not 600."""
    power, rows = make.block("2N", "500 kW")
    for cap, rating_holds in (("500 kW", True), ("501 kW", False)):
        racks = {"r": make.rack("600 kW", failover_power=cap)}
        site = make.site(power, rows, racks, survive=UPS_ONLY)
        verdict = verify(site, make.plan([("R1-P01", "r", ("R1.A", "R1.B"))]))
        assert verdict.holds is rating_holds
        assert verdict.throttled == {"r": 1}


def test_shelves_on_a_feed_set_its_share(make):
    """6 of 8 shelves on feed A: 75 kW of 100 there, 25 on B."""
    power, rows = make.block("2N", "1 MW")
    supplies = {"product": "s", "on_feed_a": 6, "on_feed_b": 2}
    site = make.site(
        power,
        rows,
        {"r": make.rack("100 kW", supplies=supplies)},
        survive=(),
        catalog={"s": make.product("s", "shelf", rating="100 kW")},
    )
    margins = verify(site, make.plan([("R1-P01", "r", ("R1.A", "R1.B"))])).margins
    used = {m.where: m.used for m in margins if m.rule in {"power.normal", "power.tap"}}
    assert used["U1"] == 75.0
    assert used["B2"] == 25.0
    assert (used["R1-P01.A"], used["R1-P01.B"]) == (75.0, 25.0)


def test_a_rack_with_one_cord_goes_dark_with_its_feed(make):
    power, rows = make.block("2N", "1 MW")
    site = make.site(power, rows, {"r": make.rack("100 kW", cords=1)}, survive=UPS_ONLY)
    verdict = verify(site, make.plan([("R1-P01", "r", ("R1.A",))]))
    assert [(f.rule, f.where, f.value, f.limit, f.margin) for f in verdict.findings] == [
        ("power.failover", "R1-P01", 100.0, 0.0, -100.0)
    ]
    assert verdict.findings[0].failure == Failure("ups", "U1")
    expected = "Rack R1-P01 r after losing ups U1 has no feed alive: 100 kW go dark"
    assert verdict.findings[0].sentence == expected


def test_both_feeds_on_one_path_go_dark_together(make):
    """Two busways under one board are no redundancy, whatever their names say."""
    power, rows = make.block("2N", "1 MW")
    power["R1.B"] = make.node("busway", "10 MW", ["B1"])
    site = make.site(power, rows, {"r": make.rack("100 kW")}, survive=("ups", "busway"))
    verdict = verify(site, make.plan([("R1-P01", "r", ("R1.A", "R1.B"))]))
    dark = _findings(verdict, "power.failover")
    assert dark["R1-P01"].failure == Failure("ups", "U1")
    assert dark["R1-P01"].value == 100.0


def test_a_busway_falls_back_on_its_catcher(make):
    """Each board's busways fall back on one catcher, which carries one block at a time."""
    power = {
        "U1": make.node("ups", "300 kW"),
        "U2": make.node("ups", "300 kW"),
        "C": make.node("ups", "200 kW"),
        "R1.A": make.node("busway", "1 MW", ["U1", "C"]),
        "R2.A": make.node("busway", "1 MW", ["U2", "C"]),
    }
    rows = {"R1": make.row(["R1.A"]), "R2": make.row(["R2.A"])}
    racks = {"r": make.rack("100 kW", cords=1)}
    placed = [(f"R{n}-P0{p}", "r", (f"R{n}.A",)) for n in (1, 2) for p in (1, 2)]
    site = make.site(power, rows, racks, survive=UPS_ONLY)
    verdict = verify(site, make.plan(placed))
    assert verdict.holds
    assert {m.where: m.used for m in verdict.margins if m.rule == "power.failover"}["C"] == 200.0
    third = verify(site, make.plan([*placed, ("R2-P03", "r", ("R2.A",))]))
    (finding,) = third.findings
    assert (finding.where, finding.value, finding.failure) == ("C", 300.0, Failure("ups", "U2"))


def test_a_generator_takes_over_for_a_lost_utility(make):
    """Transformer of 99 % with 20 kW of pumps under a 90 % UPS with 90 kW of racks.

    The UPS draws 100 kW, the transformer gives out 120 and draws 120 / 0.99 = 121.2 kW.
    """
    power = {
        "UT": make.node("utility", "1 MW"),
        "G": make.node("generator", "121 kW"),
        "T": make.node("transformer", "1 MW", ["UT", "G"], efficiency="99 %", base_load="20 kW"),
        "U": make.node("ups", "1 MW", ["T"], efficiency="90 %"),
        "R1.A": make.node("busway", "1 MW", ["U"]),
        "R1.B": make.node("busway", "1 MW", ["U"]),
    }
    site = make.site(
        power,
        {"R1": make.row(["R1.A", "R1.B"])},
        {"r": make.rack("90 kW")},
        survive=("utility", "generator"),
    )
    verdict = verify(site, make.plan([("R1-P01", "r", ("R1.A", "R1.B"))]))
    (finding,) = verdict.findings
    assert (finding.rule, finding.where) == ("power.failover", "G")
    assert finding.failure == Failure("utility", "UT")
    assert finding.value == pytest.approx((90 / 0.9 + 20) / 0.99)
    assert finding.contributors == (
        Contributor("R1-P01 r", pytest.approx(90 / 0.9 / 0.99)),
        Contributor("T base load", pytest.approx(20 / 0.99)),
    )
    assert "carries 121.21 kW of 121.00 kW: 0.21 kW too much" in finding.sentence


def test_apparent_power_meets_kva_and_real_power_meets_kw(make):
    """95 kW at power factor 0.95 are 100 kVA; 139.13 A at 415 V carry just over 100 kVA."""
    amperes = 100.0 / (math.sqrt(3) * 0.415)
    for ups, board, busway, broken in (
        ("95 kW", "100 kVA", f"{amperes + 0.01} A", set()),
        ("94 kW", "100 kVA", f"{amperes + 0.01} A", {("U", "kW", 95.0, 94.0)}),
        ("95 kW", "99 kVA", f"{amperes + 0.01} A", {("B", "kVA", 100.0, 99.0)}),
        ("95 kW", "100 kVA", f"{amperes * 0.9} A", {("R1.A", "kVA", 100.0, 90.0)}),
    ):
        power = {
            "U": make.node("ups", ups),
            "B": make.node("board", board, ["U"]),
            "R1.A": make.node("busway", busway, ["B"], voltage="415 V"),
        }
        racks = {"r": make.rack("95 kW", power_factor="95 %", cords=1)}
        site = make.site(power, {"R1": make.row(["R1.A"])}, racks, survive=())
        findings = verify(site, make.plan([("R1-P01", "r", ("R1.A",))])).findings
        seen = {(f.where, f.unit, round(f.value, 6), round(f.limit, 6)) for f in findings}
        assert seen == broken
        for finding in findings:
            drawn = 95.0 if finding.unit == "kW" else 100.0
            assert finding.contributors == (Contributor("R1-P01 r", pytest.approx(drawn)),)


def test_usable_share_counts(make):
    power = {"R1.A": make.node("busway", "100 kW", usable="80 %")}
    for load, holds in (("80 kW", True), ("81 kW", False)):
        site = make.site(
            power, {"R1": make.row(["R1.A"])}, {"r": make.rack(load, cords=1)}, survive=()
        )
        assert verify(site, make.plan([("R1-P01", "r", ("R1.A",))])).holds is holds


def test_a_busway_carries_the_failover_draw(make):
    """Two racks of 100 kW capped at 90: 100 kW on each side, 180 on one alone."""
    power, rows = make.block("2N", "1 MW", busway="179 kW")
    racks = {"r": make.rack("100 kW", failover_power="90 kW")}
    site = make.site(power, rows, racks, survive=("busway",))
    placed = [(f"R1-P0{p}", "r", ("R1.A", "R1.B")) for p in (1, 2)]
    broken = _findings(verify(site, make.plan(placed)), "power.busway")
    assert {(w, f.value, str(f.failure)) for w, f in broken.items()} == {
        ("R1.A", 180.0, "busway R1.B"),
        ("R1.B", 180.0, "busway R1.A"),
    }


def test_only_losses_that_the_policy_names_count(make):
    site, plan = _full(make, "2N", "1 MW", ["2 MW"], survive=("cdu",))
    assert not _findings(verify(site, plan), "power.failover")
    site, plan = _full(make, "2N", "1 MW", ["2 MW"], survive=("board",))
    assert set(_findings(verify(site, plan), "power.failover")) == {"U1", "U2"}
