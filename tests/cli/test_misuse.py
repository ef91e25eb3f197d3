"""Command lines that cannot be followed: exit 2, our words, no traceback, nothing written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

SAID = {
    ("plan", "wisconsin", "--gap", "abc"): (
        '--gap  expected a share such as 0.1% or 0.001, got "abc"'
    ),
    ("plan", "wisconsin", "--gap", "150%"): (
        '--gap  expected a share such as 0.1% or 0.001, got "150%"'
    ),
    ("plan", "wisconsin", "--gap=-1%"): (
        '--gap  expected a share such as 0.1% or 0.001, got "-1%"'
    ),
    ("plan", "wisconsin", "--time-limit", "30 kW"): (
        '--time-limit  expected a duration such as "30 s", got "30 kW" (power). '
        "Units here: s, min, h, day, week, month, year."
    ),
    ("plan", "wisconsin", "--time-limit", "30"): (
        '--time-limit  expected a duration such as "30 s", got "30" without a unit. Write 30 s?'
    ),
    ("plan", "wisconsin", "--time-limit=-5s"): (
        '--time-limit  expected a duration such as "30 s", got "-5s", which is below zero'
    ),
    ("plan", "wisconsin", "--at", "soon"): (
        '--at  demand.date: expected a date such as 2026-12-01, got "soon"'
    ),
    ("plan", "wisconsin", "--at", "2026-13-01"): (
        '--at  demand.date: expected a date such as 2026-12-01, got "2026-13-01"'
    ),
    ("plan", "wisconsin", "--set", "budget.capx=5 MUSD"): (
        '--set  budget: unknown key "capx". Did you mean capex?'
    ),
    ("plan", "wisconsin", "--set", "budget.capex=5 MW"): (
        '--set  budget.capex: expected an amount of money such as "4.0 MUSD", got "5 MW" (power). '
        "Units here: USD, kUSD, MUSD, GUSD."
    ),
    ("plan", "wisconsin", "--set", "budget.capex"): (
        '--set  expected path=value, got "budget.capex"'
    ),
    ("plan", "wisconsin", "--objective", "costs"): (
        "--objective  demand.objective: expected one of capability, cost, it_power, value; "
        'got "costs". Did you mean cost?'
    ),
    ("plan", "wisconsin", "--catalogs", "nowhere"): "nowhere  no such folder of catalogs",
    ("plan", "wisconson"): (
        'unknown site "wisconson": no such folder. Shipped sites: indiana, ohio, texas, '
        "virginia, wisconsin. Did you mean wisconsin?"
    ),
    ("check", "nowhere/at-all"): (
        'unknown site "nowhere/at-all": no such folder. Shipped sites: indiana, '
        "ohio, texas, virginia, wisconsin."
    ),
    ("verify", "plan.json"): "plan.json  no such file",
}
"""What is typed, and the one line that comes before the count."""

WROTE = {"plan": "; nothing was written.", "check": ".", "verify": "."}
"""What stands behind the count: a verb that writes no file has no need to say so."""


@pytest.fixture(autouse=True)
def nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every test runs in an empty folder and leaves it empty."""
    monkeypatch.chdir(tmp_path)
    yield
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("typed", SAID, ids=" ".join)
def test_bad_value(typed: tuple[str, ...], rackplan: Run) -> None:
    answer = rackplan(*typed)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == f"{SAID[typed]}\n1 problem{WROTE[typed[0]]}\n"


@pytest.mark.parametrize("typed", SAID, ids=" ".join)
def test_bad_value_as_a_document(typed: tuple[str, ...], rackplan: Run) -> None:
    answer = rackplan(*typed, "--json")
    assert answer.code == 2
    document = answer.json
    assert document["schema"] == "rackplan/error/1"
    assert document["error"] == SAID[typed]
    (problem,) = document["problems"]
    assert set(problem) == {"file", "line", "column", "path", "message"}
    assert SAID[typed].endswith(problem["message"])


def test_both_limits_are_told_at_once(rackplan: Run) -> None:
    answer = rackplan("plan", "wisconsin", "--gap", "x", "--time-limit", "x")
    assert answer.code == 2
    first, second, count = answer.err.splitlines()
    assert first.startswith("--gap  ")
    assert second.startswith("--time-limit  ")
    assert count == "2 problems; nothing was written."


MISUSED = {
    ("plan",): "Missing argument",
    ("verify",): "Missing argument",
    ("nonsense",): "No such command 'nonsense'",
    ("plan", "wisconsin", "--objectiv", "cost"): "No such option",
    ("plan", "wisconsin", "--threads", "0"): "Invalid value for '--threads'",
    ("plan", "wisconsin", "--threads", "100000"): "Invalid value for '--threads'",
    ("plan", "wisconsin", "--seed", "x"): "Invalid value for '--seed'",
    ("rules", "power.tap", "power.busway"): "unexpected extra argument",
}


@pytest.mark.parametrize("typed", MISUSED, ids=" ".join)
def test_misused_command_line(typed: tuple[str, ...], rackplan: Run) -> None:
    answer = rackplan(*typed)
    assert (answer.code, answer.out) == (2, "")
    assert MISUSED[typed] in answer.err
    assert "Traceback" not in answer.err


@pytest.mark.parametrize("typed", MISUSED, ids=" ".join)
def test_misused_command_line_as_a_document(typed: tuple[str, ...], rackplan: Run) -> None:
    answer = rackplan(*typed, "--json")
    assert answer.code == 2
    assert answer.json["schema"] == "rackplan/error/1"
    assert MISUSED[typed] in answer.json["error"]


def test_crash_is_no_verdict(rackplan: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python leaves with 1 after a traceback, which would read as: no plan fits."""
    from rackplan import planner

    def crash(*_: object, **__: object) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(planner, "plan", crash)
    answer = rackplan("plan", "wisconsin", "--json")
    assert answer.code == 70
    assert answer.json["error"] == "ZeroDivisionError: division by zero"
    assert "Traceback" in answer.err
    assert answer.err.endswith("This is a bug in rackplan: please report it.\n")
