"""Racks of an earlier plan that stay: against every filling of small halls, and by hand."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

import rackplan as rp
from rackplan.model.keeping import kept_of
from rackplan.model.plan import Placement, Plan
from rackplan.optimize.extract import encode, extract
from rackplan.optimize.keeping import build_keeping, price_of_moves
from rackplan.optimize.model import build_model
from rackplan.optimize.problem import build_problem
from rackplan.optimize.worker import solve
from rackplan.units import COMPUTE, FRACTION, parse
from rackplan.verify import verify
from tests.agreement.counting import all_fillings, with_objective
from tests.agreement.halls import HallSize, draw_site
from tests.agreement.solving import best_of, whole_task
from tests.agreement.tiny import read_tiny

SMALL = HallSize(rows=(1, 2), positions=(2, 3), blocked=0.05)
RACKS = {"wet-100": {"at_most": 6}, "dry-40": {"at_most": 6}}
MOVES = parse("20 PFLOPS", COMPUTE)


def _before(site, number):
    """Some plan that was made when more was allowed: the fullest fillings, one after the other."""
    problem = build_problem(site)
    fillings = sorted(all_fillings(problem), key=lambda v: -int(v.sum()))
    return extract(problem, fillings[number % len(fillings)])


def _solved(model):
    answer = solve(replace(whole_task(model), least=model.least))
    assert answer.ended == "optimal"
    return np.rint(answer.values).astype(np.int64)


def _staying(problem, values, before):
    """How many racks can stay: on each segment as many of a type as stood there, and stand."""
    old = encode(problem, before)
    racks = len(problem.types) * len(problem.segments)
    return sum(min(int(a), int(b)) for a, b in zip(old[:racks], values[:racks], strict=True))


@pytest.mark.parametrize("objective", ["capability", "cost", "it_power", "value"])
@pytest.mark.parametrize("seed", [13, 18, 24, 41, 69, 101])
def test_best_of_every_filling(seed, objective, tmp_path):
    site = draw_site(seed, tmp_path, SMALL, racks={"wet": {}, "dry": {}})
    site = with_objective(site, objective)
    problem = build_problem(site)
    model = build_model(problem)
    for number, share in enumerate(("0.02", "0.3", "2.0")):
        before = _before(site, number)
        policy = site.policy.model_copy(update={"move_price": parse(share, FRACTION)})
        priced = replace(problem, site=site.model_copy(update={"policy": policy}))
        price = price_of_moves(priced, model.goal, before)
        keeping = build_keeping(problem, model, before, price)
        sign, count = model.goal.sign, len(before.placements)
        holding = [v for v in all_fillings(problem) if not model.broken(v)]
        best = max(
            sign * model.value(v) - price * (count - _staying(problem, v, before)) for v in holding
        )
        solved = _solved(keeping.model)
        assert sign * keeping.model.value(solved) == best
        plan = extract(problem, solved, before)
        assert verify(site, plan).holds
        exact = keeping.exactly(encode(problem, plan), plan)
        assert sign * keeping.model.value(exact) == best
        kept = kept_of(site, before, plan, price, "")
        assert sign * model.value(encode(problem, plan)) - kept.charge == best


def test_nothing_moves_for_nothing(tmp_path):
    site = read_tiny(tmp_path, RACKS)
    first = rp.plan(site, gap=0.0, threads=1)
    again = rp.plan(site, gap=0.0, threads=1, keep=first)
    assert again.plan == first.plan
    assert (again.kept.moved, again.kept.gone, again.kept.new) == (0, 0, 0)
    assert again.kept.stayed == len(first.plan.placements)
    assert again.termination.bound == first.termination.bound


@pytest.mark.parametrize("seed", [1, 39, 43])
def test_racks_go_on_serving_what_they_served(seed, tmp_path):
    """Drawn halls with workloads, planned again as they are."""
    size = HallSize(rows=(2, 3), positions=(3, 5))
    site = draw_site(seed, tmp_path, size, mixed=True, eased=seed % 3 > 0)
    assert site.demand.workloads, "halls are drawn differently: choose other seeds"
    first = rp.plan(site, gap=0.0, threads=1)
    assert any(p.workload for p in first.plan.placements)
    again = rp.plan(site, gap=0.0, threads=1, keep=first)
    assert again.verdict.holds
    assert again.plan == first.plan


def test_as_few_go_as_must(tmp_path):
    """A budget for one rack less takes one compute rack away, and leaves all others in place."""
    site = read_tiny(tmp_path, RACKS)
    first = rp.plan(site, gap=0.0, threads=1)
    spent = first.cost.capital
    cheaper = site.budget.model_copy(update={"capex": spent * 0.999})
    policy = site.policy.model_copy(update={"move_price": MOVES})
    changed = site.model_copy(update={"budget": cheaper, "policy": policy})
    result = rp.plan(changed, gap=0.0, threads=1, keep=first.plan)
    assert result.verdict.holds
    old, new = (_stand(each.plan) for each in (first, result))
    kept = result.kept
    assert kept.stayed == (old & new).total()
    assert kept.moved + kept.gone == (old - new).total() >= 1
    assert kept.charge == 20.0 * (kept.moved + kept.gone)
    claim = result.termination
    assert claim.value <= claim.bound + 1e-9
    best = best_of(changed)
    loss = best.value / 1e3 - claim.value
    assert 0 <= loss <= kept.charge


def test_racks_of_a_pod_stay_in_it(tmp_path):
    site = read_tiny(tmp_path, RACKS)
    first = rp.plan(site, gap=0.0, threads=1)
    shifted = _with_gaps(site, first.plan)
    assert verify(site, shifted).holds
    policy = site.policy.model_copy(update={"move_price": MOVES})
    asked = site.model_copy(update={"policy": policy})
    result = rp.plan(asked, gap=0.0, threads=1, keep=shifted)
    assert result.plan.placements
    pods = {p.position: p.pod for p in shifted.placements}
    stays = [p for p in result.plan.placements if (p.position, p.rack) in _stand(shifted)]
    assert len(stays) == len(shifted.placements) == result.kept.stayed
    assert all(p.pod == pods[p.position] for p in stays)


def test_a_plan_that_knows_other_types_loses_them(tmp_path):
    site = read_tiny(tmp_path, RACKS)
    first = rp.plan(site, gap=0.0, threads=1)
    fewer = read_tiny(tmp_path / "fewer", {"wet-100": {"at_most": 6}})
    result = rp.plan(fewer, gap=0.0, threads=1, keep=first)
    lost = first.plan.counts()["dry-40"]
    assert lost > 0
    assert result.kept.gone >= lost
    assert result.verdict.holds


def _stand(plan: Plan) -> Counter[tuple[str, str]]:
    return Counter((p.position, p.rack) for p in plan.placements)


def _with_gaps(site, plan: Plan) -> Plan:
    """The same racks at the far ends of their rows, in pods of other names."""
    rows: dict[str, list[Placement]] = {}
    for placement in plan.placements:
        rows.setdefault(site.positions[placement.position].row, []).append(placement)
    moved = []
    for row, racks in rows.items():
        free = [p for p in site.rows[row].positions if not p.blocked][-len(racks) :]
        for placement, position in zip(racks, free, strict=True):
            pod = placement.pod and placement.pod.replace("/0", "/1")
            moved.append(placement.model_copy(update={"position": position.id, "pod": pod}))
    return plan.model_copy(update={"placements": tuple(moved)})
