"""The tiny site of the tests, read as it stands or with changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from rackplan.model.site import Site
from rackplan.reading import read_site

TESTS = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def tiny() -> Site:
    return read_site(TESTS / "sites/tiny", catalogs=TESTS / "catalogs")


@pytest.fixture(scope="session")
def tiny_changed() -> Callable[..., Site]:
    """Reads the tiny site with options of `read_site`."""

    def read(**options: object) -> Site:
        return read_site(TESTS / "sites/tiny", catalogs=TESTS / "catalogs", **options)  # type: ignore[arg-type]  # options as given by each test

    return read
