"""A relaxation with one column a colour: the same bound, a point that keeps all rows, prices."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from rackplan.optimize.averaging import averaged
from rackplan.optimize.decomposition import Decomposition
from rackplan.optimize.model import build_model
from rackplan.optimize.problem import build_problem
from rackplan.optimize.worker import solve
from tests.agreement.halls import HallSize, draw_site


def _relaxation(seed, folder):
    model = build_model(build_problem(draw_site(seed, folder, HallSize((3, 6), (4, 6), 0.0))))
    return Decomposition(model).relaxation([], model.least, model.most)


def _bound_by_prices(task, duals) -> float:
    """What the prices prove by themselves: weak duality."""
    left = task.each - task.matrix.T @ duals
    side = np.where(duals > 0, task.upper, task.lower)
    paid = float((duals[np.abs(duals) > 1e-9] * side[np.abs(duals) > 1e-9]).sum())
    return paid + float(np.where(left > 0, left * task.most, left * task.least).sum())


@pytest.mark.parametrize("fixed", [0, 3])
@pytest.mark.parametrize("seed", range(12))
def test_averaged_relaxation_says_the_same(seed, fixed, tmp_path):
    task = _relaxation(seed, tmp_path)
    most = task.most.copy()
    most[:fixed] = task.least[:fixed]
    task = replace(task, most=most)
    small = averaged(task)
    assert len(small.task.each) <= len(task.each)
    whole, answer = solve(task), small.spread(solve(small.task))
    assert answer.ended == whole.ended
    if whole.values is None:
        return
    assert answer.value == pytest.approx(whole.value, rel=1e-6, abs=1e-3)
    activity, scale = task.matrix @ answer.values, abs(task.matrix).max(axis=1).toarray().ravel()
    assert (activity <= task.upper + 1e-6 * scale.clip(1)).all()
    assert (activity >= task.lower - 1e-6 * scale.clip(1)).all()
    assert float(task.each @ answer.values) == pytest.approx(answer.value, rel=1e-6, abs=1e-3)
    if answer.duals is not None:
        proved = _bound_by_prices(task, answer.duals)
        assert proved == pytest.approx(whole.value, rel=1e-5, abs=1.0)
