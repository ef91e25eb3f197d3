"""What racks do that have lost a feed: go on, throttle, or go dark; on paper."""

from __future__ import annotations

import pytest

from rackplan.model.demand import CountBounds
from rackplan.model.verdict import Failure, Shed
from rackplan.verify import outages_of, verify

SHELVES = {"product": "s", "on_feed_a": 2, "on_feed_b": 2}


def _hall(make, after, rating="200 kW", cords=2):
    """2N of 200 kW with two racks of 100 kW that throttle to 90 kW, and one that may be shed."""
    power, rows = make.block("2N", rating)
    racks = {
        "kept": make.rack("100 kW", failover_power="90 kW"),
        "other": make.rack("60 kW", failover_power="50 kW", cords=cords),
    }
    site = make.site(power, rows, racks, survive=("ups",))
    asked = {"kept": CountBounds(), "other": CountBounds(after_loss=after)}
    demand = site.demand.model_copy(update={"racks": asked})
    feeds = ("R1.A", "R1.B")
    plan = make.plan(
        [
            ("R1-P01", "kept", feeds),
            ("R1-P02", "kept", feeds),
            ("R1-P03", "other", feeds[:cords]),
        ]
    )
    return site.model_copy(update={"demand": demand}), plan


@pytest.mark.parametrize(
    ("after", "carried"), [("full", 90 + 90 + 60), ("throttle", 90 + 90 + 50), ("shed", 90 + 90)]
)
def test_what_falls_to_the_module_that_is_left(make, after, carried):
    verdict = verify(*_hall(make, after, rating=f"{carried} kW"))
    assert verdict.holds
    margin = next(m for m in verdict.margins if m.rule == "power.failover" and m.where == "U1")
    assert (margin.used, margin.limit) == pytest.approx((carried, carried))
    findings = verify(*_hall(make, after, rating=f"{carried - 1} kW")).findings
    assert {(f.rule, f.where, f.value) for f in findings} == {
        ("power.failover", "U1", carried),
        ("power.failover", "U2", carried),
    }


def test_racks_that_are_shed_are_counted_and_not_called_throttled(make):
    verdict = verify(*_hall(make, "shed"))
    assert verdict.throttled == {"kept": 2}
    assert verdict.shed == {"other": Shed(1, 60.0, Failure("ups", "U1"))}
    outage = outages_of(*_hall(make, "shed"))[0]
    assert (dict(outage.dark), outage.dark_kw) == ({"other": 1}, 60.0)
    assert dict(outage.throttled) == {"kept": 2}


def test_racks_that_go_on_at_full_power_do_not_throttle(make):
    assert verify(*_hall(make, "full")).throttled == {"kept": 2}
    assert verify(*_hall(make, "throttle", rating="240 kW")).throttled == {"kept": 2, "other": 1}


def test_one_cord_may_go_dark_only_where_it_may_be_shed(make):
    """Its module is U1, which carries 90 + 90 + 60 kW without U2; nothing of it falls to U2."""
    site, plan = _hall(make, "shed", rating="240 kW", cords=1)
    verdict = verify(site, plan)
    assert verdict.holds
    assert verdict.shed == {"other": Shed(1, 60.0, Failure("ups", "U1"))}
    findings = verify(*_hall(make, "throttle", rating="240 kW", cords=1)).findings
    assert [(f.rule, f.where, f.value) for f in findings] == [("power.failover", "R1-P03", 60.0)]
