"""What ``import rackplan`` offers, and what it costs."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
import types
from pathlib import Path

import pytest

import rackplan as rp


def test_names_are_listed_once_and_have_a_home() -> None:
    assert len(set(rp.__all__)) == len(rp.__all__)
    assert set(rp.__all__) == set(rp._HOMES)


@pytest.mark.parametrize("name", rp.__all__)
def test_name_is_what_its_home_holds(name: str) -> None:
    home = importlib.import_module(rp._HOMES[name])
    assert getattr(rp, name) is getattr(home, name)
    assert name in home.__all__


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'rackplan' has no attribute 'pln'"):
        _ = rp.pln


ORDERS = (
    "import rackplan.verify.checks; import rackplan as rp",
    "import rackplan as rp; rp.verify; import rackplan.verify.checks",
    "import rackplan as rp; import rackplan.verify; import rackplan.planner",
    "import rackplan.cli.verify; import rackplan.cli.plan; import rackplan as rp",
    "from rackplan import verify; import rackplan.verify.judgement; import rackplan as rp",
)


@pytest.mark.parametrize("order", ORDERS)
def test_verify_is_the_function_whatever_was_imported_first(order: str) -> None:
    code = f"{order}; print(callable(rp.verify), callable(rp.plan), rp.verify.__module__)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout == "True True rackplan.verify.judgement\n", done.stderr


def test_packages_are_reached_by_import() -> None:
    assert isinstance(importlib.import_module("rackplan.verify"), types.ModuleType)


def test_import_costs_nothing(tmp_path: Path) -> None:
    code = (
        "import json, sys; before = set(sys.modules); import rackplan;"
        "print(json.dumps(sorted(set(sys.modules) - before)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    ours = {name for name in json.loads(done.stdout) if name.split(".")[0] == "rackplan"}
    assert ours == {"rackplan"}
    assert not {"pint", "numpy", "pydantic", "ortools"} & set(json.loads(done.stdout))
