"""Tidying changes how a plan looks, not how good or how cheap it is."""

from __future__ import annotations

import numpy as np
import pytest

from rackplan.optimize.model import build_model, type_totals
from rackplan.optimize.problem import build_problem
from rackplan.optimize.search import search
from rackplan.optimize.solve import optimize
from rackplan.optimize.tidy import build_tidying
from tests.agreement.halls import draw_site
from tests.agreement.solving import solve_model
from tests.agreement.tiny import read_tiny
from tests.optimize.made import make_site, node, rack, row

POWER = {"U": node("ups"), "A": node("busway", "U"), "B": node("busway", "U")}


def _scatter(tidying, values) -> int:
    return int(tidying.model.goal.each @ tidying.widened(values))


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(2))
def test_neither_goal_is_given_up(batch, inline, tmp_path):
    tidier = tried = 0
    for seed in range(8000 + 10 * batch, 8010 + 10 * batch):
        problem = build_problem(draw_site(seed, tmp_path))
        model, totals = build_model(problem), type_totals(problem)
        tidying = build_tidying(problem, model)
        before = search(model, totals, inline(gap=0.0))
        after = search(model, totals, inline(gap=0.0), tidying=tidying)
        if before.values is None:
            assert after.values is None
            continue
        assert model.broken(after.values) == []
        for goal in filter(None, (model.goal, model.second)):
            gained = int(goal.each @ (after.values - before.values)) * goal.sign
            assert gained >= 0, (seed, goal.name)
        tried += 1
        tidier += _scatter(tidying, after.values) < _scatter(tidying, before.values)
        assert _scatter(tidying, after.values) <= _scatter(tidying, before.values)
    assert tried >= 3


def test_new_columns_keep_their_rows(tmp_path):
    for seed in range(12):
        problem = build_problem(draw_site(seed, tmp_path))
        model = build_model(problem)
        values = solve_model(model)
        if values is not None:
            tidying = build_tidying(problem, model)
            wide = tidying.widened(values)
            assert (wide[: len(values)] == values).all()
            assert tidying.model.broken(wide) == []
            assert (wide <= tidying.model.most).all()


def test_types_keep_to_rows_of_their_own():
    """Two types that fill two rows stand on one each, not mixed."""
    rows = {"R1": row("A", "B"), "R2": row("A", "B")}
    problem = build_problem(make_site(POWER, rows, {"a": rack(), "b": rack()}))
    tidying = build_tidying(problem, build_model(problem))
    mixed, sorted_ = np.array([2, 2, 2, 2]), np.array([4, 0, 0, 4])
    assert _scatter(tidying, mixed) == 16
    assert _scatter(tidying, sorted_) == 8


def test_support_stands_where_its_racks_stand():
    net = rack(role="network", computing=None)
    racks = {"a": rack(pod={"racks": 2, "support": {"net": 1}}), "net": net}
    rows = {"R1": row("A", "B"), "R2": row("A", "B")}
    demand = {"date": "2026-12-01", "racks": {"a": {}}}
    problem = build_problem(make_site(POWER, rows, racks, demand=demand))
    tidying = build_tidying(problem, build_model(problem))
    together, apart = np.array([2, 0, 1, 0, 1, 0]), np.array([2, 0, 0, 1, 1, 0])
    assert _scatter(tidying, together) == 8
    assert _scatter(tidying, apart) == 8 + 2  # two halves of a rack are missing in R1


def test_support_that_is_missing_is_counted_in_parts_of_a_rack():
    """One rack of four calls for half a network rack; three for one and a half."""
    net = rack(role="network", computing=None)
    racks = {"a": rack(pod={"racks": 4, "support": {"net": 2}}), "net": net}
    rows = {"R1": row("A", "B"), "R2": row("A", "B")}
    demand = {"date": "2026-12-01", "racks": {"a": {}}}
    problem = build_problem(make_site(POWER, rows, racks, demand=demand))
    tidying = build_tidying(problem, build_model(problem))
    wide = tidying.widened(np.array([1, 3, 0, 2, 1, 0]))
    used, missing = wide[6:-2].tolist(), wide[-2:].tolist()
    assert used == [1, 1, 0, 1]
    assert missing == [2, 0]  # quarters of a rack


@pytest.mark.parametrize(
    "changes",
    [
        {"rows[0].blocked": {"R[1-3]-P[1-5]": "flooded"}},
        {"rows[0].positions": "P[1-1]", "rows[0].blocked": {}, "rows[0].position_width": "200 mm"},
    ],
)
def test_hall_without_room_for_a_single_rack(changes, inline, tmp_path):
    solution = optimize(read_tiny(tmp_path, {"dry-40": {}}, changes), inline())
    assert solution.termination.status == "optimal"
    assert solution.plan.placements == ()
