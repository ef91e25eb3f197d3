"""The tiny site as arguments of the command line: a plan of it takes a second."""

from __future__ import annotations

from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def tiny() -> tuple[str, ...]:
    """Site and catalogs, as typed behind a verb."""
    return (str(TESTS / "sites" / "tiny"), "--catalogs", str(TESTS / "catalogs"))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder for a result; it does not exist yet."""
    return tmp_path / "out"
