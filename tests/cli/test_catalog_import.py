"""``rackplan catalog import-netbox``: what it prints and writes, and its exit codes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.exchange.type_library.library import CDU, FILES, PANEL, write_library

Run = Callable[..., Any]
VERB = ("catalog", "import-netbox")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """The small library, with a file that cannot be read."""
    return write_library(tmp_path / "library", FILES | {"z.yaml": "manufacturer: A\n\tb: 1\n"})


def test_folder_is_summed_up_and_drafted(rackplan: Run, library: Path, out: Path) -> None:
    answer = rackplan(*VERB, library, "--to", out)
    assert (answer.code, answer.err) == (0, "")
    lines = answer.out.splitlines()
    assert lines[:2] == [
        (
            "18 files: 11 drafts of products, 1 in the catalog already, 4 passed over, 1 twice, "
            "1 skipped"
        ),
        "       1  cdu, 0 with all that one needs",
    ]
    assert "       3  inlets of several supplies: not summed [supplies]" in lines
    assert "       4  server: planned_power" in lines
    assert (
        f"  {library.as_posix()}/z.yaml:2:1  a tab stands here; YAML is indented with spaces"
        in lines
    )
    assert lines[-1] == (
        f"wrote 13 files to {out.as_posix()}; what is missing says: rackplan check {out.as_posix()}"
    )
    check = rackplan("check", out)
    assert check.code == 2
    assert 'acme-lcs-scdu-250.yaml:7:1  misses "heat"' in check.err


def test_one_file_is_told_in_full_and_nothing_written(
    rackplan: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_library(tmp_path, {"cdu.yaml": CDU})
    monkeypatch.chdir(tmp_path)
    answer = rackplan(*VERB, "cdu.yaml")
    assert answer.out.splitlines() == [
        (
            "1 file: 1 draft of products, 0 in the catalog already, 0 passed over, 0 twice, "
            "0 skipped"
        ),
        "       1  cdu, 0 with all that one needs",
        "",
        "acme-lcs-scdu-250 (cdu, by what it calls itself): cdu.yaml",
        "  form: in-rack",
        "  height: 4 U",
        "  mass: 100 kg",
        "  doubt: no inlet is listed: nothing says how it is powered [no-inlet]",
        "  doubt: only words say 250 kW: not used [told-power]",
        "  doubt: only words say 200 L/min: not used [told-rating]",
        "  unknown, and needed: heat, flow",
        "",
        "nothing was written: --to FOLDER writes the drafts",
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["cdu.yaml"]


def test_document_says_all_of_it(rackplan: Run, library: Path, out: Path) -> None:
    document = rackplan(*VERB, library, "--to", out, "--json").json
    assert document["schema"] == "rackplan/type-import/1"
    assert document["read"] == 18
    products = {each["id"]: each for each in document["products"]}
    assert products["apc-ar3350"]["unknown"] == ["height"]
    assert products["apc-ar3350"]["figures"]["load_limit"] == "858.64 kg"
    assert [each["product"] for each in document["known"]] == ["q3400"]
    assert [each["line"] for each in document["skipped"]] == [2]
    assert len(document["passed_over"]) == 4
    assert len(document["twice"]) == 1
    assert {Path(name).name for name in document["files"]} >= {"import.txt", "sources.yaml"}


def test_quiet_says_nothing(rackplan: Run, library: Path, out: Path) -> None:
    answer = rackplan(*VERB, library, "--to", out, "--quiet")
    assert (answer.code, answer.out, answer.err) == (0, "", "")
    assert (out / "racks" / "apc-ar3350.yaml").is_file()


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"a.yaml": "on: push\n"}, "a.yaml:1:1  no type of a rack, a device or a module"),
        ({"a.txt": PANEL}, "no *.yaml or *.yml file in "),
    ],
)
def test_nothing_to_read_is_bad_input(
    rackplan: Run, tmp_path: Path, out: Path, files: dict[str, str], said: str
) -> None:
    folder = write_library(tmp_path / "in", files)
    answer = rackplan(*VERB, folder, "--to", out)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
    assert not out.exists()


def test_folder_in_use_is_left_alone(rackplan: Run, library: Path, out: Path) -> None:
    out.mkdir()
    (out / "mine.txt").write_text("x")
    answer = rackplan(*VERB, library, "--to", out)
    assert answer.code == 2
    assert "holds files already" in answer.err
    assert [path.name for path in out.iterdir()] == ["mine.txt"]


def test_own_catalog_is_compared_too(rackplan: Run, tmp_path: Path, out: Path) -> None:
    """What was drafted and answered is not drafted again."""
    folder = write_library(tmp_path / "in", {"panel.yaml": PANEL})
    assert rackplan(*VERB, folder, "--to", out).code == 0
    again = rackplan(*VERB, folder, "--catalogs", out)
    assert "0 drafts of products, 1 in the catalog already" in again.out
    assert "panel.yaml: acme-panel-24, with the same figures" in again.out
