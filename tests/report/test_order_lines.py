"""Orders as people read them: plan.json, summary, site card and plan.csv."""

from __future__ import annotations

import csv
import io

import pytest

import rackplan as rp
from rackplan.explain.impossible import impossibility_of
from rackplan.reading import read_again
from rackplan.report import summary_sections
from rackplan.report.rack_list import rack_list
from rackplan.report.site_card import site_lines
from tests.agreement.tiny import read_tiny

ORDERS = {
    "big": {"rack": "wet-100", "racks": 9},
    "pair": {"rack": "wet-100", "racks": 2, "must": True},
    "one": {"rack": "dry-40", "racks": 1, "together": "hall"},
}


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    site = read_tiny(tmp_path_factory.mktemp("orders"), {}, {"demand.orders": ORDERS})
    return rp.plan(site, time_limit="60 s", gap=0.0, threads=1)


def test_the_document_says_what_has_become_of_each_order(result):
    assert result.verdict.holds
    document = result.to_json()
    orders = document["orders"]
    assert orders["big"] == {
        "rack": "wet-100",
        "racks": 9,
        "together": "row",
        "where": None,
        "rows": [],
    }
    assert orders["one"]["where"] == "H1"
    assert orders["pair"]["where"] in ("R1", "R2", "R3")
    assert orders["pair"]["rows"] == [orders["pair"]["where"]]
    of_pair = [p for p in document["placements"] if p["order"] == "pair"]
    assert {p["rack"] for p in of_pair} == {"wet-100"}
    assert {p["position"].split("-")[0] for p in of_pair} == {orders["pair"]["where"]}


def test_the_summary_says_how_many_are_filled_and_which_are_left(result):
    (lines,) = (s.lines for s in summary_sections(result) if s.title == "Orders")
    assert [line.split() for line in lines] == [
        ["2", "of", "3", "orders", "filled"],
        ["type", "orders", "filled", "racks", "kW", "left"],
        ["wet-100", "2", "1", "2", "200", "big"],
        ["dry-40", "1", "1", "1", "40", "-"],
    ]


def test_the_list_of_racks_names_the_order_of_each(result):
    lines = list(csv.DictReader(io.StringIO(rack_list(result.site, result.plan))))
    assert [line["order"] for line in lines] == [p.order or "" for p in result.plan.placements]


def test_the_site_says_what_is_ordered(result):
    lines = [
        line.strip() for line in site_lines(result.site, "") if line.strip().startswith("order ")
    ]
    assert lines == [
        "order big: 9 racks of wet-100 in one row",
        "order pair: 2 racks of wet-100 in one row, has to be filled",
        "order one: 1 rack of dry-40 in one hall",
    ]


def test_an_order_that_must_be_filled_and_cannot_is_named(result):
    """Nine in one row of five."""
    asked = {"big": {"rack": "wet-100", "racks": 9, "must": True}}
    site = read_again(result.site, [f"demand.orders={asked}".replace("True", "true")])
    again = rp.plan(site, time_limit="60 s", threads=1)
    assert again.termination.status == "infeasible"
    assert any("big" in sentence for sentence in again.explanation), again.explanation
    said = impossibility_of(site)
    assert any(
        "At least 1 order of big are asked for" in sentence for sentence in said.sentences
    ), said.sentences
