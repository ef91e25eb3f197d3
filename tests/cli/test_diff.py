"""``rackplan diff``: two plans, exit codes, and what is no plan."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def plans(rackplan: Run, tiny: tuple[str, ...], tmp_path: Path) -> tuple[Path, Path]:
    """A plan of the tiny site, and one with less money."""
    rich, poor = tmp_path / "rich", tmp_path / "poor"
    quick = ("--quiet", "--threads", "1", "--out")
    assert rackplan("plan", *tiny, *quick, rich).code == 0
    assert rackplan("plan", *tiny, "--set", "budget.capex=14 MUSD", *quick, poor).code == 0
    return rich, poor


def test_table_document_and_exit_codes(rackplan: Run, plans: tuple[Path, Path]) -> None:
    rich, poor = plans
    answer = rackplan("diff", rich, poor)
    assert (answer.code, answer.err) == (0, "")
    assert "  budget.capex  30 MUSD  ->  14 MUSD" in answer.out.splitlines()
    document = rackplan("diff", rich, poor / "plan.json", "--json")
    assert (document.code, document.json["schema"]) == (0, "rackplan/diff/1")
    assert document.json["before"]["name"] == str(rich)
    assert document.json["same_plan"] is False
    assert rackplan("diff", rich, poor, "--quiet").out == ""
    assert rackplan("diff", rich, poor, "--quiet", "--exit-code").code == 1
    assert rackplan("diff", rich, rich, "--quiet", "--exit-code").code == 0


def test_plan_that_does_not_hold_leaves_with_3(rackplan: Run, plans: tuple[Path, Path]) -> None:
    rich, poor = plans
    document = json.loads((poor / "plan.json").read_text())
    document["placements"] = [p for p in document["placements"] if p["rack"] != "net-10"]
    (poor / "plan.json").write_text(json.dumps(document))
    answer = rackplan("diff", rich, poor)
    assert answer.code == 3
    assert "REFUTED" in answer.out


def test_what_is_no_plan_is_said_with_its_place(rackplan: Run, tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_text('{"site": "tiny"}')
    answer = rackplan("diff", tmp_path, tmp_path)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith('plan.json:1:1  misses "placements"')
    assert rackplan("diff", tmp_path / "gone", tmp_path).code == 2
