"""A model given straight to one solver, in a process of its own; its log tells how it went.

``python -m tests.bench.straight`` is that process: it reads a task on standard input, and what the
solver prints goes to standard output.
"""

from __future__ import annotations

import datetime as dt
import pickle
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import BinaryIO, cast

import numpy as np
from ortools.math_opt.python import mathopt
from scipy import sparse

from rackplan.optimize.model import Model
from rackplan.optimize.problem import Problem
from rackplan.optimize.task import SolverName, Task
from rackplan.optimize.wire import read_message
from rackplan.optimize.worker import model_of, solver_of
from tests.bench.processor_time import peak_memory_mb, seconds_of
from tests.bench.trace import Step, Trace

__all__ = ["class_task", "position_task", "run_straight"]

_BEGIN = "the solver begins"
_NUMBER = r"([-+.\deinfINF]+)"
_HIGHS = re.compile(rf"^ *[A-Za-z]? +\d+ +\d+ +\d+ +[\d.]+% +{_NUMBER} +{_NUMBER} ")
_CP_SAT = re.compile(rf"^#\S+ +[\d.]+s +best:{_NUMBER} +next:\[{_NUMBER},{_NUMBER}\]")


def class_task(model: Model, solver: SolverName, threads: int) -> Task:
    """The class model as it is."""
    return Task(
        matrix=model.matrix,
        lower=model.lower,
        upper=model.upper,
        least=model.least,
        most=model.most,
        each=model.goal.each.astype(np.float64),
        maximize=model.goal.maximize,
        solver=solver,
        threads=threads if solver == "cp_sat" else 1,
    )


def position_task(problem: Problem, model: Model, solver: SolverName, threads: int) -> Task:
    """A binary for each rack type and position, on which a rack of the type may begin."""
    task = class_task(model, solver, threads)
    lengths = [segment.length for segment in problem.segments]
    copies = np.ones(len(model.most), dtype=np.int64)
    copies[: len(problem.types) * len(lengths)] = np.tile(lengths, len(problem.types))
    owner = np.repeat(np.arange(len(copies)), copies)
    matrix = model.matrix.tocsc()[:, owner]
    covered = _covered(problem, copies)
    split = copies[owner] > 1
    return replace(
        task,
        matrix=sparse.vstack([matrix, covered], format="csr"),
        lower=np.append(model.lower, np.full(covered.shape[0], -np.inf)),
        upper=np.append(model.upper, np.ones(covered.shape[0])),
        least=np.where(split, 0, model.least[owner]),
        most=np.where(split, 1, model.most[owner]),
        each=task.each[owner],
    )


def _covered(problem: Problem, copies: np.ndarray) -> sparse.csr_array:
    """``sum(racks that cover the position) <= 1`` for each position of a run."""
    first = np.concatenate([[0], np.cumsum(copies)])
    rows: list[int] = []
    columns: list[int] = []
    count = 0
    for s, segment in enumerate(problem.segments):
        for t in range(len(problem.types)):
            span = int(problem.span[t, segment.row])
            start = int(first[problem.columns.x(t, s)])
            for place in range(segment.length):
                begins = range(max(0, place - span + 1), place + 1)
                rows += [count + place] * len(begins)
                columns += [start + n for n in begins]
        count += segment.length
    ones = np.ones(len(rows))
    return sparse.csr_array((ones, (rows, columns)), shape=(count, int(first[-1])))


def run_straight(name: str, task: Task, seconds: float) -> Trace:
    """Let a solver work for so much processor time of each of its threads."""
    trace = Trace(name)
    with subprocess.Popen(
        [sys.executable, "-m", "tests.bench.straight"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as child:
        with cast("BinaryIO", child.stdin) as pipe:
            data = pickle.dumps(replace(task, seconds=20.0 * seconds))
            pipe.write(len(data).to_bytes(8, "little") + data)
        began: float | None = None
        for line in cast("BinaryIO", child.stdout):
            text = line.decode(errors="replace")
            now = seconds_of(child.pid) / task.threads
            if _BEGIN in text:
                began = now
            if began is None:
                continue
            trace.memory_mb = max(trace.memory_mb, peak_memory_mb([child.pid]))
            step = _READERS[task.solver](text)
            if step is not None:
                trace.steps.append(Step(now - began, *step))
            if now - began > seconds:
                break
        child.kill()
    return trace


_Read = tuple[float | None, float | None]


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if np.isfinite(value) and abs(value) < 1e15 else None


def _of_highs(line: str) -> _Read | None:
    match = _HIGHS.match(line)
    return match and (_number(match[2]), _number(match[1]))


def _of_cp_sat(line: str) -> _Read | None:
    match = _CP_SAT.match(line)
    return match and (_number(match[1]), _number(match[3]))


def _of_scip(line: str) -> _Read | None:
    cells = [cell.strip() for cell in line.split("|")]
    if len(cells) < 5 or "%" not in "".join(cells[-3:]) + "%":
        return None
    bound, value = _number(cells[-4]), _number(cells[-3])
    return None if bound is None and value is None else (value, bound)


_READERS: dict[SolverName, Callable[[str], _Read | None]] = {
    "highs": _of_highs,
    "cp_sat": _of_cp_sat,
    "scip": _of_scip,
}


def main() -> None:
    """Solve the task on standard input, and let the solver talk."""
    task = read_message(sys.stdin.buffer)
    model = model_of(task)
    print(_BEGIN, flush=True)
    mathopt.solve(
        model,
        solver_of(task),
        params=mathopt.SolveParameters(
            time_limit=dt.timedelta(seconds=task.seconds),
            enable_output=True,
            threads=None if task.solver == "highs" else task.threads,
        ),
    )


if __name__ == "__main__":
    main()
