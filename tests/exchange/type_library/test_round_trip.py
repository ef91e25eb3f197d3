"""What we export for NetBox we import unchanged: every product that can be in an export."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from rackplan.exchange.netbox.kinds import device_type, rack_ports, rack_type, server_ports
from rackplan.exchange.netbox.marks import MARKED
from rackplan.exchange.type_library import TypeImport, import_types, product_texts, write_types
from rackplan.exchange.type_library.same_figures import differences
from rackplan.model.catalog import Catalog, Frame, RackType, Server
from rackplan.reading import check_inputs, read_catalog, yaml_text
from tests.exchange.type_library.library import write_library


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return read_catalog()


def types(catalog: Catalog) -> Iterator[dict[str, Any]]:
    """Every type that an export can hold."""
    for item in (*catalog.racks.values(), *catalog.products.values()):
        if isinstance(item, RackType):
            yield rack_type(item)
            yield device_type(item, rack_ports(item, item.share_on_a))
        elif isinstance(item, Frame):
            yield rack_type(item)
        elif isinstance(item, Server):
            yield device_type(item, server_ports(item))
        elif item.kind in MARKED:
            yield device_type(item, ())


def library_of(catalog: Catalog, folder: Path, prefix: str = "") -> Path:
    documents = {
        f"{'rack' if 'form_factor' in each else 'device'}-types/{each['model']}.yaml": each
        for each in types(catalog)
    }
    renamed = {
        name: yaml_text(each | {"model": prefix + each["model"]})
        for name, each in documents.items()
    }
    return write_library(folder, renamed)


@pytest.fixture(scope="module")
def foreign(catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> TypeImport:
    """All of them, where the catalog has none: under other names."""
    folder = tmp_path_factory.mktemp("foreign")
    return import_types([library_of(catalog, folder / "other", "other-")])


def test_with_the_same_catalog_everything_is_known_and_the_same(
    catalog: Catalog, tmp_path: Path
) -> None:
    made = import_types([library_of(catalog, tmp_path)])
    assert len(made.known) > 100
    assert (made.drafts, made.passed_over, made.skipped) == ({}, [], [])
    assert [(known.product, known.differences) for known in made.known if known.differences] == []


def test_without_it_every_figure_that_was_exported_comes_back(
    catalog: Catalog, foreign: TypeImport
) -> None:
    assert len(foreign.drafts) > 80
    for name, draft in foreign.drafts.items():
        own = name.removeprefix("other-")
        item = catalog.racks.get(own) or catalog.products[own]
        assert draft.kind == item.kind
        assert list(differences(draft.figures, item)) == [], name
        computes = draft.figures.get("role", ("",))[0] == "compute"
        assert draft.asked == (("computing",) if computes else ()), name
        assert draft.doubts == (), name


def test_and_is_read_as_a_product(foreign: TypeImport, tmp_path: Path) -> None:
    """All that do not compute: what those bring has no place in NetBox, and is asked for."""
    sound = {name: draft for name, draft in foreign.drafts.items() if not draft.asked}
    assert len(sound) > 50
    write_types(replace(foreign, drafts=sound), tmp_path / "out", "")
    assert check_inputs(tmp_path / "out").coverage
    back = read_catalog(extra=tmp_path / "out")
    there, here = back.products["storage-nvme-1u"], back.products["other-storage-nvme-1u"]
    assert isinstance(there, Server)
    assert isinstance(here, Server)
    for field in ("height", "mass", "planned_power", "power_factor", "role"):
        assert getattr(here, field) == getattr(there, field)
    assert here.air.airflow.m_as("cfm") == pytest.approx(there.air.airflow.m_as("cfm"))


def test_type_that_was_edited_in_netbox_says_so(catalog: Catalog, tmp_path: Path) -> None:
    """The field counts: it is what people see there."""
    server = catalog.products["hgx-b200-8"]
    assert isinstance(server, Server)
    document = device_type(server, server_ports(server)) | {"model": "edited", "weight": 200}
    made = import_types([write_library(tmp_path, {"x.yaml": yaml_text(document)})])
    draft = made.drafts["edited"]
    assert draft.figures["mass"] == ("200 kg", "")
    assert [doubt.sentence for doubt in draft.doubts] == [
        "mass is 200 kg by its fields, and 142.4 kg by its comments"
    ]
    assert yaml.safe_load(product_texts(made)["servers/edited.yaml"])["height"]["value"] == "10 U"
