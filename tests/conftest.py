"""What tests of several floors share: the command line, and one plan of Wisconsin."""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from rackplan.cli import run

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Answer:
    """What a run of the command line said, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on standard output."""
        return json.loads(self.out)


@pytest.fixture
def rackplan(capsys: pytest.CaptureFixture[str]) -> Callable[..., Answer]:
    """Runs ``rackplan`` with arguments, without a process of its own."""

    def call(*arguments: str | Path) -> Answer:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Answer(code, captured.out, captured.err)

    return call


@pytest.fixture(scope="session")
def process() -> Callable[..., Answer]:
    """Runs ``python -m rackplan`` with arguments in a folder, as a person would."""

    def call(*arguments: str | Path, cwd: Path, **options: Any) -> Answer:
        command = [sys.executable, "-m", "rackplan", *map(str, arguments)]
        done = subprocess.run(
            command, cwd=cwd, capture_output=True, text=True, timeout=250, check=False, **options
        )
        return Answer(done.returncode, done.stdout, done.stderr)

    return call


@dataclass(frozen=True)
class PlannedHall:
    """The folder that ``rackplan plan wisconsin --threads 2`` wrote, and what it printed."""

    answer: Answer
    folder: Path

    @property
    def document(self) -> dict[str, Any]:
        """A fresh copy of plan.json."""
        document: dict[str, Any] = json.loads((self.folder / "plan.json").read_text())
        return document


@pytest.fixture(scope="session")
def wisconsin(
    tmp_path_factory: pytest.TempPathFactory, process: Callable[..., Answer]
) -> PlannedHall:
    """Wisconsin, planned once for all test processes, with everything as shipped."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    home = shared / "wisconsin"
    home.mkdir(exist_ok=True)
    said = home / "answer.json"
    with (home / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the process that comes second waits, and then reads
        if not said.exists():
            answer = process("plan", "wisconsin", "--threads", "2", cwd=home)
            said.write_text(json.dumps([answer.code, answer.out, answer.err]))
    return PlannedHall(Answer(*json.loads(said.read_text())), home / "out" / "wisconsin")
