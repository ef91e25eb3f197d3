"""The tiny site as the base of studies."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from rackplan.model.site import Site
from rackplan.reading import read_site
from rackplan.study import Study
from rackplan.study.driver import Done, drive
from rackplan.study.ledger import LEDGER, Ledger
from tests.study.no_hands import CATALOGS, TINY


@pytest.fixture(scope="session")
def tiny() -> Site:
    """The tiny site."""
    return read_site(TINY, catalogs=CATALOGS)


@pytest.fixture
def study(tiny: Site) -> Callable[..., Study]:
    """A study of the tiny site."""

    def make(vary: Mapping[str, Any], **more: Any) -> Study:
        return Study(tiny, vary, **{"catalogs": str(CATALOGS)} | more)

    return make


@pytest.fixture
def driven(tmp_path: Path) -> Callable[..., list[Done]]:
    """What comes of a study's cases when nothing is planned for real."""

    def go(asked: Study, hands: Any, **more: Any) -> list[Done]:
        with Ledger(tmp_path / LEDGER) as ledger:
            done = drive(
                asked.cases, asked.bases, asked.effort, ledger, hands, looked_at={}, **more
            )
            return sorted(done, key=lambda each: each.case.number)

    return go
