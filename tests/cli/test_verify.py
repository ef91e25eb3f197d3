"""``rackplan verify``: a plan's own site or another one, and files that hold no plan."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Tiny = tuple[str, ...]


@pytest.fixture
def planned(rackplan: Run, tiny: Tiny, out: Path) -> Path:
    """The folder of a plan of the tiny site."""
    assert rackplan("plan", *tiny, "--quiet", "--out", out).code == 0
    return out


def test_folder_and_file_say_the_same(rackplan: Run, planned: Path) -> None:
    folder, file = rackplan("verify", planned), rackplan("verify", planned / "plan.json")
    assert (folder.code, folder.err) == (0, "")
    assert folder == file
    first, second, blank, title = folder.out.splitlines()[:4]
    assert first.startswith("HOLDS: ")
    assert "single losses simulated: 1 utility, 3 generator, 3 transformer, 3 UPS" in second
    assert (blank, title) == ("", "Tightest limits")


def test_verdict_as_a_document_is_the_one_of_the_plan(rackplan: Run, planned: Path) -> None:
    answer = rackplan("verify", planned, "--json")
    verdict = answer.json
    assert (answer.code, answer.err) == (0, "")
    assert verdict.pop("schema") == "rackplan/verdict/1"
    assert verdict.pop("site") == "tiny"
    document = json.loads((planned / "plan.json").read_text())
    assert verdict.pop("year") == document["year"]
    assert verdict.pop("misclaims") == []
    thermal = verdict.pop("thermal")
    assert thermal == document["thermal"]
    assert [loop["loop"] for loop in thermal["loops"]] == ["L1"]
    assert thermal["plants"] == [
        {"plant": "HR1", "heat": pytest.approx(_tightest_rejection(verdict))}
    ]
    assert verdict == document["verdict"]


def _tightest_rejection(verdict: dict[str, Any]) -> dict[str, float]:
    margin = next(each for each in verdict["margins"] if each["rule"] == "cooling.rejection")
    return {key: margin[key] for key in ("used", "limit")}


def test_a_value_that_the_racks_do_not_bring_is_said(rackplan: Run, planned: Path) -> None:
    file = planned / "plan.json"
    document = json.loads(file.read_text())
    brings = document["objective"]["value"]
    document["objective"]["value"] = brings + 1.0
    file.write_text(json.dumps(document))
    said = (
        f"capability {brings + 1:,.10g} PFLOPS is claimed, and the plan has {brings:,.10g} PFLOPS"
    )
    assert rackplan("verify", planned, "--json").json["misclaims"] == [said]
    answer = rackplan("verify", planned)
    assert answer.code == 0
    assert f"What the plan says of itself and is not so\n  {said}\n" in answer.out


def test_quiet_leaves_the_exit_code(rackplan: Run, planned: Path) -> None:
    answer = rackplan("verify", planned, "--quiet")
    assert (answer.code, answer.out, answer.err) == (0, "", "")


def test_other_site_refutes_with_the_margin(rackplan: Run, tiny: Tiny, planned: Path) -> None:
    cost = json.loads((planned / "plan.json").read_text())["cost"]["capex_usd"]
    other = ("--site", *tiny, "--set", "budget.capex=10 MUSD")
    answer = rackplan("verify", planned, *other)
    assert answer.code == 3
    lines = answer.out.splitlines()
    assert lines[0].startswith("REFUTED: ")
    assert lines[3] == "1 finding"
    assert lines[4].startswith("  budget.capex: The racks cost ")
    (finding,) = rackplan("verify", planned, *other, "--json").json["findings"]
    assert (finding["rule"], finding["where"], finding["unit"]) == ("budget.capex", "tiny", "USD")
    assert finding["margin"] == pytest.approx(10e6 - cost)


def test_changes_belong_to_another_site(rackplan: Run, planned: Path) -> None:
    answer = rackplan("verify", planned, "--set", "budget.capex=10 MUSD")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("--set, --catalogs and --at go with --site\n")


def test_text_of_a_plan_cannot_paint_the_terminal(rackplan: Run, planned: Path) -> None:
    document = json.loads((planned / "plan.json").read_text())
    for placement in document["placements"]:
        placement["pod"] = "\x1b[2Jgone"
    (planned / "plan.json").write_text(json.dumps(document))
    answer = rackplan("verify", planned)
    assert answer.code == 3
    assert "[2Jgone" in answer.out
    assert "\x1b" not in answer.out + answer.err


BAD = {
    "cut off": ('{"schema": "rackplan/plan/1", "site": "tiny", "placements": [', "plan.json:2:1"),
    "no plan": ('{"racks": 3}', "plan.json:1:1"),
    "a list": ("[1, 2]", "plan.json:1:1"),
    "empty": ("", "plan.json"),
    "of another kind": ('{"schema": "rackplan/error/1"}', "plan.json:1:"),
    "no text": ("\x00\x01", "plan.json:1"),
}


@pytest.mark.parametrize("name", BAD)
def test_file_that_is_no_plan(name: str, rackplan: Run, tmp_path: Path) -> None:
    text, place = BAD[name]
    (tmp_path / "plan.json").write_text(text)
    answer = rackplan("verify", tmp_path)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(place)
    assert answer.err.endswith((" problem.\n", " problems.\n"))
    document = rackplan("verify", tmp_path, "--json")
    assert document.code == 2
    assert document.json["schema"] == "rackplan/error/1"
    assert document.json["problems"][0]["file"] == "plan.json"


def test_missing_file(rackplan: Run, tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "plan.json", tmp_path / "no" / "such.json"):
        answer = rackplan("verify", path)
        assert answer.code == 2
        assert "no such file\n1 problem.\n" in answer.err


def test_failures_are_told_one_by_one(rackplan: Run, planned: Path) -> None:
    plain = rackplan("verify", planned)
    answer = rackplan("verify", planned, "--failures")
    assert answer.code == 0
    assert answer.out.startswith(plain.out)
    title, head, *losses = answer.out[len(plain.out) :].splitlines()[1:]
    assert title == "Losses"
    assert head.split()[:2] == ["loss", "racks"]
    assert any(line.startswith("  UPS K1.U1 ") for line in losses)
    document = rackplan("verify", planned, "--failures", "--json").json
    assert "outages" not in rackplan("verify", planned, "--json").json
    assert sum(outage["alike"] for outage in document["outages"]) == document["failures_simulated"]
    assert len(losses) == len(document["outages"])
    ups = next(o for o in document["outages"] if o["failure"] == "ups K1.U1")
    assert ups["dark"] == {"racks": {}, "kw": 0.0}
    assert ups["carried"][0]["share"] <= 1
    assert ups["tightest"]["failure"] == "ups K1.U1"
