"""Racks that serve workloads: rows, verifier and optimum agree on every way to deal them out."""

from __future__ import annotations

import itertools
import random
from collections import Counter

import numpy as np
import pytest

from rackplan.optimize.extract import encode, extract
from rackplan.optimize.model import build_model
from rackplan.optimize.problem import build_problem
from rackplan.verify import judgement, verify
from rackplan.verify.checks import CHECKS
from tests.agreement.counting import with_pods
from tests.agreement.solving import best_of, broken_rules
from tests.agreement.tiny import read_tiny

RULES = {"demand.workload", "demand.workload_share", "demand.capability", "demand.hbm"}
WET = {
    "accelerators": 72,
    "scale_up": 72,
    "silicon_vendor": "Alpha",
    "hbm": "10 TB",
    "dense": {"fp16": "100 PFLOPS", "fp8": "200 PFLOPS", "fp4": "400 PFLOPS"},
    "software": "CUDA",
}
DRY = {
    "accelerators": 32,
    "silicon_vendor": "Beta",
    "hbm": "4 TB",
    "dense": {"fp16": "30 PFLOPS", "fp8": "60 PFLOPS"},
    "software": "ROCm (7.0)",
}
PRODUCTS = {"racks/wet-100": {"computing": WET}, "racks/dry-40": {"computing": DRY}}
CAN_RUN = (
    ({}, {"wet-100", "dry-40"}),
    ({"stacks": ["cuda"]}, {"wet-100"}),
    ({"stacks": ["ROCm"]}, {"dry-40"}),
    ({"stacks": ["ROCm", "CUDA"]}, {"wet-100", "dry-40"}),
    ({"precisions": ["fp8", "fp4"]}, {"wet-100"}),
    ({"hbm_per_accelerator": "125 GB"}, {"wet-100", "dry-40"}),
    ({"hbm_per_accelerator": "125.1 GB"}, {"wet-100"}),
    ({"hbm_per_domain": "10 TB"}, {"wet-100"}),  # dry-40 says nothing of a domain
)
"""What a workload needs, and which of the two types can run it, by hand."""


def _needs(rng: random.Random) -> dict:
    needs = dict(rng.choice(CAN_RUN)[0])
    if rng.random() < 0.5:
        precision = rng.choice(("fp8", "fp16"))
        bound = rng.choice(("at_least", "at_most"))
        needs["capability"] = {precision: {bound: f"{rng.uniform(20, 320):.1f} PFLOPS"}}
    if rng.random() < 0.3:
        needs["hbm"] = {rng.choice(("at_least", "at_most")): f"{rng.uniform(1, 15):.2f} TB"}
    if rng.random() < 0.4:
        needs["share"] = {rng.choice(("at_least", "at_most")): f"{rng.uniform(10, 90):.2f} %"}
    return needs


def _site(folder, workloads, **changes):
    racks = {"wet-100": {"at_most": 2}, "dry-40": {"at_most": 2}}
    changes = {"demand.workloads": workloads, **changes}
    return read_tiny(folder, racks, changes, PRODUCTS)


def _fillings(problem):
    """Up to two racks of each type in the first row, dealt to workloads in every way."""
    pairs = problem.columns.serving
    for wet, dry in itertools.product(range(3), range(3)):
        for dealt in itertools.product(range(3), repeat=len(pairs)):
            values = np.zeros(problem.columns.count, dtype=np.int64)
            for rack, count in (("wet-100", wet), ("dry-40", dry)):
                values[problem.columns.x(problem.index[rack], 0)] = count
            for pair, count in zip(pairs, dealt, strict=True):
                values[problem.columns.serve(*pair)] = count
            yield with_pods(problem, values)


def _is_a_dealing(problem, values):
    """No more racks of a type serve than there are: others have no plan."""
    served = Counter()
    for t, name in problem.columns.serving:
        served[t] += values[problem.columns.serve(t, name)]
    return all(count <= values[problem.columns.x(t, 0)] for t, count in served.items())


@pytest.mark.parametrize(("needs", "able"), CAN_RUN)
def test_who_can_run_what(needs, able, tmp_path):
    site = _site(tmp_path, {"one": needs})
    problem = build_problem(site)
    assert {problem.types[t] for t, _ in problem.columns.serving} == able
    plan = best_of(site).plan
    assert {p.rack for p in plan.placements if p.workload == "one"} == able
    everywhere = plan.model_copy(
        update={
            "placements": tuple(
                p.model_copy(update={"rack": rack, "loop": "L1", "workload": "one"})
                for p, rack in zip(plan.placements, ("wet-100", "dry-40"), strict=False)
            )
        }
    )
    findings = verify(site, everywhere).findings
    wrong = {f.contributors[0].name for f in findings if f.rule == "demand.workload"}
    assert wrong == {"wet-100", "dry-40"} - able


@pytest.mark.parametrize("seed", range(5))
def test_rows_checks_and_optimum_agree_on_every_dealing(seed, tmp_path, monkeypatch):
    rng = random.Random(seed)
    site = _site(tmp_path, {"training": _needs(rng), "serving": _needs(rng)})
    problem = build_problem(site)
    model, best, said = build_model(problem), None, set()
    monkeypatch.setattr(judgement, "CHECKS", {rule: CHECKS[rule] for rule in sorted(RULES)})
    for values in _fillings(problem):
        broken = broken_rules(model, values)
        if not _is_a_dealing(problem, values):
            assert "demand.workload" in broken
            continue
        plan = extract(problem, values)
        assert (encode(problem, plan) == values).all()
        found = {f.rule for f in verify(site, plan).findings}
        assert broken & RULES == found, values
        said |= found
        if not broken & RULES:  # the hall has room for the network racks of all
            best = max(best or 0, model.value(values))
    assert said
    monkeypatch.undo()
    solved = best_of(site)
    assert (solved.value, solved.plan is None) == (best, best is None)
    assert solved.plan is None or solved.verdict.holds


def test_a_workload_of_one_stack_keeps_other_silicon_out(tmp_path):
    alone = best_of(_site(tmp_path, {"training": {"stacks": ["CUDA"]}})).plan
    beside = best_of(_site(tmp_path, {"training": {"stacks": ["CUDA"]}, "serving": {}})).plan
    assert alone.counts() == {"wet-100": 2, "net-10": 1}
    assert beside.counts()["dry-40"] == 2
    runs = {(p.rack, p.workload) for p in beside.placements if p.rack == "dry-40"}
    assert runs == {("dry-40", "serving")}


def test_racks_that_stand_may_serve_and_need_not(tmp_path):
    """One stands and could not run what is asked for: it stays, and nothing is said."""
    asked = {"demand.objective": "cost", "placed": {"R1-P1": "dry-40", "R1-P2": "net-10"}}
    site = _site(tmp_path, {"training": {"stacks": ["CUDA"]}}, **asked)
    solved = best_of(site)
    assert solved.verdict.holds
    assert [p.workload for p in solved.plan.placements if p.rack == "dry-40"] == [None]
    site = _site(
        tmp_path, {"training": {"capability": {"fp8": {"at_least": "60 PFLOPS"}}}}, **asked
    )
    solved = best_of(site)
    assert solved.verdict.holds
    assert [p.workload for p in solved.plan.placements if p.workload] == ["training"]
    assert solved.plan.counts() == {"dry-40": 1, "net-10": 1}
