"""Builds read as racks: in catalogs, sites and plans, and where the racks' figures come from."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rackplan.errors import BadInputError
from rackplan.model.catalog import Catalog
from rackplan.model.plan import Placement
from rackplan.model.provenance import Provenance
from rackplan.model.site import Site
from rackplan.reading import read_catalog, read_plan, read_site

TESTS = Path(__file__).parents[1]
FOUR = "{value: 4, source: made-up, confidence: published}"
BUILDS = TESTS / "builds"
SITE = TESTS / "built_site"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return read_catalog(BUILDS)


@pytest.fixture(scope="module")
def built() -> Site:
    return read_site(SITE, catalogs=BUILDS)


@pytest.fixture
def parts(tmp_path: Path) -> Callable[[str, str, str], Path]:
    """Makes a copy of the catalog with a text replaced in one file."""

    def change(file: str, old: str, new: str) -> Path:
        folder = tmp_path / "parts"
        if not folder.exists():
            shutil.copytree(BUILDS, folder)
        path = folder / file
        text = path.read_text()
        assert text.count(old) == 1
        path.write_text(text.replace(old, new))
        return folder

    return change


def kw(site: Site, rack: str) -> float:
    return float(site.catalog.racks[rack].planned_power.m_as("kW"))


def test_builds_are_racks_of_the_catalog(catalog: Catalog) -> None:
    assert sorted(catalog.racks) == ["built-air", "built-wet"]
    assert sorted(catalog.assemblies) == ["built-air", "built-wet"]
    assert catalog.racks["built-air"].planned_power.m_as("kW") == pytest.approx(34)
    assert catalog.racks["built-wet"].planned_power.m_as("kW") == pytest.approx(120)


def test_a_site_reaches_what_its_racks_are_made_of(built: Site) -> None:
    assert sorted(built.catalog.racks) == ["built-air", "built-wet"]
    made_of = {"node-8", "frame-42", "switch-1u", "strip-63", "psu-4"}
    made_of |= {"node-wet", "frame-ou", "manifold", "shelf-66"}
    assert made_of <= set(built.catalog.products)
    assert "head-1u" not in built.catalog.products
    documents: Any = built.inputs.documents["catalog"]
    assert made_of <= set(documents)
    assert f"{BUILDS}/servers/node-8.yaml".endswith(
        next(file for file in built.inputs.files if file.endswith("node-8.yaml"))
    )


@pytest.mark.parametrize(
    ("change", "air_kw", "wet_kw"),
    [
        ("catalog.node-8.planned_power=9 kW", 38, 120),
        ("catalog.built-air.servers=2", 18, 120),
        ("catalog.frame-42.mounting_height=20 U", 18, 120),
        ("catalog.strip-63.rating=40 A", 18, 120),
        ("catalog.shelf-66.rating=36 kW", 34, 60),
        ("catalog.built-wet.power_limit=75 kW", 34, 60),
    ],
)
def test_a_change_of_a_part_changes_the_rack(change: str, air_kw: float, wet_kw: float) -> None:
    site = read_site(SITE, catalogs=BUILDS, changes=[change])
    assert kw(site, "built-air") == pytest.approx(air_kw)
    assert kw(site, "built-wet") == pytest.approx(wet_kw)
    assert len(site.inputs.changes) == 1


def test_figures_of_the_rack_cannot_be_set(parts: Callable[..., Path]) -> None:
    with pytest.raises(BadInputError) as caught:
        read_site(SITE, catalogs=BUILDS, changes=["catalog.built-air.planned_power=9 kW"])
    assert str(caught.value).startswith('--set  unknown key "planned_power". Known here: id, name,')


def test_a_change_that_leaves_no_rack_is_complained_of_at_the_build() -> None:
    with pytest.raises(BadInputError) as caught:
        read_site(SITE, catalogs=BUILDS, changes=["catalog.node-8.height=43 U"])
    (problem,) = caught.value.problems
    assert problem.file.endswith("builds/racks/built-air.yaml")
    assert problem.message.startswith("not one server fits (height: 42 U less 2 U of switch-1u")


def test_a_plan_carries_all_that_its_racks_are_made_of(built: Site, tmp_path: Path) -> None:
    placement = Placement(position="R1-P1", rack="built-air", feeds=("R1.A", "R1.B"))
    document = {
        "schema": "rackplan/plan/1",
        "site": built.id,
        "placements": [placement.model_dump(mode="json")],
        "inputs": dict(built.inputs.documents),
    }
    (tmp_path / "plan.json").write_text(json.dumps(document))
    again, plan = read_plan(tmp_path)
    assert plan.placements == (placement,)
    assert again.catalog.assemblies == built.catalog.assemblies
    assert again.catalog.racks == built.catalog.racks


def test_an_overlay_changes_racks_that_the_catalog_under_it_builds(
    tmp_path: Path, catalog: Catalog
) -> None:
    text = (BUILDS / "servers" / "node-8.yaml").read_text()
    (tmp_path / "node-8.yaml").write_text(text.replace("value: 8 kW", "value: 7 kW"))
    laid = read_catalog(BUILDS, extra=tmp_path)
    assert laid.racks["built-air"].planned_power.m_as("kW") == pytest.approx(30)
    assert catalog.racks["built-air"].planned_power.m_as("kW") == pytest.approx(34)


def origin(catalog: Catalog, path: str) -> Provenance:
    found = catalog.provenance[path]
    assert found.derived
    assert found.file.endswith("racks/built-air.yaml")
    assert found.line == 4
    return found


def test_a_figure_is_as_good_as_the_weakest_in_it(parts: Callable[..., Path]) -> None:
    folder = parts(
        "network/switch-1u.yaml", "1 kW", "{value: 1 kW, source: other, confidence: estimate}"
    )
    found = origin(read_catalog(folder), "built-air.planned_power")
    assert (found.confidence, found.source) == ("estimate", "other")
    assert found.note == "4 x node-8.planned_power [made-up] + 2 x switch-1u.peak_power [other]"


def test_a_figure_without_an_origin_leaves_none(catalog: Catalog) -> None:
    found = origin(catalog, "built-air.planned_power")
    assert (found.confidence, found.source) == ("unstated", None)
    assert found.note == "4 x node-8.planned_power [made-up] + 2 x switch-1u.peak_power"
    assert origin(catalog, "built-air.computing.fab").confidence == "published"


def test_what_is_reckoned_is_our_assumption(parts: Callable[..., Path]) -> None:
    folder = parts(
        "network/switch-1u.yaml", "1 kW", "{value: 1 kW, source: other, confidence: published}"
    )
    found = origin(read_catalog(folder), "built-air.air.airflow")
    assert found.confidence == "assumption"
    assert found.note == (
        "4 x node-8.air.airflow [made-up] + 2 x switch-1u.peak_power [other]; "
        "what states no airflow warms the air as the servers do"
    )


@pytest.mark.parametrize(
    ("servers", "confidence"),
    [
        ("{value: 4, source: other, confidence: vendor-typical}", "vendor-typical"),
        ("{value: 4, confidence: assumption}", "assumption"),
        ("4", "unstated"),
        (None, "published"),
    ],
)
def test_sums_over_servers_rest_on_how_many_there_are(
    parts: Callable[..., Path], servers: str | None, confidence: str
) -> None:
    """Where the build says how many, and whence; not where as many as fit."""
    written = "" if servers is None else f"servers: {servers}"
    found = read_catalog(parts("racks/built-air.yaml", f"servers: {FOUR}", written))
    assert origin(found, "built-air.supplies.on_feed_a").confidence == confidence
    assert origin(found, "built-air.computing.fab").confidence == "published"


def test_picked_figures_say_how(parts: Callable[..., Path]) -> None:
    folder = parts("racks/built-air.yaml", "product: switch-1u", "product: head-1u")
    found = read_catalog(folder).provenance
    notes = {path: found[f"built-air.{path}"].note for path in ("power_factor", "air.inlet_max")}
    assert notes == {
        "power_factor": "mean of node-8.power_factor [made-up], head-1u.power_factor",
        "air.inlet_max": "least of node-8.air.inlet_max, head-1u.air.inlet_max",
    }


def test_figures_that_a_build_states_itself_keep_their_origin(parts: Callable[..., Path]) -> None:
    own = "reserve: 2 U\nprice: {value: 1 MUSD, source: other, confidence: published, note: asked}"
    catalog = read_catalog(parts("racks/built-air.yaml", "reserve: 2 U", own))
    found = catalog.provenance["built-air.price"]
    assert (found.derived, found.note, found.source) == (False, "asked", "other")
    assert catalog.provenance["built-wet.supplies.on_feed_a"].derived is False
    assert "built-air.price_low" not in catalog.provenance


def test_every_number_of_a_built_rack_has_an_origin(catalog: Catalog) -> None:
    for name, rack in catalog.racks.items():
        numbers = dict(_numbers(rack.model_dump(exclude_unset=True), name))
        missing = numbers.keys() - catalog.provenance.keys()
        assert not {path for path in missing if not path.endswith((".supply", ".cords"))}


def _numbers(value: object, path: str) -> Any:
    """Paths of the quantities and numbers of a dumped rack."""
    if isinstance(value, dict):
        for key, child in value.items():
            yield from _numbers(child, f"{path}.{key}")
    elif isinstance(value, (list, tuple)):
        for index, child in enumerate(value):
            yield from _numbers(child, f"{path}[{index}]")
    elif isinstance(value, int) or (isinstance(value, str) and value[:1].isdigit()):
        yield path, value
