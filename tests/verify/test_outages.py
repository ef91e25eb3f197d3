"""What each loss takes, who carries on, and what is tightest: on paper, and against the verdict."""

from __future__ import annotations

import pytest

from rackplan.model.outage import CarriedLoad
from rackplan.model.verdict import Failure
from rackplan.report.outage_table import outage_lines
from rackplan.verify import outages_of, single_failures, verify
from tests.agreement.halls import draw_site
from tests.agreement.solving import best_of


def _hall(make, shelf="30 kW", survive=("ups", "shelf", "air_unit"), **policy):
    """2N with a rack of 100 kW capped at 90, one of 30 kW on U1 alone, a pump of 10 kW on B2."""
    power, rows = make.block("2N", "200 kW", busway="160 kW")
    power["P"] = make.node("machine", "10 kW", ["B2"], base_load="10 kW")
    racks = {
        "two": make.rack("100 kW", failover_power="90 kW", supplies=_SHELVES),
        "one": make.rack("30 kW", cords=1),
    }
    site = make.site(
        power,
        rows,
        racks,
        survive=survive,
        catalog={"s": make.product("s", "shelf", rating=shelf)},
    )
    asked = site.policy.model_copy(update=policy)
    feeds = ("R1.A", "R1.B")
    plan = make.plan([("R1-P01", "two", feeds), ("R1-P02", "one", feeds[:1])])
    return site.model_copy(update={"policy": asked}), plan


_SHELVES = {"product": "s", "on_feed_a": 4, "on_feed_b": 4}


def _by_failure(outages):
    return {str(outage.failure): outage for outage in outages}


def test_what_a_ups_takes_and_who_carries_on(make):
    """Without U1: 30 kW dark, 90 kW and the pump on U2, which had 60 kW: 100 of 200 kW."""
    outage = _by_failure(outages_of(*_hall(make)))["ups U1"]
    assert (dict(outage.dark), outage.dark_kw) == ({"one": 1}, 30.0)
    assert (dict(outage.throttled), outage.throttled_kw) == ({"two": 1}, 10.0)
    assert outage.machines == ()
    assert outage.carried[0] == CarriedLoad("R1.B", 90.0, 40.0, 160.0, "kW")
    assert outage.carried[0].share == pytest.approx(0.5625)
    assert {c.node: (c.load, c.rise) for c in outage.carried[1:]} == {"U2": (100, 40)} | {
        c.node: (c.load, c.rise) for c in outage.carried[1:] if c.node == "B2"
    }
    assert (outage.tightest.rule, outage.tightest.where) == ("power.failover", "R1-P02")
    assert outage.tightest.used == 30.0


def test_the_other_side_takes_the_pump(make):
    outage = _by_failure(outages_of(*_hall(make)))["ups U2"]
    assert outage.machines == ("P",)
    assert outage.dark == {}
    assert outage.carried[0].node == "R1.A"
    assert outage.carried[0].load == 120.0


def test_each_loss_that_takes_a_feed_has_the_limits_of_racks_on_the_other(make):
    """Without side B 90 kW hang on four shelves of 23 kW: 97.8 %, with busways survived or not."""
    for survive in (("ups",), ("ups", "board", "busway")):
        outages = _by_failure(outages_of(*_hall(make, shelf="23 kW", survive=survive)))
        taking_b = [name for name in outages if name.split()[1] in {"U2", "B2", "R1.B"}]
        assert len(taking_b) == len(survive)
        for name in taking_b:
            tightest = outages[name].tightest
            assert (tightest.rule, tightest.where) == ("power.shelves", "R1-P01")
            assert (tightest.used, tightest.limit) == (90.0, 92.0)
            assert str(tightest.failure) == name


def test_shelves_of_one_type_and_feed_are_one_line(make):
    outages = _by_failure(outages_of(*_hall(make)))
    shelves = {name: o.alike for name, o in outages.items() if name.startswith("shelf")}
    assert shelves == {"shelf R1-P01.A1": 4, "shelf R1-P01.B1": 4}
    assert outages["shelf R1-P01.A1"].tightest.rule == "power.shelves"
    assert outages["shelf R1-P01.A1"].tightest.limit == 210.0


def test_losses_of_cooling_have_their_limits_too(make):
    outage = _by_failure(outages_of(*_hall(make)))["air_unit FW1"]
    assert outage.tightest.rule.startswith("cooling.air")
    assert (outage.carried, outage.dark) == ((), {})


def test_maintenance_has_its_lines(make):
    outages = outages_of(*_hall(make, maintain=("ups",)))
    pair = next(o for o in outages if o.failure == Failure("ups", "U2", "U1"))
    assert dict(pair.dark) == {"one": 1, "two": 1}


def test_lines_for_people(make):
    lines = outage_lines(outages_of(*_hall(make)))
    assert lines[0].split() == [*("loss", "racks", "carries", "over", "tightest", "limit")]
    assert lines[1].startswith("UPS U1 ")
    assert "1 dark (30 kW), 1 capped (-10 kW)" in lines[1]
    assert "R1.B 90 kW " in lines[1]
    assert "56.2%" in lines[1]
    assert any("P dark, 1 capped" in line for line in lines)
    assert any(line.startswith("shelf R1-P01.A1 (of 4) ") for line in lines)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 3, 5, 7, 8, 9])
def test_every_loss_has_a_line_and_the_tightest_is_that_of_the_verdict(seed, tmp_path):
    site = draw_site(seed, tmp_path, chain=True)
    plan = best_of(site).plan
    if plan is None:
        return
    outages, verdict = outages_of(site, plan), verify(site, plan)
    singles = single_failures(site, plan)
    assert sum(o.alike for o in outages if not o.failure.during) == len(singles)
    told = {o.failure: o.tightest for o in outages}
    for margin in verdict.margins:
        if margin.failure is not None and margin.limit and margin.failure in told:
            found = told[margin.failure]
            assert found.headroom / abs(found.limit) <= margin.headroom / abs(margin.limit) + 1e-12
