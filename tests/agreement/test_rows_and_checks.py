"""Rows are conservative and tight: they refuse what the verifier refutes, and nothing else."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator

import pytest

from rackplan.model.plan import Plan
from rackplan.model.site import Site
from rackplan.model.verdict import Margin
from rackplan.optimize.extract import encode
from rackplan.optimize.model import Model, build_model
from rackplan.optimize.problem import Problem, build_problem
from rackplan.optimize.row import Ints
from rackplan.verify import verify
from tests.agreement.dials import has_dial, tightened, turned
from tests.agreement.halls import draw_site
from tests.agreement.scatter import disturbed, scattered
from tests.agreement.solving import best_of, broken_rules

SPARE = 0.005
HAIR = 1e-3
SMALLEST = {"kW": 25.0, "kVA": 25.0, "L/min": 25.0}
"""A hair of less is lost in rounding the load of every rack up to a W, a VA or a mL/min."""

BATCHES = 4
BATCH = 4
PLANS = 12


def _plans(rng: random.Random, problem: Problem) -> Iterator[Plan]:
    """Some scattered plans, and many that are near the best one."""
    for _ in range(PLANS // 3):
        yield scattered(rng, problem)
    best = best_of(problem.site, problem=problem).plan or Plan(site="drawn", placements=())
    for _ in range(PLANS - PLANS // 3):
        yield disturbed(rng, problem, best)


def _refused(model: Model, values: Ints | None) -> set[str]:
    """Rules that refuse columns; a rack that stands on no segment has none."""
    return {"space.position"} if values is None else broken_rules(model, values)


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(BATCHES))
def test_random_plans(batch, tmp_path):
    alone: Counter[str] = Counter()
    for seed in range(2000 + batch * BATCH, 2000 + (batch + 1) * BATCH):
        site = draw_site(seed, tmp_path)
        problem = build_problem(site)
        model, tight = build_model(problem), tightened(site, SPARE)
        for plan in _plans(random.Random(seed), problem):
            refused = _refused(model, encode(problem, plan))
            verdict = verify(site, plan)
            assert refused or verdict.holds, (seed, verdict.findings)
            assert not refused or not verify(tight, plan).holds, (seed, refused, plan)
            if len(refused) <= 1:
                alone.update(refused or {"nothing"})
    assert alone["nothing"] > 0, "no plan was accepted"
    assert len(alone) >= 2, "no rule was tried on its own"


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(BATCHES))
def test_limits_turned_to_what_a_plan_uses(batch, tmp_path):
    """A hair below its use, a limit refuses the plan on both sides; a hair above, on neither."""
    for seed in range(3000 + batch * BATCH, 3000 + (batch + 1) * BATCH):
        site = draw_site(seed, tmp_path)
        solved = best_of(site)
        if solved.verdict is None:
            continue
        told = set()
        for margin in filter(has_dial, solved.verdict.margins):
            if margin.used > SMALLEST.get(margin.unit, 0):
                _compare_around(site, solved.plan, margin, is_tightest=margin.rule not in told)
                told.add(margin.rule)


def _compare_around(site: Site, plan: Plan, margin: Margin, *, is_tightest: bool) -> None:
    exact = margin.used / margin.limit
    below, above = exact * (1 - HAIR), exact * (1 + HAIR)
    if margin.at_least:
        below, above = above, below
    assert margin.rule in _both(turned(site, plan, margin, below), plan), margin
    refused = _both(turned(site, plan, margin, above), plan)
    assert not (is_tightest and margin.rule in refused), margin


def _both(site: Site, plan: Plan) -> set[str]:
    """The rules that rows refuse and the verifier finds, which must be the same.

    A loss that does no more to a node than the normal state does may have no row, and the verifier
    does not look at it again: there, what the normal state breaks may be told of the loss or not.
    """
    problem = build_problem(site)
    refused = _refused(build_model(problem), encode(problem, plan))
    verdict = verify(site, plan)
    found = {finding.rule for finding in verdict.findings}
    implied = {"power.failover"} if "power.normal" in refused & found else set()
    assert refused ^ found <= implied, verdict.findings
    return found
