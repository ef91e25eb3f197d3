"""The folder of a result: its files, and that it is written as a whole or not at all."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from rackplan.errors import BadInputError
from rackplan.report.floor_plan import floor_plan
from rackplan.report.folder import FILES, write_result
from rackplan.report.rack_list import rack_list
from rackplan.report.summary import summary_lines
from rackplan.writing import folder as folder_module
from rackplan.writing import swap


@pytest.fixture(params=["exchanged", "moved aside"])
def both_ways(request, monkeypatch):
    """Swaps folders with and without the atomic exchange of the system."""
    if request.param == "moved aside":
        monkeypatch.setattr(swap, "_exchange", lambda *_: False)


def _content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_writes_all_files(make_result, tmp_path):
    result = make_result()
    written = write_result(result, tmp_path / "deep" / "out")
    assert written == [tmp_path / "deep" / "out" / name for name in FILES]
    content = _content(tmp_path / "deep" / "out")
    assert set(content) == set(FILES)
    assert content["plan.csv"].decode() == rack_list(result.site, result.plan)
    assert content["floor.svg"].decode() == floor_plan(result)
    assert content["summary.txt"].decode().splitlines() == list(summary_lines(result))


def test_plan_json_is_the_result_with_its_keys_in_order(make_result, tmp_path):
    result = make_result()
    write_result(result, tmp_path / "out")
    text = (tmp_path / "out" / "plan.json").read_text(encoding="utf-8")
    assert text.startswith('{\n "schema": "rackplan/plan/1",\n')
    assert text.endswith("}\n")
    document = json.loads(text)
    assert document == result.to_json()
    assert list(document) == list(result.to_json())


def test_same_result_same_bytes(make_result, tmp_path):
    write_result(make_result(), tmp_path / "one")
    write_result(make_result(), tmp_path / "other")
    assert _content(tmp_path / "one") == _content(tmp_path / "other")


def test_without_a_plan_there_is_no_rack_list_and_no_drawing(
    make_result, no_plan, tmp_path, both_ways
):
    write_result(make_result(), tmp_path / "out")
    written = write_result(no_plan, tmp_path / "out")
    assert [path.name for path in written] == ["plan.json", "summary.txt"]
    assert set(_content(tmp_path / "out")) == {"plan.json", "summary.txt"}


def test_replaces_an_earlier_run_and_leaves_nothing_else(make_result, tmp_path, both_ways):
    write_result(make_result(), tmp_path / "out")
    inode = (tmp_path / "out").stat().st_ino
    write_result(make_result(verdict=None), tmp_path / "out")
    assert (tmp_path / "out").stat().st_ino != inode
    assert b'"verdict": null' in (tmp_path / "out" / "plan.json").read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_takes_an_empty_folder(make_result, tmp_path):
    (tmp_path / "out").mkdir()
    write_result(make_result(), tmp_path / "out")
    assert set(_content(tmp_path / "out")) == set(FILES)


def test_follows_a_link_and_keeps_it(make_result, tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_result(make_result(), tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert set(_content(tmp_path / "real")) == set(FILES)


@pytest.mark.parametrize("failing", FILES)
def test_a_write_that_fails_in_the_middle_leaves_the_old_folder(
    make_result, tmp_path, monkeypatch, failing
):
    write_result(make_result(), tmp_path / "out")
    before = _content(tmp_path / "out")
    write = folder_module._write

    def full_disk(path: Path, content: bytes) -> None:
        if path.name == failing:
            raise OSError(28, "No space left on device")
        write(path, content)

    monkeypatch.setattr(folder_module, "_write", full_disk)
    with pytest.raises(BadInputError, match="cannot be written: No space left on device"):
        write_result(make_result(verdict=None), tmp_path / "out")
    assert _content(tmp_path / "out") == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_an_interrupt_in_the_middle_leaves_the_old_folder(make_result, tmp_path, monkeypatch):
    write_result(make_result(), tmp_path / "out")
    before = _content(tmp_path / "out")

    def interrupt(path: Path, content: bytes) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(folder_module, "_write", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_result(make_result(verdict=None), tmp_path / "out")
    assert _content(tmp_path / "out") == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_process_that_is_cut_leaves_the_old_folder_and_the_next_run_clears_up(
    make_result, tmp_path, monkeypatch
):
    write_result(make_result(), tmp_path / "out")
    before = _content(tmp_path / "out")
    child = os.fork()
    if child == 0:
        monkeypatch.setattr(folder_module, "swap_in", lambda *_: os._exit(9))
        write_result(make_result(verdict=None), tmp_path / "out")
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert _content(tmp_path / "out") == before
    assert len(list(tmp_path.iterdir())) == 2
    write_result(make_result(), tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_everything_is_on_disk_before_the_folders_change_places(make_result, tmp_path, monkeypatch):
    flushed: set[int] = set()
    sync, exchange = os.fsync, swap.swap_in

    def note(handle: int) -> None:
        flushed.add(os.fstat(handle).st_ino)
        sync(handle)

    def check(fresh: Path, target: Path) -> None:
        assert {path.stat().st_ino for path in fresh.iterdir()} <= flushed
        exchange(fresh, target)

    monkeypatch.setattr(os, "fsync", note)
    monkeypatch.setattr(folder_module, "swap_in", check)
    write_result(make_result(), tmp_path / "out")
    assert tmp_path.stat().st_ino in flushed
    assert (tmp_path / "out").stat().st_ino in flushed


def test_a_figure_that_is_no_number_is_loud_and_touches_nothing(make_result, tmp_path):
    write_result(make_result(), tmp_path / "out")
    before = _content(tmp_path / "out")
    claim = replace(make_result().termination, value=float("nan"))
    with pytest.raises(ValueError, match="not JSON compliant"):
        write_result(make_result(termination=claim), tmp_path / "out")
    assert _content(tmp_path / "out") == before


def _refusal(result, folder: Path) -> str:
    with pytest.raises(BadInputError) as caught:
        write_result(result, folder)
    return str(caught.value)


def test_refuses_a_folder_with_other_files(make_result, tmp_path):
    out = tmp_path / "out"
    write_result(make_result(), out)
    (out / "notes.md").write_text("mine")
    assert _refusal(make_result(), out) == (
        f"{out}: holds notes.md, which no plan left there. Choose another folder for the result."
    )
    assert (out / "notes.md").read_text() == "mine"


def test_names_three_of_many_foreign_files(make_result, tmp_path):
    for name in "abcde":
        (tmp_path / name).mkdir()
    assert "holds a, b, c and 2 more, which no plan left there" in _refusal(make_result(), tmp_path)


@pytest.mark.parametrize("content", ["{}", '{"schema": "else/1"}', ""])
def test_refuses_a_plan_json_of_somebody_else(make_result, tmp_path, content):
    (tmp_path / "plan.json").write_text(content)
    assert "holds no plan.json of an earlier run" in _refusal(make_result(), tmp_path)
    assert (tmp_path / "plan.json").read_text() == content


def test_takes_a_plan_that_another_program_has_written_anew(make_result, tmp_path):
    plan = json.dumps(make_result().to_json(), separators=(",", ":"), sort_keys=True)
    (tmp_path / "plan.json").write_text(plan)
    write_result(make_result(), tmp_path)
    assert set(_content(tmp_path)) == set(FILES)


def test_refuses_a_folder_with_our_names_but_no_plan(make_result, tmp_path):
    (tmp_path / "summary.txt").write_text("mine")
    assert "holds no plan.json of an earlier run" in _refusal(make_result(), tmp_path)


def test_refuses_a_file(make_result, tmp_path):
    (tmp_path / "out").write_text("mine")
    assert "is a file, not a folder" in _refusal(make_result(), tmp_path / "out")
    assert "cannot be written" in _refusal(make_result(), tmp_path / "out" / "deeper")
    assert (tmp_path / "out").read_text() == "mine"


def test_refuses_the_current_folder(make_result, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert "is the folder that you are in" in _refusal(make_result(), Path())


def test_half_a_surrogate_pair_does_no_harm(make_site, make_result, tmp_path):
    name = "half \ud800 pair"
    site = make_site(name=name)
    inputs = site.inputs.model_copy(update={"documents": {"site": {"name": name}}})
    write_result(make_result(make_site(name=name, inputs=inputs)), tmp_path / "out")
    document = json.loads((tmp_path / "out" / "plan.json").read_bytes())
    assert document["inputs"]["site"]["name"] == name
