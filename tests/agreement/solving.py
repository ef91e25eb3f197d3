"""Models of a hall solved in this process, and plans out of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from rackplan.model.plan import Plan
from rackplan.model.site import Site
from rackplan.model.verdict import Verdict
from rackplan.optimize.extract import extract
from rackplan.optimize.model import Model, build_model
from rackplan.optimize.problem import Problem, build_problem
from rackplan.optimize.row import Emission, Ints
from rackplan.optimize.rows import ROWS
from rackplan.optimize.task import Answer, SolverName, Task
from rackplan.optimize.worker import solve
from rackplan.verify import verify
from tests.agreement.halls import draw_site

__all__ = [
    "Solved",
    "best_of",
    "best_of_drawn",
    "broken_rules",
    "fewest_of",
    "rules_without",
    "solve_model",
    "whole_task",
]

Emit = Callable[[Problem], Emission]


@dataclass(frozen=True)
class Solved:
    """What a solver found for a site: the plan, and what the verifier says of it.

    `value` is in integer units of the objective; it and the others are None where nothing fits.
    """

    value: int | None
    plan: Plan | None
    verdict: Verdict | None


def best_of_drawn(seed: int, folder: Path, *, chain: bool) -> Solved:
    """Solve a drawn hall to the optimum; asked for less where nothing fits in it."""
    solved = best_of(draw_site(seed, folder, chain=chain))
    if solved.plan is not None:
        return solved
    return best_of(draw_site(seed, folder, chain=chain, eased=True))


def best_of(
    site: Site, rules: Mapping[str, Emit] | None = None, problem: Problem | None = None
) -> Solved:
    """Solve a site to the optimum, and judge the plan by all rules.

    Parameters
    ----------
    rules : mapping, optional
        Rows to build the model of, in place of all.
    problem : Problem, optional
        What the optimizer is told, in place of the truth about the site.
    """
    problem = problem or build_problem(site)
    return _judged(site, problem, build_model(problem, rules))


def fewest_of(site: Site, rules: Mapping[str, Emit] | None = None) -> Solved:
    """Like `best_of`, with as few racks and pods as the optimum allows: nothing by chance."""
    problem = build_problem(site)
    model = build_model(problem, rules)
    goal = model.goal
    each = goal.each * int(model.most.sum() + 1) * goal.sign - 1
    return _judged(site, problem, replace(model, goal=replace(goal, each=each, maximize=True)))


def solve_model(model: Model, solver: SolverName = "cp_sat") -> Ints | None:
    """The optimum of a model as whole numbers; None where nothing fits."""
    answer = solve(whole_task(model, solver))
    assert answer.ended in ("optimal", "infeasible"), answer
    return _whole(answer)


def whole_task(model: Model, solver: SolverName = "cp_sat") -> Task:
    """The task of a whole model."""
    return Task(
        matrix=model.matrix,
        lower=model.lower,
        upper=model.upper,
        least=np.zeros_like(model.most),
        most=model.most,
        each=model.goal.each.astype(np.float64),
        maximize=model.goal.maximize,
        solver=solver,
    )


def broken_rules(model: Model, values: Ints) -> set[str]:
    """Rules of whose rows some are not kept."""
    return {row.rule for row in model.broken(values)}


def rules_without(rule: str) -> dict[str, Emit]:
    """The rows of all rules but one."""
    return {name: emit for name, emit in ROWS.items() if name != rule}


def _judged(site: Site, problem: Problem, model: Model) -> Solved:
    values = solve_model(model)
    if values is None:
        return Solved(None, None, None)
    plan = extract(problem, values)
    return Solved(model.value(values), plan, verify(site, plan))


def _whole(answer: Answer) -> Ints | None:
    return None if answer.values is None else np.rint(answer.values).astype(np.int64)
