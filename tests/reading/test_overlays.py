"""Catalogs of a user: told from sites, laid over the shipped ones, nothing in them unnoticed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from rackplan.errors import BadInputError
from rackplan.model.catalog import KINDS
from rackplan.reading import check_inputs, read_site
from rackplan.reading.recognition import is_catalog, tree_of

TESTS = Path(__file__).parents[1]
TINY = TESTS / "sites/tiny"
SHELF = "id: {}\nkind: shelf\nname: x\nrating: 1 kW\n"


@pytest.fixture
def parts(tmp_path: Path) -> Path:
    """The tests' catalog, to lay things into."""
    return Path(shutil.copytree(TESTS / "catalogs", tmp_path / "parts"))


def complaint(overlay: Path) -> str:
    with pytest.raises(BadInputError) as caught:
        read_site(TINY, catalogs=overlay)
    return str(caught.value)


def test_file_that_is_called_otherwise_than_its_product(parts: Path) -> None:
    (parts / "power/psu-9.yaml").write_text(SHELF.format("psu-8"))
    said = 'id: the file is called "psu-9" and its id is "psu-8"; they have to be equal'
    assert complaint(parts) == f"parts/power/psu-9.yaml:1:5  {said}"


def test_second_file_of_an_id(parts: Path) -> None:
    (parts / "power/deep/deeper").mkdir(parents=True)
    (parts / "power/deep/deeper/psu-4.yaml").write_text(SHELF.format("psu-4"))
    said = 'a second file for "psu-4"; the first is parts/power/psu-4.yaml'
    assert complaint(parts) == f"parts/power/deep/deeper/psu-4.yaml  {said}"


def test_file_that_is_no_product(parts: Path) -> None:
    (parts / "notes.yaml").write_text("about: nothing\n")
    said = f'misses "kind": one of {", ".join(KINDS)}'
    assert complaint(parts) == f"parts/notes.yaml:1:1  {said}"


def test_overlay_without_a_product(tmp_path: Path) -> None:
    (tmp_path / "bare/racks").mkdir(parents=True)
    said = 'bare  the folder holds no product: no *.yaml with a "kind" at its top'
    assert said in complaint(tmp_path / "bare").splitlines()


def test_products_nested_at_any_depth_are_found(parts: Path) -> None:
    whole = parts.rename(parts.with_name("kinds"))
    shutil.move(whole, parts / "of/ours")
    assert sorted(read_site(TINY, catalogs=parts).catalog.racks) == ["dry-40", "net-10", "wet-100"]


def test_folders_that_link_upwards_end(parts: Path) -> None:
    (parts / "racks/again").symlink_to(parts)
    assert len(list(tree_of(parts))) == 5
    assert read_site(TINY, catalogs=parts).id == "tiny"


def test_folder_of_any_name_with_products_is_a_catalog(tmp_path: Path) -> None:
    folder = tmp_path / "mine/of/ours"
    folder.mkdir(parents=True)
    text = (TESTS.parent / "catalogs/racks/gb300-nvl72.yaml").read_text()
    (folder / "our-rack.yaml").write_text(text.replace("id: gb300-nvl72", "id: our-rack"))
    report = check_inputs(tmp_path / "mine")
    assert (report.sites, report.products) == ((), 1)
    assert report.figures > 10
    assert {doubt.product for doubt in report.doubts} <= {"our-rack"}


def test_all_of_a_folder_with_products_is_checked(parts: Path) -> None:
    (parts / "sources.yaml").unlink()
    (parts / "power/psu-9.yaml").write_text(SHELF.format("psu-8"))
    with pytest.raises(BadInputError) as caught:
        check_inputs(parts)
    complaints = str(caught.value).splitlines()
    assert any(line.startswith("parts/power/psu-9.yaml:1:5") for line in complaints)
    assert any('unknown source "made-up"' in line for line in complaints)


def test_sites_are_no_catalogs(tmp_path: Path, parts: Path) -> None:
    site = Path(shutil.copytree(TINY, tmp_path / "sites/tiny"))
    shutil.copytree(parts, site / "catalogs")
    assert not is_catalog(site)
    assert not is_catalog(site.parent)
    assert is_catalog(site / "catalogs")
    assert check_inputs(site, catalogs=site / "catalogs").sites == ("tiny",)
