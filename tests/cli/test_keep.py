"""``rackplan plan --keep``: what stays of an earlier plan, and what is wrong with one."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Tiny = tuple[str, ...]


@pytest.fixture
def earlier(rackplan: Run, tiny: Tiny, tmp_path: Path) -> Path:
    """The plan of the tiny site as it is."""
    folder = tmp_path / "earlier"
    assert rackplan("plan", *tiny, "--quiet", "--out", folder).code == 0
    return folder / "plan.json"


def test_a_plan_is_kept_whole(rackplan: Run, tiny: Tiny, earlier: Path, out: Path) -> None:
    answer = rackplan("plan", *tiny, "--keep", earlier, "--json", "--out", out)
    assert answer.code == 0
    before = json.loads(earlier.read_text())
    assert answer.json["placements"] == before["placements"]
    kept = answer.json["kept"]
    racks = len(before["placements"])
    assert before["kept"] is None
    assert (kept["stayed"], kept["moved"], kept["gone"], kept["new"]) == (racks, 0, 0, 0)
    compute = sum(p["rack"] in ("wet-100", "dry-40") for p in before["placements"])
    tenth = 0.1 * before["objective"]["value"] / compute
    assert kept["move_price"] == {"value": pytest.approx(tenth, abs=1e-3), "unit": "PFLOPS"}
    assert kept["charge"] == 0
    assert json.loads((out / "plan.json").read_text()) == answer.json


def test_less_money_takes_as_little_as_it_must(
    rackplan: Run, tiny: Tiny, earlier: Path, out: Path
) -> None:
    change = ("--set", "budget.capex=14 MUSD", "--move-price", "20 PFLOPS")
    answer = rackplan("plan", *tiny, *change, "--keep", earlier.parent, "--out", out)
    assert answer.code == 0
    document = json.loads((out / "plan.json").read_text())
    old, new = (
        {(p["position"], p["rack"]) for p in each["placements"]}
        for each in (json.loads(earlier.read_text()), document)
    )
    kept = document["kept"]
    assert kept["stayed"] == len(old & new)
    assert kept["moved"] + kept["gone"] == len(old - new) > 0
    assert kept["moved"] + kept["new"] == len(new - old)
    assert kept["charge"] == 20 * len(old - new)
    assert document["bound"] >= document["objective"]["value"]
    said = f"kept       {kept['stayed']} racks of the earlier plan stay, {kept['moved']} move, "
    assert said + f"{kept['gone']} go, {kept['new']} come" in answer.out
    assert "no plan that moves no more racks has more than" in answer.out
    assert "policy.move_price: (nothing) -> 20 PFLOPS" in document["changes"]


def test_another_site_cannot_be_kept(rackplan: Run, tiny: Tiny, earlier: Path, out: Path) -> None:
    document = json.loads(earlier.read_text())
    earlier.write_text(json.dumps(document | {"site": "other"}, indent=1))
    answer = rackplan("plan", *tiny, "--keep", earlier, "--out", out)
    assert answer.code == 2
    assert (
        f'{earlier.name}:3:10  site: a plan of the site "other", and "tiny" is planned: '
        "only a plan of the same site can be kept" in answer.err
    )
    assert not out.exists()


def test_all_that_is_wrong_with_a_plan_is_said_at_once(
    rackplan: Run, tiny: Tiny, earlier: Path, out: Path
) -> None:
    document = json.loads(earlier.read_text())
    first, second, third, *_ = document["placements"]
    first["position"], second["rack"] = "R1-P9", "wet-101"
    third["position"] = document["placements"][3]["position"]
    earlier.write_text(json.dumps(document, indent=1))
    answer = rackplan("plan", *tiny, "--keep", earlier, "--out", out)
    assert answer.code == 2
    told = answer.err.splitlines()
    assert len(told) == 4
    assert 'placements[0].position: the site has no position "R1-P9". ' in told[0]
    assert 'placements[1].rack: unknown rack "wet-101". Did you mean wet-100?' in told[1]
    at = third["position"]
    assert f'placements[3].position: at "{at}" stands a rack already: placements[2]' in told[2]
    assert told[3] == "3 problems; nothing was written."


def test_a_price_of_moves_wants_a_plan(rackplan: Run, tiny: Tiny, out: Path) -> None:
    answer = rackplan("plan", *tiny, "--move-price", "5 %", "--out", out)
    assert answer.code == 2
    assert "--move-price: no plan is kept: name it with --keep" in answer.err


def test_a_price_of_moves_is_measured_like_the_objective(
    rackplan: Run, tiny: Tiny, earlier: Path, out: Path
) -> None:
    asked = ("plan", *tiny, "--keep", earlier, "--out", out, "--move-price", "50 kW")
    answer = rackplan(*asked)
    assert answer.code == 2
    assert "as the objective is capability" in answer.err
    assert rackplan(*asked, "--objective", "it_power", "--quiet").code == 0
