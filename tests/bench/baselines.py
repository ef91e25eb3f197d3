"""The same rows given to CP-SAT, HiGHS and SCIP as they are, against our search, in one run.

To repeat it, from the root of the project::

    .venv/bin/python -m tests.bench.baselines

Every plan is held against the same bound, ours, so that plans compare; beside it stands the gap
that each proves by its own bound. Ratios of gaps travel from machine to machine, seconds do not.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from rackplan.model.site import Site
from rackplan.optimize.model import Model, build_model, type_totals
from rackplan.optimize.outcome import Limits
from rackplan.optimize.pool import Pool
from rackplan.optimize.problem import build_problem
from rackplan.optimize.search import search
from rackplan.optimize.task import SolverName, Task
from tests.bench.machine import describe_machine
from tests.bench.perturbed import perturbed_site

SOLVERS: tuple[SolverName, ...] = ("cp_sat", "highs", "scip")
_HEADER = (
    f"{'seed':>4}  {'by':<7}  {'gap to our bound':>16}  {'times ours':>10}  "
    f"{'gap it proves':>13}  {'times ours':>10}  {'s':>5}"
)


@dataclass(frozen=True)
class Reached:
    """What a solver, or the search, came to: in integer units of the objective."""

    name: str
    value: float | None
    bound: float | None
    seconds: float

    def gap_to(self, bound: float | None) -> float | None:
        """Distance of the plan from a bound, as a share of the plan; both are whole numbers."""
        if not self.value or bound is None:
            return None
        return abs(round(bound) - round(self.value)) / abs(self.value)


def ours(model: Model, site: Site, seconds: float, threads: int) -> Reached:
    """Our search, which goes on until the gap is nothing or time is up."""
    limits = Limits(seconds=seconds, gap=0.0, threads=threads)
    found = search(model, type_totals(build_problem(site)), limits)
    value = None if found.values is None else float(model.value(found.values))
    return Reached("ours", value, found.bound, found.seconds)


def straight(model: Model, solver: SolverName, seconds: float, threads: int) -> Reached:
    """One solver on the whole matrix."""
    task = Task(
        matrix=model.matrix,
        lower=model.lower,
        upper=model.upper,
        least=np.zeros_like(model.most),
        most=model.most,
        each=model.goal.each.astype(np.float64),
        maximize=model.goal.maximize,
        solver=solver,
        seconds=seconds,
        threads=threads,
    )
    began = time.perf_counter()
    with Pool(1) as pool:
        (answer,) = pool.solve(task)
    return Reached(solver, answer.value, answer.bound, time.perf_counter() - began)


def compare(site: Site, seed: int, seconds: float, threads: int) -> Iterator[str]:
    """A line for our search and for each solver."""
    model = build_model(build_problem(site))
    first = ours(model, site, seconds, threads)
    yield _line(seed, first, first)
    for solver in SOLVERS:
        yield _line(seed, straight(model, solver, seconds, threads), first)


def _line(seed: int, reached: Reached, first: Reached) -> str:
    plan, proof = reached.gap_to(first.bound), reached.gap_to(reached.bound)
    our_gap = first.gap_to(first.bound)
    return (
        f"{seed:>4}  {reached.name:<7}  {_share(plan):>16}  {_ratio(plan, our_gap):>10}  "
        f"{_share(proof):>13}  {_ratio(proof, our_gap):>10}  {reached.seconds:>5.1f}"
    )


def _share(gap: float | None) -> str:
    return "-" if gap is None else f"{gap:.3%}"


def _ratio(gap: float | None, our_gap: float | None) -> str:
    if gap is None or our_gap is None:
        return "-"
    if our_gap == 0.0:
        return "1" if gap == 0.0 else "endless"
    return f"{gap / our_gap:.3g}"


def main() -> None:
    """Compare on some seeds."""
    parser = argparse.ArgumentParser(description="Our search against solvers given the same rows.")
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1, 2, 3])
    parser.add_argument("--set", metavar="PATH=VALUE", action="append", default=[], dest="changes")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=10.0)
    options = parser.parse_args()
    print(describe_machine(options.threads))
    print(_HEADER)
    for seed in options.seeds:
        site = perturbed_site(seed, options.changes)
        for line in compare(site, seed, options.seconds, options.threads):
            print(line, flush=True)


if __name__ == "__main__":
    main()
