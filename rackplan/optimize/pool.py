"""Solver processes, and work handed out to them and taken back by ticket.

A search takes answers at points of its own schedule, whatever order they end in: so its course
depends on its inputs only, not on which process was faster.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self, cast

import numpy as np

from rackplan.errors import SolverError
from rackplan.optimize.task import Answer, Task
from rackplan.optimize.wire import read_message, write_message

__all__ = ["Pool", "Ticket"]


@dataclass(frozen=True, slots=True)
class Ticket:
    """A task that was given and not yet taken back."""

    child: subprocess.Popen[bytes]


class Pool:
    """A fixed number of solver processes.

    Use it as a context: leaving it, also by an interrupt, kills the processes at once.
    """

    def __init__(self, processes: int) -> None:
        self._size = max(1, processes)
        self._children: list[subprocess.Popen[bytes]] = []
        self._idle: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        self._children = [_start() for _ in range(self._size)]
        self._idle = list(self._children)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for child in self._children:
            child.kill()
        for child in self._children:
            child.communicate()

    @property
    def size(self) -> int:
        """How many tasks run at once."""
        return self._size

    @property
    def has_room(self) -> bool:
        """Whether a process is free."""
        return bool(self._idle)

    def give(self, task: Task) -> Ticket:
        """Hand a task to a free process."""
        child = self._idle.pop()
        try:
            write_message(cast("BinaryIO", child.stdin), task)
        except BrokenPipeError:
            raise SolverError(_LOST) from None
        return Ticket(child)

    def take(self, ticket: Ticket) -> Answer:
        """Wait for the answer to a task."""
        answer = read_message(cast("BinaryIO", ticket.child.stdout))
        if answer is None:
            raise SolverError(f"{_LOST} (exit code {ticket.child.wait()})")
        assert isinstance(answer, Answer)
        self._idle.append(ticket.child)
        return answer

    def solve(self, *tasks: Task) -> Iterator[Answer]:
        """Solve tasks as processes become free; answers come in the order of the tasks."""
        waiting, given = deque(tasks), deque[Ticket]()
        while waiting or given:
            while waiting and self.has_room:
                given.append(self.give(waiting.popleft()))
            yield self.take(given.popleft())

    def solve_alike(self, tasks: list[Task]) -> Iterator[Answer]:
        """Solve tasks, equal ones once: halls repeat themselves."""
        alike = _first_alike(tasks)
        chosen = sorted(set(alike))
        answers = dict(zip(chosen, self.solve(*(tasks[i] for i in chosen)), strict=True))
        return (answers[i] for i in alike)


_LOST = "a solver process ended without an answer"


def _start() -> subprocess.Popen[bytes]:
    """Start a worker in a session of its own, so that Ctrl-C reaches the search and not it.

    The worker finds rackplan where this process found it, installed or not.
    """
    home = str(Path(__file__).resolve().parents[2])
    paths = [home, *filter(None, [os.environ.get("PYTHONPATH")])]
    return subprocess.Popen(
        [sys.executable, "-m", "rackplan.optimize.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
    )


def _first_alike(tasks: list[Task]) -> list[int]:
    """For each task the first that is the same but for its limits of effort and time."""
    first: dict[bytes, int] = {}
    return [first.setdefault(_print_of(task), i) for i, task in enumerate(tasks)]


def _print_of(task: Task) -> bytes:
    """What makes two tasks the same."""
    matrix = task.matrix
    arrays = (matrix.indptr, matrix.indices, matrix.data, task.lower, task.upper, task.each)
    return b"|".join(
        np.ascontiguousarray(array).tobytes() for array in (*arrays, task.least, task.most)
    )
