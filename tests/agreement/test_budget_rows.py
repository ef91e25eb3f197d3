"""Rows of water and of site power: never below the physics, close above it, exact to their unit."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from rackplan.model.plan import Plan
from rackplan.optimize.extract import extract
from rackplan.optimize.model import build_model
from rackplan.optimize.problem import Problem, build_problem
from rackplan.optimize.row import Emission
from rackplan.optimize.rows import ROWS
from rackplan.verify import verify
from rackplan.verify.facts import facts_of
from rackplan.verify.year import design_power, reckon
from tests.agreement.counting import with_pods
from tests.agreement.halls import draw_site
from tests.agreement.solving import best_of, broken_rules
from tests.agreement.tiny import read_tiny

NEAR = {"budget.water": ("water", "m3/year"), "budget.site_power": ("site_power", "kW")}
"""By rule: its key, and the unit of which a thousandth is the rows' unit."""

PLENTY = {"water": "90000 m3/year", "site_power": "9 MW"}
PLACED = {("wet-100", 0): 2, ("net-10", 0): 1, ("wet-100", 1): 2, ("net-10", 1): 1}
"""By rack and row: enough for rows to lie close, and not more than feeds carry."""


def _problem(folder, **budget: str) -> Problem:
    return build_problem(
        read_tiny(folder, {"wet-100": {}, "dry-40": {}}, {"budget": PLENTY | budget})
    )


def _values(problem: Problem):
    values = np.zeros(problem.columns.count, dtype=np.int64)
    for (rack, row), count in PLACED.items():
        values[problem.columns.x(problem.index[rack], row)] = count
    return with_pods(problem, values)


def _reckoned(problem: Problem, rule: str, plan: Plan) -> int:
    """What the rows take a plan for, in their unit."""
    rows = {row: r for r, row in enumerate(problem.site.rows)}
    counts = np.zeros_like(problem.span)
    for rack in facts_of(problem.site, plan).racks:
        counts[problem.index[rack.type.id], rows[rack.row.id]] += 1
    caps = problem.cooling.caps[rule]
    return max(int((cap.each * counts).sum()) + cap.base for cap in caps)


def _real(problem: Problem, rule: str, plan: Plan) -> float:
    """What the verifier finds, in the unit of the rows."""
    facts = facts_of(problem.site, plan)
    if rule == "budget.water":
        return float(reckon(facts).mean.water.m_as("L"))
    day = design_power(facts)
    real = problem.site.budget.site_power.is_compatible_with("kW")
    return 1000.0 * float(day.real.m_as("kW") if real else day.apparent.m_as("kVA"))


@pytest.mark.parametrize("rule", NEAR)
def test_rows_are_exact_to_their_unit(rule, tmp_path):
    key, unit = NEAR[rule]
    problem = _problem(tmp_path)
    plan = extract(problem, _values(problem))
    most = _reckoned(problem, rule, plan)
    most = _reckoned(_problem(tmp_path, **{key: f"{most / 1000:.3f} {unit}"}), rule, plan)
    for thousandths, expected in ((most, set()), (most - 1, {rule})):
        tried = _problem(tmp_path, **{key: f"{thousandths / 1000:.3f} {unit}"})
        assert broken_rules(build_model(tried), _values(tried)) == expected
    for mutate in (_loosened, _dropped):
        mutant = ROWS | {rule: lambda p, change=mutate: change(ROWS[rule](p))}
        assert broken_rules(build_model(tried, mutant), _values(tried)) == set()


@pytest.mark.parametrize("rule", NEAR)
def test_verifier_refutes_by_the_physics(rule, tmp_path):
    key, unit = NEAR[rule]
    problem = _problem(tmp_path)
    plan = extract(problem, _values(problem))
    real, taken = _real(problem, rule, plan), _reckoned(problem, rule, plan)
    assert real <= taken <= 1.001 * real
    for share, expected in ((1.0001, set()), (0.9999, {rule})):
        tried = _problem(tmp_path, **{key: f"{share * real / 1000} {unit}"})
        assert {f.rule for f in verify(tried.site, plan).findings} == expected


def test_rows_of_water_lie_close_where_the_budget_is(tmp_path):
    """A single rack on towers made for many: a level line would ask for twice as much."""
    problem = _problem(tmp_path, water="1300 m3/year")
    values = np.zeros(problem.columns.count, dtype=np.int64)
    values[problem.columns.x(problem.index["wet-100"], 0)] = 1
    values[problem.columns.x(problem.index["net-10"], 0)] = 1
    plan = extract(problem, with_pods(problem, values))
    real = _real(problem, "budget.water", plan)
    assert real <= _reckoned(problem, "budget.water", plan) <= 1.05 * real


@pytest.mark.slow
def test_rows_never_lie_below_the_physics(tmp_path):
    """On drawn halls of all designs; mostly not far above, where a hall is not nearly empty."""
    over: dict[str, list[float]] = {rule: [] for rule in NEAR}
    for seed in range(90):
        site, plan = _planned(seed, tmp_path)
        if plan is None:
            continue
        problem = build_problem(site)
        for rule, (key, _) in NEAR.items():
            cap = getattr(site.budget, key)
            if cap is None:
                continue
            real, taken = _real(problem, rule, plan), _reckoned(problem, rule, plan)
            assert taken >= real - 1.0, (seed, rule)
            units = ("L/year", "W", "VA")
            (limit,) = (cap.m_as(unit) for unit in units if cap.is_compatible_with(unit))
            if rule == "budget.water" or real > 0.25 * limit:
                over[rule].append(taken / max(real, 1.0) - 1.0)
    assert all(len(shares) > 3 for shares in over.values())
    assert np.median(over["budget.water"]) < 0.1
    assert np.median(over["budget.site_power"]) < 0.1


def _planned(seed, folder):
    """A drawn hall that has one of the budgets, and its best plan; None where no rack stands."""
    for eased in (False, True):
        site = draw_site(seed, folder, chain=True, eased=eased)
        if site.budget.water is None and site.budget.site_power is None:
            return site, None
        solved = best_of(site)
        if solved.plan is not None:
            return site, solved.plan if solved.plan.placements else None
    return site, None


def _loosened(emission: Emission) -> Emission:
    rows = (replace(row, upper=row.upper + 1) for row in emission.rows)
    return replace(emission, rows=tuple(rows))


def _dropped(emission: Emission) -> Emission:
    return replace(emission, rows=())
