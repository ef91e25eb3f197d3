"""Lists made for a test, and what an import makes of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from rackplan.exchange.importing import HallImport, import_hall
from rackplan.model.catalog import Catalog
from rackplan.reading import read_catalog

TESTS = Path(__file__).parents[2]


@pytest.fixture
def listed(tmp_path: Path) -> Callable[..., list[Path]]:
    """Writes lists: ``listed(racks="Position,Model\\nR1-P1,x")``."""

    def write(**texts: str) -> list[Path]:
        paths = [tmp_path / f"{name}.csv" for name in texts]
        for path, text in zip(paths, texts.values(), strict=True):
            path.write_text(text, encoding="utf-8")
        return paths

    return write


@pytest.fixture(scope="session")
def shipped() -> Catalog:
    """The shipped catalog, read once."""
    return read_catalog()


@pytest.fixture
def imported(
    listed: Callable[..., list[Path]], shipped: Catalog, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., HallImport]:
    """Imports lists, given as texts, with nothing to be like."""
    monkeypatch.setattr("rackplan.exchange.importing.hall_import.read_catalog", lambda **_: shipped)

    def run(**texts: str) -> HallImport:
        return import_hall(listed(**texts), name="ours")

    return run


@pytest.fixture
def like_tiny(listed: Callable[..., list[Path]]) -> Callable[..., HallImport]:
    """Imports lists, given as texts, of a hall like the tiny site."""

    def run(**texts: str) -> HallImport:
        tiny, parts = TESTS / "sites" / "tiny", TESTS / "catalogs"
        return import_hall(listed(**texts), name="ours", like=str(tiny), catalogs=parts)

    return run


@pytest.fixture
def document() -> Callable[[HallImport, str], Any]:
    """A file of an import as plain data, read by another reader of YAML than ours."""

    def read(made: HallImport, name: str) -> Any:
        return yaml.safe_load(made.files[name].decode())

    return read
