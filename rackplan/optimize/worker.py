"""The child process: reads tasks on standard input, solves them with OR-Tools, writes answers.

It is a process of its own so that a search can be cut off at any moment: MathOpt's Python interface
has no interrupter. Standard output is kept for answers; what a solver prints goes to standard
error.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
import time
from dataclasses import replace
from typing import Any

import numpy as np
from ortools.math_opt import model_pb2
from ortools.math_opt.python import mathopt
from ortools.sat import sat_parameters_pb2
from scipy import sparse

from rackplan.optimize.task import Answer, Ended, SolverName, Task
from rackplan.optimize.wire import read_message, write_message

__all__ = ["main", "model_of", "solve", "solver_of"]

_SOLVERS: dict[SolverName, mathopt.SolverType] = {
    "cp_sat": mathopt.SolverType.CP_SAT,
    "highs": mathopt.SolverType.HIGHS,
    "scip": mathopt.SolverType.GSCIP,
    "glop": mathopt.SolverType.GLOP,
}


def main() -> None:
    """Answer tasks until the input ends."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    while (task := read_message(sys.stdin.buffer)) is not None:
        write_message(answers, solve(task))


def solve(task: Task) -> Answer:
    """Solve one task; with SCIP where CP-SAT's front end refuses it.

    The front end divides rows by the common divisor of their coefficients, and refuses a model
    whose bounds then cross (``2 <= x + y <= 1``) instead of calling it infeasible.
    """
    try:
        return _scaled(task) if task.solver == "glop" else _solved(task)
    except (AttributeError, RuntimeError):  # MathOpt fails to translate its own internal error
        if task.solver != "cp_sat":
            raise
        return _solved(replace(task, solver="scip"))


def _scaled(task: Task) -> Answer:
    """A relaxation, with rows and goal brought to one where GLOP fails on them as they are.

    Loads in watts beside counts, and money beside both, are too much for it now and then.
    """
    answer = _solved(task)
    if answer.ended != "nothing" or answer.seconds >= task.seconds:
        return answer
    largest = abs(task.matrix).max(axis=1).toarray().ravel()
    rows = np.where(largest > 0, largest, 1.0)
    goal = max(float(np.abs(task.each).max(initial=0.0)), 1.0)
    even = replace(
        task,
        matrix=sparse.csr_array(sparse.diags_array(1.0 / rows) @ task.matrix),
        lower=task.lower / rows,
        upper=task.upper / rows,
        each=task.each / goal,
    )
    found = _solved(even)
    return replace(
        found,
        value=None if found.values is None else float(task.each @ found.values),
        bound=None if found.bound is None else found.bound * goal,
        duals=None if found.duals is None else found.duals * goal / rows,
    )


def _solved(task: Task) -> Answer:
    started = time.monotonic()
    model = model_of(task)
    result = mathopt.solve(
        model, solver_of(task), params=_parameters(task), model_params=_hints(task, model)
    )
    values = _values(result, model) if result.has_primal_feasible_solution() else None
    is_dual = task.solver == "glop" and result.has_dual_feasible_solution()
    return Answer(
        ended=_ended(result, found=values is not None),
        values=values,
        value=None if values is None else float(task.each @ values),
        bound=_bound(result),
        duals=_duals(result, model) if is_dual else None,
        seconds=time.monotonic() - started,
    )


def model_of(task: Task) -> mathopt.Model:
    """A task as MathOpt states it."""
    return mathopt.Model.from_model_proto(_proto(task))


def solver_of(task: Task) -> mathopt.SolverType:
    """The solver of a task, as MathOpt names it."""
    return _SOLVERS[task.solver]


def _proto(task: Task) -> model_pb2.ModelProto:
    """State the task as a MathOpt model, array by array."""
    proto = model_pb2.ModelProto()
    columns = len(task.each)
    proto.variables.ids.extend(range(columns))
    proto.variables.lower_bounds.extend(task.least.astype(float).tolist())
    proto.variables.upper_bounds.extend(task.most.astype(float).tolist())
    whole = np.full(columns, task.solver != "glop") if task.integer is None else task.integer
    proto.variables.integers.extend(whole.tolist())
    proto.objective.maximize = task.maximize
    used = np.flatnonzero(task.each)
    proto.objective.linear_coefficients.ids.extend(used.tolist())
    proto.objective.linear_coefficients.values.extend(task.each[used].tolist())
    proto.linear_constraints.ids.extend(range(len(task.lower)))
    proto.linear_constraints.lower_bounds.extend(task.lower.tolist())
    proto.linear_constraints.upper_bounds.extend(task.upper.tolist())
    matrix = task.matrix.tocsr()
    matrix.sort_indices()
    entries = matrix.tocoo()
    proto.linear_constraint_matrix.row_ids.extend(entries.row.tolist())
    proto.linear_constraint_matrix.column_ids.extend(entries.col.tolist())
    proto.linear_constraint_matrix.coefficients.extend(entries.data.tolist())
    return proto


def _parameters(task: Task) -> mathopt.SolveParameters:
    sat = sat_parameters_pb2.SatParameters()
    if np.isfinite(task.effort):
        sat.max_deterministic_time = task.effort
    return mathopt.SolveParameters(
        time_limit=dt.timedelta(seconds=max(task.seconds, 0.01)),
        node_limit=task.nodes,
        relative_gap_tolerance=task.gap,
        random_seed=task.seed,
        threads=None if task.solver == "highs" else task.threads,
        cp_sat=sat,
    )


def _hints(task: Task, model: mathopt.Model) -> mathopt.ModelSolveParameters:
    if task.hint is None:
        return mathopt.ModelSolveParameters()
    point = {variable: float(task.hint[variable.id]) for variable in model.variables()}
    hint = mathopt.SolutionHint(variable_values=point)
    return mathopt.ModelSolveParameters(solution_hints=[hint])


def _values(result: mathopt.SolveResult, model: mathopt.Model) -> np.ndarray[Any, Any]:
    values = result.variable_values()
    return np.array([values[variable] for variable in model.variables()])


def _duals(result: mathopt.SolveResult, model: mathopt.Model) -> np.ndarray[Any, Any]:
    duals = result.dual_values()
    return np.array([duals[row] for row in model.linear_constraints()])


def _bound(result: mathopt.SolveResult) -> float | None:
    bound = result.termination.objective_bounds.dual_bound
    return float(bound) if np.isfinite(bound) else None


def _ended(result: mathopt.SolveResult, *, found: bool) -> Ended:
    reasons = mathopt.TerminationReason
    named: dict[Any, Ended] = {
        reasons.OPTIMAL: "optimal",
        reasons.INFEASIBLE: "infeasible",
        reasons.UNBOUNDED: "unbounded",
        reasons.INFEASIBLE_OR_UNBOUNDED: "infeasible",
    }
    return named.get(result.termination.reason, "feasible" if found else "nothing")


if __name__ == "__main__":
    main()
