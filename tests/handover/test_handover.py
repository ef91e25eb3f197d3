"""What is handed over is verified anew, whatever a file says of itself."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from rackplan.errors import BadInputError
from rackplan.handover.handover import handover_of
from rackplan.model.claim import Termination
from rackplan.report import write_result
from rackplan.result import Result, Run


@pytest.fixture
def result(handover) -> Result:
    return Result(
        site=handover.site,
        termination=Termination("feasible", "capability", "PFLOPS", 10.0, 11.0, 1.0, True),
        run=Run(0, 1, "0.0.0"),
        plan=handover.plan,
        verdict=handover.verdict,
        cost=handover.cost,
    )


@pytest.fixture
def folder(result, tmp_path):
    write_result(result, tmp_path / "two-halls")
    return tmp_path / "two-halls"


def _edit(folder, change) -> None:
    document = json.loads((folder / "plan.json").read_text())
    change(document)
    (folder / "plan.json").write_text(json.dumps(document))


def test_folder_file_and_result_say_the_same(result, folder, handover):
    of_result, of_folder, of_file = map(handover_of, (result, folder, folder / "plan.json"))
    assert of_result.plan == of_folder.plan == of_file.plan == handover.plan
    assert of_result.claim == of_folder.claim == of_file.claim
    assert of_result.claim.gap == pytest.approx(0.1)
    assert of_result.made == of_folder.made == of_file.made
    assert (of_folder.made.rackplan, of_folder.made.seed, of_folder.made.threads) == ("0.0.0", 0, 1)
    assert of_folder.standing == of_result.standing == handover.standing
    assert of_folder.cost == handover.cost
    assert of_folder.it_power.m_as("kW") == pytest.approx(handover.it_power.m_as("kW"))


def test_plan_that_holds_says_so(handover):
    verdict = handover.verdict
    assert verdict.holds
    assert handover.standing.startswith(f"Verified: all of {verdict.checks:,} checks hold")


def test_rack_taken_out_by_hand_is_found_out(folder):
    def take_out(document):
        document["placements"] = [p for p in document["placements"] if p["position"] != "R1-P05"]
        document["verdict"]["holds"] = True

    _edit(folder, take_out)
    edited = handover_of(folder)
    assert not edited.verdict.holds
    assert edited.standing.startswith("REFUTED: this plan does not hold; 1 limit is broken.")
    assert edited.claim is None
    assert edited.made is None


def test_rack_moved_by_hand_keeps_the_claim(folder):
    """The objective counts racks; where they stand does not change it."""

    def move(document):
        (rack,) = (p for p in document["placements"] if p["position"] == "R2-P06")
        rack["position"] = "R2-P07"

    _edit(folder, move)
    assert handover_of(folder).claim is not None


def test_plan_that_is_no_json_has_no_claim(folder):
    text = (folder / "plan.json").read_text()
    (folder / "plan.json").write_text(text.replace("{", "{ # edited\n", 1))
    assert handover_of(folder).claim is None


def test_cost_is_the_one_that_the_plan_was_printed_with(wisconsin):
    """The year is reckoned anew, and comes to the same bills."""
    handover, written = handover_of(wisconsin.folder), wisconsin.document["cost"]
    assert handover.cost.capital.m_as("USD") == pytest.approx(written["capex_usd"])
    yearly = handover.cost.yearly
    assert yearly is not None
    assert yearly.m_as("USD/year") == pytest.approx(written["opex_usd_per_year"], abs=0.01)
    assert handover.cost.use is not None
    assert handover.cost.use.pue == pytest.approx(written["pue"])


def test_assumed_layout_is_known(handover):
    assert handover.layout_is_assumed
    bare = handover.site.model_copy(update={"provenance": {}})
    assert not replace(handover, site=bare).layout_is_assumed


def test_no_plan_is_refused(result, folder):
    with pytest.raises(BadInputError, match="two-halls: holds no rack: there is nothing to export"):
        handover_of(replace(result, plan=None))
    _edit(folder, lambda document: document.update(placements=[]))
    with pytest.raises(BadInputError, match="holds no rack"):
        handover_of(folder)


def test_missing_folder_is_refused(tmp_path):
    with pytest.raises(BadInputError):
        handover_of(tmp_path / "nothing")
