"""``rackplan export``: files for others, from the folder of a plan."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from rackplan.exchange import exporting


@pytest.fixture
def hall(wisconsin, tmp_path, monkeypatch) -> Path:
    """A copy of Wisconsin's result, in the folder that we are in."""
    shutil.copytree(wisconsin.folder, tmp_path / "out" / "wisconsin")
    monkeypatch.chdir(tmp_path)
    return Path("out/wisconsin")


def test_paths_of_what_was_written(rackplan, hall):
    answer = rackplan("export", hall, "--to", "dxf")
    assert answer.code == 0
    assert answer.out.splitlines() == [
        "wrote out/wisconsin-dxf/wisconsin-H1.dxf",
        "wrote out/wisconsin-dxf/export.json",
    ]
    assert answer.err == ""


@pytest.mark.parametrize("to", ["xlsx", "dxf", "netbox", "csv"])
def test_every_format_in_quiet(rackplan, hall, to):
    answer = rackplan("export", hall / "plan.json", "--to", to, "--out", f"other/{to}", "--quiet")
    assert (answer.code, answer.out, answer.err) == (0, "", "")
    assert (Path("other") / to / "export.json").exists()


def test_one_document(rackplan, hall):
    answer = rackplan("export", hall, "--to", "xlsx", "--json")
    assert answer.json == {
        "schema": "rackplan/export/1",
        "site": "wisconsin",
        "to": "xlsx",
        "verified": True,
        "files": ["out/wisconsin-xlsx/wisconsin.xlsx", "out/wisconsin-xlsx/export.json"],
    }


def test_plan_that_does_not_hold_is_written_and_says_so(rackplan, hall):
    document = json.loads((hall / "plan.json").read_text())
    kept = [each for each in document["placements"] if each["rack"] != "management-rack"]
    document["placements"] = kept
    (hall / "plan.json").write_text(json.dumps(document))
    answer = rackplan("export", hall, "--to", "csv")
    assert answer.code == 3
    assert answer.err.startswith("REFUTED: this plan does not hold; ")
    assert json.loads(Path("out/wisconsin-csv/export.json").read_text())["verified"] is False


def test_unknown_format(rackplan, hall):
    answer = rackplan("export", hall, "--to", "pdf")
    assert answer.code == 2
    assert answer.err.splitlines()[0] == 'no format "pdf". There are: xlsx, dxf, netbox, csv.'


def test_missing_library(rackplan, hall, monkeypatch):
    monkeypatch.setattr(exporting, "find_spec", lambda _: None)
    answer = rackplan("export", hall, "--to", "xlsx")
    assert answer.code == 2
    assert 'pip install "rackplan[exchange]"' in answer.err
    assert not Path("out/wisconsin-xlsx").exists()


def test_format_has_to_be_named(rackplan, hall):
    answer = rackplan("export", hall)
    assert answer.code == 2
    assert "--to" in answer.err


def test_folder_without_a_plan(rackplan, tmp_path):
    answer = rackplan("export", tmp_path, "--to", "csv")
    assert answer.code == 2
    assert "plan.json" in answer.err
