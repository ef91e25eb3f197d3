"""``rackplan check``: shipped inputs, and bad ones with all of their problems."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rackplan.reading import read_catalog, shipped_sites

Run = Callable[..., Any]
Tiny = tuple[str, ...]

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("path", ["sites/wisconsin", "wisconsin", "sites"])
def test_shipped_sites_from_anywhere(
    path: str, rackplan: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in (ROOT, tmp_path):
        monkeypatch.chdir(folder)
        answer = rackplan("check", path)
        assert (answer.code, answer.err) == (0, "")
        first = shipped_sites()[0] if path == "sites" else "wisconsin"
        assert answer.out.startswith(f"{path}: site {first}, ")
        assert "nothing to complain of" in answer.out


def test_catalogs_as_a_document(rackplan: Run) -> None:
    answer = rackplan("check", "catalogs", "--json")
    assert (answer.code, answer.err) == (0, "")
    document = answer.json
    assert document["schema"] == "rackplan/check/1"
    files = [path for path in (ROOT / "catalogs").rglob("*.yaml") if path.name != "sources.yaml"]
    assert document["products"] == len(files)
    assert document["figures"] == sum(document["confidence"].values())
    told = {(doubt["id"], doubt["product"]) for doubt in document["doubts"]}
    assert ("power.feed-loss", "gb300-nvl72") in told
    for part in document["coverage"]:
        own = part["assumption"] + part["unstated"]
        assert part["sourced"] == pytest.approx(1 - own / part["figures"], abs=1e-4)


def test_a_file_is_checked_with_its_folder(rackplan: Run) -> None:
    file = ROOT / "catalogs/racks/gb300-nvl72.yaml"
    answer = rackplan("check", file)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(f"{file} is a file: check the folder that it belongs to\n")


def test_quiet(rackplan: Run, tiny: Tiny) -> None:
    answer = rackplan("check", *tiny, "--quiet")
    assert (answer.code, answer.out, answer.err) == (0, "", "")


def test_every_problem_is_told_with_its_place(rackplan: Run, tmp_path: Path) -> None:
    site = tmp_path / "bad"
    site.mkdir()
    for path in (ROOT / "sites" / "wisconsin").iterdir():
        text = path.read_text().replace("rating: {value: 2 MW", "rating: {value: 2 MWh")
        (site / path.name).write_text(text.replace("objective: capability", "objectiv: cost"))
    answer = rackplan("check", site)
    assert (answer.code, answer.out) == (2, "")
    lines = answer.err.splitlines()
    assert lines[0].startswith('bad/demand.yaml:4:3  demand: unknown key "objectiv".')
    assert "/bad/power.yaml:" not in answer.err
    assert lines[1].startswith("bad/power.yaml:12:")
    assert 'expected a power such as "2 MW" or ' in lines[1]
    assert lines[1].endswith('got "2 MWh" (energy). Did you mean MW?')
    assert lines[2:] == ["2 problems."]
    problems = rackplan("check", site, "--json").json["problems"]
    assert [(p["file"], p["line"]) for p in problems] == [
        ("bad/demand.yaml", 4),
        ("bad/power.yaml", 12),
    ]
    assert all(p["message"] and p["column"] for p in problems)


def test_shipped_catalog_holds_what_the_issue_asks_for() -> None:
    racks = read_catalog().racks
    assert {"gb200-nvl72", "gb300-nvl72", "mi355x-rack"} <= set(racks)
