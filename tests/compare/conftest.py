"""The tiny site, planned in this process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import rackplan as rp
from rackplan.compare import Comparison
from rackplan.optimize import search, solve
from rackplan.reading import read_site
from tests.optimize.inline_pool import InlinePool

TESTS = Path(__file__).parents[1]
CATALOGS = TESTS / "catalogs"


def compared(*racks: str, changes: tuple[str, ...] = (), **options: Any) -> Comparison:
    """Racks on the tiny site with changes; no processes, and no waiting for a clock."""
    site = read_site(TESTS / "sites" / "tiny", catalogs=CATALOGS, changes=changes)
    usual: dict[str, Any] = {"workers": 1, "time_limit": "120 s", "catalogs": CATALOGS}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search, "Pool", InlinePool)
        patch.setattr(solve, "Pool", InlinePool)
        return rp.compare(racks, site=site, **usual | options)


@pytest.fixture(scope="session")
def comparing() -> Callable[..., Comparison]:
    """Compares racks on the tiny site."""
    return compared


@pytest.fixture(scope="session")
def three() -> Comparison:
    """Both types of the tiny site, and the mix."""
    return compared()
