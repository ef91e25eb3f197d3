"""``rackplan site import``: what it prints and writes, and what it leaves alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
TESTS = Path(__file__).parents[1]
LIKE = ("--like", TESTS / "sites" / "tiny", "--catalogs", TESTS / "catalogs")
RACKS = "Cabinet,Rack model,kW,Colour\nR1-P1,dry-40,40,red\nR1-P2,dry-40,ten,red\n,,,\nnote,,,\n"


@pytest.fixture
def racks(tmp_path: Path) -> Path:
    """A list of two racks, with a note below."""
    path = tmp_path / "racks.csv"
    path.write_text(RACKS)
    return path


def test_import_tells_what_it_read_took_and_left(rackplan: Run, racks: Path, out: Path) -> None:
    answer = rackplan("site", "import", racks, *LIKE, "--name", "Hall 7", "--out", out)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.splitlines()[:5] == [
        "Hall 7 (hall-7)",
        "  racks.csv: 3 lines about places",
        "    columns: Cabinet = rack, Rack model = type, kW = planned",
        "    not used: Colour",
        "",
    ]
    assert "Racks that stand: 2\n      2  dry-40\n" in answer.out
    assert 'racks.csv:5:1  "note" names no row. Add a column "Row"' in answer.out
    assert 'racks.csv:3:3  kW: expected a power such as "2 MW", got "ten"' in answer.out
    assert f"wrote {out.as_posix()}/placed.yaml" in answer.out
    assert answer.out.endswith(
        f"rackplan check {out.as_posix()} --catalogs {out.as_posix()}/catalogs\n"
    )
    check = rackplan("check", out, "--catalogs", out / "catalogs")
    assert check.code == 0, check.err


def test_document_says_all_of_it(rackplan: Run, racks: Path, out: Path) -> None:
    document = rackplan("site", "import", racks, *LIKE, "--out", out, "--json").json
    assert document["schema"] == "rackplan/import/1"
    assert (document["site"], document["like"]) == ("out", "tiny")
    assert document["racks"] == {"dry-40": 2}
    assert document["placed"] == {"R1-P1": "dry-40", "R1-P2": "dry-40"}
    (rejected,) = document["rejected"]
    assert (rejected["file"], rejected["line"], rejected["column"]) == ("racks.csv", 5, 1)
    (sheet,) = document["sheets"]
    assert sheet["columns"] == {"Cabinet": "rack", "Rack model": "type", "kW": "planned"}
    assert sheet["unused"] == ["Colour"]
    assert {Path(name).name for name in document["files"]} >= {"placed.yaml", "questions.txt"}


def test_quiet_says_nothing(rackplan: Run, racks: Path, out: Path) -> None:
    answer = rackplan("site", "import", racks, *LIKE, "--out", out, "--quiet")
    assert (answer.code, answer.out, answer.err) == (0, "", "")
    assert (out / "placed.yaml").is_file()


def test_folder_that_holds_anything_is_left_alone(rackplan: Run, racks: Path, out: Path) -> None:
    out.mkdir()
    (out / "site.yaml").write_text("id: edited\n")
    answer = rackplan("site", "import", racks, *LIKE, "--out", out)
    assert (answer.code, answer.out) == (2, "")
    assert "holds files already, which an import would replace" in answer.err
    assert [path.name for path in out.iterdir()] == ["site.yaml"]


def test_list_that_says_nothing_writes_nothing(rackplan: Run, tmp_path: Path, out: Path) -> None:
    (tmp_path / "x.csv").write_text("Name,Colour\nA,red\n")
    answer = rackplan("site", "import", tmp_path / "x.csv", "--out", out)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("x.csv  no list of racks or positions: no column says where")
    assert not out.exists()


def test_unknown_site_to_be_like(rackplan: Run, racks: Path, out: Path) -> None:
    answer = rackplan("site", "import", racks, "--like", "wiscosin", "--out", out)
    assert answer.code == 2
    assert answer.err.startswith('unknown site "wiscosin"')
    assert not out.exists()


def test_folder_is_asked_for(rackplan: Run, racks: Path) -> None:
    answer = rackplan("site", "import", racks)
    assert answer.code == 2
    assert "--out" in answer.err
