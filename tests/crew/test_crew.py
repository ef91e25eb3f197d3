"""Processes side by side: answers in order, errors as they are, and no one left behind."""

from __future__ import annotations

import operator
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from rackplan.crew import Crew, LostWorkerError, do_all
from rackplan.errors import BadInputError
from rackplan.reading import read_site


def is_alive(process: int) -> bool:
    """Whether a process runs; one that ended and was not waited for does not."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def wait_until_gone(process: int) -> bool:
    for _ in range(200):
        if not is_alive(process):
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_answers_come_in_the_order_of_the_tasks(workers: int) -> None:
    tasks = [(operator.mul, (n, n)) for n in range(4)]
    assert list(do_all(tasks, workers)) == [0, 1, 4, 9]


def test_one_worker_works_in_this_process_and_two_do_not() -> None:
    tasks = [(os.getpid, ()), (os.getpid, ())]
    assert set(do_all(tasks, 1)) == {os.getpid()}
    assert os.getpid() not in set(do_all(tasks, 2))


def test_a_process_stays_warm_and_ends_with_its_crew() -> None:
    with Crew() as crew:
        first, second = crew.ask((os.getpid, ())), crew.ask((os.getpid, ()))
        assert first == second
        assert is_alive(first)
    assert not is_alive(first)


def test_what_a_task_refuses_is_raised_here() -> None:
    with Crew() as crew:
        with pytest.raises(BadInputError, match="no such folder"):
            crew.ask((read_site, ("nowhere",)))
        assert crew.ask((operator.add, (1, 2))) == 3


def test_a_process_that_dies_is_told_and_replaced() -> None:
    with Crew() as crew:
        first = crew.ask((os.getpid, ()))
        with pytest.raises(LostWorkerError, match="ended without an answer"):
            crew.ask((os._exit, (3,)))
        assert crew.ask((os.getpid, ())) != first


def test_a_task_that_cannot_be_read_is_told_and_not_waited_for(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with Crew() as crew:
        with pytest.raises(LostWorkerError):
            crew.ask((_Unreadable(), ()))
        assert crew.ask((operator.add, (1, 2))) == 3
    assert "no such thing there" in capfd.readouterr().err


class _Unreadable:
    """Fails where it is read, as what is defined in a script of the user's does."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return exec, ("raise AttributeError('no such thing there')",)


def test_ending_a_crew_ends_what_is_at_work() -> None:
    crew, told = Crew(), []

    def ask() -> None:
        try:
            crew.ask((time.sleep, (60,)))
        except LostWorkerError as error:
            told.append(str(error))

    asking = threading.Thread(target=ask)
    asking.start()
    while not crew._all:
        time.sleep(0.01)
    crew.end()
    asking.join(10)
    assert told == ["a planning process ended without an answer"]


def test_processes_end_with_a_parent_that_is_killed() -> None:
    """In the midst of a task, and although nobody could tell them."""
    code = (
        "import os, threading, time; from rackplan.crew import Crew; crew = Crew();"
        "print(crew.ask((os.getpid, ())), flush=True); crew.ask((time.sleep, (60,)))"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        child = int(run.stdout.readline())
        assert is_alive(child)
        run.send_signal(signal.SIGKILL)
        run.wait()
    assert wait_until_gone(child)
