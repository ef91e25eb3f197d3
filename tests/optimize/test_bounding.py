"""Groups that overlap, and rounds of cuts: the bound comes down, and never below the optimum."""

from __future__ import annotations

import numpy as np

from rackplan.optimize.bounding import Bounding
from rackplan.optimize.decomposition import Decomposition
from rackplan.optimize.groups import groups_around, groups_of, rows_inside
from rackplan.optimize.model import build_model
from rackplan.optimize.problem import build_problem
from tests.agreement.halls import HallSize, draw_site
from tests.agreement.solving import solve_model
from tests.optimize.inline_pool import InlinePool

LONGER = HallSize(rows=(5, 7), positions=(3, 5))


def _model(seed, folder):
    return build_model(build_problem(draw_site(seed, folder, LONGER)))


def test_a_group_is_a_row_and_what_hangs_on_it_alone(tmp_path):
    model = _model(6015, tmp_path)
    groups = groups_of(model)
    assert groups
    names = [group.tobytes() for group in groups]
    assert len(set(names)) == len(names)
    dense = model.matrix.toarray() != 0
    for row in range(len(dense)):
        for group in groups_around(model, [row]):
            held = set(np.flatnonzero(dense[row]).tolist())
            assert held <= set(group.tolist())
            for other in set(group.tolist()) - held:
                touching = [set(np.flatnonzero(r).tolist()) for r in dense if r[other]]
                assert any(each - {other} <= held | set(group.tolist()) for each in touching)


def test_rows_inside_are_over_nothing_else(tmp_path):
    model = _model(6021, tmp_path)
    dense = model.matrix.toarray() != 0
    for group in groups_of(model):
        outside = np.setdiff1d(np.arange(dense.shape[1]), group)
        inside = set(rows_inside(model.matrix, group).tolist())
        for row in range(len(dense)):
            assert (row in inside) == (dense[row].any() and not dense[row, outside].any())


def test_rounds_bring_the_bound_down_and_not_below_the_optimum(tmp_path):
    lower = 0
    for seed in (6015, 6021, 6034, 6037, *range(6040, 6050)):
        model = _model(seed, tmp_path)
        best = solve_model(model)
        if best is None:
            continue
        bounding = Bounding(Decomposition(model), is_wide=False, seconds_left=lambda: 60.0)
        with InlinePool(1) as pool:
            first = bounding.relax(pool).bound
            after = bounding.tighten(pool)
        optimum = model.goal.sign * model.value(best)
        hair = 1e-6 * abs(optimum) + 1.0
        assert optimum <= first + hair
        if after is not None:
            assert optimum - hair <= after <= first + hair
            lower += after < first - hair
        assert all(cut.weights @ best[cut.columns] <= cut.limit for cut in bounding.cuts)
    assert lower >= 3
