"""One file in the place of another."""

from __future__ import annotations

import pytest

from rackplan.errors import BadInputError
from rackplan.writing import replace_file


def test_file_comes_whole_and_leaves_nothing_beside(tmp_path):
    path = tmp_path / "new" / "a.html"
    assert replace_file(path, b"one") == path
    replace_file(path, b"two")
    assert path.read_bytes() == b"two"
    assert [each.name for each in path.parent.iterdir()] == ["a.html"]


def test_folder_in_its_place_is_left_alone(tmp_path):
    (tmp_path / "a.html").mkdir()
    with pytest.raises(BadInputError, match="cannot be written"):
        replace_file(tmp_path / "a.html", b"one")
    assert [each.name for each in tmp_path.iterdir()] == ["a.html"]
