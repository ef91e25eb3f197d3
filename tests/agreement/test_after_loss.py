"""Racks that may be shed, and racks that must not throttle: every filling of small halls."""

from __future__ import annotations

import pytest

from rackplan.optimize.extract import extract
from rackplan.optimize.model import build_model
from rackplan.optimize.problem import build_problem
from rackplan.verify import verify
from tests.agreement.counting import all_fillings, worth
from tests.agreement.halls import HallSize, draw_site
from tests.agreement.solving import best_of, broken_rules

SMALL = HallSize(rows=(1, 2), positions=(2, 3), blocked=0.05)
SEEDS = (13, 24)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("after", [("shed", "full"), ("full", "shed")])
def test_every_filling(seed, after, tmp_path):
    racks = {name: {"after_loss": what} for name, what in zip(("wet", "dry"), after, strict=True)}
    site = draw_site(seed, tmp_path, SMALL, racks=racks)
    problem = build_problem(site)
    model = build_model(problem)
    holding = []
    for values in all_fillings(problem):
        plan = extract(problem, values)
        verdict = verify(site, plan)
        refused = broken_rules(model, values)
        assert verdict.holds == (refused == set()), (refused, verdict.findings)
        assert verdict.shed.keys() <= {
            name for name, each in racks.items() if "shed" in each.values()
        }
        holding += [plan] * verdict.holds
    solved = best_of(site)
    assert (solved.plan is None) == (not holding)
    if holding:
        best = max(worth(site, plan) for plan in holding)
        assert worth(site, solved.plan) == pytest.approx(best, rel=1e-9)
