"""``rackplan plan --weight``: value, from the command line to every file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import rackplan as rp
from rackplan.errors import BadInputError

Run = Callable[..., Any]
Tiny = tuple[str, ...]

WEIGHED = ("--weight", "capability:24kUSD/PFLOPS", "--weight", "it_power: 120 USD/kW")
PRICES = {"wet-100": 4e6, "dry-40": 1e6, "net-10": 0.2e6}


def by_hand(racks: dict[str, int]) -> dict[str, float]:
    """What racks of the tiny site are worth [USD]."""
    rate = 200 * racks.get("wet-100", 0) + 60 * racks.get("dry-40", 0)
    power = 100 * racks.get("wet-100", 0) + 40 * racks.get("dry-40", 0)
    cost = sum(PRICES[name] * count for name, count in racks.items())
    return {"capability": 24e3 * rate, "it_power": 120.0 * power, "cost": -cost}


@pytest.fixture
def value(rackplan: Run, tiny: Tiny, out: Path) -> dict[str, Any]:
    """The plan of most value."""
    answer = rackplan("plan", *tiny, *WEIGHED, "--gap", "0", "--json", "--out", out)
    assert answer.code == 0
    document: dict[str, Any] = answer.json
    return document


def test_value_is_what_the_racks_are_worth(value: dict[str, Any], out: Path) -> None:
    worths = by_hand(value["racks"])
    objective = value["objective"]
    assert objective == {
        "name": "value",
        "value": pytest.approx(sum(worths.values())),
        "unit": "USD",
        "worth_usd": pytest.approx(worths),
    }
    assert value["status"] == "optimal"
    assert value["bound"] == objective["value"]
    assert value["cost"]["capex_usd"] == pytest.approx(-worths["cost"])
    assert all(each["worth_unit"].startswith("USD/") for each in value["binding"])
    assert json.loads((out / "plan.json").read_text()) == value


def test_no_other_objective_brings_more_value(
    value: dict[str, Any], rackplan: Run, tiny: Tiny, out: Path
) -> None:
    for name in ("capability", "cost", "it_power"):
        other = rackplan("plan", *tiny, "--objective", name, "--gap", "0", "--json", "--out", out)
        brings = sum(by_hand(other.json["racks"]).values())
        assert brings <= value["objective"]["value"]


def test_summary_says_what_it_is_made_of(rackplan: Run, tiny: Tiny, out: Path) -> None:
    answer = rackplan("plan", *tiny, *WEIGHED, "--weight", "cost:0.5", "--out", out)
    assert answer.code == 0
    lines = {line[2:12].strip(): line[13:] for line in answer.out.splitlines()}
    assert lines["objective"].startswith("value ")
    assert " USD; no plan has more than " in lines["objective"]
    assert " MUSD for capability at 24 kUSD/PFLOPS, " in lines["worth"]
    assert " kUSD for compute power at 120 USD/kW, less " in lines["worth"]
    assert lines["worth"].endswith(" MUSD, 0.5 times the capital")
    assert lines["verified"].startswith("yes: ")
    assert answer.out.startswith((out / "summary.txt").read_text().rstrip())


def test_value_may_come_after_another_objective(rackplan: Run, tiny: Tiny, out: Path) -> None:
    asked = ("--objective", "it_power", "--then", "value:20%", *WEIGHED)
    answer = rackplan("plan", *tiny, *asked, "--gap", "0", "--json", "--out", out)
    assert answer.code == 0
    (then,) = answer.json["then"]
    worths = by_hand(answer.json["racks"])
    assert answer.json["objective"]["name"] == "it_power"
    assert then["objective"]["value"] == pytest.approx(sum(worths.values()))
    assert then["objective"]["value"] <= then["bound"] + 1e-6
    assert then["objective"]["worth_usd"] == pytest.approx(worths)


def test_moves_are_priced_in_money(
    value: dict[str, Any], rackplan: Run, tiny: Tiny, out: Path, tmp_path: Path
) -> None:
    change = ("--set", "budget.capex=14 MUSD", "--move-price", "30 kUSD")
    answer = rackplan(
        "plan", *tiny, *WEIGHED, *change, "--keep", out, "--json", "--out", tmp_path / "again"
    )
    assert answer.code == 0
    kept = answer.json["kept"]
    assert kept["move_price"] == {"value": 30_000.0, "unit": "USD"}
    assert kept["charge"] == 30_000.0 * (kept["moved"] + kept["gone"])


def test_what_is_wrong_is_said_of_the_option(rackplan: Run, tiny: Tiny, out: Path) -> None:
    answer = rackplan("plan", *tiny, "--weight", "capability:3kUSD/kW", "--out", out)
    assert answer.code == 2
    assert (
        '--weight  demand.weights.capability: expected a price for a compute rate such as "3 kUSD/'
        'PFLOPS", got "3kUSD/kW" (price for a power). Did you mean kUSD/PFLOPS?' in answer.err
    )
    answer = rackplan("plan", *tiny, "--objective", "value", "--out", out)
    assert answer.code == 2
    assert "--objective  demand.objective: value is sought, and nothing says what" in answer.err
    assert not out.exists()


def test_python_refuses_value_without_weights(tiny: Tiny) -> None:
    site = rp.read_site(tiny[0], catalogs=tiny[2])
    with pytest.raises(BadInputError, match=r"demand\.weights: value is sought"):
        rp.plan(site, objective="value")
