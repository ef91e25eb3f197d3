"""Processes that plan rows side by side, each on one thread.

They are programs of their own and not forks of this one, so that a script needs no guard around its
main part and a terminal's Ctrl-C ends all of them.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Self, cast

from rackplan.compare.case import Case
from rackplan.compare.planning import Effort, plan_case
from rackplan.compare.row import Row
from rackplan.errors import RackplanError, SolverError
from rackplan.model.site import Site

__all__ = ["Job", "plan_all"]

Job = tuple[Site, Case, Effort]
"""What `plan_case` takes."""


def plan_all(jobs: Sequence[Job], workers: int) -> Iterator[Row]:
    """Plan jobs, as many at once as there are workers; rows come in the order of the jobs.

    With one worker all is planned in this process.
    """
    if workers <= 1 or len(jobs) <= 1:
        yield from (plan_case(*job) for job in jobs)
        return
    with (
        _Crew() as crew,
        ThreadPoolExecutor(min(workers, len(jobs))) as hands,
    ):
        yield from hands.map(crew.plan, jobs)


class _Crew:
    """One process for each thread that asks; leaving it ends them all."""

    def __init__(self) -> None:
        self._own = threading.local()
        self._all: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for child in self._all:
            with suppress(BrokenPipeError):
                cast("IO[bytes]", child.stdin).close()
            if kind is not None:
                child.kill()
            child.wait()
            cast("IO[bytes]", child.stdout).close()

    def plan(self, job: Job) -> Row:
        """Have a job planned by the process of this thread."""
        child: subprocess.Popen[bytes] | None = getattr(self._own, "child", None)
        if child is None:
            child = self._own.child = _start()
            self._all.append(child)
        try:
            stream = cast("IO[bytes]", child.stdin)
            pickle.dump(job, stream, protocol=pickle.HIGHEST_PROTOCOL)
            stream.flush()
            answer = pickle.load(cast("IO[bytes]", child.stdout))  # noqa: S301  # our own child
        except (BrokenPipeError, EOFError):
            raise SolverError("a planning process ended without an answer") from None
        if isinstance(answer, RackplanError):
            raise answer
        assert isinstance(answer, Row), answer
        return answer


def _start() -> subprocess.Popen[bytes]:
    """Start a planning process, which finds rackplan where this process found it."""
    home = str(Path(__file__).resolve().parents[2])
    paths = [home, *filter(None, [os.environ.get("PYTHONPATH")])]
    return subprocess.Popen(
        [sys.executable, "-m", "rackplan.compare.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
    )
