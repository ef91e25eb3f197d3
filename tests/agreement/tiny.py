"""The tiny site of the tests, with nothing asked of it but what a test says."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from rackplan.model.site import Site
from rackplan.reading import read_site

__all__ = ["FROM_NORTH", "read_tiny"]

_TESTS = Path(__file__).parents[1]

_NOTHING_ASKED: dict[str, Any] = {
    "demand.capability": {},
    "demand.hbm": {},
    "policy": {},
    "supply": {},
    "budget": {},
}


FROM_NORTH: dict[str, dict[str, Any]] = {
    "racks/wet-100": {
        "computing": {
            "accelerators": 72,
            "silicon_vendor": "Alpha",
            "fab": "North N3",
            "hbm": "10 TB",
            "dense": {"fp16": "100 PFLOPS", "fp8": "200 PFLOPS", "fp4": "400 PFLOPS"},
        }
    }
}
"""A product whose chips are stated to come from a fab."""


def read_tiny(
    folder: Path,
    racks: Mapping[str, Any],
    changes: Mapping[str, Any] | None = None,
    products: Mapping[str, Mapping[str, Any]] | None = None,
) -> Site:
    """Read the tiny site without its demands, supply, budget and shares.

    Parameters
    ----------
    racks : mapping
        What stands under ``demand.racks``.
    products : mapping, optional
        Keys to change by file of the test catalog: ``{"racks/dry-40": {"mass": "2000 kg"}}``.
    """
    catalogs = Path(shutil.copytree(_TESTS / "catalogs", folder / "catalogs", dirs_exist_ok=True))
    for name, keys in (products or {}).items():
        path = catalogs / f"{name}.yaml"
        product = yaml.safe_load(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps(product | keys, default=str), encoding="utf-8")
    wanted = {**_NOTHING_ASKED, "demand.racks": racks, **(changes or {})}
    covered = {path for path in wanted for other in wanted if path.startswith(f"{other}.")}
    assert not covered, f"changes inside changes: {covered}"
    return read_site(_TESTS / "sites" / "tiny", catalogs=catalogs, changes=wanted)
