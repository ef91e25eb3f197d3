"""Worker processes: answers in order, no survivors, and a word when one dies."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import replace

import numpy as np
import pytest
from scipy import sparse

from rackplan.errors import SolverError
from rackplan.optimize.pool import Pool
from rackplan.optimize.task import Task
from rackplan.optimize.worker import solve


def _task(most: int) -> Task:
    return Task(
        matrix=sparse.csr_array(np.ones((1, 2))),
        lower=np.array([-np.inf]),
        upper=np.array([float(most)]),
        least=np.zeros(2, dtype=np.int64),
        most=np.array([9, 9]),
        each=np.array([2.0, 1.0]),
        maximize=True,
    )


def _pids(pool: Pool) -> list[int]:
    return [child.pid for child in pool._children]


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.slow
def test_answers_come_in_the_order_of_the_tasks():
    tasks = [_task(most) for most in (3, 1, 4, 1, 5)]
    with Pool(2) as pool:
        assert pool.size == 2
        assert [answer.value for answer in pool.solve(*tasks)] == [6.0, 2.0, 8.0, 2.0, 10.0]
        assert [answer.value for answer in pool.solve_alike(tasks)] == [6.0, 2.0, 8.0, 2.0, 10.0]
        first, second = pool.give(tasks[0]), pool.give(tasks[1])
        assert not pool.has_room
        assert pool.take(second).value == 2.0
        assert pool.has_room
        assert pool.take(first).value == 6.0
        pids = _pids(pool)
    assert not any(_is_alive(pid) for pid in pids)


def test_equal_tasks_are_solved_once(monkeypatch):
    given = []
    pool = Pool(1)
    monkeypatch.setattr(pool, "solve", lambda *tasks: (given.append(t) or solve(t) for t in tasks))
    tasks = [_task(3), _task(4), _task(3), replace(_task(3), each=np.array([3.0, 1.0]))]
    assert [answer.value for answer in pool.solve_alike(tasks)] == [6.0, 8.0, 6.0, 9.0]
    assert len(given) == 3


@pytest.mark.slow
def test_an_error_kills_the_processes_in_the_middle_of_their_work():
    """A knapsack that takes long: the processes do not outlive their search."""
    rng = np.random.default_rng(0)
    hard = replace(
        _task(0),
        matrix=sparse.csr_array(rng.integers(100, 999, (40, 60)).astype(float)),
        lower=np.full(40, -np.inf),
        upper=np.full(40, 15_000.0),
        least=np.zeros(60, dtype=np.int64),
        most=np.ones(60, dtype=np.int64),
        each=rng.integers(100, 999, 60).astype(float),
    )
    pids: list[int] = []
    with pytest.raises(KeyboardInterrupt):
        _interrupted(hard, pids)
    assert not any(_is_alive(pid) for pid in pids)


def _interrupted(task: Task, pids: list[int]) -> None:
    with Pool(2) as pool:
        pool.give(task)
        pids += _pids(pool)
        time.sleep(1.5)
        raise KeyboardInterrupt


@pytest.mark.slow
def test_a_process_that_dies_is_an_error_with_a_way_to_tell_it():
    with Pool(1) as pool:
        ticket = pool.give(_task(3))
        os.kill(_pids(pool)[0], signal.SIGKILL)
        with pytest.raises(SolverError, match="a solver process ended without an answer"):
            pool.take(ticket)
