"""Spoiled lists: what is said of each, word for word.

``spoiled/NAME.csv`` is a list, ``spoiled/NAME/`` several that are imported together; those whose
names begin with ``like_`` as a hall like the tiny site. ``expected.txt`` holds what is said, a
block of lines each: that nothing can be imported, or what was not taken as it stands.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rackplan.errors import BadInputError
from rackplan.exchange.importing import import_hall

HERE = Path(__file__).parent / "spoiled"
TESTS = HERE.parents[1]
SPOILED = sorted(path for path in HERE.iterdir() if path.name != "expected.txt")
BLOCKS = re.split(r"^## ", (HERE / "expected.txt").read_text(), flags=re.MULTILINE)[1:]
EXPECTED = {name: text.strip() for name, _, text in (block.partition("\n") for block in BLOCKS)}


def said_of(path: Path) -> str:
    """What an import of a spoiled list says."""
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    like = str(TESTS / "sites" / "tiny") if path.name.startswith("like_") else None
    catalogs = TESTS / "catalogs" if like else None
    try:
        made = import_hall(files, name="spoiled", like=like, catalogs=catalogs)
    except BadInputError as error:
        return f"nothing imported\n{error}"
    notes = made.notes
    blocked = [f"blocked: {name}, {why}" for name, why in made.hall.blocked.items()]
    parts = (*sorted(notes.rejected), *sorted(notes.left_out), *notes.remarks, *blocked)
    return "\n".join(["imported", *map(str, parts)])


@pytest.mark.parametrize("path", SPOILED, ids=lambda path: path.stem)
def test_what_is_said(path: Path) -> None:
    assert said_of(path) == EXPECTED[path.stem]


def test_every_expectation_has_its_list() -> None:
    assert sorted(EXPECTED) == sorted(path.stem for path in SPOILED)
    assert len(SPOILED) >= 20
