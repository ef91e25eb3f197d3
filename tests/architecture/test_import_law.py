"""The law of imports holds, and the contracts that state it catch who breaks it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")

FLOORS = "Imports point down the floors"
PLANTED = {
    "up": ("model/site.py", "import rackplan.units, rackplan.reading", FLOORS),
    "to a sibling": ("verify/flow.py", "import rackplan.optimize.row", FLOORS),
    "to the command line": ("report/folder.py", "import rackplan.cli.output", FLOORS),
    "of the judge by the optimizer": ("optimize/solve.py", "import rackplan.verify", FLOORS),
    "of the solver by the judge": (
        "verify/words.py",
        "import ortools",
        "Only optimize knows OR-Tools",
    ),
    "of a drawing library": (
        "report/folder.py",
        "import ezdxf",
        "Only exchange knows XlsxWriter, ezdxf and openpyxl",
    ),
    "of a cluster": ("crew/crew.py", "import distributed", "Only study knows Dask"),
    "of a sibling by the export": ("exchange/manifest.py", "import rackplan.report", FLOORS),
    "of yaml": ("report/folder.py", "import yaml", "Only reading knows YAML"),
    "of physics by rows": (
        "optimize/rows/space/weight.py",
        "from rackplan.physics import floor",
        "Rows do not import physics: optimize/problem.py reduces inputs with it once",
    ),
    "of another rule's rows": (
        "optimize/rows/space/weight.py",
        "from rackplan.optimize.rows.space import depth",
        "Rows of one rule know nothing of another rule's",
    ),
    "of another rule's check": (
        "verify/checks/power/tap.py",
        "from rackplan.verify.checks.space import weight",
        "The check of one rule knows nothing of another rule's",
    ),
}
"""A file, the line planted there, and the contract that has to catch it."""


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Check the package of a folder by the contracts of that folder."""
    command = [LINT_IMPORTS, "--no-cache", "--no-logo"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    """A copy of the package with its contracts, to plant things in."""
    shutil.copy(root / "pyproject.toml", tmp_path)
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(root / "rackplan", tmp_path / "rackplan", ignore=ignored)
    return tmp_path


def test_law_holds(root: Path) -> None:
    done = lint_imports(root)
    assert done.returncode == 0, done.stdout + done.stderr
    assert ", 0 broken." in done.stdout


def test_every_contract_is_tried_below(root: Path) -> None:
    settings = tomllib.loads((root / "pyproject.toml").read_text())
    contracts = {contract["name"] for contract in settings["tool"]["importlinter"]["contracts"]}
    assert contracts == {contract for _, _, contract in PLANTED.values()}


@pytest.mark.parametrize("what", PLANTED)
def test_planted_import_is_caught(what: str, copy: Path) -> None:
    file, line, contract = PLANTED[what]
    path = copy / "rackplan" / file
    path.write_text(f"{path.read_text()}\n{line}\n")
    done = lint_imports(copy)
    assert done.returncode == 1, done.stdout + done.stderr
    assert f"{contract} BROKEN" in done.stdout


def test_folder_without_a_floor_is_caught(copy: Path) -> None:
    (copy / "rackplan" / "helpers").mkdir()
    (copy / "rackplan" / "helpers" / "__init__.py").write_text("")
    done = lint_imports(copy)
    assert done.returncode == 1
    assert "rackplan.helpers" in done.stdout + done.stderr


@pytest.mark.parametrize(("package", "floor"), [("ortools", "optimize"), ("yaml", "reading")])
def test_package_that_one_floor_knows(package: str, floor: str, modules: tuple[Any, ...]) -> None:
    """Also in the files that belong to no floor, and by whatever form of import."""
    knowing = {module.shown for module in modules if package in module.imported}
    assert knowing
    assert all(shown.startswith(f"rackplan/{floor}/") for shown in knowing), knowing
