"""``rackplan`` as a process: start-up, pipes, terminals, Ctrl-C."""

from __future__ import annotations

import json
import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Process = Callable[..., Any]
Tiny = tuple[str, ...]

SCRIPT = Path(sys.executable).with_name("rackplan")
HEAVY = {"pint", "pydantic", "ortools", "numpy", "scipy", "yaml", "pandas", "rich"}
"""Packages whose import costs time that ``--help`` does not have."""


def test_help_imports_nothing_heavy(tmp_path: Path) -> None:
    code = (
        "import json, sys; from rackplan.cli import run; code = run(['--help']);"
        "sys.stderr.write(json.dumps([code, sorted(sys.modules)]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    code, modules = json.loads(done.stderr)
    assert code == 0
    assert "rackplan.cli" in modules
    assert not HEAVY & set(modules)
    for verb in ("plan", "verify", "check", "rules"):
        assert f"\n  {verb} " in done.stdout


@pytest.mark.parametrize("verb", ["plan", "verify", "check", "rules"])
def test_help_of_a_verb(verb: str, process: Process, tmp_path: Path) -> None:
    answer = process(verb, "--help", cwd=tmp_path)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("Usage: ")
    assert "--json" in answer.out


def test_installed_command_and_module_say_the_same(process: Process, tmp_path: Path) -> None:
    command = [SCRIPT, "rules", "nonsense"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    answer = process("rules", "nonsense", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (answer.code, answer.out, answer.err)
    assert done.returncode == 2


def test_exit_codes_leave_the_process(process: Process, tiny: Tiny, tmp_path: Path) -> None:
    ask = ("--quiet", "--threads", "2")
    assert process("plan", *tiny, *ask, cwd=tmp_path).code == 0
    dear = ("--site", *tiny, "--set", "budget.capex=1 MUSD")
    assert process("verify", "out/tiny", *dear, cwd=tmp_path).code == 3
    many = ("--set", "demand.racks.wet-100.at_least=14")
    assert process("plan", *tiny, *many, *ask, cwd=tmp_path).code == 1
    assert process("plan", *tiny, *ask, "--time-limit", "0s", cwd=tmp_path).code == 4
    assert process("plan", "nowhere", cwd=tmp_path).code == 2


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_reader_that_leaves_changes_nothing(
    options: tuple[str, ...], tiny: Tiny, tmp_path: Path
) -> None:
    """As with ``| head -1``, except that the reader is gone before the first line."""
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "rackplan", "plan", *tiny, "--threads", "2", *options]
    done = subprocess.run(
        command, cwd=tmp_path, stdout=writer, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "out" / "tiny" / "plan.json").exists()


def test_complaint_that_nobody_reads(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "rackplan", "plan", "nowhere", "--json"]
    done = subprocess.run(command, cwd=tmp_path, stdout=writer, stderr=writer, check=False)
    os.close(writer)
    assert done.returncode == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_full_disk_is_said(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "rackplan", "rules"],
            cwd=tmp_path,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.startswith("the answer cannot be written: No space left on device\n")


def test_terminal_without_our_letters(process: Process, tmp_path: Path) -> None:
    plain = os.environ | {"PYTHONIOENCODING": "ascii"}
    answer = process("plan", "nöwhere", "--json", cwd=tmp_path, env=plain)
    assert answer.code == 2
    assert 'unknown site "n\\xf6where"' in answer.err
    assert 'unknown site "nöwhere"' in answer.json["error"]


class Terminal:
    """``rackplan`` with a terminal as its standard error, and what it painted there."""

    def __init__(self, *arguments: str, cwd: Path) -> None:
        self._ours, theirs = pty.openpty()
        command = [sys.executable, "-m", "rackplan", *arguments]
        self.process = subprocess.Popen(
            command,
            cwd=cwd,
            stdout=subprocess.PIPE,
            stderr=theirs,
            text=True,
            start_new_session=True,
        )
        os.close(theirs)
        self.painted = ""

    def wait_for(self, text: str, seconds: float) -> None:
        """Read until a text was painted."""
        ends = time.monotonic() + seconds
        while text not in self.painted and time.monotonic() < ends:
            self._read()
        assert text in self.painted

    def interrupt(self) -> None:
        """Ctrl-C: the terminal signals every process that is in the foreground."""
        os.killpg(self.process.pid, signal.SIGINT)

    def end(self) -> str:
        """Wait for the end; return what was printed."""
        printed, _ = self.process.communicate(timeout=60)
        while self._read():
            pass
        os.close(self._ours)
        return printed

    def _read(self) -> bool:
        ready, _, _ = select.select([self._ours], [], [], 0.2)
        try:
            new = os.read(self._ours, 4096).decode() if ready else ""
        except OSError:  # how a terminal says that nobody is left on the other side
            new = ""
        self.painted += new
        return bool(new)


def test_interrupt_returns_the_best_plan_so_far(tmp_path: Path) -> None:
    changes = ("--set", "budget.capex=641.7 MUSD", "--set", "power.blocks[1].ups.rating=2.213 MW")
    hard = ("--gap", "0", *changes, "--threads", "2")
    terminal = Terminal("plan", "wisconsin", *hard, cwd=tmp_path)
    terminal.wait_for("best ", 60)
    terminal.interrupt()
    printed = terminal.end()
    document = json.loads((tmp_path / "out" / "wisconsin" / "plan.json").read_text())
    assert terminal.process.returncode == 0
    assert "Traceback" not in terminal.painted
    assert terminal.painted.endswith("\r\033[K"), "the progress line is wiped"
    assert "gap " in terminal.painted
    assert document["verdict"]["holds"] is True
    assert document["provenance"]["deterministic"] is False
    assert "cut off by the clock" in printed
    assert document["seconds"] < 60
