"""Halls small enough to try every filling: rows, verifier and optimum say the same."""

from __future__ import annotations

from typing import get_args

import pytest

from rackplan.model.weights import Objective
from rackplan.optimize.extract import encode, extract
from rackplan.optimize.model import build_model
from rackplan.optimize.problem import build_problem
from rackplan.verify import verify
from tests.agreement.counting import all_fillings, with_objective, worth
from tests.agreement.halls import HallSize, draw_site
from tests.agreement.solving import best_of, broken_rules

SMALL = HallSize(rows=(1, 2), positions=(2, 3), blocked=0.05)
FIT = (13, 18, 24, 38, 39, 41, 46, 69, 101, 136, 150)
FIT_NOTHING = (10, 12, 28, 32)
"""Seeds of halls of 10 to 525 fillings; in the latter, no filling holds."""


def _site(seed, folder):
    return draw_site(seed, folder, SMALL, racks={"wet": {}, "dry": {}})


@pytest.mark.slow
@pytest.mark.parametrize("seed", [*FIT, *FIT_NOTHING])
def test_every_filling(seed, tmp_path):
    site = _site(seed, tmp_path)
    problem = build_problem(site)
    model = build_model(problem)
    holding = []
    for values in all_fillings(problem):
        plan = extract(problem, values)
        verdict = verify(site, plan)
        refused = broken_rules(model, values)
        assert verdict.holds == (refused == set()), (refused, verdict.findings)
        assert (encode(problem, plan) == values).all()
        if verdict.holds:
            holding.append(plan)
    assert bool(holding) == (seed in FIT), "choose the seeds anew: halls are drawn differently"
    _compare_optima(site, holding)


def _compare_optima(site, holding):
    for objective in get_args(Objective):
        asked = with_objective(site, objective)
        solved = best_of(asked)
        if not holding:
            assert solved.plan is None
            continue
        assert solved.verdict.holds
        best = max(worth(asked, plan) for plan in holding)
        assert worth(asked, solved.plan) == pytest.approx(best, rel=1e-9)
