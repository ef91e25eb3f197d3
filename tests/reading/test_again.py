"""A site read again from its own documents, without the files that it came from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from rackplan.model.site import Site
from rackplan.reading import read_again


@pytest.mark.parametrize(
    "kept", [{"reserved": {"R2-P3": {"for": ["dry-40"]}}}, {"forbidden": {"R2-P3": ["dry-40"]}}]
)
def test_a_rack_that_only_kept_places_name_is_kept(
    tiny_changed: Callable[..., Site], kept: dict[str, Any]
) -> None:
    asked = {"demand.racks": {"wet-100": {}}, "policy.vendor_share": {}}
    site = tiny_changed(changes=asked | kept)
    assert "dry-40" in site.catalog.racks
    again = read_again(site, {"budget.capex": "20 MUSD"})
    assert (again.reserved, again.forbidden) == (site.reserved, site.forbidden)
