"""A wheel carries catalogs and sites, and rackplan runs out of it anywhere."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel, built as pip would build it."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What an installer would put on the path."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def out_of_wheel(unpacked: Path, cwd: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python with the wheel in front of everything else."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(unpacked)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("part", ["catalogs", "sites"])
def test_it_carries_every_input(part: str, root: Path, wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = set(archive.namelist())
    files = [path.relative_to(root).as_posix() for path in (root / part).rglob("*.yaml")]
    assert files
    assert {f"rackplan/shipped/{file}" for file in files} <= packed


def test_it_carries_the_package_and_no_tests(wheel: Path, modules: tuple[Any, ...]) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert {module.shown for module in modules} <= packed
    assert {name.split("/")[0] for name in packed} == {"rackplan"}


def test_it_reads_the_shipped_site_anywhere(unpacked: Path, tmp_path: Path) -> None:
    program = (
        "import rackplan as rp; site = rp.read_site('wisconsin');"
        "print(rp.__file__); print(len(site.positions))"
    )
    done = out_of_wheel(unpacked, tmp_path, "-c", program)
    assert done.returncode == 0, done.stderr
    where, positions = done.stdout.splitlines()
    assert Path(where).is_relative_to(unpacked)
    assert int(positions) > 320


def test_its_command_line_runs_anywhere(unpacked: Path, tmp_path: Path) -> None:
    done = out_of_wheel(unpacked, tmp_path, "-m", "rackplan", "check", "sites")
    assert done.returncode == 0, done.stderr
    assert "site wisconsin, " in done.stdout.splitlines()[0]
    plan = ("plan", "wisconsin", "--time-limit", "0s", "--quiet")
    assert out_of_wheel(unpacked, tmp_path, "-m", "rackplan", *plan).returncode == 4
