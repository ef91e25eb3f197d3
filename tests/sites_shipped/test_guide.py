"""The guide in sites/README.md: its worked example is a site, and plans as it says."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rackplan.reading import read_site

Run = Callable[..., Any]

SITES = Path(__file__).parents[2] / "sites"
GUIDE = (SITES / "README.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(r"^`my-hall/(\S+\.yaml)`\n+```yaml\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example's folder, written as the guide says, where a person stands beside it."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "my-hall"
    path.mkdir()
    for name, text in EXAMPLE.findall(GUIDE):
        (path / name).write_text(text, encoding="utf-8")
    return path


def block(language: str, after: str) -> list[str]:
    """Lines of the first block of a language after some words."""
    text = GUIDE[GUIDE.index(after) :].split(f"```{language}\n", 1)[1]
    return text.split("```", 1)[0].splitlines()


def test_the_example_has_a_file_a_step(folder: Path) -> None:
    assert [path.name for path in sorted(folder.iterdir())] == [
        "cooling.yaml",
        "demand.yaml",
        "power.yaml",
        "rows.yaml",
        "site.yaml",
    ]
    assert len(re.findall(r"^\*\*\d\. ", GUIDE, re.MULTILINE)) == 6


def test_it_unfolds_as_the_guide_says(folder: Path) -> None:
    site = read_site(folder)
    assert len(site.positions) == 24
    assert next(iter(site.positions)) == "R1-P01"
    assert list(site.positions)[-1] == "R2-P12"
    assert [node.id for node in site.power.values() if node.kind == "utility"] == ["UT1", "UT2"]
    assert {site.power[feed].fed_by for feed in site.rows["R2"].feeds} == {("K1.B1",), ("K1.B2",)}


def test_its_commands_say_what_the_guide_says(folder: Path, rackplan: Run) -> None:
    commands = block("sh", "Look at it before you plan")
    answers = [rackplan(*command.split()[1:]) for command in commands]
    assert [(answer.code, answer.err) for answer in answers] == [(0, "")] * 4
    assert "nothing to complain of" in answers[0].out
    printed = [line for answer in answers[2:] for line in answer.out.splitlines()]
    for line in block("text", "The first plan stops"):
        assert line in printed


def test_outdoors_brings_the_year(folder: Path, rackplan: Run) -> None:
    before = rackplan("plan", "my-hall").out
    (folder / "cooling.yaml").write_text("\n".join(block("yaml", "`outdoors/cooling.yaml`")))
    after = rackplan("plan", "my-hall")
    assert (after.code, after.err) == (0, "")
    assert "WUE" not in before
    assert "WUE" in after.out
    assert "verified   yes" in after.out


def test_commands_of_the_head_name_what_there_is(rackplan: Run) -> None:
    for line in block("sh", "# The sites"):
        verb, *rest = line.split("#")[0].split()[1:]
        if verb == "plan":
            read_site(*rest)
        else:
            assert rackplan(verb, *rest).code == 0


def test_its_links_lead_somewhere() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", GUIDE)
    assert links
    assert not [link for link in links if "://" not in link and not (SITES / link).exists()]
