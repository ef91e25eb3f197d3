"""Processes that do tasks side by side, each on one thread.

They are programs of their own and not forks of this one, so that a script needs no guard around its
main part. Each stands in a session of its own: a terminal's Ctrl-C reaches the one who asks, and
not the work, which would come back cut short. They end when whoever started them is gone, however
that came about.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self, TypeAlias, cast

from rackplan.errors import RackplanError, SolverError

__all__ = ["Crew", "LostWorkerError", "Task", "do_all"]

Task: TypeAlias = tuple[Callable[..., Any], tuple[Any, ...]]
"""A function that the processes can import, and what it takes."""

_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


class LostWorkerError(SolverError):
    """A process ended without an answer: killed, or out of memory."""


def do_all(tasks: Sequence[Task], workers: int) -> Iterator[Any]:
    """Do tasks, as many at once as there are workers; answers come in the order of the tasks.

    With one worker all is done in this process.
    """
    if workers <= 1 or len(tasks) <= 1:
        yield from (function(*arguments) for function, arguments in tasks)
        return
    with ThreadPoolExecutor(min(workers, len(tasks))) as hands, Crew() as crew:
        yield from hands.map(crew.ask, tasks)


class Crew:
    """One process for each thread that asks; leaving the crew as a context ends them all."""

    def __init__(self) -> None:
        self._own = threading.local()
        self._all: list[subprocess.Popen[bytes]] = []
        self._is_over = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.end()

    def end(self) -> None:
        """End all processes, also those at work; who waits for them hears that they are lost."""
        self._is_over = True
        for child in list(self._all):
            child.kill()
        for child in list(self._all):
            child.wait()
            _close(child)

    def ask(self, task: Task) -> Any:
        """Have a task done by the process of this thread.

        Raises
        ------
        LostWorkerError
            When the process ended without an answer; the next task gets a new one.
        RackplanError
            What the task raised.
        """
        child = self._child()
        try:
            stream = cast("IO[bytes]", child.stdin)
            pickle.dump(task, stream, protocol=pickle.HIGHEST_PROTOCOL)
            stream.flush()
            answer = pickle.load(cast("IO[bytes]", child.stdout))  # noqa: S301  # our own child
        except (OSError, EOFError, ValueError, pickle.UnpicklingError):
            self._forget(child)
            raise LostWorkerError("a planning process ended without an answer") from None
        if isinstance(answer, RackplanError):
            raise answer
        return answer

    def _child(self) -> subprocess.Popen[bytes]:
        child: subprocess.Popen[bytes] | None = getattr(self._own, "child", None)
        if child is None:
            if self._is_over:
                raise LostWorkerError("the work was ended")
            child = self._own.child = _start()
            self._all.append(child)
            if self._is_over:
                child.kill()
        return child

    def _forget(self, child: subprocess.Popen[bytes]) -> None:
        child.kill()
        child.wait()
        _close(child)
        self._own.child = None
        self._all.remove(child)


def _close(child: subprocess.Popen[bytes]) -> None:
    for stream in (child.stdin, child.stdout):
        with suppress(OSError):
            cast("IO[bytes]", stream).close()


def _start() -> subprocess.Popen[bytes]:
    """Start a process, which finds rackplan where this process found it."""
    home = str(Path(__file__).resolve().parents[2])
    paths = [home, *filter(None, [os.environ.get("PYTHONPATH")])]
    return subprocess.Popen(
        [sys.executable, "-m", "rackplan.crew.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
        env={**os.environ, **_ONE_THREAD, "PYTHONPATH": os.pathsep.join(paths)},
    )
