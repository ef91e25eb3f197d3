"""``rackplan plan --then``: objectives one after the other, each with its own bound."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Tiny = tuple[str, ...]


def test_cost_comes_after_capability(rackplan: Run, tiny: Tiny, out: Path) -> None:
    first = rackplan("plan", *tiny, "--json", "--gap", "0", "--out", out).json
    answer = rackplan("plan", *tiny, "--json", "--gap", "0", "--then", "cost:10%", "--out", out)
    assert answer.code == 0
    document = answer.json
    (then,) = document["then"]
    assert first["then"] == []
    assert then["objective"]["name"] == "cost"
    assert then["objective"]["value"] == document["cost"]["capex_usd"] < first["cost"]["capex_usd"]
    assert (then["give"], then["status"]) == (0.1, "optimal")
    assert then["bound"] <= then["objective"]["value"]
    assert 0.9 * first["objective"]["value"] <= document["objective"]["value"]
    assert document["bound"] == first["bound"] == first["objective"]["value"]
    assert document["gap"] == pytest.approx(
        document["bound"] / document["objective"]["value"] - 1.0
    )
    assert document["changes"] == [
        'demand.then: (nothing) -> [{"objective": "cost", "give": "10%"}]'
    ]


def test_summary_says_what_came_next(rackplan: Run, tiny: Tiny, out: Path) -> None:
    answer = rackplan("plan", *tiny, "--then", "it_power", "--then", "cost:5 %", "--out", out)
    assert answer.code == 0
    power, cost = (line for line in answer.out.splitlines() if line.startswith("  then "))
    assert " kW, for up to 0 % of what comes before it; no plan that gives up no more has" in power
    assert " USD, for up to 5 % of what comes before it; no plan that gives up no more has" in cost


def test_an_unknown_objective_is_refused(rackplan: Run, tiny: Tiny, out: Path) -> None:
    answer = rackplan("plan", *tiny, "--then", "cst:1%", "--out", out)
    assert answer.code == 2
    assert (
        "demand.then[0].objective: expected one of capability, cost, it_power, value; "
        'got "cst". Did you mean cost?' in answer.err
    )
