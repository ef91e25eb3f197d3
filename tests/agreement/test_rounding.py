"""Odd figures are rounded to the safe side, also where more of something is not wanted."""

from __future__ import annotations

import pytest

from rackplan.optimize.model import build_model
from rackplan.optimize.problem import build_problem
from tests.agreement.solving import best_of
from tests.agreement.tiny import read_tiny

_COMPUTING = {
    "accelerators": 72,
    "silicon_vendor": "Alpha",
    "hbm": "10.0009 TB",
    "dense": {"fp8": "200.0009 PFLOPS"},
}


@pytest.mark.parametrize(
    ("asked", "bounds", "expected"),
    [
        # Two racks have 400.0018 PFLOPS and 20.0018 TB.
        ("demand.capability", {"fp8": {"at_most": "400.001 PFLOPS"}}, 1),
        ("demand.capability", {"fp8": {"at_most": "400.002 PFLOPS"}}, 2),
        ("demand.hbm", {"at_most": "20.001 TB"}, 1),
        ("demand.hbm", {"at_most": "20.002 TB"}, 2),
    ],
)
def test_fractions_of_a_unit_count_against_an_upper_bound(asked, bounds, expected, tmp_path):
    products = {"racks/wet-100": {"computing": _COMPUTING}}
    site = read_tiny(tmp_path, {"wet-100": {"at_most": 2}}, {asked: bounds}, products)
    solved = best_of(site)
    assert solved.verdict.findings == ()
    assert solved.plan.counts()["wet-100"] == expected


@pytest.mark.parametrize(
    ("asked", "bounds"),
    [
        ("demand.capability", {"fp8": {"at_least": "400.0015 PFLOPS"}}),
        ("demand.hbm", {"at_least": "20.0015 TB"}),
    ],
)
def test_fractions_of_a_unit_do_not_meet_a_lower_bound(asked, bounds, tmp_path):
    """Two racks would do; the rows do not see it, and take a third."""
    products = {"racks/wet-100": {"computing": _COMPUTING}}
    changes = {asked: bounds, "demand.objective": "cost"}
    solved = best_of(read_tiny(tmp_path, {"wet-100": {}}, changes, products))
    assert solved.verdict.findings == ()
    assert solved.plan.counts()["wet-100"] == 3


def test_base_load_alone_can_break_a_node(tmp_path):
    """A block without rows that cannot carry its own base load: no plan fits."""
    idle = {
        "id": "K2",
        "scheme": "N",
        "utilities": ["UT1"],
        "transformer": {"rating": "5 kVA", "base_load": "10 kW"},
        "ups": {"rating": "1 kW"},
        "board": {"rating": "1 kW"},
    }
    site = read_tiny(tmp_path, {"dry-40": {}})
    assert best_of(site).plan is not None
    blocks = [*_blocks(site), idle]
    site = read_tiny(tmp_path, {"dry-40": {}}, {"power.blocks": blocks})
    assert best_of(site).plan is None
    broken = [row for row in build_model(build_problem(site)).rows if not row.terms]
    assert [(row.rule, row.where, row.upper) for row in broken] == [
        ("power.normal", "K2.T1", -5000)
    ]


def _blocks(site) -> list[dict]:
    return site.inputs.documents["site"]["power"]["blocks"]
