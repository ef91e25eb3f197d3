"""Racks made of servers, from the command line: planned, written, verified, changed."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
TESTS = Path(__file__).parents[1]
BUILT = (str(TESTS / "built_site"), "--catalogs", str(TESTS / "builds"))


@pytest.fixture
def planned(rackplan: Run, out: Path) -> Path:
    assert rackplan("plan", *BUILT, "--quiet", "--out", out).code == 0
    return out


def test_planned_and_verified(rackplan: Run, planned: Path) -> None:
    document = json.loads((planned / "plan.json").read_text())
    assert document["racks"] == {"built-air": 3, "built-wet": 2}
    assert document["it_power_kw"] == pytest.approx(3 * 34 + 2 * 120)
    assert document["cost"]["capex_usd"] == pytest.approx(3 * 424e3 + 2 * 1840e3)
    assert document["objective"]["value"] == pytest.approx(3 * 64 + 2 * 240)
    assert document["verdict"]["holds"]
    assert document["verdict"]["failures_by_kind"]["shelf"] == 3 * 16 + 2 * 4
    assert document["verdict"]["throttled"] == {"built-air": 3}
    answer = rackplan("verify", planned, "--json")
    assert answer.code == 0
    assert answer.json["failures_by_kind"] == document["verdict"]["failures_by_kind"]


def test_an_edited_server_in_a_plan_is_judged(rackplan: Run, planned: Path) -> None:
    """The plan is judged against the documents in it: warmer air than the servers bear."""
    file = planned / "plan.json"
    document = json.loads(file.read_text())
    document["inputs"]["catalog"]["node-8"]["air"]["inlet_max"] = "20 degC"
    file.write_text(json.dumps(document))
    answer = rackplan("verify", planned)
    assert answer.code == 3
    assert "cooling.inlet_temperature" in answer.out


def test_summary_names_the_origins_of_parts_once(planned: Path) -> None:
    """Of built-air's parts: all that node-8 states, and not again what follows for the rack."""
    summary = (planned / "summary.txt").read_text()
    assert "assumed: node-8.power_factor\n" in summary
    assert "    1  assumption\n" in summary
    assert "   10  published\n" in summary


def test_a_price_that_lacks_is_asked_of_the_piece(rackplan: Run, out: Path, tmp_path: Path) -> None:
    shutil.copytree(TESTS / "builds", tmp_path / "builds")
    frame = tmp_path / "builds/racks/frame-42.yaml"
    frame.write_text(re.sub(r"^price:.*\n", "", frame.read_text(), flags=re.MULTILINE))
    site = (BUILT[0], "--catalogs", tmp_path / "builds", "--set", "budget.capex=100 MUSD")
    answer = rackplan("plan", *site, "--out", out)
    assert answer.code == 2
    assert answer.err.startswith(
        "catalog.built-air.price: no price is stated: frame-42 states none, and the budget or the "
    )


def test_a_changed_strip_changes_the_plan(rackplan: Run, out: Path) -> None:
    """22.2 kVA a feed carry two servers of 7.5 kVA beside 2.1 kVA of switches."""
    change = ("--set", "catalog.strip-63.rating=40 A")
    answer = rackplan("plan", *BUILT, *change, "--out", out, "--json")
    assert answer.code == 0
    assert answer.json["it_power_kw"] == pytest.approx(3 * 18 + 2 * 120)
    assert answer.json["changes"] == ["catalog.strip-63.rating: 63 A -> 40 A"]


@pytest.mark.parametrize(("rating", "code"), [("3.6 kW", 0), ("3.59 kW", 1)])
def test_switches_do_not_hang_on_the_supplies_of_servers(
    rackplan: Run, out: Path, rating: str, code: int
) -> None:
    """Eight supplies of a feed carry 4 x 7.2 kW of servers, and not the 2 kW of switches too."""
    change = ("--set", f"catalog.psu-4.rating={rating}")
    answer = rackplan("plan", *BUILT, *change, "--out", out, "--json")
    assert answer.code == code
    assert ("power.shelves" in str(answer.json["explanation"])) is (code == 1)
