"""Every example runs as it stands, in a folder of its own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.py"))
STUDIES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
TESTS = Path(__file__).parents[1]
LONGEST = 60

SMALL = Path(__file__).parents[2] / "examples" / "small-hall"
SHORT = {"04-generations.py", "05-independence.py"}
"""Examples that plan a large hall several times: here they plan the small one."""


def test_there_are_examples() -> None:
    assert EXAMPLES
    assert STUDIES


def test_examples_are_short_and_numbered() -> None:
    every = [*EXAMPLES, *STUDIES]
    assert {path.name: n for path in every if (n := _lines(path)) >= LONGEST} == {}
    numbers = sorted(path.name.partition("-")[0] for path in every)
    assert numbers == sorted(set(numbers))


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


@pytest.mark.slow
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_example_runs(path: Path, tmp_path: Path) -> None:
    arguments = [SMALL, SMALL / "catalogs"] if path.name in SHORT else []
    if path.name == "08-retrofit.py":
        arguments = [TESTS / "catalogs", *_built_hall(tmp_path)]
    done = subprocess.run(
        [sys.executable, path, *arguments],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert "verified" in done.stdout
    assert "NO" not in done.stdout.split()


def _built_hall(folder: Path) -> tuple[Path, str]:
    """The tiny site with two racks in it, as it is and in its scenario."""
    site = Path(shutil.copytree(TESTS / "sites" / "tiny", folder / "built"))
    standing = "placed: {R1-P1: wet-100, R1-P2: net-10}\n"
    (site / "standing.yaml").write_text(standing, encoding="utf-8")
    return site, f"{site}:cool"


@pytest.mark.slow
@pytest.mark.parametrize("path", STUDIES, ids=lambda path: path.name)
def test_example_of_a_study_runs(path: Path, tmp_path: Path) -> None:
    """On its own sites where they are small, else on the tiny one."""
    code = (
        "import sys; from rackplan.cli import run; from rackplan.study import Study;"
        "read = Study.read;"
        "file, site, catalogs = sys.argv[1:];"
        "is_small = 'small-hall' in open(file).read();"
        "instead = {} if is_small else {'sites': (site, site), 'catalogs': catalogs};"
        "Study.read = classmethod(lambda cls, path, **more: read(path, **more | instead));"
        "sys.exit(run(['study', file, '--workers', '2', '--out', 'out']))"
    )
    arguments = [path, TESTS / "sites" / "tiny", TESTS / "catalogs"]
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert " optimal" in done.stdout
    assert " failed" not in done.stdout
    assert " refuted" not in done.stdout
    assert list((tmp_path / "out").glob("*.svg"))
