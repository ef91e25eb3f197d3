"""The README says what is so: its commands, its output, its Python, its YAML."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from rackplan.reading import read_catalog, read_site
from rackplan.reading.folded import FoldedRow
from rackplan.reading.folded_power import FoldedBlock, FoldedBusway, FoldedUps
from rackplan.rules import RULES

FIRST = (
    "python3 -m venv .venv && .venv/bin/pip install -q -e . && .venv/bin/rackplan plan wisconsin"
)
SECOND = (
    "python3 -m venv .venv && .venv/bin/pip install -q -e '.[test]' && .venv/bin/python -m pytest"
)
HOW = (
    "README.md quotes what is no longer printed. If the change is meant: "
    "RENEW_GOLDEN=1 .venv/bin/python -m pytest tests/architecture/test_readme.py"
)


@pytest.fixture(scope="module")
def text(root: Path) -> str:
    return (root / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def blocks(text: str) -> Callable[[str], list[str]]:
    """The fenced blocks of a language, in order."""

    def of(language: str) -> list[str]:
        return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)

    return of


def test_two_commands_open_it(blocks: Callable[[str], list[str]]) -> None:
    assert blocks("sh")[:2] == [f"{FIRST}\n", f"{SECOND}\n"]


def test_ci_runs_the_second_command(root: Path) -> None:
    runner = root / ".ci" / "run"
    assert runner.stat().st_mode & 0o111
    done = subprocess.run([runner, "--show"], capture_output=True, text=True, check=True)
    assert done.stdout == f"{SECOND}\n"


def test_ci_refuses_a_readme_without_the_command(root: Path, tmp_path: Path) -> None:
    (tmp_path / ".ci").mkdir()
    shutil.copy(root / ".ci" / "run", tmp_path / ".ci" / "run")
    for said in ("```sh\none\n```\n", "```sh\none\n```\n```sh\ntwo\nthree\n```\n"):
        (tmp_path / "README.md").write_text(said)
        done = subprocess.run([tmp_path / ".ci" / "run"], capture_output=True, check=False)
        assert done.returncode == 2


def test_output_is_the_real_one(
    blocks: Callable[[str], list[str]], wisconsin: Any, recorded: Any, root: Path
) -> None:
    quoted, said = blocks("text")[0], wisconsin.answer.out
    if os.environ.get("RENEW_GOLDEN"):
        readme = root / "README.md"
        readme.write_text(readme.read_text().replace(quoted, said))
        quoted = said
    assert recorded.comparable(quoted) == recorded.comparable(said), HOW


def test_python_runs(blocks: Callable[[str], list[str]], tmp_path: Path) -> None:
    program = "\n".join(blocks("python"))
    assert "rp.plan(" in program
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_yaml_reads_as_part_of_a_site(
    blocks: Callable[[str], list[str]], root: Path, tmp_path: Path
) -> None:
    """The block stands in for the file of Wisconsin that holds the same section."""
    block, *_ = blocks("yaml")
    section = block.split(":")[0]
    shutil.copytree(root / "sites" / "wisconsin", tmp_path / "ours")
    (tmp_path / "ours" / f"{section}.yaml").write_text(block)
    site = read_site(tmp_path / "ours")
    assert sum(node.kind == "ups" for node in site.power.values()) == 6 * 4


def test_boxes_have_keys_of_a_block_or_row_and_products_of_ours(
    blocks: Callable[[str], list[str]],
) -> None:
    products = set(read_catalog().products)
    places = {**FoldedBlock.model_fields, **FoldedRow.model_fields}
    boxes = [box for block in blocks("yaml")[1:] for box in yaml.safe_load(block).items()]
    assert boxes
    for name, box in boxes:
        fields = FoldedBusway if name == "busway" else FoldedUps
        assert name in places
        assert box.keys() <= fields.model_fields.keys()
        assert box.get("product", "ups-2mw") in products


def test_its_counts_are_so(text: str, root: Path) -> None:
    """Rules, lines of the site without its climate, positions, megawatts."""
    assert f"the {len(RULES)} rules" in re.sub(r"\s+", " ", text)
    files = [f for f in (root / "sites/wisconsin").iterdir() if f.name != "climate.yaml"]
    lines = sum(len(path.read_text().splitlines()) for path in files)
    said = re.search(r"(\d+)\s+lines for (\d+) positions", text)
    assert said is not None
    assert abs(lines - int(said[1])) <= 15
    free = [p for p in read_site("wisconsin").positions.values() if not p.blocked]
    assert int(said[2]) == len(free)


def test_its_links_lead_somewhere(text: str, root: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", text)
    assert links
    missing = [link for link in links if "://" not in link and not (root / link).exists()]
    assert not missing


def test_its_options_exist(text: str, rackplan: Callable[..., Any]) -> None:
    verbs = ("plan", "verify", "explain", "compare", "study", "export", "check", "rules")
    known = "".join(rackplan(verb, "--help").out for verb in verbs)
    named = set(re.findall(r"`(?:rackplan \w+ [^`]*)?(--[a-z-]+)", text))
    assert len(named) >= 8
    assert not {option for option in named if f"{option} " not in known}
