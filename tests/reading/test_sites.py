"""What a site remembers of its inputs, and which catalogs and folders it is read from."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from rackplan.model.site import Site
from rackplan.reading import read_site, shipped

TESTS = Path(__file__).parents[1]
Read = Callable[..., Site]


def test_hashes_are_those_of_the_files(tiny: Site) -> None:
    expected = {
        f"tiny/{path.name}": hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (TESTS / "sites/tiny").glob("*.yaml")
    }
    for path in (TESTS / "catalogs").rglob("*.yaml"):
        if path.stem != "switch-64":
            name = path.relative_to(TESTS).as_posix()
            expected[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    assert {name.removeprefix("./"): sha for name, sha in tiny.inputs.files.items()} == expected


def test_no_machine_path_in_what_is_remembered(tiny: Site) -> None:
    remembered = json.dumps(tiny.model_dump(mode="json"))
    assert str(TESTS) not in remembered
    assert str(Path.home()) not in remembered


def test_documents_hold_what_the_site_reaches(tiny: Site) -> None:
    documents = tiny.inputs.documents
    assert list(documents) == ["site", "catalog", "sources"]
    reached = ["cdu-200", "dry-40", "fan-150", "net-10", "psu-4", "shelf-30", "tower-300"]
    assert list(documents["catalog"]) == [*reached, "wet-100"]  # type: ignore[call-overload]  # plain data
    assert list(documents["sources"]) == ["made-up"]  # type: ignore[call-overload]  # plain data
    assert sorted(tiny.catalog.racks) == ["dry-40", "net-10", "wet-100"]
    assert not tiny.catalog.switches


def test_documents_are_plain_and_as_written(tiny: Site) -> None:
    site = json.loads(json.dumps(dict(tiny.inputs.documents)))["site"]
    assert "scenarios" not in site
    assert site["tariff"]["energy"] == {
        "value": "0.10 USD/kWh",
        "source": "made-up",
        "confidence": "assumption",
    }
    assert site["rows"][0]["id"] == "R[1-3]"
    assert site["demand"]["date"] == "2026-12-01"
    assert site["demand"]["racks"]["wet-100"] == {"at_least": 2}


def test_documents_stand_after_the_changes(tiny_changed: Read) -> None:
    documents = json.loads(json.dumps(dict(tiny_changed(scenario="cool").inputs.documents)))
    assert documents["site"]["cooling"]["loops"][0]["supply"] == "25 degC"
    assert "hbm" not in documents["site"]["demand"]


def test_changed_demand_reaches_other_products(tiny_changed: Read) -> None:
    changes = {"demand.racks": {"net-10": {}, "dry-40": {}}, "supply": {}, "policy": {}}
    site = tiny_changed(changes=changes)
    assert sorted(site.catalog.racks) == ["dry-40", "net-10"]


def test_catalog_folder_is_laid_over_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    mine = TESTS / "catalogs/power/psu-4.yaml"
    text = mine.read_text().replace("psu-4", "shelf-hpr-33kw").replace("4 kW", "30 kW")
    (tmp_path / "mine" / "shelf-hpr-33kw.yaml").write_text(text)
    plain = read_site("wisconsin")
    laid = read_site("wisconsin", catalogs=tmp_path / "mine")
    assert plain.catalog.shelves["shelf-hpr-33kw"].rating.m_as("kW") == pytest.approx(33)
    assert laid.catalog.shelves["shelf-hpr-33kw"].rating.m_as("kW") == pytest.approx(30)
    assert "mine/shelf-hpr-33kw.yaml" in laid.inputs.files


def test_site_is_found_by_name_path_and_from_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_name = read_site("wisconsin")
    monkeypatch.chdir(tmp_path)
    assert read_site("wisconsin") == by_name
    assert read_site("sites/wisconsin") == by_name
    assert set(by_name.inputs.files) >= {"sites/wisconsin/power.yaml", "catalogs/sources.yaml"}


def test_installed_package_carries_its_inputs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = tmp_path / "site-packages" / "rackplan"
    monkeypatch.setattr(shipped, "_PACKAGE", inside)
    assert shipped.shipped_sites() == []
    shutil.copytree(TESTS / "sites", inside / "shipped" / "sites")
    shutil.copytree(TESTS / "catalogs", inside / "shipped" / "catalogs")
    (inside.parent / "sites" / "other").mkdir(parents=True)
    assert shipped.shipped_sites() == ["tiny"]
    assert set(read_site("tiny").inputs.files) >= {"sites/tiny/power.yaml", "catalogs/sources.yaml"}
