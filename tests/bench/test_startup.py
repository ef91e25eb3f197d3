"""How long ``rackplan --help`` takes, as a multiple of the bare interpreter's start.

To repeat it::

    .venv/bin/python -m pytest tests/bench/test_startup.py -n0 -s
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

ROUNDS = 15


def fastest(*arguments: str, cwd: Path) -> float:
    """The least wall time of several runs [s]."""
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        subprocess.run([sys.executable, *arguments], cwd=cwd, capture_output=True, check=True)
        times.append(time.perf_counter() - began)
    return min(times)


def test_help_answers_in_a_blink(tmp_path: Path) -> None:
    bare = fastest("-c", "pass", cwd=tmp_path)
    help_ = fastest("-m", "rackplan", "--help", cwd=tmp_path)
    print(f"\nbare {1e3 * bare:.0f} ms, --help {1e3 * help_:.0f} ms: {help_ / bare:.1f} times")
    assert help_ / bare < 10
    assert help_ < 0.4
