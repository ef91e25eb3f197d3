"""Workloads as people read them: plan.json, summary, steps, and why nothing fits."""

from __future__ import annotations

import pytest

import rackplan as rp
from rackplan.explain.impossible import impossibility_of
from rackplan.explain.steps import steps_of
from rackplan.model.claim import Binding
from rackplan.reading import read_again
from rackplan.report import summary_sections
from rackplan.report.site_card import site_lines
from rackplan.units import COMPUTE, of
from tests.agreement.tiny import read_tiny

WORKLOADS = {
    "training": {"precisions": ["fp4"], "capability": {"fp8": {"at_most": "200 PFLOPS"}}},
    "serving": {"hbm": {"at_least": "12 TB"}, "share": {"at_most": "60 %"}},
}
RACKS = {"wet-100": {}, "dry-40": {"at_most": 2}}


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    folder = tmp_path_factory.mktemp("workloads")
    site = read_tiny(folder, RACKS, {"demand.workloads": WORKLOADS})
    return rp.plan(site, time_limit="60 s", gap=0.0, threads=1)


def test_the_plan_says_what_each_rack_serves(result):
    """One wet-100 trains; beside its 100 kW and at 60 %, 140 kW may serve, and 180 kW may not."""
    assert result.verdict.holds
    document = result.to_json()
    assert document["workloads"] == {
        "training": {
            "racks": {"wet-100": 1},
            "it_power_kw": 100.0,
            "dense_pflops": {"fp4": 400.0, "fp8": 200.0},
            "hbm_tb": 10.0,
        },
        "serving": {
            "racks": {"dry-40": 1, "wet-100": 1},
            "it_power_kw": 140.0,
            "dense_pflops": {"fp8": 260.0},
            "hbm_tb": 14.0,
        },
    }
    runs = [(p["rack"], p["workload"]) for p in document["placements"] if p["workload"]]
    assert sorted(runs) == [
        ("dry-40", "serving"),
        ("wet-100", "serving"),
        ("wet-100", "training"),
    ]
    (lines,) = (s.lines for s in summary_sections(result) if s.title == "Workloads")
    assert [line.split() for line in lines] == [
        ["workload", "racks", "kW", "PFLOPS", "HBM", "TB", "served", "by"],
        ["training", "1", "100", "400", "fp4,", "200", "fp8", "10", "1", "wet-100"],
        ["serving", "2", "140", "260", "fp8", "14", "1", "dry-40,", "1", "wet-100"],
    ]


def test_the_site_says_what_workloads_need(result):
    lines = [
        line.strip() for line in site_lines(result.site, "") if line.strip().startswith("workload ")
    ]
    assert lines == [
        "workload training: with fp4, dense fp8 at most 200 PFLOPS",
        "workload serving: HBM at least 12 TB, share at most 60 %",
    ]


def test_a_plan_edited_by_hand_is_refuted_by_what_it_cannot_run(result):
    placements = tuple(
        p.model_copy(update={"workload": "training"}) if p.rack == "dry-40" else p
        for p in result.plan.placements
    )
    edited = result.plan.model_copy(update={"placements": placements})
    found = {f.rule: f.where for f in rp.verify(result.site, edited).findings}
    assert found == {
        "demand.workload": "training",
        "demand.capability": "fp8 for training",
        "demand.hbm": "serving",
    }


@pytest.mark.parametrize(
    ("rule", "where", "unit", "gain", "said"),
    [
        ("demand.capability", "fp8 for training", "PFLOPS", 1.0, "200 PFLOPS of fp8 for training"),
        ("demand.hbm", "serving", "TB", -1.0, "10 TB of HBM for serving"),
    ],
)
def test_a_step_of_a_workload_is_one_large_rack_more(result, rule, where, unit, gain, said):
    limit = Binding(rule, where, 8.0, 8.0, unit, gain, f"PFLOPS/{unit}", "dual", None)
    ((step,), left) = steps_of(result.site, [limit])
    assert left == ()
    assert step.says == said + (" more allowed" if gain > 0 else " less asked for")
    workloads = step.site.demand.workloads
    if gain > 0:
        assert workloads["training"].capability["fp8"].at_most == of(400.0, COMPUTE)
    else:
        assert workloads["serving"].hbm.at_least.m_as("TB") == 2.0
    assert result.site.demand.workloads["serving"].hbm.at_least.m_as("TB") == 12.0


def test_why_nothing_fits_names_the_workload(result):
    """Two dry-40 bring 120 PFLOPS; nothing else may stand that runs what asks for them."""
    asked = {"serving": {"capability": {"fp8": {"at_least": "180 PFLOPS"}}}}
    changes = ["demand.racks={dry-40: {at_most: 2}}", f"demand.workloads={asked}"]
    said = impossibility_of(read_again(result.site, changes))
    assert any(
        "180 PFLOPS of fp8 for serving is asked for" in sentence for sentence in said.sentences
    )
    assert any("of dry-40" in sentence for sentence in said.sentences)
