"""Generated halls: our search against solvers given the same model, and against greedy policies.

To repeat it, from the root of the project::

    .venv/bin/python -m tests.bench.halls                       # 2,304 positions
    .venv/bin/python -m tests.bench.halls --kind wide uneven    # 11,520, alike and all different
    .venv/bin/python -m tests.bench.halls --kind huge --by ours --seconds 180

Every plan is held against the best bound that any of them proved. Seconds are processor time of
the busiest process (`processor_time`), so that other work on the machine does not count; reading,
arrays and rows are in them for ours. Ratios travel from machine to machine, seconds do not.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterator
from dataclasses import replace

from rackplan.model.site import Site
from rackplan.optimize.extract import extract
from rackplan.optimize.model import Model, build_model, type_totals
from rackplan.optimize.outcome import Limits, Progress
from rackplan.optimize.problem import Problem, build_problem
from rackplan.optimize.search import search
from rackplan.optimize.task import SolverName
from rackplan.verify import verify
from tests.bench.generated import HallKind, hall_site
from tests.bench.machine import describe_machine
from tests.bench.policies import POLICIES, run_policy
from tests.bench.processor_time import children_of, peak_memory_mb, processor_seconds
from tests.bench.straight import class_task, position_task, run_straight
from tests.bench.trace import Step, Trace

KINDS = {
    "small": HallKind(blocks=2, rows=12, positions=13),
    "plain": HallKind(),
    "mixed": HallKind(scheme="mixed"),
    "old": HallKind(old=True),
    "wide": HallKind(blocks=30),
    "uneven": HallKind(blocks=30, scheme="mixed", uneven=True, old=True),
    "huge": HallKind(blocks=260, old=True),
}
SOLVERS: tuple[SolverName, ...] = ("cp_sat", "highs", "scip")
COMPETITORS = ("ours", *SOLVERS, "positions", *POLICIES)
_HEADER = (
    f"{'hall':<10}  {'by':<13}  {'first s':>7}  {'1 % s':>7}  {'gap 10 s':>8}  {'gap 60 s':>8}  "
    f"{'gap end':>8}  {'proves':>8}  {'MB':>6}"
)


def run_ours(site: Site, seconds: float, threads: int) -> tuple[Trace, Problem, Model]:
    """Our search, from the site to a verified plan."""
    trace = Trace("ours")
    began = processor_seconds()
    problem = build_problem(site)
    model = build_model(problem)
    built = processor_seconds() - began

    def tell(step: Progress) -> None:
        trace.steps.append(Step(built + step.seconds, step.value, step.bound))
        ours = [os.getpid(), *children_of(os.getpid())]
        trace.memory_mb = max(trace.memory_mb, peak_memory_mb(ours))

    limits = Limits(seconds=seconds - built, gap=0.0, threads=threads, clock=processor_seconds)
    found = search(model, type_totals(problem), limits, tell)
    checked = time.process_time()
    if found.values is not None:
        verdict = verify(site, extract(problem, found.values))
        told = "verified" if verdict.holds else "REFUTED"
        trace.note = f"{told} in {time.process_time() - checked:.1f} s, rows in {built:.1f} s"
    return trace, problem, model


def race(site: Site, by: list[str], seconds: float, threads: int) -> list[Trace]:
    """Let competitors work on a site, one after the other."""
    ours, problem, model = run_ours(site, seconds if "ours" in by else 0.1, threads)
    traces = [ours] if "ours" in by else []
    for name in (solver for solver in SOLVERS if solver in by):
        traces += [run_straight(name, class_task(model, name, threads), seconds)]
    if "positions" in by:
        task = position_task(problem, model, "highs", threads)
        traces.append(run_straight("positions", task, seconds))
    traces += [run_policy(name, problem, model) for name in POLICIES if name in by]
    return traces


def table(name: str, traces: list[Trace], seconds: float) -> Iterator[str]:
    """A line a competitor."""
    bounds = [trace.bound_at(float("inf")) for trace in traces]
    best = min((bound for bound in bounds if bound is not None), default=None)
    for trace in traces:
        if best is None:
            continue
        yield (
            f"{name:<10}  {trace.name:<13}  {_seconds(trace.first()):>7}  "
            f"{_seconds(trace.reaches(0.01, best)):>7}  {_share(trace.gap_at(10, best)):>8}  "
            f"{_share(trace.gap_at(60, best)):>8}  {_share(trace.gap_at(float('inf'), best)):>8}  "
            f"{_share(trace.proved_at(seconds)):>8}  {trace.memory_mb:>6.0f}  {trace.note}"
        ).rstrip()


def _share(gap: float | None) -> str:
    return "-" if gap is None else f"{gap:.2%}"


def _seconds(seconds: float | None) -> str:
    return "-" if seconds is None else f"{seconds:.1f}"


def main() -> None:
    """Race on the kinds of halls and seeds asked for."""
    options = _options()
    print(describe_machine(options.threads))
    print(_HEADER)
    for name in options.kind:
        kind = KINDS[name]
        if options.scheme:
            kind = replace(kind, scheme=options.scheme)
        for seed in options.seeds:
            traces = race(hall_site(kind, seed), options.by, options.seconds, options.threads)
            for line in table(f"{name} {seed}", traces, options.seconds):
                print(line, flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Our search against others on generated halls.")
    parser.add_argument("--kind", nargs="+", choices=KINDS, default=["plain"])
    parser.add_argument("--scheme", help="in place of the kind's own")
    parser.add_argument("--seeds", type=int, nargs="+", default=[0])
    parser.add_argument("--by", nargs="+", choices=COMPETITORS, default=list(COMPETITORS))
    parser.add_argument("--seconds", type=float, default=60.0, help="processor time for each")
    parser.add_argument("--threads", type=int, default=2)
    return parser.parse_args()


if __name__ == "__main__":
    main()
