"""Plans of the tiny site on disk, planned in this process, and a way to edit them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import rackplan as rp
from rackplan.optimize import search, solve
from rackplan.reading import read_site
from rackplan.result import Result
from tests.optimize.inline_pool import InlinePool

TESTS = Path(__file__).parents[1]

Edit = Callable[[Callable[[dict[str, Any]], None]], Path]


def _planned(*changes: str) -> Result:
    site = read_site(TESTS / "sites" / "tiny", catalogs=TESTS / "catalogs", changes=changes)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "Pool", InlinePool)
        patch.setattr(solve, "Pool", InlinePool)
        return rp.plan(site, threads=1, time_limit="120 s", gap=0.0)


@pytest.fixture(scope="session")
def result() -> Result:
    """Four wet racks of 4 MUSD, two dry ones of 1 MUSD, three of network of 0.2 MUSD."""
    return _planned()


@pytest.fixture(scope="session")
def poor() -> Result:
    """The same with 14 MUSD for racks."""
    return _planned("budget.capex=14 MUSD")


@pytest.fixture(scope="session")
def folder(result: Result, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The result on disk."""
    home = tmp_path_factory.mktemp("plans") / "tiny"
    rp.write_result(result, home)
    return home


@pytest.fixture
def edited(folder: Path, tmp_path: Path) -> Edit:
    """Changes the document of a copy."""

    def edit(change: Callable[[dict[str, Any]], None]) -> Path:
        copy = Path(shutil.copytree(folder, tmp_path / "edited"))
        document = json.loads((copy / "plan.json").read_text())
        change(document)
        (copy / "plan.json").write_text(json.dumps(document))
        return copy

    return edit
