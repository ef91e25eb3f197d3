"""What tests of several floors share: the command line, and one plan of Wisconsin."""

from __future__ import annotations

import fcntl
import hashlib
import importlib.metadata
import json
import os
import platform
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from rackplan.cli import run

# What stops a change repeats; what looks for news does not: --hypothesis-profile=explore.
# Neither has a clock: what a machine does besides is no fault of a property.
settings.register_profile("settled", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None)
settings.load_profile("settled")

GOLDEN = Path(__file__).parent / "golden" / "wisconsin.txt"


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
    """The folder that ``rackplan plan wisconsin --threads 2`` wrote, and what it printed.

    A slow machine has time to come to the same gap: what is printed is then the same.
    """

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
            patient = ("--threads", "2", "--time-limit", "5 min")
            answer = process("plan", "wisconsin", *patient, cwd=home)
            said.write_text(json.dumps([answer.code, answer.out, answer.err]))
    return PlannedHall(Answer(*json.loads(said.read_text())), home / "out" / "wisconsin")


def made_with() -> str:
    """What decides which of several equally good plans comes first."""
    versions = (f"{name} {importlib.metadata.version(name)}" for name in ("ortools", "numpy"))
    cpuinfo = Path("/proc/cpuinfo")
    cpu = re.search(r"model name.*", cpuinfo.read_text()) if cpuinfo.exists() else None
    digest = hashlib.sha256((cpu[0] if cpu else "").encode()).hexdigest()[:8]
    return f"# made with {', '.join(versions)} on {platform.machine()} {digest}"


@dataclass(frozen=True)
class Recorded:
    """How a printed plan is compared with one that was written down earlier.

    The same solver on the same machine gives the same plan byte for byte, so there every word has
    to agree but for the seconds. Elsewhere another plan within the gap may come first; what it
    says has to be of the same form.
    """

    made_with: str
    here: str

    def comparable(self, text: str) -> list[str]:
        """The lines that have to agree."""
        text = re.sub(r"\b[\d.]+ s \(seed", "0.0 s (seed", text)
        lines = [line for line in text.splitlines() if line]
        if self.made_with == self.here:
            return lines
        return [line for line in lines if not line.startswith(" ") or line.startswith("  status")]


@pytest.fixture(scope="session")
def recorded() -> Recorded:
    """Compares with plans written down where ``golden/wisconsin.txt`` was."""
    return Recorded(GOLDEN.read_text().split("\n", 1)[0], made_with())
