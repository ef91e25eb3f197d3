"""One task, one solver: what all four say of the same small matrix."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from scipy import sparse

from rackplan.optimize import worker
from rackplan.optimize.task import Task
from rackplan.optimize.worker import solve


def _task(matrix: list[list[float]], lower: list[float], upper: list[float], **more) -> Task:
    columns = len(matrix[0])
    usual = {
        "least": np.zeros(columns, dtype=np.int64),
        "most": np.full(columns, 4),
        "each": np.arange(columns, 0, -1, dtype=np.float64),
        "maximize": True,
    }
    return Task(
        matrix=sparse.csr_array(np.array(matrix)),
        lower=np.array(lower),
        upper=np.array(upper),
        **(usual | more),
    )


_KNAPSACK = _task([[3.0, 2.0, 1.0]], [-np.inf], [7.0], each=np.array([6.0, 3.0, 1.0]))


@pytest.mark.parametrize("solver", ["cp_sat", "highs", "scip"])
def test_whole_numbers(solver):
    answer = solve(replace(_KNAPSACK, solver=solver))
    assert answer.ended == "optimal"
    assert answer.value == pytest.approx(13.0)  # two of the first, and one of the third beside
    assert np.rint(answer.values).tolist() == [2, 0, 1]
    assert answer.bound == pytest.approx(13.0)
    assert answer.duals is None


def test_relaxation_gives_duals():
    answer = solve(replace(_KNAPSACK, solver="glop"))
    assert answer.ended == "optimal"
    assert answer.value == pytest.approx(14.0)  # 7 / 3 of the first
    assert answer.duals == pytest.approx([2.0])  # one more unit is a third of it


@pytest.mark.parametrize("solver", ["cp_sat", "highs", "scip", "glop"])
def test_nothing_fits(solver):
    assert solve(_task([[1.0, 1.0]], [9.0], [np.inf], solver=solver)).ended == "infeasible"


@pytest.mark.parametrize("columns", [1, 2, 4])
@pytest.mark.parametrize("solver", ["cp_sat", "highs", "scip"])
def test_bounds_that_cross_once_divided_are_infeasible(solver, columns):
    """Two are too many and one is too few: CP-SAT's front end calls this an invalid model."""
    task = _task([[5134.0] * columns], [6502.0], [9599.0], solver=solver)
    assert solve(task).ended == "infeasible"


def test_other_solvers_errors_are_not_hidden():
    with pytest.raises((AttributeError, RuntimeError)):
        solve(_task([[1.0]], [3.0], [2.0], solver="highs", least=np.array([5])))


def test_effort_ends_a_solve_without_a_claim():
    rng = np.random.default_rng(0)
    hard = _task(
        rng.integers(50, 100, (30, 60)).astype(float).tolist(),
        [-np.inf] * 30,
        [2500.0] * 30,
        each=rng.integers(50, 100, 60).astype(float),
        most=np.ones(60, dtype=np.int64),
        effort=0.02,
    )
    first, second = solve(hard), solve(hard)
    assert first.ended in ("feasible", "nothing")
    assert (first.value, first.bound) == (second.value, second.bound)


def test_relaxation_that_fails_as_it_is_is_solved_scaled(monkeypatch):
    task = replace(_KNAPSACK, solver="glop")
    whole, solved = solve(task), worker._solved
    tried = []

    def fails_once(task):
        tried.append(task)
        answer = solved(task)
        return replace(answer, ended="nothing", values=None) if len(tried) == 1 else answer

    monkeypatch.setattr(worker, "_solved", fails_once)
    answer = solve(task)
    assert abs(tried[1].matrix).max() == 1.0
    assert np.abs(tried[1].each).max() == 1.0
    assert answer.values == pytest.approx(whole.values)
    assert answer.duals == pytest.approx(whole.duals)
    assert (answer.value, answer.bound) == pytest.approx((whole.value, whole.bound))


def test_a_solver_process_imports_no_more_than_it_needs():
    """Types of the model and units take longer to import than the solvers, at every start."""
    code = "import sys, rackplan.optimize.worker; print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    modules = set(told.stdout.split())
    assert "rackplan.optimize.worker" in modules
    assert not {"pint", "pydantic", "rackplan.model", "rackplan.units", "rackplan.rules"} & modules
