"""``rackplan explain``: of a plan and of a site, exit codes, and what cannot be explained."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]
Tiny = tuple[str, ...]

QUICK = ("--workers", "1", "--time-limit", "60s")
TOO_MUCH = ("--set", "budget.capex=1 MUSD")


def test_plan_is_explained(rackplan: Run, tiny: Tiny, out: Path) -> None:
    assert rackplan("plan", *tiny, "--quiet", "--threads", "1", "--out", out).code == 0
    answer = rackplan("explain", out, *QUICK)
    assert (answer.code, answer.err) == (0, "")
    assert "What one step more would bring, the most first (planned anew)" in answer.out
    document = rackplan("explain", out / "plan.json", *QUICK, "--steps", "0", "--json")
    assert (document.code, document.json["status"]) == (0, "explained")
    assert document.json["steps"] == []
    assert {each["rule"] for each in document.json["not_stepped"]} >= {"supply.units"}


def test_site_that_holds_nothing_leaves_with_1(rackplan: Run, tiny: Tiny) -> None:
    answer = rackplan("explain", *tiny, *TOO_MUCH, *QUICK)
    assert answer.code == 1
    assert "Why nothing fits" in answer.out
    assert "The capital budget lacks " in answer.out
    told = rackplan("explain", *tiny, *TOO_MUCH, *QUICK, "--json")
    assert (told.code, told.json["status"]) == (1, "impossible")
    assert told.json["impossible"]["confirmed"] is True
    assert rackplan("explain", *tiny, *TOO_MUCH, *QUICK, "--quiet").out == ""


def test_infeasible_plan_file_is_explained(rackplan: Run, tiny: Tiny, out: Path) -> None:
    assert rackplan("plan", *tiny, *TOO_MUCH, "--quiet", "--out", out).code == 1
    answer = rackplan("explain", out, *QUICK)
    assert answer.code == 1
    assert "Why nothing fits" in answer.out


def test_changes_belong_to_a_site(rackplan: Run, tmp_path: Path) -> None:
    (tmp_path / "plan.json").write_text(json.dumps({"site": "tiny"}))
    answer = rackplan("explain", tmp_path, *TOO_MUCH)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("--set, --catalogs and --at go with a site, not a plan\n")
    assert rackplan("explain", tmp_path).code == 2
    assert rackplan("explain", "no-such-site").code == 2
