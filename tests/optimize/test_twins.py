"""Rows of the floor counted as one: nothing is lost by it, and what comes of it is dealt out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy import sparse

from rackplan.optimize.goals import Goal
from rackplan.optimize.model import Model, build_model, type_totals
from rackplan.optimize.problem import build_problem
from rackplan.optimize.search import search
from rackplan.optimize.twins import merged
from tests.agreement.halls import HallSize, draw_site
from tests.agreement.solving import solve_model
from tests.optimize.inline_pool import InlinePool

LONGER = HallSize(rows=(5, 7), positions=(3, 5))


def _hall(seed, folder):
    return build_model(build_problem(draw_site(seed, folder, LONGER)))


def _bays(count, load, limit, largest):
    """Bays, each with a limit of its own: as many racks as possible."""
    return Model(
        rows=(None,) * count,
        matrix=sparse.csr_array(sparse.eye_array(count) * float(load)),
        lower=np.full(count, -np.inf),
        upper=np.full(count, float(limit)),
        least=np.zeros(count, dtype=np.int64),
        most=np.full(count, largest, dtype=np.int64),
        goal=Goal("racks", np.ones(count, dtype=np.int64), maximize=True, scale=1.0, unit=""),
        second=None,
        floor=np.arange(count),
        emitted={},
    )


def test_halls_merged_give_what_they_give_whole(tmp_path):
    """The optimum of the merged model is a bound, and once dealt out the optimum itself."""
    narrower = equal = 0
    for seed in range(7000, 7036):
        model = _hall(seed, tmp_path)
        twins = merged(model)
        best, small = solve_model(model), solve_model(twins.model)
        if best is None:
            continue
        sums, sign = twins.merged(best), model.goal.sign
        assert twins.model.broken(sums) == []
        assert twins.model.value(sums) == model.value(best)
        assert sign * twins.model.value(small) >= sign * model.value(best)
        narrower += len(small) < len(best)
        with InlinePool(1) as pool:
            dealt, stuck = twins.dealt(small, pool)
        if not stuck:
            assert model.broken(dealt) == []
            assert (twins.merged(dealt) == small).all()
            assert model.value(dealt) == model.value(best)
            equal += 1
    assert narrower >= 5
    assert equal >= 10


@pytest.mark.parametrize("column", ["each", "most", "upper"])
def test_what_differs_is_not_merged(column):
    model = _bays(4, load=60, limit=100, largest=3)
    assert len(merged(model).model.most) == 1
    if column == "each":
        other = replace(model, goal=replace(model.goal, each=np.array([1, 1, 2, 1])))
    else:
        figures = getattr(model, column).copy()
        figures[2] += 1
        other = replace(model, **{column: figures})
    assert merged(other).column_colour.tolist() == [0, 0, 1, 0]


def test_a_limit_over_some_rows_tells_them_apart():
    """A UPS that feeds two of four rows."""
    model = _bays(4, load=1, limit=5, largest=5)
    ups = sparse.csr_array(np.array([[1.0, 0.0, 1.0, 0.0]]))
    wider = replace(
        model,
        rows=(None,) * 5,
        matrix=sparse.csr_array(sparse.vstack([model.matrix, ups])),
        lower=np.append(model.lower, -np.inf),
        upper=np.append(model.upper, 7.0),
    )
    twins = merged(wider)
    assert twins.column_colour.tolist() == [0, 1, 0, 1]
    assert twins.model.matrix.toarray()[twins.row_colour[4]].tolist() == [1.0, 0.0]
    assert twins.model.upper[twins.row_colour[:4]].tolist() == [10.0, 10.0, 10.0, 10.0]


def test_rows_that_cannot_share_a_sum_are_kept_apart(inline):
    """Two bays of 100 kW hold a rack of 60 kW each, and not the three that 200 kW would."""
    model = _bays(2, load=60, limit=100, largest=3)
    twins = merged(model)
    three = solve_model(twins.model)
    assert three.tolist() == [3]
    with InlinePool(1) as pool:
        (stuck,) = twins.dealt(three, pool)[1]
        assert twins.lessened(three, pool).tolist() == [2]
        assert twins.lessened(np.array([1]), pool).tolist() == [1]
    assert stuck.tolist() == [0, 1]
    assert len(merged(model, [stuck]).model.most) == 2
    found = search(model, sparse.csr_array(np.ones((1, 2))), inline(gap=0.0))
    assert found.status == "optimal"
    assert found.values.tolist() == [1, 1]
    assert found.bound == 2


def test_prices_of_a_sum_are_those_of_its_rows():
    model = _bays(3, load=1, limit=2, largest=9)
    twins = merged(model)
    assert twins.duals(np.array([0.5])).tolist() == [0.5, 0.5, 0.5]


def test_totals_stay_totals(tmp_path):
    problem = build_problem(draw_site(7001, tmp_path, LONGER))
    model, totals = build_model(problem), type_totals(problem)
    twins = merged(model)
    values = np.arange(len(model.most))
    assert (totals @ values == twins.totals(totals) @ twins.merged(values)).all()
