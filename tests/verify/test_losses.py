"""The single losses are the expansion of the policy."""

from __future__ import annotations

from collections import Counter

from rackplan.model.verdict import Failure
from rackplan.verify import single_failures, verify

COMPONENTS = ("utility", "generator", "transformer", "ups", "board", "busway", "cdu", "pump")


def test_losses_expand_the_policy(make):
    site, plan = make.big_hall(2, 6, 4)
    failures = single_failures(site, plan)
    counted = Counter(f.kind for f in failures)
    for kind in (*COMPONENTS, "air_unit"):
        assert counted[kind] == len(list(site.components(kind)))
    shelves = sum(site.catalog.racks[p.rack].supplies.count for p in plan.placements)
    assert counted["shelf"] == shelves == 2 * 6 * 4 * 8
    assert len(failures) == len(set(failures))


def test_the_verdict_simulates_exactly_them(make):
    site, plan = make.big_hall(2, 6, 4)
    verdict = verify(site, plan)
    failures = single_failures(site, plan)
    assert verdict.failures_simulated == len(failures)
    assert verdict.failures_by_kind == Counter(f.kind for f in failures)
    assert list(verdict.failures_by_kind) == list(site.policy.survive)


def test_a_kind_named_twice_or_without_components_counts_once_or_not(make):
    power, rows = make.block("2N", "1 MW")
    site = make.site(power, rows, {"r": make.rack()}, survive=("ups", "generator", "ups"))
    verdict = verify(site, make.plan([]))
    assert verdict.failures_by_kind == {"ups": 2, "generator": 0}


def test_shelves_are_named_by_position_feed_and_number(make):
    power, rows = make.block("2N", "1 MW")
    supplies = {"product": "s", "on_feed_a": 2, "on_feed_b": 1}
    site = make.site(
        power,
        rows,
        {"r": make.rack(supplies=supplies), "bare": make.rack()},
        survive=("shelf",),
        catalog={"s": make.product("s", "shelf", rating="100 kW")},
    )
    feeds = ("R1.A", "R1.B")
    placed = [("R1-P02", "r", feeds), ("R1-P03", "bare", feeds), ("nowhere", "r", feeds)]
    names = ("R1-P02.A1", "R1-P02.A2", "R1-P02.B1")
    assert single_failures(site, make.plan(placed)) == tuple(Failure("shelf", n) for n in names)
