"""Demand, supply and budget by hand."""

from __future__ import annotations

import pytest

from rackplan.verify import verify

FEEDS = ("R1.A", "R1.B")


def _computing(vendor, hbm="1 TB", fp8="10 PFLOPS"):
    return {
        "accelerators": 8,
        "silicon_vendor": vendor,
        "hbm": hbm,
        "dense": {"fp8": fp8},
    }


def _verdict(make, placed, *, racks=None, demand=None, **parts):
    power = {name: make.node("busway", "10 MW") for name in FEEDS}
    racks = racks or {
        "a": make.rack("100 kW", computing=_computing("Alpha"), price="2 MUSD"),
        "b": make.rack("50 kW", computing=_computing("Beta", fp8="4 PFLOPS"), price="500 kUSD"),
        "net": make.rack("10 kW", role="network"),
    }
    asked = {"date": "2026-12-01", "racks": {"a": {}, "b": {}}} | (demand or {})
    site = make.site(power, {"R1": make.row(FEEDS)}, racks, survive=(), demand=asked, **parts)
    positions = enumerate(placed.split(), start=1)
    return verify(site, make.plan([(f"R1-P{n:02}", rack, FEEDS) for n, rack in positions]))


def _found(verdict):
    return [(f.rule, f.where, f.value, f.limit) for f in verdict.findings]


@pytest.mark.parametrize(
    ("placed", "bounds", "found"),
    [
        ("a a", {"a": {"at_least": 2, "at_most": 2}}, []),
        ("a", {"a": {"at_least": 2}}, [("a", 1.0, 2.0)]),
        ("a a a", {"a": {"at_most": 2}}, [("a", 3.0, 2.0)]),
        ("a b", {"a": {}}, [("b", 1.0, 0.0)]),
        ("a net net", {"a": {}}, []),
        ("net net", {"a": {}, "net": {"at_most": 1}}, [("net", 2.0, 1.0)]),
    ],
)
def test_counts_are_kept(make, placed, bounds, found):
    verdict = _verdict(make, placed, demand={"racks": bounds})
    assert _found(verdict) == [("demand.racks", *rest) for rest in found]


@pytest.mark.parametrize(
    ("bounds", "found"),
    [
        ({"at_least": "24 PFLOPS", "at_most": "24 PFLOPS"}, []),
        ({"at_least": "0.025 EFLOPS"}, [("fp8", 24.0, pytest.approx(25.0))]),
        ({"at_most": "23 PFLOPS"}, [("fp8", 24.0, 23.0)]),
    ],
)
def test_capability_is_dense_and_by_precision(make, bounds, found):
    verdict = _verdict(make, "a a b net", demand={"capability": {"fp8": bounds}})
    assert _found(verdict) == [("demand.capability", *rest) for rest in found]


def test_a_precision_that_nobody_states_brings_nothing(make):
    verdict = _verdict(make, "a b", demand={"capability": {"fp4": {"at_least": "1 PFLOPS"}}})
    assert _found(verdict) == [("demand.capability", "fp4", 0.0, 1.0)]


def test_memory_has_both_bounds(make):
    for bounds, limit in (({"at_least": "3 TB"}, 3.0), ({"at_most": "1000 GB"}, 1.0)):
        verdict = _verdict(make, "a b net", demand={"hbm": bounds})
        assert _found(verdict) == [("demand.hbm", "made", 2.0, limit)]


@pytest.mark.parametrize(
    ("share", "found"),
    [
        ({"at_most": "67 %"}, []),
        ({"at_most": "66 %"}, [("Alpha", 100.0, 99.0)]),
        ({"at_least": "66 %"}, []),
        ({"at_least": "68 %"}, [("Alpha", 100.0, 102.0)]),
    ],
)
def test_a_vendor_has_its_share_of_compute_power(make, share, found):
    """100 of 150 kW; the network rack is nobody's."""
    policy = {"survive": (), "vendor_share": {"Alpha": share}}
    verdict = _verdict(make, "a b net", policy=policy)
    assert _found(verdict) == [
        ("demand.vendor_share", where, value, pytest.approx(limit)) for where, value, limit in found
    ]


@pytest.mark.parametrize(
    ("lots", "limit"),
    [
        ([], 0),
        ([("2026-12-01", 1)], 1),
        ([("2026-12-02", 5)], 0),
        ([("2026-01-01", 1), ("2026-06-01", 1), ("2027-01-01", 1)], 2),
    ],
)
def test_lots_that_are_there_by_the_day_add_up(make, lots, limit):
    supply = {"a": [{"from_date": day, "units": units} for day, units in lots]}
    verdict = _verdict(make, "a a a", supply=supply)
    assert _found(verdict) == [("supply.units", "a", 3.0, float(limit))]
    assert "in supply by 2026-12-01" in verdict.findings[0].sentence


@pytest.mark.parametrize(("day", "limit"), [("2026-12-01", None), ("2026-12-02", 0.0)])
def test_a_type_is_on_sale_from_its_first_day(make, day, limit):
    racks = {"a": make.rack(available_from=day), "b": make.rack()}
    verdict = _verdict(make, "a b", racks=racks)
    assert _found(verdict) == ([] if limit is None else [("supply.units", "a", 1.0, limit)])


def test_a_type_not_yet_on_sale_is_none_even_with_lots(make):
    racks = {"a": make.rack(available_from="2027-01-01"), "b": make.rack()}
    supply = {"a": [{"from_date": "2026-01-01", "units": 9}]}
    verdict = _verdict(make, "a", racks=racks, supply=supply)
    assert _found(verdict) == [("supply.units", "a", 1.0, 0.0)]


def test_supply_of_a_type_that_the_catalog_lacks_is_looked_at(make):
    supply = {"gone": [{"from_date": "2026-01-01", "units": 9}]}
    verdict = _verdict(make, "a gone", supply=supply)
    assert _found(verdict) == [("demand.racks", "gone", 1.0, 0.0)]


def test_the_budget_pays_for_all_racks_that_have_a_price(make):
    assert _verdict(make, "a b net", budget={"capex": "2.5 MUSD"}).holds
    verdict = _verdict(make, "a b net", budget={"capex": "2.4 MUSD"})
    assert _found(verdict) == [("budget.capex", "made", 2.5e6, 2.4e6)]
    named = [(c.name, c.value) for c in verdict.findings[0].contributors]
    assert named == [("a", 2e6), ("b", 5e5)]


def test_what_is_not_asked_is_not_looked_at(make):
    checks = _verdict(make, "a b net").checks_by_rule
    for rule in ("demand.capability", "demand.hbm", "demand.vendor_share", "budget.capex"):
        assert checks[rule] == 0
