"""The search against the optimum of the same model: small halls, whole and in blocks."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import pytest

from rackplan.optimize import search as search_module
from rackplan.optimize.decomposition import Decomposition
from rackplan.optimize.model import build_model, type_totals
from rackplan.optimize.outcome import Limits, Progress
from rackplan.optimize.problem import build_problem
from rackplan.optimize.search import _Run, search
from tests.agreement.halls import HallSize, draw_site
from tests.agreement.solving import solve_model
from tests.optimize.inline_pool import InlinePool

SEEDS = range(20)
LONGER = HallSize(rows=(5, 7), positions=(3, 5))
HAIR = 1e-6


def _model(seed, folder, size=None):
    problem = build_problem(draw_site(seed, folder, size))
    return build_model(problem), type_totals(problem)


def _agrees(model, totals, limits) -> bool:
    """Whether something fits; that the search says the same as the whole model."""
    best, found = solve_model(model), search(model, totals, limits)
    if best is None:
        assert found.status == "infeasible"
        assert found.values is None
        return False
    sign, value = model.goal.sign, model.value(best)
    assert found.status == "optimal"
    assert model.broken(found.values) == []
    assert sign * found.bound >= sign * value - HAIR * abs(value), "the bound cuts the optimum off"
    assert abs(model.value(found.values) - value) <= limits.gap * max(abs(value), 1)
    assert found.deterministic
    return True


@pytest.mark.slow
@pytest.mark.parametrize("gap", [0.0, 0.05])
def test_small_models_are_solved_whole(gap, inline, tmp_path):
    fits = [_agrees(*_model(seed, tmp_path), inline(gap=gap)) for seed in SEEDS]
    assert 0 < sum(fits) < len(fits)


@pytest.mark.slow
@pytest.mark.parametrize("part", range(3))
def test_large_models_are_solved_in_blocks(part, as_if_large, tmp_path):
    parted = 0
    for seed in range(6000 + 6 * part, 6006 + 6 * part):
        model, totals = _model(seed, tmp_path, LONGER)
        parted += len(Decomposition(model).blocks) >= 2
        best = solve_model(model)
        # Processor time: what else the machine does must not end a search.
        found = search(model, totals, as_if_large(seconds=2.0, gap=0.001, clock=time.process_time))
        if best is None:
            assert found.values is None
            continue
        sign, value = model.goal.sign, model.value(best)
        assert found.values is not None
        assert model.broken(found.values) == []
        assert sign * model.value(found.values) <= sign * value, "better than the optimum"
        assert sign * found.bound >= sign * value - HAIR * abs(value)
        assert found.status in ("optimal", "feasible")
    assert parted >= 3


@pytest.mark.slow
def test_wide_models_start_from_shares(as_if_large, monkeypatch, tmp_path):
    monkeypatch.setattr(search_module, "_WIDE", 0)
    for seed in range(6000, 6004):
        model, totals = _model(seed, tmp_path, LONGER)
        best = solve_model(model)
        found = search(model, totals, as_if_large(seconds=1.0, gap=0.01, clock=time.process_time))
        assert (found.values is None) == (best is None)
        if best is not None:
            sign, value = model.goal.sign, model.value(best)
            assert model.broken(found.values) == []
            assert sign * model.value(found.values) <= sign * value
            assert sign * found.bound >= sign * value - HAIR * abs(value)


SEEDS_OF_CUTS = (6015, 6021, 6034, 6037)
"""Halls in which some block can give less than the relaxation takes it for."""


def test_progress_only_ever_gets_better(as_if_large, tmp_path):
    model, totals = _model(6003, tmp_path, LONGER)
    told: list[Progress] = []
    search(model, totals, as_if_large(seconds=1.0, gap=0.0), told.append)
    sign = model.goal.sign
    values = [sign * step.value for step in told if step.value is not None]
    bounds = [sign * step.bound for step in told if step.bound is not None]
    assert values == sorted(values)
    assert bounds == sorted(bounds, reverse=True)
    assert [step.seconds for step in told] == sorted(step.seconds for step in told)


def test_no_time_at_all_is_a_limit(inline, tmp_path):
    found = search(*_model(2, tmp_path), inline(seconds=0.0))
    assert (found.status, found.values, found.bound) == ("limit", None, None)
    assert not found.deterministic


class _Interrupted(InlinePool):
    """Ctrl-C while the search waits for an answer."""

    answers = 0

    def take(self, ticket):
        type(self).answers -= 1
        if type(self).answers < 0:
            raise KeyboardInterrupt
        return super().take(ticket)


@pytest.mark.slow
def test_an_interrupt_at_any_moment_gives_the_best_so_far(as_if_large, monkeypatch, tmp_path):
    model, totals = _model(6001, tmp_path, LONGER)
    monkeypatch.setattr(search_module, "Pool", _Interrupted)
    values, ends = [], []
    for answers in range(0, 420, 2):
        _Interrupted.answers = answers
        found = search(model, totals, as_if_large(gap=0.0, seconds=20.0))
        ends.append((found.status, found.deterministic))
        if found.values is not None:
            assert model.broken(found.values) == []
            values.append(model.goal.sign * model.value(found.values))
        if found.deterministic:
            break
    assert ends[0] == ("limit", False)
    assert {("feasible", False), ("optimal", False)} & set(ends)
    assert values == sorted(values)


@pytest.mark.parametrize("seed", range(8))
def test_same_seed_same_way(seed, as_if_large, tmp_path):
    """Twice the same answer and the same course, where it ends by its gap."""
    model, totals = _model(6000 + seed, tmp_path, LONGER)
    runs = []
    for _ in range(2):
        told: list[Progress] = []
        found = search(model, totals, as_if_large(seconds=60.0, gap=0.3), told.append)
        values = None if found.values is None else found.values.tolist()
        runs.append((found.status, values, [(step.value, step.bound) for step in told]))
        assert found.deterministic
    assert runs[0] == runs[1]


def test_cuts_keep_every_solution(as_if_large, tmp_path):
    """Weights of a block at its prices are below the block's own best, for any plan that fits."""
    for seed in SEEDS_OF_CUTS:
        model, _ = _model(seed, tmp_path, LONGER)
        run = _tightened(model)
        cuts = run.bounding.cuts
        assert cuts, "choose the seeds anew: this hall has blocks that the relaxation knows whole"
        for values in _solutions(model, seed):
            sums = run.twins.merged(values)
            assert all(cut.weights @ sums[cut.columns] <= cut.limit for cut in cuts)


def _tightened(model):
    run = _Run(model, None, Limits(), lambda _: None)
    with InlinePool(2) as pool:
        run.relax(pool)
        if not run.impossible and run.parts.blocks:
            run.tighten(pool)
    return run


def _solutions(model, seed):
    """Optima of the same rows for a handful of goals."""
    rng = np.random.default_rng(seed)
    found = []
    for _ in range(6):
        each = rng.integers(0, 100, len(model.most)) * (model.goal.each != 0)
        goal = replace(model.goal, each=each.astype(np.int64), maximize=True)
        values = solve_model(replace(model, goal=goal))
        if values is not None:
            found.append(values)
    return found
