"""``rackplan plan``: files, the document, exit codes, and what stops it early."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rackplan.report import FILES
from rackplan.rules import RULES
from tests.no_clock import without_clock

Run = Callable[..., Any]
Tiny = tuple[str, ...]

NUMBER = (int, float)
TYPES: dict[str, tuple[type, ...]] = {
    "schema": (str,),
    "site": (str,),
    "scenario": (str, type(None)),
    "status": (str,),
    "objective": (dict,),
    "bound": NUMBER,
    "gap": NUMBER,
    "seconds": NUMBER,
    "trace": (list,),
    "racks": (dict,),
    "it_power_kw": NUMBER,
    "placements": (list,),
    "verdict": (dict,),
    "binding": (list,),
    "cost": (dict,),
    "provenance": (dict,),
    "inputs": (dict,),
}
"""The contract of the document."""


def test_plan_of_wisconsin_is_verified_and_proved(wisconsin: Any) -> None:
    assert (wisconsin.answer.code, wisconsin.answer.err) == (0, "")
    document = wisconsin.document
    assert document["status"] == "optimal"
    assert document["gap"] <= 0.005
    assert document["verdict"]["holds"] is True
    assert document["verdict"]["findings"] == []
    assert document["verdict"]["checks"] > 2_000
    assert document["it_power_kw"] >= 30_000


def test_plan_leaves_four_files_and_says_so(wisconsin: Any) -> None:
    assert sorted(path.name for path in wisconsin.folder.iterdir()) == sorted(FILES)
    wrote = [line for line in wisconsin.answer.out.splitlines() if line.startswith("wrote ")]
    assert wrote == [f"wrote out/wisconsin/{name}" for name in FILES]
    summary = (wisconsin.folder / "summary.txt").read_text()
    assert wisconsin.answer.out.startswith(summary)


def test_document_has_the_keys_and_types_of_the_contract(wisconsin: Any) -> None:
    document = wisconsin.document
    wrong = {key for key, kinds in TYPES.items() if not isinstance(document[key], kinds)}
    assert not wrong
    assert document["schema"] == "rackplan/plan/1"
    assert set(document["objective"]) == {"name", "value", "unit"}
    assert {"holds", "checks", "failures_simulated", "findings"} <= set(document["verdict"])
    assert {"capex_usd", "opex_usd_per_year"} <= set(document["cost"])
    assert {"rackplan", "files", "seed", "threads", "deterministic"} <= set(document["provenance"])


def test_document_names_what_binds(wisconsin: Any) -> None:
    binding = wisconsin.document["binding"]
    keys = {"rule", "where", "used", "limit", "unit", "worth", "method"}
    assert binding
    assert all(keys <= set(entry) for entry in binding)
    assert {entry["rule"] for entry in binding} <= set(RULES)
    assert all(entry["worth"] > 0 for entry in binding)


def test_document_agrees_with_itself(wisconsin: Any) -> None:
    document = wisconsin.document
    racks = Counter(placement["rack"] for placement in document["placements"])
    assert racks == document["racks"]
    value, bound = document["objective"]["value"], document["bound"]
    assert math.isclose(document["gap"], abs(bound - value) / value, abs_tol=1e-9)
    verdict = document["verdict"]
    assert verdict["checks"] == sum(verdict["checks_by_rule"].values())
    assert verdict["failures_simulated"] == sum(verdict["failures_by_kind"].values())
    for placement in document["placements"]:
        assert {"position", "rack", "feeds", "loop"} <= set(placement)
        row = placement["position"].split("-")[0]
        assert placement["feeds"] == [f"{row}.A", f"{row}.B"]


def test_document_traces_how_plan_and_bound_came_together(wisconsin: Any) -> None:
    document = wisconsin.document
    trace = document["trace"]
    assert all(set(step) == {"seconds", "incumbent", "bound"} for step in trace)
    seconds = [step["seconds"] for step in trace]
    assert 0 <= seconds[0] <= seconds[-1] <= document["seconds"]
    assert seconds == sorted(seconds)
    plans = [step["incumbent"] for step in trace if step["incumbent"] is not None]
    bounds = [step["bound"] for step in trace if step["bound"] is not None]
    assert plans == sorted(plans)
    assert bounds == sorted(bounds, reverse=True)
    assert (plans[-1], bounds[-1]) == (document["objective"]["value"], document["bound"])


def test_document_pins_its_files(wisconsin: Any) -> None:
    provenance = wisconsin.document["provenance"]
    assert (provenance["seed"], provenance["threads"]) == (0, 2)
    assert provenance["deterministic"] is True
    assert "sites/wisconsin/power.yaml" in provenance["files"]
    assert all(len(digest) == 64 for digest in provenance["files"].values())


def test_json_prints_the_document_of_the_file_and_nothing_else(
    rackplan: Run, tiny: Tiny, out: Path
) -> None:
    answer = rackplan("plan", *tiny, "--json", "--out", out)
    assert (answer.code, answer.err) == (0, "")
    assert answer.json == json.loads((out / "plan.json").read_text())


def test_same_input_and_seed_give_the_same_plan(
    rackplan: Run, tiny: Tiny, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("one", "two"):
        options = ("--threads", "2", "--seed", "7", "--quiet", "--out", folder)
        assert rackplan("plan", *tiny, *options).code == 0
    assert Path("one/plan.csv").read_bytes() == Path("two/plan.csv").read_bytes()
    one, two = (json.loads(Path(folder, "plan.json").read_text()) for folder in ("one", "two"))
    assert one["seconds"] > 0
    assert two["seconds"] > 0
    assert without_clock(one) == without_clock(two)
    assert (one["provenance"]["seed"], one["provenance"]["threads"]) == (7, 2)


def test_quiet_says_nothing_and_writes_all(rackplan: Run, tiny: Tiny, out: Path) -> None:
    answer = rackplan("plan", *tiny, "--quiet", "--out", out)
    assert (answer.code, answer.out, answer.err) == (0, "", "")
    assert sorted(path.name for path in out.iterdir()) == sorted(FILES)


def test_result_goes_to_a_folder_named_after_site_and_scenario(
    rackplan: Run, tiny: Tiny, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    site, *options = tiny
    assert rackplan("plan", site, *options, "--quiet").code == 0
    assert rackplan("plan", f"{site}:cool", *options, "--quiet").code == 0
    assert sorted(path.name for path in Path("out").iterdir()) == ["tiny", "tiny-cool"]
    scenario = json.loads(Path("out/tiny-cool/plan.json").read_text())["scenario"]
    assert scenario == "cool"


def test_objective_and_changes_are_recorded(rackplan: Run, tiny: Tiny, out: Path) -> None:
    document = rackplan(
        *("plan", *tiny, "--json", "--out", out),
        *("--objective", "it_power", "--set", "budget.capex=20 MUSD"),
    ).json
    assert document["objective"]["name"] == "it_power"
    assert document["objective"]["unit"] == "kW"
    racks = document["racks"]
    assert document["objective"]["value"] == 100 * racks["wet-100"] + 40 * racks["dry-40"]
    assert document["changes"] == [
        "budget.capex: 30 MUSD -> 20 MUSD",
        "demand.objective: capability -> it_power",
    ]


def test_date_decides_what_is_in_supply(rackplan: Run, tiny: Tiny, out: Path) -> None:
    """Of wet-100, four are delivered in June 2026 and eight more in June 2027."""
    asked = ("plan", *tiny, "--out", out, "--objective", "it_power", "--json", "--at")
    late, early = (rackplan(*asked, date) for date in ("2027-06-01", "2027-05-31"))
    assert (late.code, early.code) == (0, 0)
    assert (late.json["date"], early.json["date"]) == ("2027-06-01", "2027-05-31")
    assert early.json["racks"]["wet-100"] <= 4 < late.json["racks"]["wet-100"]
    before_any = rackplan(*asked, "2026-05-31")
    assert before_any.code == 1
    assert any("supply.units at wet-100" in line for line in before_any.json["explanation"])


def test_impossible_demand_names_the_rule_and_the_place(rackplan: Run, out: Path) -> None:
    demand = ("--set", "demand.racks.gb300-nvl72.at_least=400")
    answer = rackplan("plan", "wisconsin", *demand, "--out", out)
    assert answer.code == 1
    assert "supply.units at gb300-nvl72: at most 36 racks." in answer.out
    assert "demand.racks at gb300-nvl72: at least 400 racks." in answer.out


def test_impossible_demand_as_a_document(rackplan: Run, tiny: Tiny, out: Path) -> None:
    demand = ("--set", "demand.racks.wet-100.at_least=14", "--json")
    answer = rackplan("plan", *tiny, *demand, "--out", out)
    assert answer.code == 1
    document = answer.json
    assert document["status"] == "infeasible"
    assert document["objective"]["value"] is None
    assert document["verdict"] is None
    assert document["placements"] == []
    assert any("supply.units at wet-100" in sentence for sentence in document["explanation"])


def test_clock_runs_out_before_any_plan(rackplan: Run, out: Path) -> None:
    options = ("--time-limit", "0.01s", "--out", out)
    answer = rackplan("plan", "wisconsin", *options)
    assert answer.code == 4
    assert "no plan was found in time" in answer.out
    document = rackplan("plan", "wisconsin", *options, "--json")
    assert document.code == 4
    assert document.json["status"] == "limit"
    assert document.json["provenance"]["deterministic"] is False


def test_foreign_folder_is_left_alone(rackplan: Run, tiny: Tiny, out: Path) -> None:
    out.mkdir()
    (out / "letters.txt").write_text("dear")
    answer = rackplan("plan", *tiny, "--out", out)
    assert (answer.code, answer.out) == (2, "")
    assert "holds letters.txt, which no plan left there" in answer.err
    assert [path.name for path in out.iterdir()] == ["letters.txt"]


def test_earlier_plan_is_replaced(rackplan: Run, tiny: Tiny, out: Path) -> None:
    assert rackplan("plan", *tiny, "--quiet", "--out", out).code == 0
    change = ("--set", "budget.capex=20 MUSD")
    assert rackplan("plan", *tiny, *change, "--quiet", "--out", out).code == 0
    assert json.loads((out / "plan.json").read_text())["changes"]
    assert sorted(path.name for path in out.iterdir()) == sorted(FILES)


def test_plan_that_the_verifier_refutes_is_our_bug(
    rackplan: Run, tiny: Tiny, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A budget check that compares with a thousandth of the budget stands in for the bug."""
    from rackplan.verify.checks import CHECKS
    from rackplan.verify.facts import Facts

    def strict(facts: Facts) -> Any:
        poor = facts.site.budget.model_copy(update={"capex": facts.site.budget.capex / 1000})
        site = facts.site.model_copy(update={"budget": poor})
        return honest(Facts(site, facts.plan, facts.racks))

    honest = CHECKS["budget.capex"]
    monkeypatch.setitem(CHECKS, "budget.capex", strict)
    answer = rackplan("plan", *tiny, "--out", out)
    assert answer.code == 3
    assert answer.err.splitlines() == [
        "The optimizer made this plan and the verifier refutes it: that is a bug in rackplan.",
        f"{out} holds the plan with all of its inputs; please report it with that folder.",
    ]
    assert "no: 1 finding in" in answer.out
    assert rackplan("plan", *tiny, "--json", "--out", out).json["verdict"]["holds"] is False
    monkeypatch.undo()
    assert rackplan("verify", out).code == 0, "the folder is enough to judge the plan again"
