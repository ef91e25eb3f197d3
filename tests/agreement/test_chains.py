"""Rows of the power chain are on the safe side: what they let pass, the verifier never refutes.

Random fillings of drawn halls with losses at load, direct current, long busways and racks on single
lines, given their positions and lines by the extraction: far more of them are near some limit of
the chain than of optimal plans.
"""

from __future__ import annotations

import random
from collections import Counter

import numpy as np
import pytest

from rackplan.optimize.extract import extract
from rackplan.optimize.model import build_model
from rackplan.optimize.problem import build_problem
from rackplan.verify import verify
from tests.agreement.counting import with_pods
from tests.agreement.halls import draw_site
from tests.agreement.solving import broken_rules

BATCHES = 6
BATCH = 10
FILLINGS = 12
CHAIN = (
    *("power.input", "power.tap", "power.busway", "power.normal", "power.failover"),
    *("power.voltage_drop", "power.phases"),
)


def _filling(rng: random.Random, problem):
    """Racks of random types on every segment, as many as there is room for or less."""
    values = np.zeros(problem.columns.count, dtype=np.int64)
    share = rng.uniform(0.2, 1)
    for s, segment in enumerate(problem.segments):
        room = int(segment.length * share)
        while room > 0:
            t = rng.randrange(len(problem.types))
            if problem.span[t, segment.row] > room or rng.random() < 0.1:
                break
            values[problem.columns.x(t, s)] += 1
            room -= int(problem.span[t, segment.row])
    return with_pods(problem, values)


def _unexcused(found: set[str], refused: set[str]) -> set[str]:
    """Rules that the verifier finds broken, and rows keep without a reason.

    Rows reckon with as many feeds as a rack has cords; losses are below straight lines only as long
    as no rating is broken.
    """
    if refused & {"power.feeds", "power.input"}:
        return set()
    ratings = {"power.normal", "power.failover", "power.busway"}
    return found - refused - (ratings if refused & ratings else set())


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(BATCHES))
def test_no_rule_of_the_chain_is_broken_that_its_rows_keep(batch, tmp_path):
    refused_by: Counter[str] = Counter()
    kept_by: Counter[str] = Counter()
    for seed in range(5000 + batch * BATCH, 5000 + (batch + 1) * BATCH):
        site = draw_site(seed, tmp_path, chain=True)
        problem = build_problem(site)
        model = build_model(problem)
        rng = random.Random(seed)
        for _ in range(FILLINGS):
            values = _filling(rng, problem)
            refused = broken_rules(model, values)
            verdict = verify(site, extract(problem, values))
            found = {finding.rule for finding in verdict.findings}
            assert not _unexcused(found & set(CHAIN), refused), (seed, verdict.findings)
            refused_by.update(refused)
            kept_by.update(r for r, n in verdict.checks_by_rule.items() if n and r not in refused)
    assert all(refused_by[rule] or kept_by[rule] for rule in CHAIN)


@pytest.mark.slow
def test_rows_of_lines_and_drops_are_not_far_from_the_check(tmp_path):
    """Of fillings whose busways hold, the rows for drops and lines refuse no more than some."""
    outcome: Counter[tuple[str, str]] = Counter()
    for seed in range(6000, 6040):
        site = draw_site(seed, tmp_path, chain=True)
        problem = build_problem(site)
        model = build_model(problem)
        rng = random.Random(seed)
        for _ in range(6):
            values = _filling(rng, problem)
            refused = broken_rules(model, values)
            verdict = verify(site, extract(problem, values))
            found = {finding.rule for finding in verdict.findings}
            for rule in ("power.voltage_drop", "power.phases"):
                if verdict.checks_by_rule[rule] and "power.busway" not in found:
                    told = "both" if rule in refused & found else "rows" if rule in refused else ""
                    outcome[rule, told] += 1
    for rule in ("power.voltage_drop", "power.phases"):
        needless, passed = outcome[rule, "rows"], outcome[rule, ""]
        assert passed > 20, rule
        assert needless < passed, (rule, outcome)
