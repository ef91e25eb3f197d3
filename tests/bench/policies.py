"""Greedy policies: rack after rack, the one that is worth most for its power first.

Each rack goes to a run of positions where it breaks no row of the model, with the network rack
that its pod needs: to the first that fits, to the next in turn, to the row with the least load, or
to where the tightest limit keeps the largest margin.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from rackplan.optimize.model import Model
from rackplan.optimize.problem import Problem
from tests.bench.trace import Step, Trace

__all__ = ["POLICIES", "run_policy"]

Floats = np.ndarray


class _Hall:
    """What stands so far, and where one rack more could stand."""

    def __init__(self, problem: Problem, model: Model) -> None:
        self.problem, self.model = problem, model
        self.matrix = model.matrix.tocsc()
        self.values = model.least.copy()
        self.slack = model.upper - model.matrix @ self.values
        self.load = np.zeros(len(problem.rows))
        self.turn = 0
        self.rows = np.array([segment.row for segment in problem.segments])

    def fits(self, columns: np.ndarray) -> np.ndarray:
        """Which columns can be one larger."""
        part = self.matrix[:, columns]
        over = part.data > self.slack[part.indices] + 1e-6
        bad = np.zeros(len(columns), dtype=bool)
        owner = np.repeat(np.arange(len(columns)), np.diff(part.indptr))
        np.logical_or.at(bad, owner[over], True)
        return ~bad & (self.values[columns] < self.model.most[columns])

    def margins(self, columns: np.ndarray) -> Floats:
        """What the tightest limit of each column would keep, as a share of its bound."""
        part = self.matrix[:, columns]
        scale = np.maximum(np.abs(self.model.upper[part.indices]), 1.0)
        left = (self.slack[part.indices] - part.data) / scale
        owner = np.repeat(np.arange(len(columns)), np.diff(part.indptr))
        least = np.full(len(columns), np.inf)
        np.minimum.at(least, owner, left)
        return least

    def add(self, column: int, count: int = 1) -> None:
        self.values[column] += count
        first, last = self.matrix.indptr[column : column + 2]
        self.slack[self.matrix.indices[first:last]] -= count * self.matrix.data[first:last]
        if column < len(self.problem.types) * len(self.rows):
            t, s = divmod(column, len(self.rows))
            self.load[self.rows[s]] += count * self.problem.planned_w[t]

    def place(self, t: int, choose: Choose, hall: int | None = None) -> int | None:
        """Put one rack of a type up; tells its column, or None where it fits nowhere."""
        segments = np.arange(len(self.rows))
        if hall is not None:
            segments = segments[self.problem.row_hall[self.rows] == hall]
        columns = t * len(self.rows) + segments
        open_ = columns[self.fits(columns)]
        if not len(open_):
            return None
        column = int(choose(self, open_))
        self.add(column)
        self.turn = column % len(self.rows)
        return column


Choose = Callable[[_Hall, np.ndarray], int]


def _next_in_turn(hall: _Hall, columns: np.ndarray) -> int:
    after = np.flatnonzero(columns % len(hall.rows) > hall.turn)
    return int(columns[after[0] if len(after) else 0])


POLICIES: dict[str, Choose] = {
    "first fit": lambda _, columns: columns[0],
    "round robin": _next_in_turn,
    "least loaded": lambda hall, columns: columns[
        np.argmin(hall.load[hall.rows[columns % len(hall.rows)]])
    ],
    "best margin": lambda hall, columns: columns[np.argmax(hall.margins(columns))],
}


def run_policy(name: str, problem: Problem, model: Model) -> Trace:
    """Fill a hall by a policy; pods of a hall begin as they are needed."""
    began = time.process_time()
    hall = _Hall(problem, model)
    worth = [model.goal.each[problem.columns.x(t, 0)] for t in range(len(problem.types))]
    order = sorted(
        (t for t in range(len(worth)) if worth[t] > 0),
        key=lambda t: -worth[t] / int(problem.planned_w[t]),
    )
    for t in order:
        while _place_with_pod(hall, t, POLICIES[name]):
            pass
    broken = model.broken(hall.values)
    value = float(model.value(hall.values))
    note = f"breaks {len(broken)} rows" if broken else ""
    return Trace(name, [Step(time.process_time() - began, value, None)], note=note)


def _place_with_pod(hall: _Hall, t: int, choose: Choose) -> bool:
    """One rack, and the support of a pod that it begins; nothing where either does not fit."""
    problem = hall.problem
    pod = problem.racks[t].pod
    placed = hall.place(t, choose)
    if placed is None or pod is None:
        return placed is not None
    h = int(problem.row_hall[hall.rows[placed % len(hall.rows)]])
    rows = problem.rows_at(problem.row_hall, h)
    racks = sum(int(hall.values[column]) for column in problem.count_terms(t, rows))
    pods = problem.columns.hall_pod(t, h)
    if racks <= pod.racks * int(hall.values[pods]):
        return True
    hall.add(pods)
    undo = [(pods, -1), (placed, -1)]
    for support, need in pod.support.items():
        for _ in range(need):
            column = hall.place(problem.index[support], choose, h)
            if column is None:
                for each, count in undo:
                    hall.add(each, count)
                return False
            undo.append((column, -1))
    return True
