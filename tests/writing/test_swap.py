"""Putting one folder in the place of another, also when the process is cut in between."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from rackplan.writing import swap
from rackplan.writing.swap import clear_leftovers, swap_in, working_folder


@pytest.fixture
def dead_process() -> int:
    """The id of a process that has ended."""
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    return child


def _folder(path: Path, content: str) -> Path:
    path.mkdir(parents=True)
    (path / "file").write_text(content)
    return path


def test_working_folder_is_beside_its_target_and_goes_away(tmp_path):
    with working_folder(tmp_path / "out") as fresh:
        assert fresh.is_dir()
        assert fresh.stat().st_dev == tmp_path.stat().st_dev
        assert not (tmp_path / "out").exists()
    assert list(tmp_path.iterdir()) == []


def test_the_new_folder_is_as_open_as_any_other(tmp_path):
    with working_folder(tmp_path / "out") as fresh:
        swap_in(fresh, tmp_path / "out")
    (tmp_path / "usual").mkdir()
    assert (tmp_path / "out").stat().st_mode == (tmp_path / "usual").stat().st_mode


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux exchanges names")
def test_linux_exchanges_two_folders_at_once(tmp_path):
    one, other = _folder(tmp_path / "one", "1"), _folder(tmp_path / "other", "2")
    assert swap._exchange(one, other)
    assert ((one / "file").read_text(), (other / "file").read_text()) == ("2", "1")


def test_what_was_moved_aside_comes_back_when_the_second_move_fails(tmp_path, monkeypatch):
    monkeypatch.setattr(swap, "_exchange", lambda *_: False)
    target = _folder(tmp_path / "out", "old")
    with working_folder(target) as fresh:
        fresh.rmdir()
        with pytest.raises(FileNotFoundError):
            swap_in(fresh, target)
    assert (target / "file").read_text() == "old"


def test_a_cut_between_the_two_moves_is_healed_by_the_next_run(tmp_path, dead_process):
    _folder(tmp_path / f".rackplan-{dead_process}-ab12" / "old" / "out", "old")
    clear_leftovers(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert (tmp_path / "out" / "file").read_text() == "old"


def test_a_cut_after_both_moves_keeps_the_new_folder(tmp_path, dead_process):
    _folder(tmp_path / f".rackplan-{dead_process}-ab12" / "old" / "out", "old")
    _folder(tmp_path / "out", "new")
    clear_leftovers(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert (tmp_path / "out" / "file").read_text() == "new"


@pytest.mark.parametrize("name", [".rackplan-{alive}-ab12", ".rackplan-notes-x", "out"])
def test_folders_that_are_no_leftovers_stay(tmp_path, name):
    name = name.format(alive=os.getpid())
    _folder(tmp_path / name, "keep")
    clear_leftovers(tmp_path)
    assert (tmp_path / name / "file").read_text() == "keep"
