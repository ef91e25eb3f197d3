"""Shares of vendors, fabs and builders: what rows let pass is what the verifier lets pass."""

from __future__ import annotations

import itertools
import random

import numpy as np
import pytest

from rackplan.optimize.extract import extract
from rackplan.optimize.model import build_model
from rackplan.optimize.problem import build_problem
from rackplan.verify import judgement, verify
from rackplan.verify.checks import CHECKS
from tests.agreement.counting import with_pods
from tests.agreement.solving import broken_rules
from tests.agreement.tiny import FROM_NORTH, read_tiny

PRODUCTS = {
    "racks/wet-100": {**FROM_NORTH["racks/wet-100"], "builders": ["East", "West (South works)"]},
    "racks/dry-40": {"builders": ["West"]},
}
NAMES = {
    "vendor_share": ("Alpha", "Beta"),
    "fab_share": ("North", "North N3"),
    "builder_share": ("East", "West"),
}
RULES = {f"demand.{key}" for key in NAMES}


def _policy(rng: random.Random) -> dict:
    """Bounds of each kind; East builds nothing alone, and has no least."""
    policy = {}
    for key, names in NAMES.items():
        name = rng.choice(names)
        bound = "at_most" if name == "East" else rng.choice(("at_least", "at_most"))
        policy[key] = {name: {bound: f"{rng.uniform(5, 95):.3f} %"}}
    return policy


@pytest.mark.parametrize("seed", range(8))
def test_rows_and_checks_agree_on_every_mix(seed, tmp_path, monkeypatch):
    monkeypatch.setattr(judgement, "CHECKS", {rule: CHECKS[rule] for rule in sorted(RULES)})
    racks = {"wet-100": {}, "dry-40": {}}
    site = read_tiny(tmp_path, racks, {"policy": _policy(random.Random(seed))}, PRODUCTS)
    problem = build_problem(site)
    model, said = build_model(problem), set()
    for wet, dry in itertools.product(range(3), range(3)):
        values = np.zeros(problem.columns.count, dtype=np.int64)
        for rack, count in (("wet-100", wet), ("dry-40", dry)):
            values[problem.columns.x(problem.index[rack], 0)] = count
        values = with_pods(problem, values)
        found = {f.rule for f in verify(site, extract(problem, values)).findings}
        assert broken_rules(model, values) & RULES == found & RULES, (wet, dry)
        said |= found & RULES
    assert said
