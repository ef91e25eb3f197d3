"""Every example runs as it stands, in a folder of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.py"))


SMALL = Path(__file__).parents[2] / "examples" / "small-hall"
SHORT = {"04-generations.py", "05-independence.py"}
"""Examples that plan a large hall several times: here they plan the small one."""


def test_there_are_examples() -> None:
    assert EXAMPLES


@pytest.mark.slow
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_example_runs(path: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, path, *([SMALL, SMALL / "catalogs"] if path.name in SHORT else [])],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert "verified" in done.stdout
    assert "NO" not in done.stdout.split()
