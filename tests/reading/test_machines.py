"""Cooling machines on feeds: nodes of the power tree, spread over what feeds them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from rackplan.model.site import Site
from rackplan.reading import read_site

TESTS = Path(__file__).parents[1]


def _read(folder: Path, changes: dict[str, Any]) -> Site:
    catalogs = Path(shutil.copytree(TESTS / "catalogs", folder / "catalogs"))
    for name, power in (("cdu-200", "6 kW"), ("fan-150", "5 kW")):
        path = catalogs / "cooling" / f"{name}.yaml"
        product = yaml.safe_load(path.read_text(encoding="utf-8")) | {"power": power}
        path.write_text(json.dumps(product), encoding="utf-8")
    return read_site(TESTS / "sites" / "tiny", catalogs=catalogs, changes=changes)


def _machines(site: Site) -> dict[str, tuple[str, ...]]:
    return {node.id: node.fed_by for node in site.power.values() if node.kind == "machine"}


def test_machines_without_feeds_are_no_loads(tmp_path: Path) -> None:
    assert _machines(_read(tmp_path, {})) == {}


def test_one_feed_for_all_and_a_range_spread_over_them(tmp_path: Path) -> None:
    cdus = [{"product": "cdu-200", "id": "CDU[1-3]", "feeds": ["K1.B[1-3]", "K1.B1"]}]
    site = _read(tmp_path, {"cooling.loops[0].cdus": cdus})
    assert _machines(site) == {
        "L1.CDU1": ("K1.B1", "K1.B1"),
        "L1.CDU2": ("K1.B2", "K1.B1"),
        "L1.CDU3": ("K1.B3", "K1.B1"),
    }
    node = site.power["L1.CDU2"]
    assert node.base_load is not None
    assert node.base_load.m_as("kW") == 6
    assert node.power_factor is None


def test_a_range_runs_through_all_loops_of_an_entry(tmp_path: Path) -> None:
    zone = {
        "id": "Z[1-2]",
        "supply": "24 degC",
        "units": [
            {
                "product": "fan-150",
                "id": "FW[1-2]",
                "feeds": ["K1.B[1-2]"],
                "power_factor": "95 %",
            }
        ],
    }
    site = _read(tmp_path, {"cooling.zones": [zone]})
    assert _machines(site) == {
        "Z1.FW1": ("K1.B1",),
        "Z1.FW2": ("K1.B1",),
        "Z2.FW1": ("K1.B2",),
        "Z2.FW2": ("K1.B2",),
    }
    factor = site.power["Z1.FW1"].power_factor
    assert factor is not None
    assert factor.m_as("") == pytest.approx(0.95)


def test_a_machine_may_hang_on_the_busway_of_a_row(tmp_path: Path) -> None:
    cdus = [{"product": "cdu-200", "id": "CDU[1-3]", "feeds": ["R1.A", "R1.B"]}]
    site = _read(tmp_path, {"cooling.loops[0].cdus": cdus})
    assert set(_machines(site).values()) == {("R1.A", "R1.B")}
