"""A plan in a folder of its own: all files or none, and nothing of others is lost."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

import rackplan as rp
from rackplan.errors import BadInputError
from rackplan.exchange import FORMATS, default_folder, export, exporting
from rackplan.exchange.manifest import MANIFEST
from rackplan.model.claim import Termination
from rackplan.report import write_result
from rackplan.result import Result, Run
from rackplan.writing import folder as folder_module

NAMES = {
    "xlsx": {"two-halls.xlsx"},
    "dxf": {"two-halls-H1.dxf", "two-halls-H2.dxf"},
    "csv": {"racks.csv", "materials.csv", "loads.csv"},
    "netbox": {"06-racks.csv", "README.md", "rack-types/hpe/frame-hpe-10648.yaml"},
}


def _content(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


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


@pytest.mark.parametrize("to", FORMATS)
def test_every_format_is_written(handover, tmp_path, to):
    written = export(handover, to, tmp_path / "out")
    content = _content(tmp_path / "out")
    assert NAMES[to] <= set(content)
    assert {path.relative_to(tmp_path / "out").as_posix() for path in written} == set(content)
    manifest = json.loads(content.pop(MANIFEST))
    assert manifest["to"] == to
    assert manifest["verified"] is True
    assert manifest["racks"] == dict(sorted(handover.plan.counts().items()))
    hashes = {name: hashlib.sha256(each).hexdigest() for name, each in content.items()}
    assert manifest["files"] == hashes


@pytest.mark.parametrize("to", FORMATS)
def test_same_plan_same_bytes(handover, tmp_path, to):
    for name in ("one", "other"):
        export(handover, to, tmp_path / name)
    assert _content(tmp_path / "one") == _content(tmp_path / "other")


def test_front_door_takes_results_and_folders(result, tmp_path):
    write_result(result, tmp_path / "two-halls")
    of_result = rp.export(result, to="csv", out=tmp_path / "a")
    of_folder = rp.export(tmp_path / "two-halls", to="csv")
    assert of_folder[0].parent == tmp_path / "two-halls-csv"
    assert [path.read_bytes() for path in of_result] == [path.read_bytes() for path in of_folder]


def test_folder_beside_the_plan(result, tmp_path, monkeypatch):
    """So that the folder of the plan stays one that `plan` may replace."""
    monkeypatch.chdir(tmp_path)
    write_result(result, Path("out/hall"))
    assert default_folder("out/hall", "dxf") == Path("out/hall-dxf")
    assert default_folder("out/hall/", "dxf") == Path("out/hall-dxf")
    assert default_folder("out/hall/plan.json", "dxf") == Path("out/hall-dxf")
    assert default_folder(result, "dxf") == Path("out/two-halls-dxf")
    monkeypatch.chdir(tmp_path / "out" / "hall")
    assert default_folder(".", "dxf") == tmp_path / "out" / "hall-dxf"
    assert default_folder("plan.json", "dxf") == tmp_path / "out" / "hall-dxf"


def test_earlier_export_is_replaced(handover, tmp_path):
    export(handover, "netbox", tmp_path / "out")
    export(handover, "csv", tmp_path / "out")
    assert "06-racks.csv" not in _content(tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def _refusal(handover, folder: Path) -> str:
    before = _content(folder) if folder.is_dir() else None
    with pytest.raises(BadInputError) as caught:
        export(handover, "csv", folder)
    assert before is None or _content(folder) == before
    return str(caught.value)


def test_work_in_an_exported_file_is_not_lost(handover, tmp_path):
    """A buyer has typed spares into the workbook since."""
    export(handover, "xlsx", tmp_path / "out")
    with (tmp_path / "out/two-halls.xlsx").open("ab") as file:
        file.write(b"spares")
    assert "holds two-halls.xlsx, changed since it was exported" in _refusal(
        handover, tmp_path / "out"
    )


def test_files_of_others_are_not_lost(handover, tmp_path):
    export(handover, "csv", tmp_path / "out")
    (tmp_path / "out/notes").mkdir()
    (tmp_path / "out/notes/mine.md").write_text("mine")
    assert "holds notes/mine.md, which no export left there" in _refusal(handover, tmp_path / "out")


def test_folder_of_a_plan_is_not_replaced(result, handover, tmp_path):
    write_result(result, tmp_path / "out")
    said = _refusal(handover, tmp_path / "out")
    assert "holds floor.svg, plan.csv, plan.json and 1 more, which no export left there" in said


@pytest.mark.parametrize("manifest", ["", "[]", "{}", '{"schema": "rackplan/export/1"}'])
def test_folder_with_a_broken_manifest_is_not_ours(handover, tmp_path, manifest):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / MANIFEST).write_text(manifest)
    assert "which no export left there" in _refusal(handover, tmp_path / "out")


def test_other_unfit_folders(handover, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("mine")
    assert "is a file, not a folder" in _refusal(handover, tmp_path / "file")
    monkeypatch.chdir(tmp_path)
    assert "is the folder that you are in" in _refusal(handover, Path())


def test_empty_folder_is_taken(handover, tmp_path):
    (tmp_path / "out").mkdir()
    assert export(handover, "csv", tmp_path / "out")


def test_write_that_fails_leaves_the_earlier_export(handover, tmp_path, monkeypatch):
    export(handover, "csv", tmp_path / "out")
    before = _content(tmp_path / "out")
    write = folder_module._write

    def full_disk(path: Path, content: bytes) -> None:
        if path.name == "12-cables.csv":
            raise OSError(28, "No space left on device")
        write(path, content)

    monkeypatch.setattr(folder_module, "_write", full_disk)
    with pytest.raises(BadInputError, match="cannot be written: No space left on device"):
        export(handover, "netbox", tmp_path / "out")
    assert _content(tmp_path / "out") == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_manifest_of_a_refuted_plan_says_so(refuted, tmp_path):
    export(refuted, "csv", tmp_path / "out")
    manifest = json.loads((tmp_path / "out" / MANIFEST).read_text())
    assert manifest["verified"] is False
    assert manifest["standing"].startswith("REFUTED")


def test_unknown_format_is_refused(handover, tmp_path):
    with pytest.raises(BadInputError) as caught:
        export(handover, "pdf", tmp_path / "out")
    assert str(caught.value) == 'no format "pdf". There are: xlsx, dxf, netbox, csv.'


@pytest.mark.parametrize(("to", "package"), [("xlsx", "XlsxWriter"), ("dxf", "ezdxf")])
def test_missing_library_says_how_to_install_it(handover, tmp_path, monkeypatch, to, package):
    monkeypatch.setattr(exporting, "find_spec", lambda _: None)
    with pytest.raises(BadInputError) as caught:
        export(handover, to, tmp_path / "out")
    wanted = f'{to} needs {package}, which is not installed: pip install "rackplan[exchange]"'
    assert str(caught.value) == wanted
    assert not (tmp_path / "out").exists()


def test_other_formats_do_without_the_libraries(handover, tmp_path, monkeypatch):
    monkeypatch.setattr(exporting, "find_spec", lambda _: None)
    for to in ("csv", "netbox"):
        assert export(handover, to, tmp_path / to)


def test_libraries_are_imported_when_they_are_needed():
    code = (
        "import sys, rackplan.exchange, rackplan.exchange.netbox, rackplan.exchange.csv_files;"
        "print(sorted({'ezdxf', 'xlsxwriter'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
