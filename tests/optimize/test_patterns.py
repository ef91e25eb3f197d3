"""Patterns of blocks: the best choice among them is the best of all that can be put together."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from rackplan.optimize import blocks
from rackplan.optimize.bounding import Bounding
from rackplan.optimize.decomposition import Decomposition
from rackplan.optimize.generation import Generation
from rackplan.optimize.incumbent import Incumbent
from rackplan.optimize.master import master_of
from rackplan.optimize.model import build_model
from rackplan.optimize.patterns import Patterns
from rackplan.optimize.problem import build_problem
from rackplan.optimize.task import Task
from rackplan.optimize.worker import solve
from tests.agreement.halls import HallSize, draw_site
from tests.optimize.inline_pool import InlinePool

LONGER = HallSize(rows=(5, 7), positions=(3, 5))
SEEDS = range(6000, 6018)


@pytest.fixture
def parted(monkeypatch, tmp_path):
    """Makes the parts of a hall drawn at random, and plans of it that seek this and that."""
    monkeypatch.setattr(blocks, "_SMALLEST", 8)

    def made(seed):
        parts = Decomposition(build_model(build_problem(draw_site(seed, tmp_path, LONGER))))
        model, draw = parts.model, random.Random(seed)
        plans = []
        for _ in range(4):
            each = np.array([draw.randint(0, 9) for _ in model.most], dtype=np.float64)
            found = solve(_task(model, each))
            if found.values is not None:
                plans.append(np.rint(found.values).astype(np.int64))
        return parts, plans

    return made


def _task(model, each):
    return Task(
        matrix=model.matrix,
        lower=model.lower,
        upper=model.upper,
        least=model.least,
        most=model.most,
        each=each,
        maximize=True,
        effort=1.0,
    )


def _generation(parts, best, pool, seconds):
    bounding = Bounding(parts, is_wide=False, seconds_left=lambda: 60.0)
    bounding.relax(pool)
    return Generation(Patterns(parts), best, bounding, best.offer, lambda: seconds)


def _best_of_all(parts, plans, start):
    """Whatever blocks can take from plans, tried one by one: worth of the best that fits."""
    best = None
    for picked in product(plans, repeat=len(parts.blocks)):
        values = start.copy()
        for block, plan in zip(parts.blocks, picked, strict=True):
            values[block] = plan[block]
        if not parts.model.broken(values):
            worth = int(parts.each @ values)
            best = worth if best is None else max(best, worth)
    return best


def test_the_choice_is_the_best_of_all_that_can_be_put_together(parted):
    better = 0
    for seed in SEEDS:
        parts, plans = parted(seed)
        if not plans or not 2 <= len(parts.blocks) <= 5:
            continue
        start = min(plans, key=lambda plan: int(parts.each @ plan))
        patterns = Patterns(parts)
        for plan in plans:
            patterns.add(plan)
        choice = patterns.choice(start, np.zeros(len(parts.model.lower)))
        found = choice.plan(parts, start, solve(replace(choice.task, effort=10.0)))
        assert parts.model.broken(found) == []
        # Blocks that are alike may hold what others held: never less than each with its own.
        assert int(parts.each @ found) >= _best_of_all(parts, plans, start)
        better += int(parts.each @ found) > int(parts.each @ start)
    assert better >= 3


def test_where_no_blocks_are_alike_it_is_exactly_the_best(parted):
    exact = 0
    for seed in SEEDS:
        parts, plans = parted(seed)
        if not plans or not 2 <= len(parts.blocks) <= 5:
            continue
        patterns = Patterns(parts)
        for plan in plans:
            patterns.add(plan)
        choice = patterns.choice(plans[0], np.zeros(len(parts.model.lower)))
        found = choice.plan(parts, plans[0], solve(replace(choice.task, effort=10.0)))
        if len(set(patterns.alike)) == len(parts.blocks):
            assert int(parts.each @ found) == _best_of_all(parts, plans, plans[0])
            exact += 1
    assert exact >= 3


def test_a_plan_chooses_itself_where_there_is_nothing_else(parted):
    for seed in SEEDS:
        parts, plans = parted(seed)
        for plan in plans[:1]:
            patterns = Patterns(parts)
            patterns.add(plan)
            choice = patterns.choice(plan, np.zeros(len(parts.model.lower)))
            hint = replace(solve(choice.task), values=choice.task.hint.astype(np.float64))
            assert (choice.plan(parts, plan, hint) == plan).all()


def test_it_waits_longer_after_a_choice_in_vain(parted):
    parts, plans = next(found for seed in SEEDS if len((found := parted(seed))[1]) > 1)
    patterns = Patterns(parts)
    patterns.add(plans[0])
    assert not patterns.is_ripe
    before = patterns._enough
    patterns.learn(better=False)
    assert patterns._enough == 2 * before
    patterns.learn(better=True)
    assert patterns._enough == before


def _master(parts, plans):
    patterns = Patterns(parts)
    for plan in plans:
        patterns.add(plan)
    nothing = np.zeros(len(parts.model.lower))
    return patterns, master_of(patterns, range(len(parts.blocks)), parts.model.least, nothing)


def test_fractions_of_patterns_are_worth_no_less_than_whole_ones(parted):
    more = 0
    for seed in SEEDS:
        parts, plans = parted(seed)
        if not plans or not 2 <= len(parts.blocks) <= 5:
            continue
        _, master = _master(parts, plans)
        answer = solve(master.task)
        best = _best_of_all(parts, plans, plans[0])
        assert answer.value >= best - 1e-6 * abs(best)
        for members, shares in zip(master.sets, master.shares(answer), strict=True):
            assert shares.min() >= -1e-6
            assert shares.sum() <= len(members) + 1e-6
        more += answer.value > best + 1.0
    assert more >= 3


def test_prices_leave_no_pattern_that_is_there_worth_more_than_what_it_is_held_for(parted):
    held = 0
    for seed in SEEDS:
        parts, plans = parted(seed)
        if not plans or not 2 <= len(parts.blocks) <= 5:
            continue
        _, master = _master(parts, plans)
        answer = solve(master.task)
        task = master.task
        gain = task.each - task.matrix.T @ answer.duals
        scale = 1e-6 * np.abs(task.each).max()
        inside = (answer.values > task.least + 1e-6) & (answer.values < task.most - 1e-6)
        assert np.abs(gain[inside]).max(initial=0.0) <= scale
        assert gain[answer.values <= task.least + 1e-6].max(initial=0.0) <= scale
        held += int(inside.sum())
    assert held >= 3


def test_a_master_problem_without_patterns_prices_what_is_lacking(parted):
    parts, _ = next(found for seed in SEEDS if len((found := parted(seed))[0].blocks) > 1)
    _, master = _master(parts, [])
    answer = solve(master.task)
    assert answer.ended == "optimal"
    assert answer.value < 0


def test_a_dive_comes_to_a_plan_from_nothing(parted):
    found = 0
    for seed in SEEDS:
        parts, plans = parted(seed)
        if not plans or len(parts.blocks) < 2:
            continue
        best = Incumbent(parts.model, parts.model.goal)
        with InlinePool(1) as pool:
            plan = _generation(parts, best, pool, seconds=60.0).dive(pool, 20)
        if plan is not None:
            assert parts.model.broken(plan) == []
            found += 1
    assert found >= 3


@pytest.mark.slow
def test_generation_never_loses_and_keeps_every_row(parted):
    gained = 0
    for seed in SEEDS:
        parts, plans = parted(seed)
        if not plans or len(parts.blocks) < 2:
            continue
        best = Incumbent(parts.model, parts.model.goal, values=plans[0])
        first = best.value
        with InlinePool(1) as pool:
            _generation(parts, best, pool, seconds=60.0).run(pool)
        assert parts.model.broken(best.values) == []
        assert parts.model.goal.sign * (best.value - first) >= 0
        gained += best.value != first
    assert gained >= 3


def test_generation_ends_with_time(parted):
    parts, plans = next(found for seed in SEEDS if (found := parted(seed))[1])
    best = Incumbent(parts.model, parts.model.goal, values=plans[0])
    with InlinePool(1) as pool:
        _generation(parts, best, pool, seconds=0.0).run(pool)
    assert best.values is plans[0]
