"""A set of files in the place of a folder; how it comes at once is tried in tests/report."""

from __future__ import annotations

import pytest

from rackplan.errors import BadInputError
from rackplan.writing import replace_folder


def test_files_in_folders_of_their_own(tmp_path):
    files = {"a.csv": b"1", "types/x/b.yaml": b"2"}
    written = replace_folder(tmp_path / "out", files)
    assert written == [tmp_path / "out" / "a.csv", tmp_path / "out" / "types/x/b.yaml"]
    assert [path.read_bytes() for path in written] == [b"1", b"2"]


def test_what_stood_there_is_gone(tmp_path):
    replace_folder(tmp_path / "out", {"old/a": b"1", "b": b"2"})
    replace_folder(tmp_path / "out", {"b": b"3"})
    assert [path.name for path in (tmp_path / "out").rglob("*")] == ["b"]
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_two_files_of_one_name_leave_nothing(tmp_path):
    replace_folder(tmp_path / "out", {"a": b"1"})
    with pytest.raises(BadInputError, match="cannot be written"):
        replace_folder(tmp_path / "out", {"a": b"2", "./a": b"3"})
    assert (tmp_path / "out" / "a").read_bytes() == b"1"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
