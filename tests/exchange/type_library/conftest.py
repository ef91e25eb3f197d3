"""The small library, read once."""

from __future__ import annotations

from pathlib import Path

import pytest

from rackplan.exchange.type_library import TypeImport, import_types
from tests.exchange.type_library.library import FILES, write_library


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its folder."""
    return write_library(tmp_path_factory.mktemp("types") / "library", FILES)


@pytest.fixture(scope="session")
def made(library: Path) -> TypeImport:
    """What came of it."""
    return import_types([library])
