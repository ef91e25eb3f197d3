"""What the optimizer finds, the verifier accepts: on random halls, whatever the solver."""

from __future__ import annotations

from collections import Counter

import pytest

from rackplan.optimize.model import build_model
from rackplan.optimize.problem import build_problem
from rackplan.optimize.rows import ROWS
from rackplan.rules import RULES
from tests.agreement.halls import draw_site
from tests.agreement.solving import best_of_drawn, solve_model, whole_task

BATCHES = 12
BATCH = 20


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(BATCHES))
def test_every_plan_found_is_accepted(batch, tmp_path):
    plans = 0
    for seed in range(batch * BATCH, (batch + 1) * BATCH):
        solved = best_of_drawn(seed, tmp_path, chain=seed % 2 == 1)
        if solved.verdict is not None:
            findings = [finding.sentence for finding in solved.verdict.findings]
            assert findings == [], f"seed {seed}"
            plans += len(solved.plan.placements) > 0
    assert plans >= BATCH // 3, "the halls drawn are too tight to try anything"


@pytest.mark.slow
def test_every_rule_emits_rows_somewhere(tmp_path):
    rows: Counter[str] = Counter()
    looked_at: Counter[str] = Counter()
    for seed in range(40):
        site = draw_site(seed, tmp_path, chain=True, mixed=True)
        for rule, emission in build_model(build_problem(site)).emitted.items():
            rows[rule] += len(emission.rows)
            looked_at[rule] += emission.looked_at
    assert {rule for rule in RULES if not rows[rule]} == set()
    assert {rule for rule in RULES if not looked_at[rule]} == set()


@pytest.mark.slow
@pytest.mark.parametrize("solver", ["highs", "scip"])
def test_other_solvers_agree(solver, tmp_path):
    fits = 0
    for seed in range(40):
        model = build_model(build_problem(draw_site(1000 + seed, tmp_path)))
        first, second = solve_model(model), solve_model(model, solver)
        if first is None or second is None:
            assert first is second, f"seed {seed}: {whole_task(model)}"
        else:
            assert model.broken(second) == [], f"seed {seed}"
            assert model.value(first) == model.value(second), f"seed {seed}"
            fits += 1
    assert fits >= 10


def test_rows_of_all_rules_make_the_model(tmp_path):
    model = build_model(build_problem(draw_site(3, tmp_path)))
    assert list(model.emitted) == list(ROWS)
    assert len(model.rows) == sum(len(emission.rows) for emission in model.emitted.values())
    assert {row.rule for row in model.rows} <= set(RULES)
    assert all(row.rule == rule for rule, e in model.emitted.items() for row in e.rows)
