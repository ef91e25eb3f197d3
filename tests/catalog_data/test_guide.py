"""The guide in catalogs/README.md: its table is complete, and its worked example works."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rackplan.model.catalog import KINDS
from rackplan.reading import read_catalog
from rackplan.reading.lint import LINT

Run = Callable[..., Any]

CATALOGS = Path(__file__).parents[2] / "catalogs"
GUIDE = (CATALOGS / "README.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(r"^`my-catalog/(\S+\.yaml)`\n+```yaml\n(.*?)^```", re.MULTILINE | re.DOTALL)
ROW = re.compile(r"^\| `([a-z]+)` \| ([^|]+) \|", re.MULTILINE)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example's folder, written as the guide says, where a person stands beside it."""
    monkeypatch.chdir(tmp_path)
    for name, text in EXAMPLE.findall(GUIDE):
        path = tmp_path / "my-catalog" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "my-catalog"


def block(language: str, after: str) -> list[str]:
    """Lines of the first block of a language after some words."""
    text = GUIDE[GUIDE.index(after) :].split(f"```{language}\n", 1)[1]
    return text.split("```", 1)[0].splitlines()


def test_every_kind_is_in_the_table_where_its_files_are() -> None:
    table = {folder: re.findall(r"`([a-z-]+)`", kinds) for folder, kinds in ROW.findall(GUIDE)}
    folders = {path.parent.name for path in CATALOGS.glob("*/*.yaml")}
    assert sorted(kind for kinds in table.values() for kind in kinds) == sorted(KINDS)
    assert folders <= set(table)
    for path in CATALOGS.glob("*/*.yaml"):
        kind = re.search(r"^kind: (\S+)", path.read_text(encoding="utf-8"), re.MULTILINE)
        assert kind is not None
        assert kind[1] in table[path.parent.name], path


def test_every_rule_of_the_lint_is_in_its_table() -> None:
    table = dict(re.findall(r"^\| `([a-z]+\.[a-z-]+)` \| ([^|]+) \|$", GUIDE, re.MULTILINE))
    assert {rule: f"{said}." for rule, said in table.items()} == {
        rule: " ".join((check.__doc__ or "").split()) for rule, check in LINT.items()
    }


def test_the_example_has_its_three_files(folder: Path) -> None:
    found = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.yaml"))
    assert found == ["racks/acme-a8-rack.yaml", "servers/acme-a8.yaml", "sources.yaml"]


def test_its_commands_say_what_the_guide_says(folder: Path, rackplan: Run) -> None:
    commands = block("sh", "Three files do it")
    answers = [rackplan(*command.split()[1:]) for command in commands]
    assert [(answer.code, answer.err) for answer in answers] == [(0, ""), (0, "")]
    checked, shown = (answer.out for answer in answers)
    assert "nothing to complain of" in checked
    assert "Doubts" not in checked
    for line in block("text", "Three files do it"):
        assert line in shown.splitlines()


def test_its_rack_is_the_sum_of_its_parts(folder: Path) -> None:
    assembly = read_catalog(extra=folder).assemblies["acme-a8-rack"]
    assert assembly.servers == 5
    assert assembly.rack.computing is not None
    assert assembly.rack.computing.accelerators == 5 * 8
    assert 5 * 9.4 <= float(assembly.rack.planned_power.m_as("kW")) <= 5 * 9.4 + 0.3


def test_one_strip_a_feed_leaves_three_servers(folder: Path) -> None:
    path = folder / "racks" / "acme-a8-rack.yaml"
    path.write_text(path.read_text().replace("value: 2,", "value: 1,"))
    assert read_catalog(extra=folder).assemblies["acme-a8-rack"].servers == 3


def test_commands_of_the_head_run(rackplan: Run) -> None:
    for line in block("sh", "# The catalogs"):
        answer = rackplan(*line.split("#")[0].split()[1:])
        assert (answer.code, answer.err) == (0, "")
